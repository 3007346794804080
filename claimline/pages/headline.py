"""The head of a claim's page. It never shows the claim alone, as if it were true.

Nor does it put quotation marks around the claim: its words are those of the site, not of a speaker.
"""

from __future__ import annotations

from claimline.locale import word
from claimline.model.records import Claim
from claimline.pages.shared_views import ClaimRow
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import STANDINGS
from claimline.value import Value

MOST_NAMED = 2
"""The most parties that the head of a claim's page names."""

_OF_KIND = {
    "fact": (word("Claim"), word("Claim by {who}")),
    "opinion": (word("Opinion"), word("Opinion of {who}")),
    "prediction": (word("Prediction"), word("Prediction by {who}")),
}
"""What a claim of each kind is called alone, and with those who assert it."""


class Headline(Value, frozen=True):
    """What a claim is and whose, the words for a claim without a verdict, and both in a title."""

    kicker: str
    unjudged: str
    title: str


def headline(builder: ViewBuilder, claim: Claim, row: ClaimRow) -> Headline:
    """Return the head of a claim's page. It names the parties of those who assert the claim."""
    kicker = builder.t("Claim") if claim.kind == "record" else _claim_of(builder, claim)
    standing = "" if row.verdict else unjudged(builder, claim)
    judged = row.verdict.label if row.verdict else standing
    names = {"kind": kicker, "claim": claim.short.rstrip(".")}
    if judged:
        title = builder.t("{kind}: {claim}. {verdict}.", **names, verdict=judged)
    else:
        title = builder.t("{kind}: {claim}.", **names)
    return Headline(kicker, standing, title)


def unjudged(builder: ViewBuilder, claim: Claim) -> str:
    """Return the words for a claim that could have a verdict but has none, or ""."""
    return builder.t(STANDINGS[claim.kind]) if claim.kind in ("fact", "record") else ""


def makers_of(builder: ViewBuilder, claim: Claim) -> tuple[tuple[str, bool], ...]:
    """Return the parties of those who assert a claim, each with whether it is a vantage point.

    In the statement in which the claim was made, a speaker may speak for another party than usual,
    or in another role.
    """
    dossier, made_in = builder.dossier, claim.statement
    voice = dossier.voice(made_in) if made_in else None
    return tuple(
        (voice.party, voice.counts)
        if voice and voice.speaker == by
        else (dossier.party(by), dossier.roles[by] != "commentator")
        for by in claim.by
    )


def parties_of(builder: ViewBuilder, claim: Claim) -> tuple[str, ...]:
    """Return the parties of those who assert a claim, each once."""
    return tuple(dict.fromkeys(party for party, _ in makers_of(builder, claim)))


def _claim_of(builder: ViewBuilder, claim: Claim) -> str:
    names = [builder.ref("actor", party).label for party in parties_of(builder, claim)]
    alone, with_names = _OF_KIND[claim.kind]
    if not names:
        return builder.t(alone)
    if len(names) > MOST_NAMED:
        names[MOST_NAMED:] = [builder.t("others")]
    return builder.t(
        with_names, who=builder.language.conventions.listed(builder.language.names(names))
    )
