"""The entries of the chronology besides its events: dated claims, statements and sources.

The dates come from the records: when a claim was first made, when a statement was made, when a
source was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimline.dates import PartialDate
from claimline.pages.chronology_event import Filtered, speakers
from claimline.pages.shared_views import ClaimRow, SourceCard, StatementRow, When
from claimline.pages.view_builder import ViewBuilder, part, tags_of
from claimline.value import Value


class Dated(Value, frozen=True):
    """A record with a date, in its lane: ``event``, ``claim``, ``statement`` or ``source``."""

    lane: str
    id: str
    date: PartialDate

    @property
    def anchor(self) -> str:
        """The fragment of its entry in the list."""
        return f"{self.lane}-{self.id}"


class DerivedRow(Filtered, frozen=True):
    """A claim, statement or source as an entry. Exactly one of the last three fields is set."""

    said: When | None
    claim: ClaimRow | None = None
    statement: StatementRow | None = None
    source: SourceCard | None = None


def dated_records(builder: ViewBuilder) -> Iterator[Dated]:
    """Yield every record with a date, lane by lane. A claim can take the date of its statement."""
    dossier = builder.dossier
    for id_, date in dossier.event_dates.items():
        yield Dated("event", id_, date)
    for id_ in dossier.claims:
        first_made = _first_made(builder, id_)
        if first_made is not None:
            yield Dated("claim", id_, first_made)
    for id_, statement in dossier.statements.items():
        if statement.said is not None:
            yield Dated("statement", id_, statement.said)
    for id_, source in dossier.sources.items():
        if source.published is not None:
            yield Dated("source", id_, source.published)


def derived_row(builder: ViewBuilder, it: Dated, mark: str) -> DerivedRow:
    """Make the entry of a claim, statement or source. ``mark`` is the fragment of its mark.

    Filters find a source by the speakers of the statements that it carries. They find statements
    and sources by the tags of the claims and events that rest on them.
    """
    dossier = builder.dossier
    if it.lane == "claim":
        actors, tags = _claim_words(builder, it.id)
        when = builder.must_when(it.date)
        return DerivedRow(it.anchor, mark, actors, tags, when, claim=builder.claim_row(it.id))
    if it.lane == "statement":
        back = dossier.backlinks("statement", it.id)
        tags = _tags(builder, [("claim", id_) for id_ in back.claims])
        actors = speakers(builder, [dossier.statements[it.id].by])
        (row,) = builder.statement_rows([it.id])
        return DerivedRow(it.anchor, mark, actors, tags, row.said, statement=row)
    actors = speakers(builder, [dossier.statements[said].by for said in dossier.carried(it.id)])
    tags = _tags(builder, [usage.carrier for usage in dossier.usages.get(it.id, ())])
    card = builder.card(it.id)
    return DerivedRow(it.anchor, mark, actors, tags, card.published, source=card)


def _tags(builder: ViewBuilder, keys: Iterable[tuple[str, str]]) -> str:
    tags: set[str] = set()
    for kind, id_ in keys:
        if kind in ("claim", "event"):
            tags.update(tags_of(builder, f"{kind} {id_}"))
    return " ".join(sorted(tags))


@part("first made")
def _first_made(builder: ViewBuilder, id_: str) -> PartialDate | None:
    """Return when a claim was first made, or None."""
    claim = builder.dossier.claims[id_]
    if claim.said is None and claim.statement is not None:
        return builder.dossier.statements[claim.statement].said
    return claim.said


@part("words of claim")
def _claim_words(builder: ViewBuilder, id_: str) -> tuple[str, str]:
    """Return the actors and tags by which filters find a claim."""
    claim = builder.dossier.claims[id_]
    return speakers(builder, claim.by), " ".join(claim.tags)
