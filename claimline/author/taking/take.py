"""Save the page of a source, and add it as one capture."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from claimline.author.captures.add import Added, Saving, add
from claimline.author.captures.capture_text import MissingExtraError
from claimline.author.linked_records import all_records
from claimline.author.taking.page_saver import SavedPage, TakeError, TakeLimits, save_page
from claimline.diagnostics import Code, Location, Report

_CLOCK = "the computer's clock"


def take(
    project: Path,
    wanted: str,
    url: str,
    report: Report,
    *,
    facts: dict[str, str],
    limits: TakeLimits,
    on_cut: Callable[[], None] = lambda: None,
) -> Added | None:
    """Save a page as a capture of a source.

    Args:
        project: the folder of the project.
        wanted: the id of the source, or its address.
        url: the address of the page; empty for that of the source.
        report: gets the errors. After an error, nothing changes and the result is None.
        facts: further fields of the capture by their names.
        limits: what the page may do.
        on_cut: is called if the pictures end before the page.
    """
    at = Location("content/sources")
    try:
        source, own = _source(project, wanted)
        asked = url or own
        if not asked.startswith(("http://", "https://")):
            message = f'The source "{source}" has no address of the web.'
            raise TakeError(message, "Name one: claimline capture take SOURCE URL")
        saved = save_page(asked, limits)
    except (TakeError, MissingExtraError) as error:
        report.add(at, Code.CAPTURE_NOT_TAKEN, error.message, error.suggestion)
        return None
    if saved.is_cut:
        on_cut()
    with TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in saved.files]
        for file, data in zip(files, saved.files.values(), strict=True):
            file.write_bytes(data)
        return add(project, source, files, _saving(saved, asked, own, facts), report)


def _saving(saved: SavedPage, asked: str, own: str, facts: dict[str, str]) -> Saving:
    """Return what is known of the saving. The fields stand in the order of the schema."""
    known = {
        "clock": _CLOCK,
        "url": asked if asked != own else "",
        "final_url": saved.address if saved.address != asked else "",
        "tool": saved.tool,
        "method": "automatic",
        "hashed": "when-collected",
        **facts,
    }
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in saved.files.items()}
    given = {name: words for name, words in known.items() if words}
    return Saving(saved.time, given, digests, "taken")


def _source(project: Path, wanted: str) -> tuple[str, str]:
    """Return the id and the address of a source, by either. Raises TakeError."""
    dossier = all_records(project)
    if dossier is None:
        raise TakeError("The records have errors.", "Run: claimline check")
    sources = dossier.sources
    if wanted in sources:
        return wanted, sources[wanted].url or ""
    ids = [id_ for id_, source in sources.items() if source.url and source.url == wanted]
    if len(ids) == 1:
        return ids[0], wanted
    if ids:
        raise TakeError("Several sources have this address.", f"Name one: {', '.join(ids)}.")
    if wanted.startswith(("http://", "https://")):
        raise TakeError("No source has this address.", "Write its record first, with `url:`.")
    raise TakeError(f'There is no source "{wanted}".', f"Write content/sources/{wanted}.yaml.")
