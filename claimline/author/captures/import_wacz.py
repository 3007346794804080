"""``claimline capture import``: add a web archive (WACZ) with what it says of itself."""

from __future__ import annotations

from pathlib import Path

from claimline.author.captures.add import Added, Saving, add
from claimline.author.captures.capture_files import MissingFileError, StoreError, read_saved
from claimline.author.captures.capture_text import UnreadableError
from claimline.author.captures.wacz_text import WaczPage, wacz_facts
from claimline.author.linked_records import all_records
from claimline.dates import DateError, parse
from claimline.diagnostics import Code, Location, Report


def import_wacz(project: Path, source: str, file: Path, report: Report) -> Added | None:
    """Add a WACZ file as a capture of ``source``. What is wrong is reported; then None is returned.

    The time and the address are those of the page at the source's address, or of the first page.
    """
    at = Location(file.name)
    try:
        facts = wacz_facts(read_saved(file).data)
    except MissingFileError as error:
        report.add(at, Code.FILE_MISSING, str(error), error.suggestion)
        return None
    except (StoreError, UnreadableError) as error:
        report.add(at, Code.FILE_UNREADABLE, str(error), error.suggestion)
        return None
    for fault in facts.faults:
        report.add(at, Code.CAPTURE_CHANGED, fault, "Take the archive as it was saved.")
    if facts.faults:
        return None
    dossier = all_records(project)
    record = dossier.sources.get(source) if dossier else None
    address = record.url if record else None
    page = _page(facts.pages, address or "")
    if page is None:
        message = "The archive does not say when its pages were saved."
        report.add(at, Code.FILE_UNREADABLE, message, "Add it with `claimline capture add`.")
        return None
    given = {"url": page.url if page.url != address else "", "tool": facts.software}
    saving = Saving(
        page.time, {name: words for name, words in given.items() if words}, {}, "imported"
    )
    return add(project, source, file, saving, report)


def _page(pages: tuple[WaczPage, ...], address: str) -> WaczPage | None:
    """Return the page at an address, or the first, if its time is known."""
    dated = [each for each in pages if _is_date(each.time)]
    exact = [each for each in dated if each.url == address]
    return next(iter(exact or dated), None)


def _is_date(time: str) -> bool:
    try:
        parse(time)
    except DateError:
        return False
    return True
