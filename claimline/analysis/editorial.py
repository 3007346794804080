"""The editorial rules: what a careful editor would send back. Each rule is one function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from claimline.analysis.corroboration import Corroboration
from claimline.diagnostics import Code, Report
from claimline.model.dossier import Dossier
from claimline.model.parts import Answer, Citation, Pointer
from claimline.model.records import Detail
from claimline.model.schema import Loc

SHORT_LIMIT = 75
"""Characters that a short title may have: what search results and shared links show."""
QUOTE_LIMIT = 40
"""Words that a quote may have before it is called a copy."""

Finding = tuple[str, str, Loc, Code, str, str]
"""Kind, id, place in the record, code, message, suggestion."""
Rule = Callable[[Dossier], Iterator[Finding]]


def check_editorial(
    dossier: Dossier, corroboration: Mapping[str, Corroboration], report: Report
) -> None:
    """Apply every rule; findings go to ``report``."""
    for rule in RULES:
        for kind, id_, loc, code, message, suggestion in rule(dossier):
            report.add(dossier.where[kind, id_].at(*loc), code, message, suggestion)
    for kind, id_, loc, code, message, suggestion in _evidence(dossier, corroboration):
        report.add(dossier.where[kind, id_].at(*loc), code, message, suggestion)


def _titles(dossier: Dossier) -> Iterator[Finding]:
    for kind, field in (
        ("claim", "short"), ("statement", "short"), ("detail", "short"),
        ("event", "title"), ("brief", "title"), ("page", "title"),
    ):  # fmt: skip
        for id_, record in dossier.records(kind).items():
            length = len(getattr(record, field))
            if length > SHORT_LIMIT:
                message = f"The title has {length} characters; at most {SHORT_LIMIT} are shown."
                yield kind, id_, (field,), Code.SHORT_TOO_LONG, message, "Shorten it."


def _citations(dossier: Dossier) -> Iterator[Finding]:
    for id_, claim in dossier.claims.items():
        if not claim.citations:
            message = "The claim has no citation."
            yield "claim", id_, (), Code.CLAIM_WITHOUT_CITATION, message, "Add `citations:`."
    for id_, event in dossier.events.items():
        if not event.citations:
            message = f'The event "{id_}" has no citation.'
            yield "event", id_, (), Code.EVENT_WITHOUT_CITATION, message, "Add `citations:`."
    for id_, brief in dossier.briefs.items():
        if not any(prose.marks for prose in dossier.prose.get(("brief", id_), {}).values()):
            message = f'The brief "{brief.title}" cites nothing.'
            hint = "Cite with [@source]."
            yield "brief", id_, ("body",), Code.BRIEF_WITHOUT_CITATION, message, hint


def _pointers(dossier: Dossier) -> Iterator[tuple[str, str, Loc, Pointer | Answer]]:
    for id_, claim in dossier.claims.items():
        for nth, citation in enumerate(claim.citations):
            yield "claim", id_, ("citations", nth), citation
        for nth, stance in enumerate(claim.stances):
            if stance.citation:
                yield "claim", id_, ("stances", nth, "citation"), stance.citation
    for id_, event in dossier.events.items():
        for nth, citation in enumerate(event.citations):
            yield "event", id_, ("citations", nth), citation
    for id_, detail in dossier.details.items():
        for nth, answer in enumerate(detail.values):
            yield "detail", id_, ("values", nth), answer


def _quotes(dossier: Dossier) -> Iterator[Finding]:
    for kind, id_, loc, pointer in _pointers(dossier):
        if pointer.quote is None:
            continue
        place = (*loc, "quote")
        if not pointer.at:
            message = "The quote has no locator."
            hint = "Add `at:` with a paragraph, page or time code."
            yield kind, id_, place, Code.QUOTE_WITHOUT_LOCATOR, message, hint
        words = len(pointer.quote.split())
        if words > QUOTE_LIMIT:
            message = f"The quote has {words} words; more than {QUOTE_LIMIT} are a copy."
            yield kind, id_, place, Code.QUOTE_TOO_LONG, message, "Quote the words that matter."


def _carrying(dossier: Dossier) -> Iterator[Finding]:
    """A citation's statement is one that its source carries."""
    for kind, id_, loc, pointer in _pointers(dossier):
        if pointer.source is None or pointer.statement is None:
            continue
        carried = dossier.carried(pointer.source)
        if pointer.statement not in carried:
            message = f'"{pointer.source}" does not carry the statement "{pointer.statement}".'
            hint = f"It carries {', '.join(carried) or 'none'}."
            yield kind, id_, (*loc, "statement"), Code.NOT_CARRIED, message, hint


