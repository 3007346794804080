"""Editorial rules that need one record only.

They run even if a link between records is broken, so that one run shows as many mistakes as it
can. Rules that need the whole Dossier are in ``editorial``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

from claimline.analysis.early_stances import early_stances
from claimline.analysis.violation import Violation
from claimline.diagnostics import Code, Report
from claimline.locale import ENGLISH, plain_number
from claimline.model.attributed import Attributed, Count, Involvement, Sum
from claimline.model.records import (
    Brief,
    Claim,
    Detail,
    Document,
    Event,
    Place,
    Record,
    Source,
    Statement,
)
from claimline.model.schema import Loc
from claimline.model.shared_fields import Answer, Citation, CitationStance, Pointer
from claimline.model.site import Site
from claimline.model.validate import Records
from claimline.prose import find_marks
from claimline.read import Where

SHORT_LIMIT = 75
"""The most characters of a short title. Search results and shared links show no more."""
QUOTE_LIMIT = 40
"""The most words of a quote. A longer one is a copy of the source."""
FORM = frozenset({Code.BAD_VALUE, Code.MISSING_KEY})
"""The rules on values that no page can show."""


def check_records(records: Records, report: Report) -> None:
    """Apply every rule to every record. Add violations to ``report``."""
    if records.site is not None:
        check_record(records.site, records.where["site", "site"], report)
    for key, record in records.all():
        check_record(record, records.where[key], report)


def check_record(record: Record | Site, where: Where, report: Report) -> None:
    """Apply the rules to one record. Add violations to ``report``.

    A record that is not ready need only keep the rules in ``FORM``.
    """
    for violation in _site(record) if isinstance(record, Site) else violations_of(record):
        if isinstance(record, Site) or record.stage == "ready" or violation.code in FORM:
            report.add(
                where.at(*violation.loc), violation.code, violation.message, violation.suggestion
            )


def _site(site: Site) -> Iterator[Violation]:
    yield from _language(("language",), site.language)


def _language(loc: Loc, code: str | None) -> Iterator[Violation]:
    """Report a language whose name readers would not see."""
    if code and ENGLISH.conventions.language(code) == code:
        message = f'There is no name for the language "{code}".'
        hint = "Correct it, for instance to en, ru or uk."
        yield Violation(loc, Code.UNKNOWN_LANGUAGE, message, hint)


def violations_of(record: Record) -> Iterator[Violation]:
    """Yield the rules that a record breaks, in whatever stage it is."""
    yield from _title(record)
    for loc, pointer in pointers(record):
        yield from _quote(loc, pointer)
        yield from _language((*loc, "lang"), pointer.lang)
        if isinstance(pointer, Citation):
            yield from _citation(loc, pointer)
    yield from _attributed(record)
    if isinstance(record, Event | Place):
        yield from _position(record)
    if isinstance(record, Claim):
        yield from _claim(record)
    elif isinstance(record, Event) and record.citations and record.no_source:
        message = "The event has a citation, and says that no source of it is known."
        yield Violation(("no_source",), Code.BAD_VALUE, message, "Remove one of them.")
    elif isinstance(record, Event) and not record.citations and not record.no_source:
        message = f'The event "{record.id}" has no citation.'
        hint = "Add `citations:`, or say in `no_source:` why there is none."
        yield Violation((), Code.EVENT_WITHOUT_CITATION, message, hint)
    elif isinstance(record, Source):
        yield from _source(record)
    elif isinstance(record, Statement):
        yield from _language(("lang",), record.lang)
        yield from _translation((), record)
    elif isinstance(record, Detail):
        yield from _detail(record)
    elif isinstance(record, Brief) and not find_marks(record.body).marks:
        message = f'The brief "{record.title}" cites nothing.'
        yield Violation(("body",), Code.BRIEF_WITHOUT_CITATION, message, "Cite with [@source].")


def pointers(record: Record) -> Iterator[tuple[Loc, Pointer | Answer]]:
    """Yield every citation and answer of a record, each with its place in the record."""
    if isinstance(record, Claim | Event):
        for nth, citation in enumerate(record.citations):
            yield ("citations", nth), citation
    if isinstance(record, Claim):
        for nth, stance in enumerate(record.stances):
            if stance.citation:
                yield ("stances", nth, "citation"), stance.citation
    if isinstance(record, Detail):
        for nth, answer in enumerate(record.values):
            yield ("values", nth), answer


def attributed(record: Record) -> Iterator[tuple[Loc, Attributed]]:
    """Yield the attributed roles and numbers of a record, each with its place in the record."""
    if isinstance(record, Event):
        for name, parts in (("involved", record.involved), ("counts", record.counts)):
            for nth, part in enumerate(parts):
                yield (name, nth), part
    elif isinstance(record, Detail) and record.sum:
        yield ("sum",), record.sum
        for nth, number in enumerate(record.sum.parts):
            yield ("sum", "parts", nth), number


def _attributed(record: Record) -> Iterator[Violation]:
    for loc, part in attributed(record):
        noun = "role" if isinstance(part, Involvement) else "number"
        if not (part.statement or part.source):
            yield _no_origin(loc, noun)
        if isinstance(part, Count):
            if part.at_least is None and part.at_most is None:
                hint = "Add `at_least:`, `at_most:` or both."
                yield Violation(loc, Code.MISSING_KEY, "The number is not given.", hint)
            yield from _bounds(loc, part)


def _bounds(loc: Loc, amount: Count | Answer) -> Iterator[Violation]:
    low, high = amount.at_least, amount.at_most
    if low is not None and high is not None and low > high:
        message = f"At least {plain_number(low)} is more than at most {plain_number(high)}."
        yield Violation((*loc, "at_least"), Code.BAD_VALUE, message, "Exchange or correct them.")


def _position(record: Event | Place) -> Iterator[Violation]:
    given = [name for name in ("latitude", "longitude") if getattr(record, name) is not None]
    if len(given) == 1:
        (other,) = {"latitude", "longitude"} - set(given)
        message = f"The position has a {given[0]} and no {other}."
        yield Violation((given[0],), Code.MISSING_KEY, message, f"Add `{other}:`.")
    elif not given and record.within is not None:
        message = "It says how exact the position is, but has no position."
        hint = "Add `latitude:` and `longitude:`, or remove `within:`."
        yield Violation(("within",), Code.BAD_VALUE, message, hint)


def _title(record: Record) -> Iterator[Violation]:
    field = "title" if isinstance(record, Event | Document) else "short"
    if isinstance(record, Claim | Statement | Detail | Event | Document):
        length = len(getattr(record, field))
        if length > SHORT_LIMIT:
            message = f"The title has {length} characters; at most {SHORT_LIMIT} are shown."
            yield Violation((field,), Code.SHORT_TOO_LONG, message, "Shorten it.")


def _quote(loc: Loc, pointer: Pointer | Answer) -> Iterator[Violation]:
    if pointer.quote is None:
        if pointer.gone_since:
            message = "Words are said to be gone, and none are quoted."
            hint = "Add `quote:` with them, or remove `gone_since:`."
            yield Violation((*loc, "gone_since"), Code.BAD_VALUE, message, hint)
        yield from _translation(loc, pointer)
        return
    if not pointer.at:
        message = "The quote has no locator."
        hint = "Add `at:` with a paragraph, page or time code."
        yield Violation((*loc, "quote"), Code.QUOTE_WITHOUT_LOCATOR, message, hint)
    words = len(pointer.quote.split())
    if words > QUOTE_LIMIT:
        message = f"The quote has {words} words; more than {QUOTE_LIMIT} count as a copy."
        hint = "Quote the words that matter."
        yield Violation((*loc, "quote"), Code.QUOTE_TOO_LONG, message, hint)


def _translation(loc: Loc, quoting: Pointer | Answer | Statement) -> Iterator[Violation]:
    """Report a translation of nothing: it would be on no page."""
    if quoting.translation and not quoting.quote:
        message = "It has a translation, and no words are quoted."
        hint = "Add `quote:` with them, or move the translation into a note."
        yield Violation((*loc, "translation"), Code.BAD_VALUE, message, hint)


def _citation(loc: Loc, citation: Citation) -> Iterator[Violation]:
    if "stance" not in citation.model_fields_set:
        message = "The citation has no stance."
        hint = f"Add `stance:` with one of: {', '.join(get_args(CitationStance))}."
        yield Violation(loc, Code.CITATION_WITHOUT_STANCE, message, hint)
    if citation.extent == "part" and citation.stance == "context":
        message = "A citation that gives context carries nothing of the claim."
        hint = "Give it another `stance:`, or remove `extent:`."
        yield Violation((*loc, "extent"), Code.BAD_VALUE, message, hint)
    elif citation.extent == "part" and not citation.missing:
        message = "The citation carries only part, and does not say what is missing."
        hint = "Add `missing:` with what is not in the source."
        yield Violation((*loc, "extent"), Code.MISSING_KEY, message, hint)
    elif citation.extent == "whole" and citation.missing:
        message = "Something is missing, and the citation does not say that it carries only part."
        yield Violation((*loc, "missing"), Code.BAD_VALUE, message, "Add `extent: part`.")


def _claim(claim: Claim) -> Iterator[Violation]:
    yield from early_stances(claim)
    if not claim.citations:
        message = "The claim has no citation."
        yield Violation((), Code.CLAIM_WITHOUT_CITATION, message, "Add `citations:`.")
    if claim.verdict is None and claim.kind in ("fact", "record") and not claim.history:
        message = "The claim has no verdict."
        yield Violation((), Code.CLAIM_WITHOUT_VERDICT, message, "Add `verdict:`.")
    if claim.verdict and not claim.reasoning:
        message = "The verdict has no reasoning."
        hint = "Add `reasoning:`."
        yield Violation(("verdict",), Code.VERDICT_WITHOUT_REASONING, message, hint)
    if claim.verdict and claim.kind in ("opinion", "prediction"):
        message = f"A claim of kind {claim.kind} gets no verdict on truth."
        yield Violation(("verdict",), Code.BAD_VALUE, message, "Remove the verdict.")
    if claim.history:
        final = claim.history[-1].to
        end: Loc = ("history", len(claim.history) - 1, "to")
        if claim.verdict is None:
            message = f'The history ends at "{final}", and the claim has no verdict.'
            yield Violation(end, Code.VERDICT_HISTORY, message, "Add `verdict:`.")
        elif final != claim.verdict:
            message = f'The history ends at "{final}", the verdict is "{claim.verdict}".'
            hint = "Add the change to `history:`."
            yield Violation(("verdict",), Code.VERDICT_HISTORY, message, hint)
    for nth, (before, after) in enumerate(zip(claim.history, claim.history[1:], strict=False), 1):
        if after.from_ != before.to:
            if after.from_ is None:
                message = f'It says nothing of the verdict before, which was "{before.to}".'
                hint = f"Add `from: {before.to}`."
            else:
                message = f'It starts at "{after.from_}", the change before ended at "{before.to}".'
                hint = "Close the gap."
            place: Loc = ("history", nth, "from")
            yield Violation(place, Code.VERDICT_HISTORY, message, hint)
        if after.date.latest("UTC") < before.date.earliest("UTC"):  # any zone, the same for both
            message = f"It is of {after.date}, and the change before it of {before.date}."
            hint = "Correct a date, or put the changes in the order of their days."
            yield Violation(("history", nth, "date"), Code.VERDICT_HISTORY, message, hint)


def _source(source: Source) -> Iterator[Violation]:
    yield from _language(("language",), source.language)
    if not (source.url or source.archives or source.url_status == "unknown"):
        message = "The source has no address and no archive copy."
        hint = "Add `url:`, `archives:`, or `url_status: unknown` and a note."
        yield Violation((), Code.SOURCE_WITHOUT_ADDRESS, message, hint)
    if source.url_status == "unknown" and not source.note:
        message = "The source's address is unknown, and no note says why."
        yield Violation(("url_status",), Code.SOURCE_WITHOUT_ADDRESS, message, "Add `note:`.")
    if source.reliability and not source.reliability_reason:
        message = "The source is graded without a reason."
        hint = "Add `reliability_reason:`."
        yield Violation(("reliability",), Code.RELIABILITY_WITHOUT_REASON, message, hint)
    for nth, passed in enumerate(source.carries):
        if not (passed.statement or passed.source):
            yield _no_origin(("carries", nth), "entry")


def _detail(detail: Detail) -> Iterator[Violation]:
    if not detail.values:
        message = "The question has no answer."
        yield Violation((), Code.DETAIL_WITH_ONE_VALUE, message, "Add what sources say.")
    elif len(detail.values) == 1:
        message = "The question has 1 answer."
        yield Violation((), Code.DETAIL_WITH_ONE_VALUE, message, "Add what other sources say.")
    for nth, answer in enumerate(detail.values):
        if not (answer.statement or answer.source):
            yield _no_origin(("values", nth), "answer")
        yield from _bounds(("values", nth), answer)
    if detail.sum:
        yield from _sum(detail.sum)


def _sum(given: Sum) -> Iterator[Violation]:
    if not given.parts:
        hint = "Add them, or remove the sum."
        yield Violation(("sum", "parts"), Code.BAD_VALUE, "The sum has no parts.", hint)
    elif given.added != Decimal(repr(given.number)):
        added, total = (plain_number(float(it)) for it in (given.added, given.number))
        message = f"The parts add up to {added}, and the total is {total}."
        hint = "Correct a number, or add the part that is missing."
        yield Violation(("sum", "number"), Code.SUM_DIFFERS, message, hint)


def _no_origin(loc: Loc, part: str) -> Violation:
    message = f"The {part} names neither a statement nor a source."
    return Violation(loc, Code.MISSING_KEY, message, "Add `statement:` or `source:`.")
