"""The pictures of a question's answers: what each row says, and which answers it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from claimline.analysis.comparison import Comparison, Range, number_range
from claimline.dates.zones import zone_label
from claimline.locale import word_in
from claimline.model.bearing import Sector, sector
from claimline.model.records import Detail
from claimline.model.shared_fields import Answer
from claimline.pages.amounts import number_words
from claimline.pages.answers.compass import Compass, compass
from claimline.pages.answers.line import Line
from claimline.pages.answers.number_line import number_line
from claimline.pages.answers.time_labels import TimeLabels
from claimline.pages.answers.time_line import time_line
from claimline.pages.counted import speakers
from claimline.pages.long_sections import answer_href
from claimline.pages.shared_views import Ref, When
from claimline.pages.timeline import Span, span
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value

CARDINAL = (
    word_in("compass", "N"), word_in("compass", "E"), word_in("compass", "S"),
    word_in("compass", "W"),
)  # fmt: skip

MOST_ROWS = 30
"""The most different answers of a picture. The eye finds nothing among more rows."""

Measure = TypeVar("Measure", Range, Span, Sector)


class AnswerRow(Value, frozen=True):
    """One different answer. ``answers`` lead to its places in the list of answers.

    ``counts`` says how many sources and vantage points give it. ``comparable`` is false if it
    answers a slightly different question.
    """

    answers: tuple[Ref, ...]
    counts: str
    as_of: When | None
    comparable: bool


class DatedWords(Value, frozen=True):
    """An answer with the time for which it holds."""

    words: str
    as_of: When | None


class Revision(Value, frozen=True):
    """A speaker's first answer, and the later ones in their order."""

    speaker: Ref
    first: DatedWords
    later: tuple[DatedWords, ...]


class Picture(Value, frozen=True):
    """Rows beside a line, or around a compass. Exactly one of these is set.

    ``left_out`` is the number of answers that are only in the list.
    """

    title: str
    rows: tuple[AnswerRow, ...]
    revisions: tuple[Revision, ...]
    left_out: int
    line: Line | None = None
    compass: Compass | None = None


def answer_pictures(builder: ViewBuilder, id_: str) -> tuple[Picture, ...]:
    """Return the pictures of a question: those into which 2 to 30 different answers fit."""
    detail = builder.dossier.details[id_]
    zone, t = builder.zone, builder.t
    pictures = (
        _picture(
            builder, detail, id_, t("The answers in numbers"), number_range,
            lambda it: (it.low, it.high),
            lambda ranges: number_line(ranges, lambda it: number_words(it, builder.language)),
        ),
        _picture(
            builder, detail, id_,
            t("The answers in time, {zone}", zone=zone_label(zone, builder.language)),
            lambda answer: span(answer.when, zone) if answer.when else None,
            lambda it: (it.start, it.end),
            lambda spans: time_line(spans, TimeLabels(builder.language, zone)),
        ),
        _picture(
            builder, detail, id_, t("The answers as directions"),
            lambda answer: sector(answer.bearing) if answer.bearing else None,
            lambda it: (it.middle, it.spread),
            lambda them: compass(them, [builder.p(*name) for name in CARDINAL]),
        ),
    )  # fmt: skip
    return tuple(it for it in pictures if it is not None)


def _picture(
    builder: ViewBuilder,
    detail: Detail,
    id_: str,
    title: str,
    measured: Callable[[Answer], Measure | None],
    order: Callable[[Measure], tuple[float, float]],
    laid_out: Callable[[Sequence[Measure]], Line | Compass | None],
) -> Picture | None:
    comparison = builder.analysis.comparison[id_]
    groups: dict[tuple[int, Measure], list[int]] = {}
    for nth, answer in enumerate(detail.values):
        measure = measured(answer)
        if measure is not None:
            # An answer that cannot be compared is equal to no other.
            group = comparison.answers[nth].group or -1 - nth
            groups.setdefault((group, measure), []).append(nth)
    if len({measure for _, measure in groups}) < 2 or len(groups) > MOST_ROWS:
        return None
    ordered = sorted(groups, key=lambda key: (*order(key[1]), groups[key]))
    drawn = laid_out([measure for _, measure in ordered])
    if drawn is None:
        return None
    shown = {nth for nths in groups.values() for nth in nths}
    return Picture(
        title,
        tuple(_row(builder, id_, groups[key]) for key in ordered),
        _revisions(builder, detail, comparison, shown),
        len(detail.values) - len(shown),
        line=drawn if isinstance(drawn, Line) else None,
        compass=drawn if isinstance(drawn, Compass) else None,
    )