def _sources(dossier: Dossier) -> Iterator[Finding]:
    copied = {passed.source for source in dossier.sources.values() for passed in source.carries}
    for id_, source in dossier.sources.items():
        if not dossier.usages[id_] and id_ not in copied:
            message = f'The source "{id_}" is cited nowhere.'
            yield "source", id_, (), Code.SOURCE_NEVER_CITED, message, "Cite it, or remove it."
        if not (source.url or source.archives or source.url_status == "unknown"):
            message = "The source has no address and no archived copy."
            hint = "Add `url:`, `archives:`, or `url_status: unknown` and a note."
            yield "source", id_, (), Code.SOURCE_WITHOUT_ADDRESS, message, hint
        if source.url_status == "unknown" and not source.note:
            message = "The source's address is unknown, and no note says why."
            place: Loc = ("url_status",)
            yield "source", id_, place, Code.SOURCE_WITHOUT_ADDRESS, message, "Add `note:`."
        if source.reliability and not source.reliability_reason:
            message = "The source is graded without a reason."
            hint = "Add `reliability_reason:`."
            yield "source", id_, ("reliability",), Code.RELIABILITY_WITHOUT_REASON, message, hint


def _statements(dossier: Dossier) -> Iterator[Finding]:
    for id_ in dossier.statements:
        if not dossier.backlinks("statement", id_).sources:
            message = f'No source carries the statement "{id_}".'
            hint = "Add it to the `carries:` of a source."
            yield "statement", id_, (), Code.STATEMENT_NOT_CARRIED, message, hint


def _answers(dossier: Dossier) -> Iterator[Finding]:
    for id_, detail in dossier.details.items():
        if len(detail.values) < 2:
            message = f"The detail has {len(detail.values)} answers."
            hint = "Add what other sources say."
            yield "detail", id_, (), Code.DETAIL_WITH_ONE_VALUE, message, hint
        yield from _answers_without_origin(id_, detail)


def _answers_without_origin(id_: str, detail: Detail) -> Iterator[Finding]:
    for nth, answer in enumerate(detail.values):
        if not (answer.statement or answer.source):
            message = "The answer names neither a statement nor a source."
            hint = "Add `statement:` or `source:`."
            yield "detail", id_, ("values", nth), Code.MISSING_KEY, message, hint


def _unused(dossier: Dossier) -> Iterator[Finding]:
    for kind in ("actor", "place"):
        for id_ in dossier.records(kind):
            if (kind, id_) not in dossier.back:
                message = f'The {kind} "{id_}" is named nowhere.'
                yield kind, id_, (), Code.UNUSED_RECORD, message, "Name it, or remove it."


def _verdicts(dossier: Dossier) -> Iterator[Finding]:
    for id_, claim in dossier.claims.items():
        if claim.verdict and not claim.reasoning:
            message = "The verdict has no reasoning."
            yield (
                "claim",
                id_,
                ("verdict",),
                Code.VERDICT_WITHOUT_REASONING,
                message,
                ("Add `reasoning:`."),
            )
        if claim.verdict and claim.kind != "fact":
            message = f"A claim of kind {claim.kind} gets no verdict on truth."
            yield "claim", id_, ("verdict",), Code.BAD_VALUE, message, "Remove the verdict."
        if claim.history and claim.history[-1].to != claim.verdict:
            last = claim.history[-1].to
            message = f'The history ends at "{last}", the verdict is "{claim.verdict}".'
            hint = "Add the change to `history:`."
            yield "claim", id_, ("verdict",), Code.VERDICT_HISTORY, message, hint
        for nth, (before, after) in enumerate(zip(claim.history, claim.history[1:], strict=False)):
            if after.from_ != before.to:
                message = f'It starts at "{after.from_}", the change before ended at "{before.to}".'
                place: Loc = ("history", nth + 1, "from")
                yield "claim", id_, place, Code.VERDICT_HISTORY, message, "Close the gap."


def _evidence(dossier: Dossier, corroboration: Mapping[str, Corroboration]) -> Iterator[Finding]:
    supported = {step.id for step in dossier.site.verdicts if step.tone == "supported"}
    for id_, claim in dossier.claims.items():
        found = corroboration[id_]
        if claim.verdict in supported and len(found.backing.parties) < 2 and not found.checkable:
            count = len(found.backing.parties)
            message = f"The verdict rests on {count} {'party' if count == 1 else 'parties'}."
            hint = "It needs two independent ones, or one with direct access that others can check."
            yield "claim", id_, ("verdict",), Code.SUPPORTED_BY_ONE_PARTY, message, hint
        for nth, (citation, way) in enumerate(zip(claim.citations, found.traces, strict=True)):
            yield from _untraced(dossier, id_, nth, citation, way.how)


def _untraced(
    dossier: Dossier, id_: str, nth: int, citation: Citation, how: str
) -> Iterator[Finding]:
    place: Loc = ("citations", nth, "source")
    if citation.stance == "context":
        return
    if how == "which-statement":
        carried = ", ".join(dossier.carried(citation.source))
        message = f'"{citation.source}" carries several statements, and none is named.'
        hint = f"Add `statement:` with one of {carried}."
        yield "claim", id_, place, Code.WHICH_STATEMENT, message, hint
    elif how == "unknown-origin" and dossier.sources[citation.source].origin != "unknown":
        message = f'What "{citation.source}" carries cannot be traced.'
        hint = "Add `carries:` to the source, or `origin: unknown`."
        yield "claim", id_, place, Code.UNKNOWN_ORIGIN, message, hint


RULES: tuple[Rule, ...] = (
    _titles, _citations, _quotes, _carrying, _sources, _statements, _answers, _unused, _verdicts,
)  # fmt: skip
