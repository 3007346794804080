"""Editorial rules that need the whole Dossier: what is cited, carried and corroborated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.analysis.corroboration import Corroboration, Provenance
from claimline.analysis.judgement import Overtaken, tones
from claimline.analysis.record_rules import attributed, pointers
from claimline.analysis.violation import Violation
from claimline.diagnostics import Code
from claimline.model.dossier import Dossier
from claimline.model.records import Actor, Claim, Record, Source
from claimline.model.schema import Loc
from claimline.model.shared_fields import Citation


def violations(
    dossier: Dossier,
    kind: str,
    id_: str,
    corroboration: Mapping[str, Corroboration],
    changes: Mapping[str, tuple[Overtaken, ...]],
) -> Iterator[Violation]:
    """Apply every rule to one record. Yield those that it breaks."""
    record = dossier.records(kind)[id_]
    yield from _used(dossier, kind, record)
    yield from _carrying(dossier, record)
    if isinstance(record, Source):
        yield from _same(dossier, record)
    if isinstance(record, Actor):
        yield from _same_actor(dossier, record)
    if isinstance(record, Claim):
        yield from _contradictions(dossier, record)
        yield from _evidence(dossier, record, corroboration)
        yield from _judgement(record, changes)
        yield from _review(dossier, record)


def _used(dossier: Dossier, kind: str, record: Record) -> Iterator[Violation]:
    """Find records that no other record cites, carries or names."""
    id_ = record.id
    if kind == "source" and not (dossier.usages[id_] or dossier.backlinks("source", id_).carriers):
        message = f'The source "{id_}" is cited nowhere.'
        yield Violation((), Code.SOURCE_NEVER_CITED, message, "Cite it, or remove it.")
    elif kind == "statement" and not dossier.backlinks("statement", id_).carriers:
        message = f'No source carries the statement "{id_}".'
        hint = "Add it to the `carries:` of a source."
        yield Violation((), Code.STATEMENT_NOT_CARRIED, message, hint)
    elif kind in ("actor", "place") and (kind, id_) not in dossier.back:
        message = f'The {kind} "{id_}" is named nowhere.'
        yield Violation((), Code.UNUSED_RECORD, message, "Name it, or remove it.")


def _same(dossier: Dossier, source: Source) -> Iterator[Violation]:
    """Find another record of the same source."""
    other = dossier.same_as.get(source.id, source.id)
    if other != source.id:
        message = f'"{source.id}" and "{other}" have one address, so they are one source.'
        hint = f'They count as one. Keep "{other}" alone, or correct the address.'
        loc: Loc = ("url",) if source.url else ("archives", 0, "url")
        yield Violation(loc, Code.SAME_SOURCE, message, hint)


def _same_actor(dossier: Dossier, actor: Actor) -> Iterator[Violation]:
    """Find earlier actors with the same page that count apart from this one.

    Two that always count as one side, such as a mayor and the town hall for which she speaks, may
    well share a page, and no count is wrong. But a statement may be the word of one of them alone.
    """
    for nth, other in dossier.same_actors.get(actor.id, ()):
        if dossier.party(actor.id) != dossier.party(other):
            apart, cure = "they count apart", "give one the other as `party:`, "
            # A commentator does not speak for a party that is none.
            roles = dossier.roles[actor.id], dossier.roles[other]
            if roles.count("commentator") == 1:
                cure = ""
        elif own := [*_own_word(dossier, actor.id), *_own_word(dossier, other)]:
            apart, cure = f'the statement "{own[0]}" counts apart', ""
        else:
            continue
        message = f'"{actor.id}" and "{other}" have one page, so they may be one actor; {apart}.'
        hint = f"Keep one, with the other name in `also_known_as:`, {cure}or correct the address."
        yield Violation(("same_as", nth), Code.SAME_ACTOR, message, hint)


def _own_word(dossier: Dossier, id_: str) -> Iterator[str]:
    """Yield the statements that are the word of an actor itself, though it has another party."""
    if dossier.party(id_) != id_:
        for statement in dossier.backlinks("actor", id_).statements:
            if dossier.voice(statement).party == id_:
                yield statement


def _carrying(dossier: Dossier, record: Record) -> Iterator[Violation]:
    """Find citations of a statement that their source does not carry."""
    for loc, pointer in (*pointers(record), *attributed(record)):
        if pointer.source is None or pointer.statement is None:
            continue
        carried = dossier.carried(pointer.source)
        if pointer.statement not in carried:
            message = f'"{pointer.source}" does not carry the statement "{pointer.statement}".'
            hint = f"It carries {', '.join(carried) or 'none'}."
            yield Violation((*loc, "statement"), Code.NOT_CARRIED, message, hint)


def _contradictions(dossier: Dossier, claim: Claim) -> Iterator[Violation]:
    """Find contradictions between words on record and facts, and between two supported claims."""
    tone = tones(dossier)
    for nth, relation in enumerate(claim.related):
        if relation.how != "contradicts":
            continue
        other = dossier.claims[relation.claim]
        both = [tone.get(it.verdict or "") for it in (claim, other)] == ["supported", "supported"]
        mutual = any(it.how == "contradicts" and it.claim == claim.id for it in other.related)
        if (claim.kind == "record") != (other.kind == "record"):
            message = (
                "A record that something was said or done does not contradict a claim that "
                "something is true."
            )
            hint = "Write `how: bears-on`."
            yield Violation(("related", nth, "how"), Code.RECORD_CONTRADICTS, message, hint)
        elif both and not (mutual and other.id < claim.id):
            message = f'It contradicts "{other.id}", and both are called supported.'
            hint = "Change one of the verdicts, or the relation."
            yield Violation(("related", nth, "claim"), Code.BOTH_SUPPORTED, message, hint)


def _evidence(
    dossier: Dossier, claim: Claim, corroboration: Mapping[str, Corroboration]
) -> Iterator[Violation]:
    """Find verdicts that are stronger than their evidence, and citations that cannot be traced."""
    supported = {step.id for step in dossier.site.verdicts if step.tone == "supported"}
    corroborated = corroboration[claim.id]
    backing = corroborated.backing
    in_part = len(backing.partial_points)
    count = len(backing.vantage_points) - in_part
    if claim.verdict in supported and count < 2 and not corroborated.checkable:
        message = f"The verdict rests on {count} vantage point{'' if count == 1 else 's'}."
        if in_part:
            message = (
                f"{message[:-1]}; {in_part} more only "
                f"{'carries' if in_part == 1 else 'carry'} part of the claim."
            )
        hint = (
            "It needs a citation marked `checkable`, which shows the words or the act."
            if claim.kind == "record"
            else "It needs two, or one with direct access that others can check."
        )
        yield Violation(("verdict",), Code.SUPPORTED_BY_ONE_PARTY, message, hint)
    elif claim.verdict in supported:
        yield from _assumed(dossier, claim, corroborated)
    for nth, (citation, origin) in enumerate(
        zip(claim.citations, corroborated.provenance, strict=True)
    ):
        if citation.stance != "context":
            yield from _untraced(dossier, ("citations", nth, "source"), citation, origin)


def _assumed(dossier: Dossier, claim: Claim, corroborated: Corroboration) -> Iterator[Violation]:
    """Find a verdict "supported" that rests on actors whose role is only assumed."""
    said = {
        origin.party
        for origin in corroborated.provenance
        if origin.outcome == "traced" and not dossier.origin(origin.statement).assumed
    }
    backing = corroborated.backing
    whole = [it for it in backing.vantage_points if it not in backing.partial_points]
    if len(said.intersection(whole)) > 1 or said.intersection(corroborated.checkable):
        return
    names = ", ".join(f'"{it}"' for it in whole if it not in said)
    message = f"The verdict rests on {names}: no record says the role, so a party is assumed."
    hint = "Add `role:` to the actor, with one of party, witness, observer, commentator."
    yield Violation(("verdict",), Code.ASSUMED_ROLE, message, hint)


def _judgement(claim: Claim, changes: Mapping[str, tuple[Overtaken, ...]]) -> Iterator[Violation]:
    """Find verdicts that were not judged again after a change."""
    for change in changes[claim.id]:
        date = f" ({change.since})" if change.since else ""
        message = f"{_CHANGED[change.reason].format(change.id)}{date}; the verdict is from before."
        hint = "Judge it again, and add an entry to `history:` that says so; it may keep the step."
        yield Violation(("verdict",), Code.JUDGE_AGAIN, message, hint)


def _review(dossier: Dossier, claim: Claim) -> Iterator[Violation]:
    """Find changes and corrections that are later than the site's last review."""
    reviewed, zone = dossier.site.updated, dossier.site.time_zone
    if reviewed is None:
        return
    dated = [("history", nth, it.date) for nth, it in enumerate(claim.history)]
    dated += [("corrections", nth, it.date) for nth, it in enumerate(claim.corrections)]
    for field, nth, date in dated:
        if date.earliest(zone) > reviewed.latest(zone):
            message = f"It is of {date}, and by site.yaml the last review was on {reviewed}."
            hint = "Write that day or a later one as `updated:` in site.yaml."
            yield Violation((field, nth, "date"), Code.REVIEW_DATE, message, hint)


_CHANGED = {
    "refuted": 'It depends on "{}", which is refuted',
    "no-longer-supported": 'It depends on "{}", which is no longer supported',
    "revised": '"{}" revises the statement in which it was made',
    "quote-gone": 'A quote is gone from a newer copy of "{}"',
}


def _untraced(
    dossier: Dossier, loc: Loc, citation: Citation, origin: Provenance
) -> Iterator[Violation]:
    if origin.outcome == "which-statement":
        carried = ", ".join(dossier.carried(citation.source))
        message = f'"{citation.source}" carries several statements, and none is named.'
        hint = f"Add `statement:` with one of {carried}."
        yield Violation(loc, Code.WHICH_STATEMENT, message, hint)
    elif (
        origin.outcome == "unknown-origin" and dossier.sources[citation.source].origin != "unknown"
    ):
        message = f'What "{citation.source}" carries cannot be traced.'
        hint = "Add `carries:` to the source, or `origin: unknown`."
        yield Violation(loc, Code.UNKNOWN_ORIGIN, message, hint)
