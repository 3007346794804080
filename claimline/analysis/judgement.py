"""Verdicts that were not judged again after something under them changed.

A verdict rests on the claims that its claim depends on, on the statement that made its claim, and
on the quotes of its evidence. So it may no longer be right in three cases:

- A claim that its claim depends on is refuted or no longer supported.
- The speaker revises the statement.
- A newer copy of a source no longer has the quote.

An entry in the claim's history on that day or later says that the claim was judged again, even if
the verdict stays the same.
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

    ``id`` names another claim that the claim depends on, a statement that revises the one that made
    the claim, or a source that no longer has a quote. ``since`` is the day of the change, or None
    if the records do not say.
    """

    reason: Literal["refuted", "no-longer-supported", "revised", "quote-gone"]
    id: str
    since: PartialDate | None


def overtaken(dossier: Dossier, claim: Claim) -> tuple[Overtaken, ...]:
    """Return what changed under a claim's verdict since the last entry of its history."""
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
    """Return since when the verdict has tone ``is_still``, or has lost tone ``not_since``.

    Returns None if that is not known.
    """
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
    """Yield the sources that no longer have a quote of the evidence or of a stance."""
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
    """Yield the statements that revise a statement, directly or through others."""
    waiting = [statement]
    while waiting:
        earlier = waiting.pop()
        for later in dossier.backlinks("statement", earlier).statements:
            if dossier.statements[later].revises == earlier:
                yield later
                waiting.append(later)


def _judged_since(dossier: Dossier, claim: Claim, since: PartialDate | None) -> bool:
    """Return whether the history has an entry of that day or later, or any if no day is known."""
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