def _row(builder: ViewBuilder, id_: str, nths: Sequence[int]) -> AnswerRow:
    detail, comparison = builder.dossier.details[id_], builder.analysis.comparison[id_]
    anchors: dict[str, Ref] = {}
    for nth in nths:
        value = detail.values[nth].value
        anchors.setdefault(value, Ref(answer_href(id_, nth), value))
    times = {detail.values[nth].as_of for nth in nths}
    return AnswerRow(
        tuple(anchors.values()),
        _counts(builder, detail, comparison, nths),
        builder.when(times.pop()) if len(times) == 1 else None,
        all(detail.values[nth].comparable for nth in nths),
    )


def _counts(
    builder: ViewBuilder, detail: Detail, comparison: Comparison, nths: Sequence[int]
) -> str:
    """Return how many sources and vantage points give an answer, in words.

    Sources that give it in their own words are nobody's whom they quote, and are counted apart.
    """
    dossier, n = builder.dossier, builder.n
    own: list[str] = []
    spoken: list[str] = []
    for nth in nths:
        answer = detail.values[nth]
        named = (answer.source,) if answer.source else dossier.carriers(answer.statement or "")
        (spoken if answer.statement else own).extend(named)
    traced = [it for nth in nths if (it := comparison.answers[nth]).party]
    points = len({it.party for it in traced if not it.commentary})
    commentators = len({it.party for it in traced if it.commentary})
    parts = []
    if traced:
        sources = n("{n} source", "{n} sources", len(dossier.distinct(spoken)))
        if points:
            whose = speakers(builder.language, points, commentators)
            words = builder.t("{sources} {points}", sources=sources, points=whose)
        else:
            words = n(
                "{sources} from {n} commentator", "{sources} from {n} commentators",
                commentators, sources=sources,
            )  # fmt: skip
        parts.append(words)
    if number := len(dossier.distinct(own)):
        sources = n("{n} source", "{n} sources", number)
        parts.append(
            n("{sources}, in its own words", "{sources}, in their own words", number,
              sources=sources)
        )  # fmt: skip
    return builder.p("between parts", "; ").join(parts)


def _revisions(
    builder: ViewBuilder, detail: Detail, comparison: Comparison, shown: set[int]
) -> tuple[Revision, ...]:
    """Return the answers among those shown that their speakers later revised, each once."""
    by_statement: dict[str, int] = {}
    for nth, answer in enumerate(detail.values):
        if answer.statement:
            by_statement.setdefault(answer.statement, nth)
    later = {
        nth: by_statement[revised_by]
        for nth in by_statement.values()
        if (revised_by := comparison.answers[nth].revised_by) in by_statement
    }
    revisions = []
    for statement, first in by_statement.items():
        if first not in later or first in later.values():
            continue
        chain = [first]
        while (last := later.get(chain[-1])) is not None:
            chain.append(last)
        if shown & {*chain}:
            speaker = builder.ref("actor", builder.dossier.statements[statement].by)
            earliest, *others = (_dated(builder, detail.values[it]) for it in chain)
            revisions.append(Revision(speaker, earliest, tuple(others)))
    return tuple(revisions)


def _dated(builder: ViewBuilder, answer: Answer) -> DatedWords:
    """Return an answer with the time for which it holds, or else the time of its statement."""
    assert answer.statement is not None
    date = answer.as_of or builder.dossier.statements[answer.statement].said
    return DatedWords(answer.value, builder.when(date))
