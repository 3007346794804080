"""The texts of a source's captures, as far as their files are here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimline.author.captures.capture_files import (
    FOLDER,
    MissingFileError,
    NotHereError,
    OutsideError,
    StoreError,
    TooLargeError,
    capture_path,
    read_kept,
)
from claimline.author.captures.capture_text import (
    CaptureText,
    MissingExtraError,
    UnreadableError,
    WordlessError,
    words_of,
)
from claimline.author.captures.held_files import report_changed
from claimline.dates import PartialDate
from claimline.diagnostics import Code, Report
from claimline.model.capture_fields import SavedFile
from claimline.model.dossier import Dossier
from claimline.model.schema import Loc
from claimline.read import Where
from claimline.value import Value

_CODES: dict[type[Exception], Code] = {
    OutsideError: Code.FILE_OUTSIDE,
    TooLargeError: Code.FILE_TOO_LARGE,
}


class ReadCapture(Value, frozen=True):
    """A file of a capture that could be read. ``event`` is the number of the capture, from 0."""

    event: int
    file: str
    words: CaptureText
    captured: PartialDate


def read_captures(
    project: Path, dossier: Dossier, source: str, report: Report
) -> Iterator[ReadCapture]:
    """Yield the readable files of a source's captures, the latest capture first.

    A file that is broken or has changed is reported.
    """
    where = dossier.where["source", source]
    captures, zone = dossier.sources[source].captures, dossier.site.time_zone

    def order(nth: int) -> tuple[int, int]:
        return captures[nth].captured.latest(zone), nth

    for nth in sorted(range(len(captures)), key=order, reverse=True):
        for number, saved in enumerate(captures[nth].files):
            loc = ("captures", nth, *(("other_files", number - 1) if number else ()))
            words = _words(project, saved, dossier.sources[source].language, where, loc, report)
            if words is not None:
                yield ReadCapture(nth, f"{FOLDER}/{saved.file}", words, captures[nth].captured)


def _words(
    project: Path, capture: SavedFile, language: str, where: Where, loc: Loc, report: Report
) -> CaptureText | None:
    """Return the text of a file of a capture, or None. What is wrong with it is reported.

    A file that is not here is not reported: another copy of the project may have it.
    """
    at = where.at(*loc, "file")
    name = f"{FOLDER}/{capture.file}"
    try:
        saved = read_kept(capture_path(project, capture.file))
        if saved.sha256 != capture.sha256:
            report_changed(name, saved.sha256, where.at(*loc, "sha256"), report)
            return None
        words = words_of(saved.data, capture.type, capture.encoding or "", language)
        if words.doubt:
            hint = f"Look at its text; if it is right, write `encoding: {words.encoding}`."
            report.add(at, Code.CAPTURE_ENCODING, f'"{name}": {words.doubt}', hint)
    except NotHereError as error:
        if error.sha256 != capture.sha256:
            report_changed(name, error.sha256, where.at(*loc, "sha256"), report)
    except (MissingFileError, WordlessError):
        return None
    except (StoreError, MissingExtraError) as error:
        code = _CODES.get(type(error), Code.CAPTURE_UNREADABLE)
        report.add(at, code, f'"{name}": {error}', error.suggestion)
    except UnreadableError as error:
        hint = "Save the source as text, HTML, MHTML or a PDF with text."
        report.add(at, Code.CAPTURE_UNREADABLE, f'"{name}": {error}', hint)
    else:
        return words
    return None
