"""Titles after a change. Only records that share a title with a changed record are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from claimline.model.changed_records import RecordChanges
from claimline.model.dossier import NOTHING, Backlinks
from claimline.model.titles import group_of, told_apart
from claimline.model.validate import Key, Records
from claimline.value import Value


class Retitled(Value, frozen=True):
    """The titles of the records that a change may reach, and all own titles that are shared."""

    titles: Mapping[Key, str]
    shared: Mapping[Key, str]


def reached(
    changes: RecordChanges,
    renamed: Collection[Key],
    shared: Collection[Key],
    back: Mapping[Key, Backlinks],
) -> Iterator[Key]:
    """Yield the records whose titles may change, beside those that share a title with them.

    If records share a title, facts follow it, such as the date of a claim's event, or the name of
    the event's place.

    Args:
        changes: the records whose skeletons have changed.
        renamed: the records that have another title of their own, or are new.
        shared: the records that shared a title before.
        back: the backlinks of the last build.
    """
    yield from renamed
    yield from changes.gone
    yield from changes.changed
    places = [key for key in renamed if key[0] == "place"]
    events = [("event", id_) for place in places for id_ in back.get(place, NOTHING).events]
    yield from events
    for event in (*events, *(key for key in changes.changed if key[0] == "event")):
        for id_ in back.get(event, NOTHING).claims:
            if ("claim", id_) in shared:
                yield "claim", id_


def retitle(
    before: Mapping[Key, str],
    now: Mapping[Key, str],
    shared: Mapping[Key, str],
    changed: Collection[Key],
    records: Records,
) -> Retitled:
    """Return the titles of changed records, and of those that share a title with them, or did.

    Args:
        before: the own titles of all records in the last build.
        now: their own titles now.
        shared: those that several records of a kind shared in the last build.
        changed: the records of ``reached``.
        records: all records now.
    """
    groups = {group_of(key, of[key]) for of in (before, now) for key in changed if key in of}
    kinds = {kind for kind, _ in groups}
    members: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, words in now.items():
        if key[0] in kinds and (group := group_of(key, words)) in groups:
            members[group].append(key)
    titles: dict[Key, str] = {}
    still = {key: words for key, words in shared.items() if group_of(key, words) not in groups}
    for keys in members.values():
        if len(keys) > 1:
            titles |= told_apart(records, keys)
            still |= {key: now[key] for key in keys}
        else:
            titles |= {key: now[key] for key in keys}
    return Retitled(titles, still)
