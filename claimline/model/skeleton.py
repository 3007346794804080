"""The skeleton of a record: what of it decides the links of all records.

An edit of a title, or of a text that cites and names the same records, leaves the skeleton as it
is. So if no skeleton has changed, all links lead where they led in the last build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claimline.engine.digests import digest
from claimline.model.scan import Scan
from claimline.model.schema import Loc

OWN = frozenset({"quote", "translation", "at", "gone_since"})
"""The fields, at any depth, that matter only on pages and in the record's own usages."""
TITLES = frozenset({"claim", "short", "title", "name", "question"})
"""The fields of a record that say its title."""


def skeleton_of(data: Mapping[str, Any], scan: Scan, hidden: Scan | None = None) -> bytes:
    """Return the digest of a record's skeleton.

    That is its data without its title, Markdown texts and the fields in ``OWN``, and which records
    these texts cite and name, in order. Words, quotes and locators are not part of it.

    Args:
        data: the data from which the record is made.
        scan: the references and texts of the record.
        hidden: those in the fields that it keeps back.
    """
    shown = without_texts(data, scan.texts)
    bare = {key: key in TITLES or value for key, value in without_own(shown).items()}
    return digest((bare, tuple(_named(scan)), hidden))


def without_own(data: Any) -> Any:
    """Return data without the values of the fields in ``OWN``. Whether they are there stays."""
    if isinstance(data, Mapping):
        return {key: key in OWN or without_own(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [without_own(item) for item in data]
    return data


def without_texts(data: Any, places: Iterable[Loc]) -> Any:
    """Return data with None in place of the texts at these places. Other places do no harm."""
    below: dict[str | int, list[Loc]] = defaultdict(list)
    for place in places:
        if not place:
            return None
        below[place[0]].append(place[1:])
    if isinstance(data, Mapping):
        return {
            **data,
            **{key: without_texts(data[key], below[key]) for key in below if key in data},
        }
    if isinstance(data, list | tuple):
        return [
            without_texts(item, below[nth]) if nth in below else item
            for nth, item in enumerate(data)
        ]
    return data


def _named(scan: Scan) -> Iterator[tuple[Any, ...]]:
    for loc, text in scan.texts.items():
        yield (
            loc,
            [(mark.sentence, [cited.source for cited in mark.cited]) for mark in text.marks],
            [(link.kind, link.id) for link in text.links],
            len(text.sentences),
            text.problems,
            text.uncited,
        )
