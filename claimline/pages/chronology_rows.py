"""The entries of the chronology besides its events: dated claims, statements and sources.

The dates come from the records: when a claim was first made, when a statement was made, when a
source was published.
"""

from __future__ import annotations

from collections.abc import Iterable

from claimline.pages.chronology_event import Filtered, speakers
from claimline.pages.dated import Dated
from claimline.pages.shared_views import ClaimRow, SourceCard, StatementRow, When
from claimline.pages.view_builder import ViewBuilder, part, tags_of


class DerivedRow(Filtered, frozen=True):
    """A claim, statement or source as an entry. Exactly one of the last three fields is set.

    ``said`` is None if the heading of the entry says the same.
    """

    said: When | None
    claim: ClaimRow | None = None
    statement: StatementRow | None = None
    source: SourceCard | None = None


def derived_row(builder: ViewBuilder, it: Dated, mark: str, heading: str) -> DerivedRow:
    """Make the entry of a claim, statement or source.

    ``mark`` is the fragment of its mark, and ``heading`` has the words of the heading above.

    Filters find a source by the speakers of the statements that it carries. They find statements
    and sources by the tags of the claims and events that rest on them.
    """
    dossier = builder.dossier
    when = builder.must_when(it.date)
    said = when if when.words != heading else None
    if it.lane == "claim":
        actors, tags = _claim_words(builder, it.id)
        return DerivedRow(it.anchor, mark, actors, tags, said, claim=builder.claim_row(it.id))
    if it.lane == "statement":
        back = dossier.backlinks("statement", it.id)
        tags = _tags(builder, [("claim", id_) for id_ in back.claims])
        actors = speakers(builder, [dossier.statements[it.id].by])
        (row,) = builder.statement_rows([it.id])
        return DerivedRow(it.anchor, mark, actors, tags, said, statement=row)
    actors = speakers(builder, [dossier.statements[own].by for own in dossier.carried(it.id)])
    tags = _tags(builder, [usage.carrier for usage in dossier.usages.get(it.id, ())])
    card = builder.card(it.id)
    return DerivedRow(it.anchor, mark, actors, tags, said, source=card)


def _tags(builder: ViewBuilder, keys: Iterable[tuple[str, str]]) -> str:
    tags: set[str] = set()
    for kind, id_ in keys:
        if kind in ("claim", "event"):
            tags.update(tags_of(builder, f"{kind} {id_}"))
    return " ".join(sorted(tags))


@part("words of claim")
def _claim_words(builder: ViewBuilder, id_: str) -> tuple[str, str]:
    """Return the actors and tags by which filters find a claim."""
    claim = builder.dossier.claims[id_]
    return speakers(builder, claim.by), " ".join(claim.tags)
