"""The pictures and files that records list: what each may be, and which are published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimline.diagnostics import Code, Location, Report
from claimline.engine.cache import Cache
from claimline.media_facts import MediaFacts
from claimline.model.media_fields import Media, listed_files
from claimline.model.records import Claim, Event, Record, Source
from claimline.model.schema import Loc
from claimline.model.validate import Records
from claimline.publish.media.media_files import report_unlisted
from claimline.publish.media.preparation import PreparedMedia, prepare
from claimline.read import Where
from claimline.value import Value


class _Listed(Value, frozen=True):
    """A file that a record lists: the record, the item, its path in the record, and the file."""

    record: Record
    where: Where
    item: Media
    loc: Loc
    name: str


def prepare_listed(
    records: Records, shown: Records, project: Path, report: Report, cache: Cache
) -> PreparedMedia:
    """Read and check all files that published records list. Report the files that none lists.

    Args:
        records: all records, also those that are not published yet.
        shown: the records that the site shows. Private ones may be among them.
        project: the folder of the project.
        report: gets the diagnostics.
        cache: what earlier runs made of the files.
    """
    report_unlisted(project, {it.name for it in _listed(records)}, report)
    published = [it for it in _listed(shown) if not it.record.private]
    places: dict[str, Location] = {}
    for it in published:
        if it.name not in places:
            places[it.name] = it.where.at(*it.loc)
    media = prepare(project, places, report, cache)
    for it in published:
        if facts := media.facts.get(it.name):
            _check(it, facts, report)
    return media


def _listed(records: Records) -> Iterator[_Listed]:
    for key, record in records.all():
        if isinstance(record, Source | Claim | Event) and record.media:
            for item, loc, name in listed_files(record.media):
                yield _Listed(record, records.where[key], item, ("media", *loc), name)


def _check(listed: _Listed, facts: MediaFacts, report: Report) -> None:
    """Report a file that does not fit its item, or that is published with all it holds."""
    item, field = listed.item, listed.loc[-1]
    at = listed.where.at(*listed.loc)
    is_pdf = facts.type == "application/pdf"
    if field == "video_file" and facts.form != "video":
        message = f'"{listed.name}" is no video.'
        report.add(at, Code.BAD_VALUE, message, "Write it under `file:`.")
    elif listed.loc[-2] == "compare" and facts.form != "picture":
        report.add(at, Code.BAD_VALUE, f'"{listed.name}" is no picture.', "Name a picture.")
    elif field == "file" and facts.form != "picture" and (item.compare or _video(item)):
        message = f'"{listed.name}" is no picture, and has another file beside it.'
        report.add(at, Code.BAD_VALUE, message, "Make two items of it.")
    elif item.pages and field == "file" and not is_pdf:
        at = listed.where.at(*listed.loc[:-1], "pages")
        report.add(at, Code.BAD_VALUE, "Only a PDF has pages.", "Remove `pages:`.")
    elif not facts.cleaned and not item.as_is:
        message = f'"{listed.name}" is published with all that it holds, also what no page shows.'
        hint = "Look at its properties and remove names and places, then write `as_is: true`."
        report.add(at, Code.MEDIA_AS_IS, message, hint)


def _video(item: Media) -> bool:
    return bool(item.video or item.video_file)
