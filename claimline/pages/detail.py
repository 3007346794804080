"""The page of a question (a detail), with its answers side by side. It picks none as right."""

from __future__ import annotations

from claimline.analysis.comparison import Comparison
from claimline.locale import word
from claimline.model.shared_fields import Answer
from claimline.pages.address import page_of
from claimline.pages.answer_table import (
    AnswerEntry,
    LaterAnswers,
    answer_giver,
    answer_rows,
    before_answers,
    later_answers,
)
from claimline.pages.answers.drawings import Picture, answer_pictures
from claimline.pages.counted import speakers
from claimline.pages.detail_sections import DETAIL_SECTIONS, DetailRows
from claimline.pages.references import References
from claimline.pages.shared_views import (
    HtmlPage,
    Passage,
    Ref,
    Reference,
)
from claimline.pages.sum_view import SumView
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value


class DifferentAnswer(Value, frozen=True):
    """An answer, and who gives it: speakers, and sources in their own words."""

    value: str
    givers: tuple[Ref, ...]
    more_givers: int
    """How many more give it."""


class DetailView(Value, frozen=True):
    """Everything about one question."""

    id: str
    question: str
    short: str
    unit: str
    status: str
    summary: str
    short_answers: tuple[DifferentAnswer, ...]
    """The first of the different answers."""
    more_answers: int
    """How many different answers follow those."""
    pictures: tuple[Picture, ...]
    sum: SumView | None
    """How the number came about, if the record says so."""
    answers: tuple[AnswerEntry, ...]
    """The first answers. Equal ones stand together."""
    later: tuple[LaterAnswers, ...]
    """The pages with the others."""
    finding: Passage | None
    sections: DetailRows
    tags: tuple[Ref, ...]
    references: tuple[Reference, ...]


MOST_SHORT = 5
"""The most different answers that stand before the table."""
MOST_GIVERS = 12
"""The most who are named there for each of them."""
STATUS = {
    "open": word("Open: the difference could not be explained"),
    "partly-resolved": word("Partly explained"),
    "resolved": word("Explained, from first-hand words or by arithmetic"),
    "retelling-error": word("Arose in retelling, not between the original speakers"),
}


def detail_page(builder: ViewBuilder, id_: str) -> HtmlPage:
    """Make the page of a question."""
    detail = builder.dossier.details[id_]
    comparison = builder.analysis.comparison[id_]
    references = References(builder)
    added, finding = before_answers(builder, references, id_)
    answers = answer_rows(builder, references, id_, 1)
    different = _different(builder, id_, comparison)
    summary = _summary(builder, comparison)
    view = DetailView(
        id=id_,
        question=detail.question,
        short=detail.short,
        unit=detail.unit or "",
        status=builder.t(STATUS[detail.status]),
        summary=summary,
        short_answers=different[:MOST_SHORT],
        more_answers=len(different[MOST_SHORT:]),
        pictures=answer_pictures(builder, id_),
        sum=added,
        answers=answers,
        later=later_answers(builder, id_),
        finding=finding,
        sections=DETAIL_SECTIONS.sections(builder, id_),
        tags=builder.tags(detail.tags),
        references=references.entries(),
    )
    description = f"{detail.question} {summary}"
    path = page_of("detail", id_)
    return HtmlPage(path, "pages/detail.html", detail.short, description, "details", view)


def _different(
    builder: ViewBuilder, id_: str, comparison: Comparison
) -> tuple[DifferentAnswer, ...]:
    """Return the different answers that can be compared, each with the first who give it."""
    values = builder.dossier.details[id_].values
    groups: dict[int, list[Answer]] = {}
    for answer, compared in zip(values, comparison.answers, strict=True):
        if compared.group:
            groups.setdefault(compared.group, []).append(answer)
    return tuple(_given(builder, group) for group in groups.values())


def _given(builder: ViewBuilder, equal: list[Answer]) -> DifferentAnswer:
    givers = tuple(dict.fromkeys(who for it in equal if (who := answer_giver(builder, it))))
    return DifferentAnswer(equal[0].value, givers[:MOST_GIVERS], len(givers[MOST_GIVERS:]))


def _summary(builder: ViewBuilder, comparison: Comparison) -> str:
    """Return how many answers there are, how many can be compared, and whether those agree.

    An answer in a source's own words is nobody's whom the source quotes.
    """
    answers = comparison.answers
    comparable = sum(answer.group > 0 for answer in answers)
    spoken = sum(answer.party != "" for answer in answers)
    t, n = builder.t, builder.n
    counted = n("{n} answer", "{n} answers", len(answers))
    who = speakers(builder.language, len(comparison.vantage_points), len(comparison.commentators))
    if not spoken:
        counted = t("{answers} in the sources’ own words", answers=counted)
    elif spoken < len(answers):
        counted = n(
            "{answers}, {n} of them {speakers}", "{answers}, {n} of them {speakers}", spoken,
            answers=counted, speakers=who,
        )  # fmt: skip
    else:
        counted = t("{answers} {speakers}", answers=counted, speakers=who)
    if comparable < 2:
        return t("{answers}; they cannot be compared.", answers=counted)
    if comparable < len(answers):
        counted = n(
            "{answers}; {n} can be compared", "{answers}; {n} can be compared", comparable,
            answers=counted,
        )  # fmt: skip
    if comparison.groups == 1:
        return t("{answers}, all the same.", answers=counted)
    differing = n(
        "{answers}, with {n} different value.", "{answers}, with {n} different values.",
        comparison.groups, answers=counted,
    )  # fmt: skip
    if not comparison.compatible:
        return differing
    return t("{answers} Their numbers do not exclude one another.", answers=differing)
