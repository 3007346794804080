"""The numbered references of a page: each source once, with links back to citing sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from operator import itemgetter

from claimline.model.schema import Loc
from claimline.model.shared_fields import FreeField
from claimline.model.usages import sentence_anchor, sentence_offsets
from claimline.pages.locators import locator
from claimline.pages.shared_views import CitedRef, FieldEntry, Passage, Reference, ReturnLink
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import back_letter
from claimline.prose import Prose


class References:
    """Numbers the sources that a page cites, in the order in which they are first cited.

    The page of a claim numbers its evidence itself. ``fixed`` has the number of each such source
    and the fragment of its first entry. Other sources have the numbers that are not ``taken``. A
    further page of a record gives the record's ``numbers``, so that each source has one number.
    """

    def __init__(
        self,
        builder: ViewBuilder,
        fixed: dict[str, tuple[int, str]] | None = None,
        taken: Iterable[int] = (),
        numbers: Mapping[str, int] | None = None,
    ) -> None:
        self.builder = builder
        self._place: dict[str, tuple[int, str]] = dict(fixed or {})
        self._fixed = frozenset(self._place)
        own = frozenset(taken)
        self._numbers = numbers or {}
        self._free = (number for number in count(1) if number not in own)
        self._locators: dict[str, dict[str, None]] = {}
        self._backs: dict[str, dict[str, str]] = {}

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that are numbered so far, in the order in which they were first cited."""
        return tuple(self._place)

    def cite(self, source: str, at: str, back: str, words: str) -> CitedRef:
        """Return the number of a source. Store the locator and the place that cites it."""
        place = self._place.get(source)
        if place is None:
            number = self._numbers.get(source) or next(self._free)
            place = self._place[source] = (number, f"ref-{number}")
        number, anchor = place
        if at:
            self._locators.setdefault(source, {})[at] = None
        self._backs.setdefault(source, {})[back] = words
        card = self.builder.card(source)
        label = self.builder.t(
            "Reference {number}: {publisher}", number=number, publisher=card.name
        )
        return CitedRef(number, f"#{anchor}", f"{label}, {at}" if at else label, at)

    def passage(self, kind: str, id_: str, *loc: str | int) -> Passage | None:
        """Return a Markdown field of a record, ready to be rendered, or None if it is not set."""
        texts = self.builder.dossier.prose.get((kind, id_), {})
        prose = texts.get(loc)
        return None if prose is None else self._passage(kind, id_, loc, prose)

    def passages(self, kind: str, id_: str, name: str, number: int) -> tuple[Passage, ...]:
        """Return a list of Markdown fields, ready to be rendered."""
        found = (self.passage(kind, id_, name, nth) for nth in range(number))
        return tuple(passage for passage in found if passage)

    def fields(self, kind: str, id_: str, fields: Iterable[FreeField]) -> tuple[FieldEntry, ...]:
        """Return the free fields of a record, ready to be rendered."""
        return tuple(
            FieldEntry(field.label, text)
            for nth, field in enumerate(fields)
            if (text := self.passage(kind, id_, "fields", nth, "text"))
        )

    def _passage(self, kind: str, id_: str, loc: Loc, prose: Prose) -> Passage:
        builder = self.builder
        offset = sentence_offsets(builder.dossier.prose[kind, id_])[loc] if prose.marks else 0
        anchors = [
            sentence_anchor(kind, id_, offset + nth + 1) for nth in range(len(prose.sentences))
        ]
        cites = []
        for mark in prose.marks:
            anchor = anchors[mark.sentence]
            words = prose.sentences[mark.sentence].words
            cited = [self.cite(c.source, c.locator, f"#{anchor}", words) for c in mark.cited]
            cites.append(tuple({ref.number: ref for ref in cited}.values()))
        return Passage(
            prose.pieces,
            tuple(cites),
            tuple(anchors),
            tuple(builder.address(link.kind, link.id) for link in prose.links),
            tuple(builder.dossier.titles[link.kind, link.id] for link in prose.links),
        )

    def entries(self) -> tuple[Reference, ...]:
        """Return the list of references, without those that the page numbers itself."""
        return tuple(
            Reference(
                number=number,
                anchor=anchor,
                card=self.builder.card(source),
                locators=tuple(
                    place
                    for at in self._locators.get(source, ())
                    if (place := locator(self.builder, source, at))
                ),
                backs=self.backs(source),
            )
            for source, (number, anchor) in sorted(self._place.items(), key=itemgetter(1))
            if source not in self._fixed
        )

    def backs(self, source: str) -> tuple[ReturnLink, ...]:
        """Return links from a reference back to the sentences that cite the source."""
        return tuple(
            ReturnLink(href, back_letter(nth), words)
            for nth, (href, words) in enumerate(self._backs.get(source, {}).items())
        )
