"""The table of the answers to a question, and its further pages where there are many.

An answer's number alone says on which page it is. So its address stays when others are added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain, groupby

from msgspec.structs import replace

from claimline.analysis.comparison import Comparison
from claimline.locale import word
from claimline.model.shared_fields import Answer
from claimline.model.usages import sentence_anchor, sentence_offsets
from claimline.pages import long_sections
from claimline.pages.amounts import amount_words
from claimline.pages.locators import locator
from claimline.pages.long_sections import section_pager, section_path, section_total
from claimline.pages.paging import Pager, paged_title
from claimline.pages.references import References
from claimline.pages.shared_views import (
    ExternalLink,
    HtmlPage,
    Locator,
    Passage,
    Quote,
    Ref,
    Reference,
    SourceCard,
    When,
)
from claimline.pages.sum_view import SumView, sum_view
from claimline.pages.view_builder import ViewBuilder, part
from claimline.value import Value

HEADING = word("The answers, side by side")


class AnswerEntry(Value, frozen=True):
    """One answer. ``standing`` says how it compares with the others, or is "" if none can be."""

    anchor: str
    number: int
    value: str
    rows: int
    """How many rows its value spans: 1, or more if equal answers follow. For these it is 0."""
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


class LaterAnswers(Value, frozen=True):
    """A link to a further page of the table, and the fragments that lead on to it."""

    ref: Ref
    anchors: tuple[str, ...]


class AnswersView(Value, frozen=True):
    """A further page of the table."""

    record: Ref
    answers: tuple[AnswerEntry, ...]
    pager: Pager | None
    references: tuple[Reference, ...]


def answers_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
    """Return the functions that make the further pages of tables of answers, by path."""
    return {
        section_path("detail", id_, "answers", number): partial(
            _answers_page, id_=id_, number=number
        )
        for id_, total in _long_details(builder, "").items()
        for number in range(2, total + 1)
    }


def before_answers(
    builder: ViewBuilder, references: References, id_: str
) -> tuple[SumView | None, Passage | None]:
    """Return the sum and the finding of a question. Both stand above its answers."""
    added = sum_view(builder, references, id_)
    return added, references.passage("detail", id_, "finding")


def answer_rows(
    builder: ViewBuilder, references: References, id_: str, number: int
) -> tuple[AnswerEntry, ...]:
    """Return the answers on a page of the table. Equal ones stand together."""
    comparison = builder.analysis.comparison[id_]
    equal = Counter(it.group for it in comparison.answers)
    return _spanned(
        _answer(builder, references, id_, nth, equal[comparison.answers[nth].group] - 1)
        for nth in _together(comparison, _on_page(len(comparison.answers), number))
    )


def later_answers(builder: ViewBuilder, id_: str) -> tuple[LaterAnswers, ...]:
    """Return links to the further pages of the table."""
    total = len(builder.dossier.details[id_].values)
    if section_total(total) == 1:
        return ()
    numbers = _numbers(builder, id_)
    return tuple(
        LaterAnswers(
            Ref(
                section_path("detail", id_, "answers", number),
                paged_title(builder.t(HEADING), number, builder.language),
            ),
            (
                *_anchors(builder, id_, _on_page(total, number)),
                *(f"ref-{numbers[source]}" for source in first_cited),
            ),
        )
        for number, first_cited in enumerate(_first_cited(builder, id_)[1:], 2)
    )


@part("long details", dict[str, int])
def _long_details(builder: ViewBuilder, _: str) -> dict[str, int]:
    """Return the number of pages of each table that has several, by question."""
    totals = {id_: _total(builder, id_) for id_ in builder.dossier.details}
    return {id_: total for id_, total in totals.items() if total > 1}


@part("pages of answers")
def _total(builder: ViewBuilder, id_: str) -> int:
    return section_total(len(builder.dossier.details[id_].values))


def _on_page(total: int, number: int) -> range:
    """Return the answers of a page, by their places in the record."""
    return range(total)[(number - 1) * long_sections.ON_PAGE : number * long_sections.ON_PAGE]


def _anchors(builder: ViewBuilder, id_: str, nths: range) -> Iterable[str]:
    """Yield the fragments of answers, and of the sentences in their notes that cite a source."""
    texts = builder.dossier.prose.get(("detail", id_), {})
    offsets = sentence_offsets(texts)
    for nth in nths:
        yield f"answer-{nth + 1}"
        loc = ("values", nth, "note")
        if loc in texts:
            for sentence in dict.fromkeys(mark.sentence for mark in texts[loc].marks):
                yield sentence_anchor("detail", id_, offsets[loc] + sentence + 1)


@part("sources of answers")
def _first_cited(builder: ViewBuilder, id_: str) -> tuple[tuple[str, ...], ...]:
    """Return for each page the sources that no page before it cites, in the order of its text."""
    references = References(builder)
    before_answers(builder, references, id_)
    rows: list[tuple[str, ...]] = []
    known = 0
    for number in range(1, _total(builder, id_) + 1):
        answer_rows(builder, references, id_, number)
        rows.append(references.sources[known:])
        known = len(references.sources)
    return tuple(rows)


def _numbers(builder: ViewBuilder, id_: str) -> dict[str, int]:
    """Return the number of each source in the references of all pages of a question."""
    return {source: nth for nth, source in enumerate(chain(*_first_cited(builder, id_)), 1)}


def _answers_page(builder: ViewBuilder, id_: str, number: int) -> HtmlPage:
    question = builder.ref("detail", id_)
    references = References(builder, numbers=_numbers(builder, id_))
    answers = answer_rows(builder, references, id_, number)
    total = len(builder.dossier.details[id_].values)
    pager = section_pager("detail", id_, "answers", number, total)
    title = f"{question.label}: {builder.t(HEADING)}"
    title = paged_title(title, number, builder.language)
    view = AnswersView(question, answers, pager, references.entries())
    path = section_path("detail", id_, "answers", number)
    return HtmlPage(path, "pages/detail_answers.html", title, title, "details", view)


def _together(comparison: Comparison, nths: range) -> list[int]:
    """Return the numbers of the answers so that equal ones stand together, by the first of them."""
    first: dict[int, int] = {}
    for nth in nths:
        first.setdefault(comparison.answers[nth].group or -nth - 1, nth)
    return sorted(nths, key=lambda nth: first[comparison.answers[nth].group or -nth - 1])


def _spanned(answers: Iterable[AnswerEntry]) -> tuple[AnswerEntry, ...]:
    """Let the value of an answer span the rows of the answers after it that have the same words."""

    def words(it: AnswerEntry) -> object:
        return (it.group, it.value, it.amount) if it.group else it.anchor

    runs = [list(run) for _, run in groupby(answers, key=words)]
    return tuple(
        replace(it, rows=0 if nth else len(run)) for run in runs for nth, it in enumerate(run)
    )


def answer_giver(builder: ViewBuilder, answer: Answer) -> Ref | None:
    """Return who gives an answer: the speaker, or the publisher of a source in its own words."""
    if answer.statement:
        return builder.ref("actor", builder.dossier.statements[answer.statement].by)
    if answer.source:
        return builder.card(answer.source).named
    return None


def _answer(
    builder: ViewBuilder, references: References, id_: str, nth: int, same: int
) -> AnswerEntry:
    dossier, comparison = builder.dossier, builder.analysis.comparison[id_]
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
        standing = builder.t("Same answer") if same else ""
    else:
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
        giver=answer_giver(builder, answer),
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
