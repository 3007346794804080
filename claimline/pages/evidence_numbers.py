"""The numbers of a claim's evidence: those of the sentences of its page, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claimline.model.records import Claim
from claimline.model.schema import Loc
from claimline.prose import Prose

_READ_FIRST = ("description", "fields", "reasoning", "unknowns", "would_change", "stances")
"""The texts of a claim that stand before its evidence, in the order of the page."""


def evidence_numbers(
    claim: Claim, texts: Mapping[Loc, Prose], ordered: Sequence[int]
) -> dict[int, int]:
    """Return the number of each citation of a claim, by its position in the record.

    The texts of the page number the sources as they first cite them. Of a source with several
    citations, the first of ``ordered`` has that number. The other citations follow in their order.
    Numbers that are left out belong to sources that only the texts cite.

    Args:
        claim: the claim.
        texts: its Markdown fields, by their place in the record.
        ordered: the positions of its citations, in the order in which the page lists them.
    """
    first: dict[str, int] = {}
    for nth in ordered:
        first.setdefault(claim.citations[nth].source, nth)
    numbers: dict[int, int] = {}
    sources = dict.fromkeys(_cited(texts))
    for number, source in enumerate(sources, 1):
        if source in first:
            numbers[first[source]] = number
    rest = (nth for nth in ordered if nth not in numbers)
    return numbers | {nth: number for number, nth in enumerate(rest, len(sources) + 1)}


def _cited(texts: Mapping[Loc, Prose]) -> Iterator[str]:
    """Yield the sources that the texts before the evidence cite, in the order of the page."""
    rank = {name: nth for nth, name in enumerate(_READ_FIRST)}
    # Two texts of one field differ only in their numbers in lists.
    places = [place for place in texts if place[0] in rank]
    for place in sorted(places, key=lambda place: (rank[str(place[0])], place[1:])):
        for mark in texts[place].marks:
            yield from (cited.source for cited in mark.cited)
