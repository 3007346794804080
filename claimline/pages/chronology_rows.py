"""The entries of the chronology besides its events: dated claims, statements and sources.

The dates come from the records: when a claim was first made, when a statement was made, when a
source was published.
"""

from __future__ import annotations

from collections.abc import Iterable

from claimline.pages.chronology_event import Filtered
from claimline.pages.dated import Dated
from claimline.pages.headline import parties_of
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
    """
    when = builder.must_when(it.date)
    said = when if when.words != heading else None
    actors, tags = _filter_words(builder, f"{it.lane} {it.id}")
    if it.lane == "claim":
        return DerivedRow(it.anchor, mark, actors, tags, said, claim=builder.claim_row(it.id))
    if it.lane == "statement":
        (row,) = builder.statement_rows([it.id])
        return DerivedRow(it.anchor, mark, actors, tags, said, statement=row)
    return DerivedRow(it.anchor, mark, actors, tags, said, source=builder.card(it.id))


@part("filter words")
def _filter_words(builder: ViewBuilder, key: str) -> tuple[str, str]:
    """Return the actors and tags by which filters find a record. ``key`` is kind, space, id.

    They find a source by the speakers of the statements that it carries. They find statements and
    sources by the tags of the claims and events that rest on them.
    """
    kind, _, id_ = key.partition(" ")
    dossier = builder.dossier
    if kind == "claim":
        claim = dossier.claims[id_]
        return _ids([*claim.by, *parties_of(builder, claim)]), " ".join(claim.tags)
    if kind == "statement":
        claims = dossier.backlinks("statement", id_).claims
        tags = _tags(builder, [("claim", claim) for claim in claims])
        return _voices(builder, [id_]), tags
    carriers = [usage.carrier for usage in dossier.usages.get(id_, ())]
    return _voices(builder, dossier.carried(id_)), _tags(builder, carriers)


def _voices(builder: ViewBuilder, statements: Iterable[str]) -> str:
    """Return the speakers of statements, and then the parties for which they speak in them."""
    voices = [builder.dossier.voice(id_) for id_ in statements]
    return _ids([*(it.speaker for it in voices), *(it.party for it in voices)])


def _ids(actors: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(actors))


def _tags(builder: ViewBuilder, keys: Iterable[tuple[str, str]]) -> str:
    tags: set[str] = set()
    for kind, id_ in keys:
        if kind in ("claim", "event"):
            tags.update(tags_of(builder, f"{kind} {id_}"))
    return " ".join(sorted(tags))
