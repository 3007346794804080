"""Chooses the records that a build shows: those that are not held back, or in a preview all.

The others are taken out before records are linked, so no later stage can show, count or export
them. In a preview they stay, and their titles say how far each is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from claimline.diagnostics import Code, Location, Report
from claimline.locale import word
from claimline.model.dossier import Dossier
from claimline.model.edition import Edition, HeldBack, Reason
from claimline.model.records import Record
from claimline.model.scan import named_in
from claimline.model.validate import Key, Records
from claimline.value import Value

_MARKS: dict[Reason, str] = {
    "draft": word("draft"),
    "review": word("in review"),
    "not-before": word("held back"),
}
_PREVIEW = word("preview")


class Selection(Value, frozen=True):
    """The records of an edition, and those that are not published yet. A preview has these too."""

    records: Records
    held_back: tuple[HeldBack, ...]


def select(records: Records, edition: Edition, report: Report) -> Selection:
    """Return the records that an edition shows.

    Args:
        records: all records.
        edition: which of them to show.
        report: gets each reference from a record that is shown to one that is not. Such a
            reference is not reported again as one that leads nowhere.
    """
    held = {(each.kind, each.id): each for each in _held_back(records, edition)}
    in_order = tuple(held.values())
    if edition.preview:
        return Selection(_marked(records, held), in_order)
    needed = frozenset(_named_by_others(records, held, report))
    shown = replace(records.without(held), broken=records.broken | needed, held=frozenset(held))
    return Selection(shown, in_order)


def _held_back(records: Records, edition: Edition) -> Iterator[HeldBack]:
    zone = records.site.time_zone if records.site else "UTC"
    now = edition.as_of.earliest(zone) if edition.as_of else None
    for (kind, id_), record in records.all():
        until = record.not_before
        if record.stage != "ready":
            yield HeldBack(kind, id_, record.stage)
        elif until is not None and (now is None or now < until.earliest(zone)):
            yield HeldBack(kind, id_, "not-before", str(until))


def _named_by_others(records: Records, held: dict[Key, HeldBack], report: Report) -> Iterator[Key]:
    """Report every reference from a record that is shown to one that is not. Yield the latter."""
    if not held:
        return
    for key, scan in records.scans.items():
        if key in held:
            continue
        where = records.where[key]
        for loc, kind, id_ in scan.references:
            if (kind, id_) in held:
                _report(records, key, held[kind, id_], where.at(*loc), report)
                yield kind, id_
        for loc, text in scan.texts.items():
            for start, token, kind, id_ in named_in(text):
                if (kind, id_) in held:
                    at = where.inside(loc, token, text.text.count(token, 0, start))
                    _report(records, key, held[kind, id_], at, report)
                    yield kind, id_


def _report(records: Records, key: Key, held: HeldBack, at: Location, report: Report) -> None:
    kind, id_ = key
    name = "The site" if kind == "site" else f'The {kind} "{id_}"'
    place = records.where[held.kind, held.id].at("not_before" if held.until else "stage")
    message = f'{name} is not held back and names the {held.kind} "{held.id}", {held.words}.'
    hint = f"Hold both back or neither, or name another record. See {place}."
    report.add(at, Code.HELD_BACK_REFERENCE, message, hint)


def as_preview(dossier: Dossier) -> Dossier:
    """Return a Dossier that can be told from the published site on every page.

    Its site has no address, so no page of a preview says that it is one of the published site.
    """
    site, t = dossier.site, dossier.interface.t
    title = f"{site.title} [{t(_PREVIEW)}]"
    changes = {"title": title, "base_url": None, "images": False}
    return replace(dossier, site=site.model_copy(update=changes), preview=True)


_TITLES = ("title", "name", "short", "claim", "question")
"""The fields by which pages name a record."""


def _marked(records: Records, held: Mapping[Key, HeldBack]) -> Records:
    """Return the records with words in the titles of those that are not published yet."""
    if records.site is None or not held:
        return records
    t = records.interface.t

    def marked(kind: str, record: Record) -> Record:
        held_back = held.get((kind, record.id))
        if held_back is None:
            return record
        mark = f" [{t(_MARKS[held_back.reason])}]"
        titles = {
            name: f"{words}{mark}"
            for name in _TITLES
            if isinstance(words := getattr(record, name, None), str)
        }
        return record.model_copy(update=titles)

    return replace(
        records,
        by_kind={
            kind: {id_: marked(kind, record) for id_, record in of_kind.items()}
            for kind, of_kind in records.by_kind.items()
        },
    )
