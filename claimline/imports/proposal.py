"""The findings of a reader in a file: records to write, and texts that no field can take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from claimline.imports.identity import natural_keys
from claimline.value import Value

TEXT_OF_PAGE = "Text of the page"
"""The label of a page's text that goes to the report."""


class RecordLink(Value, frozen=True):
    """A link from a proposed record to another, by its kind and one of its keys.

    ``planning`` replaces it by an id.
    """

    kind: str
    key: str


class PageText(Value, frozen=True):
    """The text of a page as an archive keeps it, and when it was captured, in EDTF."""

    text: str
    captured: str


class Proposal(Value, frozen=True):
    """A record that may be written.

    ``data`` has its fields as a YAML reader returns them, with a ``RecordLink`` for each id.
    Another item with one of the ``keys`` is the same item. ``origin`` is its place in the file,
    such as "row 12". ``id`` is the id that the file gives it, or empty. ``page_text`` becomes a
    capture of a source.
    """

    kind: str
    data: Mapping[str, Any]
    keys: tuple[str, ...]
    origin: str
    id: str = ""
    page_text: PageText | None = None


class Leftover(Value, frozen=True):
    """A text that no field of a record can take: its place in the file, its label, the text."""

    origin: str
    label: str
    text: str


class Findings(Value, frozen=True):
    """All that a reader found in a file.

    ``what`` names the kind of file in words. ``items`` is the number of its items. ``notes`` are
    sentences on how the file was read.
    """

    what: str
    items: int
    proposals: tuple[Proposal, ...]
    leftovers: tuple[Leftover, ...] = ()
    notes: tuple[str, ...] = ()


class Collector:
    """Collects proposals while a file is read, each item once."""

    def __init__(self) -> None:
        self._proposals: list[Proposal] = []
        self._by_key: dict[tuple[str, str], Proposal] = {}
        self._leftovers: dict[Leftover, None] = {}
        self._notes: dict[str, None] = {}

    def add(
        self,
        kind: str,
        data: Mapping[str, Any],
        origin: str,
        keys: Iterable[str] = (),
        id_: str = "",
        page_text: PageText | None = None,
    ) -> RecordLink:
        """Propose a record, and return the link to it.

        The keys that follow from its fields are added to ``keys``, except for a claim or an event
        that has some. If a proposed record already has one of the keys, the link leads to that
        record, and values that differ are left over.
        """
        data = {key: value for key, value in data.items() if value not in ("", None, [], {})}
        keys = tuple(keys)
        # Many rows of a table may have the same words.
        own = () if keys and kind in ("claim", "event") else natural_keys(kind, data)
        all_keys = tuple(dict.fromkeys([*keys, *own]))
        for key in all_keys:
            if earlier := self._by_key.get((kind, key)):
                self._differences(earlier, data, origin)
                if page_text and page_text != earlier.page_text:
                    label = f"{TEXT_OF_PAGE}, as at {earlier.origin} at another time"
                    self.leave(origin, label, page_text.text)
                return RecordLink(kind, earlier.keys[0])
        proposal = Proposal(kind, data, all_keys, origin, id_, page_text)
        self._proposals.append(proposal)
        self._by_key.update(dict.fromkeys(((kind, key) for key in all_keys), proposal))
        return RecordLink(kind, all_keys[0])

    def leave(self, origin: str, label: str, text: str) -> None:
        """Keep a text that no field can take."""
        if text.strip():
            self._leftovers[Leftover(origin, label, text.strip())] = None

    def note(self, sentence: str) -> None:
        """Add a sentence on how the file was read, unless it is there already."""
        self._notes[sentence] = None

    def findings(self, what: str, items: int) -> Findings:
        """Return everything that was collected."""
        return Findings(
            what, items, tuple(self._proposals), tuple(self._leftovers), tuple(self._notes)
        )

    def _differences(self, earlier: Proposal, data: Mapping[str, Any], origin: str) -> None:
        label = f"The same {earlier.kind} as at {earlier.origin}, with other words"
        for key, value in data.items():
            if value != earlier.data.get(key):
                self.leave(origin, f"{label} in `{key}`", words_of_value(value))


def words_of_value(value: Any) -> str:
    """Return a field's value as words for the report."""
    if isinstance(value, RecordLink):
        return value.key.partition(":")[2]
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {words_of_value(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(words_of_value(item) for item in value)
    return str(value)
