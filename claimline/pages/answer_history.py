"""How an actor answered one question several times: "first 18, then 23, then 91"."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.analysis.answer_order import steps_in_time
from claimline.analysis.comparison import number_range
from claimline.dates import PartialDate
from claimline.dates.partial import civil_days
from claimline.model.shared_fields import Answer
from claimline.pages.shared_views import Ref, When
from claimline.pages.view_builder import ViewBuilder, part
from claimline.value import Value


class DatedAnswer(Value, frozen=True):
    """An answer in numbers, as the record writes it. ``statement`` leads to where it was given."""

    value: str
    statement: Ref
    said: When | None


class HistoryStep(Value, frozen=True):
    """One answer, or several whose order the records do not give.

    ``place`` says where the step stands among the others: "first", "then", "alone" if no other has
    a known place, or "unplaced" if its own is not known. ``order`` says what is known of the order
    within the step: "known", "same-day" or "unknown".
    """

    answers: tuple[DatedAnswer, ...]
    place: str
    order: str


class AnswerHistory(Value, frozen=True):
    """The different answers of an actor to one question, in the order of time."""

    question: Ref
    steps: tuple[HistoryStep, ...]


class _Given(Value, frozen=True):
    """An answer of the actor, with its group of equal answers and its date."""

    group: int
    answer: DatedAnswer
    said: PartialDate | None

    @property
    def placed(self) -> bool:
        """Whether its date can be compared with others."""
        return self.said is not None and not any(it.qualifier for it in self.said.points)


def answer_histories(builder: ViewBuilder, actor: str) -> tuple[AnswerHistory, ...]:
    """Return the questions to which an actor gave several different numbers, by their ids."""
    dossier = builder.dossier
    details = {
        detail
        for statement in dossier.backlinks("actor", actor).statements
        for detail in dossier.backlinks("statement", statement).details
    }
    histories = (_history(builder, f"{detail} {actor}") for detail in sorted(details))
    return tuple(it for it in histories if it is not None)


@part("answer history")
def _history(builder: ViewBuilder, key: str) -> AnswerHistory | None:
    """Return an actor's answers to a question. ``key`` is the ids of the question and the actor."""
    detail, _, actor = key.partition(" ")
    given = list(_given(builder, detail, actor))
    if len({it.group for it in given}) < 2:
        return None
    placed = [it for it in given if it.placed]
    in_time = _steps(builder, placed)
    steps = []
    for number, step in enumerate(in_time):
        place: str = "then" if number else "first" if len(in_time) > 1 else "alone"
        steps.append(_step(builder, place, [placed[nth] for nth in step]))
    if rest := [it for it in given if not it.placed]:
        steps.append(_step(builder, "unplaced", rest))
    return AnswerHistory(builder.ref("detail", detail), tuple(steps))


def _given(builder: ViewBuilder, detail: str, actor: str) -> Iterator[_Given]:
    """Yield the actor's answers in numbers that can be compared, each statement once.

    A statement with different numbers counts for none: others may have retold it differently.
    """
    dossier = builder.dossier
    record = dossier.details[detail]
    compared = builder.analysis.comparison[detail].answers
    by_statement: dict[str, dict[int, str]] = {}
    for answer, found in zip(record.values, compared, strict=True):
        if found.group and answer.statement and _is_number(answer):
            by_statement.setdefault(answer.statement, {}).setdefault(found.group, answer.value)
    for statement, values in by_statement.items():
        said = dossier.statements[statement]
        if said.by == actor and len(values) == 1:
            ((group, value),) = values.items()
            dated = DatedAnswer(value, builder.ref("statement", statement), builder.when(said.said))
            yield _Given(group, dated, said.said)


def _is_number(answer: Answer) -> bool:
    return answer.when is None and answer.bearing is None and number_range(answer) is not None


def _steps(builder: ViewBuilder, given: list[_Given]) -> list[tuple[int, ...]]:
    """Return the steps of the answers. A step that only repeats the one before is left out."""
    zone = builder.zone
    spans = [(it.said.earliest(zone), it.said.latest(zone)) for it in given if it.said]
    steps: list[tuple[int, ...]] = []
    before: set[int] = set()
    for step in steps_in_time(spans):
        groups = {given[nth].group for nth in step}
        if len(groups) > 1 or groups != before:
            steps.append(step)
        before = groups
    return steps


def _step(builder: ViewBuilder, place: str, given: list[_Given]) -> HistoryStep:
    """Return a step with each of its different answers once."""
    different: dict[int, DatedAnswer] = {}
    for it in given:
        different.setdefault(it.group, it.answer)
    answers = tuple(different.values())
    if len(answers) == 1:
        return HistoryStep(answers, place, "known")
    if place == "unplaced":
        return HistoryStep(answers, place, "unknown")
    days = {civil_days(it.said, builder.zone) for it in given if it.said}
    same_day = len(days) == 1 and all(first == last for first, last in days)
    return HistoryStep(answers, place, "same-day" if same_day else "unknown")
