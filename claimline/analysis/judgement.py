"""Verdicts that were not judged again after something under them changed.

A claim that depends on another one, or was made in a statement, is judged in the light of these.
When the other claim is refuted or no longer supported, or the speaker revises the statement, the
verdict may no longer hold. The same is so when a quote that it rests on is gone from a newer copy
of its source. An entry of the claim's history on that day or later says that it was judged again;
it may keep the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from claimline.dates import DAY, PartialDate
from claimline.model.dossier import Dossier
from claimline.model.records import Claim
from claimline.value import Value


class Overtaken(Value, frozen=True):
    """What changed under a verdict after it was given.

    ``id`` is the claim that it depends on, the statement that revises the one that made it, or the
    source from which a quote is gone. ``since`` is the day of the change, None where the records do
    not say.
    """

    reason: Literal["refuted", "no-longer-supported", "revised", "quote-gone"]
    id: str
    since: PartialDate | None


def overtaken(dossier: Dossier, claim: Claim) -> tuple[Overtaken, ...]:
    """Return what changed under a claim's verdict since its history last says a word."""
    if claim.verdict is None:
        return ()
    changes = (*_premises(dossier, claim), *_revisions(dossier, claim), *_gone_quotes(claim))
    return tuple(change for change in changes if not _judged_since(dossier, claim, change.since))


def tones(dossier: Dossier) -> dict[str, str]:
    """Return the tone of each step of the verdict scale."""
    return {step.id: step.tone for step in dossier.site.verdicts}


def _premises(dossier: Dossier, claim: Claim) -> Iterator[Overtaken]:
    tone = tones(dossier)
    for relation in claim.related:
        premise = dossier.claims[relation.claim]
        if relation.how != "depends-on" or premise.verdict is None:
            continue
        now = tone[premise.verdict]
        if now == "refuted":
            yield Overtaken("refuted", premise.id, _turned(premise, tone, is_still=now))
        elif now != "supported" and any(
            tone[step] == "supported"
            for change in premise.history
            for step in (change.from_, change.to)
            if step
        ):
            since = _turned(premise, tone, not_since="supported")
            yield Overtaken("no-longer-supported", premise.id, since)


def _turned(
    claim: Claim, tone: dict[str, str], *, is_still: str = "", not_since: str = ""
) -> PartialDate | None:
    """Since when a claim's verdict has a tone, or has one no more; None where not known."""
    since = None
    for change in reversed(claim.history):
        to = tone[change.to]
        if to == not_since or (is_still and to != is_still):
            break
        since = change.date
    return since


def _revisions(dossier: Dossier, claim: Claim) -> Iterator[Overtaken]:
    for later in _later(dossier, claim.statement) if claim.statement else ():
        yield Overtaken("revised", later, dossier.statements[later].said)


def _gone_quotes(claim: Claim) -> Iterator[Overtaken]:
    """The sources that no longer have a quote of the evidence or of a stance, each once a day."""
    evidence = (cited for cited in claim.citations if cited.stance != "context")
    stances = (stance.citation for stance in claim.stances if stance.citation)
    gone = {
        (cited.source, cited.gone_since): None
        for cited in (*evidence, *stances)
        if cited.quote and cited.gone_since
    }
    for source, since in gone:
        yield Overtaken("quote-gone", source, since)


def _later(dossier: Dossier, statement: str) -> Iterator[str]:
    """The statements that revise one, directly or by revising another that does."""
    waiting = [statement]
    while waiting:
        earlier = waiting.pop()
        for later in dossier.backlinks("statement", earlier).statements:
            if dossier.statements[later].revises == earlier:
                yield later
                waiting.append(later)


def _judged_since(dossier: Dossier, claim: Claim, since: PartialDate | None) -> bool:
    """Whether the history has an entry of that day or later, or any where no day is known."""
    zone = dossier.site.time_zone
    return any(
        since is None
        or change.date.earliest(zone) >= since.earliest(zone)
        or (
            change.date.latest(zone) >= since.earliest(zone)
            and change.date.latest(zone) - change.date.earliest(zone) <= DAY
        )
        for change in claim.history
    )
