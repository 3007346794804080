"""The page of a question (a detail), with its answers side by side. It picks none as right."""

from __future__ import annotations

from itertools import groupby

from msgspec.structs import replace

from claimline.analysis.comparison import Comparison
from claimline.locale import word
from claimline.model.shared_fields import Answer
from claimline.pages.address import page_of
from claimline.pages.amounts import amount_words
from claimline.pages.answers.drawings import Picture, answer_pictures
from claimline.pages.counted import speakers
from claimline.pages.locators import locator
from claimline.pages.references import References
from claimline.pages.shared_views import (
    ClaimRow,
    ExternalLink,
    Locator,
    Page,
    Passage,
    Quote,
    Ref,
    Reference,
    SourceCard,
    When,
)
from claimline.pages.sum_view import SumView, sum_view
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value


class AnswerEntry(Value, frozen=True):
    """One answer. ``standing`` says how it compares with the others."""

    anchor: str
    number: int
    value: str
    rows: int
    """How many rows its value spans: 1, or more with the same answers after it. 0 after these."""
    amount: str
    """The range of its numbers in words, or "" if there are none or ``value`` says the same."""
    group: int
    standing: str
    giver: Ref | None
    """Who gives it: the speaker, or the publisher of a source in its own words."""
    speaker: Ref | None
    party: Ref | None
    statement: Ref | None
    said: When | None
    source: Ref | None
    card: SourceCard | None
    quote: Quote | None
    locator: Locator | None
    as_of: When | None
    note: Passage | None
    outside: tuple[ExternalLink, ...]


class DifferentAnswer(Value, frozen=True):
    """An answer, and all who give it: speakers, and sources in their own words."""

    value: str
    givers: tuple[Ref, ...]


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
    """All answers. Equal ones stand together."""
    silent: tuple[SourceCard, ...]
    finding: Passage | None
    claims: tuple[ClaimRow, ...]
    tags: tuple[Ref, ...]
    references: tuple[Reference, ...]


MOST_SHORT = 5
"""The most different answers that stand before the table."""
STATUS = {
    "open": word("Open: the difference could not be explained"),
    "partly-resolved": word("Partly explained"),
    "resolved": word("Explained, from first-hand words or by arithmetic"),
    "retelling-error": word("Arose in retelling, not between the original speakers"),
}


def detail_page(builder: ViewBuilder, id_: str) -> Page:
    """Make the page of a question."""
    detail = builder.dossier.details[id_]
    comparison = builder.analysis.comparison[id_]
    references = References(builder)
    added = sum_view(builder, references, id_)
    finding = references.passage("detail", id_, "finding")
    answers = _spanned(
        [_answer(builder, references, id_, nth, comparison) for nth in _together(comparison)]
    )
    different = _different(answers)
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
        silent=tuple(builder.card(source) for source in detail.silent),
        finding=finding,
        claims=builder.claim_rows(detail.claims),
        tags=builder.tags(detail.tags),
        references=references.entries(),
    )
    description = f"{detail.question} {summary}"
    path = page_of("detail", id_)
    return Page(path, "pages/detail.html", detail.short, description, "details", view)


def _together(comparison: Comparison) -> list[int]:
    """Return the numbers of the answers so that equal ones stand together, by the first of them."""
    first: dict[int, int] = {}
    for nth, answer in enumerate(comparison.answers):
        first.setdefault(answer.group or -nth - 1, nth)
    return sorted(
        range(len(comparison.answers)),
        key=lambda nth: first[comparison.answers[nth].group or -nth - 1],
    )


def _spanned(answers: list[AnswerEntry]) -> tuple[AnswerEntry, ...]:
    """Let the value of an answer span the rows of the answers after it that have the same words."""

    def words(it: AnswerEntry) -> object:
        return (it.group, it.value, it.amount) if it.group else it.anchor

    runs = [list(run) for _, run in groupby(answers, key=words)]
    return tuple(
        replace(it, rows=0 if nth else len(run)) for run in runs for nth, it in enumerate(run)
    )


def _different(answers: tuple[AnswerEntry, ...]) -> tuple[DifferentAnswer, ...]:
    """Return the different answers that can be compared, each with all who give it."""
    groups: dict[int, list[AnswerEntry]] = {}
    for answer in answers:
        if answer.group:
            groups.setdefault(answer.group, []).append(answer)
    return tuple(
        DifferentAnswer(group[0].value, tuple(dict.fromkeys(it.giver for it in group if it.giver)))
        for group in groups.values()
    )


def _summary(builder: ViewBuilder, comparison: Comparison) -> str:
    """Return how many answers there are, how many can be compared, and whether those agree."""
    answers = comparison.answers
    comparable = sum(answer.group > 0 for answer in answers)
    t, n = builder.t, builder.n
    counted = t(
        "{answers} {speakers}",
        answers=n("{n} answer", "{n} answers", len(answers)),
        speakers=speakers(
            builder.language, len(comparison.vantage_points), len(comparison.commentators)
        ),
    )
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


def _giver(builder: ViewBuilder, answer: Answer) -> Ref | None:
    """Return who gives an answer: the speaker, or the publisher of a source in its own words."""
    if answer.statement:
        return builder.ref("actor", builder.dossier.statements[answer.statement].by)
    if answer.source:
        return replace(
            builder.ref("source", answer.source), label=builder.card(answer.source).publisher
        )
    return None


def _answer(
    builder: ViewBuilder, references: References, id_: str, nth: int, comparison: Comparison
) -> AnswerEntry:
    dossier = builder.dossier
    answer = dossier.details[id_].values[nth]
    compared = comparison.answers[nth]
    statement = dossier.statements[answer.statement] if answer.statement else None
    source = dossier.sources[answer.source] if answer.source else None
    # A speaker who only repeats another still speaks for its own party.
    party = dossier.voice(answer.statement).party if answer.statement else compared.party
    anchor = f"answer-{nth + 1}"
    lang = answer.lang or (source.language if source else "")
    if not answer.comparable:
        standing = builder.t("Not comparable")
    elif compared.revised_by:
        later = builder.ref("statement", compared.revised_by).label
        standing = builder.t("Later revised by the same speaker: {statement}", statement=later)
    elif comparison.groups < 2:
        standing = builder.t("Same answer")
    else:
        same = sum(other.group == compared.group for other in comparison.answers) - 1
        standing = (
            builder.n("Same as {n} other answer", "Same as {n} other answers", same)
            if same
            else builder.t("Differs, but its numbers do not exclude those of the others")
            if compared.fits
            else builder.t("Differs from the others")
        )
    amount = amount_words(answer.at_least, answer.at_most, builder.language)
    return AnswerEntry(
        anchor=anchor,
        number=nth + 1,
        rows=1,
        giver=_giver(builder, answer),
        value=answer.value,
        amount=amount if amount != answer.value else "",
        group=compared.group,
        standing=standing,
        speaker=builder.ref("actor", statement.by) if statement else None,
        party=builder.ref("actor", party) if party else None,
        statement=builder.ref("statement", answer.statement) if answer.statement else None,
        said=builder.when(statement.said) if statement else None,
        source=builder.cited(answer.source, ("detail", id_), anchor) if answer.source else None,
        card=builder.card(answer.source) if answer.source else None,
        quote=builder.quote(answer.quote, lang, answer.translation, answer.gone_since),
        locator=locator(builder, answer.source, answer.at),
        as_of=builder.when(answer.as_of),
        note=references.passage("detail", id_, "values", nth, "note"),
        outside=builder.outside(source, answer.quote, answer.fragment, answer.at) if source else (),
    )
