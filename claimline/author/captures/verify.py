"""``claimline check --captures``: the captures are what was saved, and the quotes stand in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from claimline.author.captures.add import place_of
from claimline.author.captures.capture_files import (
    FOLDER,
    MissingFileError,
    OutsideError,
    StoreError,
    TooLargeError,
    edit_text,
    kept,
    read_saved,
)
from claimline.author.captures.capture_text import MissingExtraError, UnreadableError, words_of
from claimline.author.captures.linking import Linker
from claimline.author.captures.quote_search import Place, Text
from claimline.author.captures.quoted import Quoted, quotes
from claimline.author.captures.yamledit import EditError, set_values
from claimline.diagnostics import Code, Location, Report
from claimline.model.dossier import Dossier
from claimline.model.link import link
from claimline.model.parts import Fragment
from claimline.model.schema import Loc
from claimline.model.validate import validate
from claimline.pages.fragment import with_text_fragment
from claimline.read import read_project
from claimline.value import Value

Status = Literal["found", "differs", "not found", "no capture"]
STATUSES: tuple[tuple[Status, str], ...] = (
    ("found", "found"),
    ("differs", "found with differences"),
    ("not found", "not found"),
    ("no capture", "without a capture"),
)
"""What can become of a quote, with words for it."""
_NUMBERED = re.compile(r"(para|\u00b6|page|pp?\b|line|heading|head)[a-z.]*\s*(\d+)", re.IGNORECASE)
_KINDS = {"para": "paragraph", "\u00b6": "paragraph", "page": "page", "p": "page", "pp": "page",
          "line": "line", "head": "heading", "heading": "heading"}  # fmt: skip


_CODES: dict[type[Exception], Code] = {
    OutsideError: Code.FILE_OUTSIDE,
    TooLargeError: Code.FILE_TOO_LARGE,
}


class Checked(Value, frozen=True):
    """What was found of one quote.

    ``at`` is where the record has it; ``source``, ``file`` and ``place`` are where it stands, ""
    where it was not found; ``differences`` are those in words. ``link`` leads a browser to it.
    """

    at: Location
    words: str
    status: Status
    source: str = ""
    file: str = ""
    place: str = ""
    differences: tuple[str, ...] = ()
    link: str = ""


class Result(Value, frozen=True):
    """What a run came to: each quote, and how many fragments were written."""

    quotes: tuple[Checked, ...]
    captures: int
    written: int

    def count(self, status: Status) -> int:
        """How many quotes have this status."""
        return Counter(each.status for each in self.quotes)[status]


class _Held(Value, frozen=True):
    """A capture that could be read."""

    file: str
    text: Text
    linker: Linker | None


def verify(project: Path, report: Report, *, write: bool = False) -> Result | None:
    """Check every capture and look for every quote. Findings go to ``report``.

    With ``write``, the ``fragment`` of each quote that needs one is written into its record, and
    one that is not needed any more is taken out. None where the records have errors, which are
    another stage's to report.
    """
    found = Report()
    dossier = link(validate(read_project(project, found), found), found)
    if dossier is None or found.failed:
        return None
    held = {id_: tuple(_held(project, dossier, id_, report)) for id_ in dossier.sources}
    desk = _Desk(project, dossier, held, report, write)
    checked = tuple(desk.check(quoted) for quoted in quotes(dossier))
    captures = sum(len(source.captures) for source in dossier.sources.values())
    return Result(checked, captures, desk.write_fragments())


def _held(project: Path, dossier: Dossier, source: str, report: Report) -> Iterator[_Held]:
    """The captures of a source, the last saved first; what is wrong with one is reported."""
    where = dossier.where["source", source]
    captures = dossier.sources[source].captures
    for nth in range(len(captures) - 1, -1, -1):
        capture = captures[nth]
        at = where.at("captures", nth, "file")
        name = f"{FOLDER}/{capture.file}"
        try:
            saved = read_saved(kept(project, capture.file))
            if saved.sha256 != capture.sha256:
                message = f'"{name}" is not the file that was saved: its SHA-256 is {saved.sha256}.'
                hint = "Put the saved file back, or add the new one to the source."
                report.add(where.at("captures", nth, "sha256"), Code.CAPTURE_CHANGED, message, hint)
                continue
            text = Text(words := words_of(saved.data, capture.type))
            yield _Held(name, text, Linker(text) if words.linkable else None)
        except MissingFileError:
            hint = "Put it back, or remove the entry."
            report.add(at, Code.CAPTURE_MISSING, f'"{name}" is not there.', hint)
        except (StoreError, MissingExtraError) as error:
            code = _CODES.get(type(error), Code.CAPTURE_UNREADABLE)
            report.add(at, code, f'"{name}": {error}', error.suggestion)
        except UnreadableError as error:
            hint = "Save the source as text, HTML or a PDF with text."
            report.add(at, Code.CAPTURE_UNREADABLE, f'"{name}": {error}', hint)


class _Desk:
    """Where quotes and captures lie side by side."""

    def __init__(
        self,
        project: Path,
        dossier: Dossier,
        held: dict[str, tuple[_Held, ...]],
        report: Report,
        write: bool,
    ) -> None:
        self.project = project
        self.dossier = dossier
        self.held = held
        self.report = report
        self.write = write
        self._waiting: list[tuple[Quoted, Fragment | None, Location]] = []

    def check(self, quoted: Quoted) -> Checked:
        """Look for one quote; the best that any of its sources has counts."""
        where = self.dossier.where[quoted.key]
        if quoted.how == "prose":
            at = where.inside(quoted.loc, quoted.words)
        else:
            at = where.at(*quoted.loc, "quote")
        words = " ".join(quoted.words.split())
        looked = [
            (source, locator, held)
            for source, locator in quoted.cited
            for held in self.held[source]
        ]
        for source, locator, held in looked:
            if places := held.text.find(quoted.words):
                place = _meant(places, locator)
                href = self._linked(quoted, source, held, place, at)
                return Checked(at, words, "found", source, held.file, place.words, (), href)
        # A source of which no capture can be read may be the one that holds the words.
        if not all(self.held[source] for source, _ in quoted.cited) or not looked:
            return Checked(at, words, "no capture", quoted.cited[0][0] if quoted.cited else "")
        for source, _, held in looked:
            if near := held.text.near(quoted.words):
                found = Checked(
                    at, words, "differs", source, held.file, near.place.words, near.differences
                )
                self._differs(quoted, found)
                return found
        self._not_found(quoted, at, [held.file for _, _, held in looked])
        return Checked(at, words, "not found", quoted.cited[0][0])

    def _differs(self, quoted: Quoted, found: Checked) -> None:
        code = Code.QUOTED_WORDS if quoted.how == "prose" else Code.QUOTE_DIFFERS
        told = "; ".join(found.differences)
        message = f'The quote differs from "{found.file}", {found.place}: {told}.'
        self.report.add(found.at, code, message, "Quote the words as they stand there.")

    def _not_found(self, quoted: Quoted, at: Location, files: list[str]) -> None:
        names = " or ".join(f'"{file}"' for file in dict.fromkeys(files))
        prose = quoted.how == "prose"
        message = f"The {'quoted words do' if prose else 'quote does'} not stand in {names}."
        hint = "Correct the words, or add the capture in which they stand."
        self.report.add(at, Code.QUOTED_WORDS if prose else Code.QUOTE_NOT_FOUND, message, hint)

    def _linked(self, quoted: Quoted, source: str, held: _Held, place: Place, at: Location) -> str:
        """The link to a quote that was found; a fragment is written, or missed, where needed."""
        record = self.dossier.sources[source]
        url = record.url or next((copy.url for copy in record.archives), "")
        if held.linker is None or not url:
            return ""
        link_ = held.linker.link(quoted.words, place)
        if not link_.leads:
            return url
        if quoted.how == "data" and not self._kept(quoted, held.linker, place, link_.fragment):
            if self.write:
                self._waiting.append((quoted, link_.fragment, at))
            else:
                self._missed(quoted, link_.fragment, place, at)
        return with_text_fragment(url, quoted.words, link_.fragment)

    def _kept(self, quoted: Quoted, linker: Linker, place: Place, needed: Fragment | None) -> bool:
        """Whether the record's own fragment will do."""
        if quoted.fragment == needed:
            return True
        # An author's own words are left alone where they lead there, too.
        return quoted.fragment is not None and linker.right(quoted.words, quoted.fragment, place)

    def write_fragments(self) -> int:
        """Write what is missing, once all is looked at; how many fragments changed."""
        return sum(self._write(*one) for one in self._waiting)

    def _write(self, quoted: Quoted, needed: Fragment | None, at: Location) -> bool:
        where = self.dossier.where[quoted.key]
        loc: Loc = (*place_of(where), *quoted.loc)
        values = needed.model_dump(exclude_none=True) if needed else None

        def change(text: str) -> str:
            return set_values(text, loc, "fragment", values, "quote")

        try:
            return edit_text(self.project / where.path, change)
        except MissingExtraError as error:
            self.report.add(at, Code.QUOTE_LINK, str(error), error.suggestion)
        except (EditError, StoreError) as error:
            hint = f"Write the fragment by hand: {values}." if values else "Remove `fragment:`."
            self.report.add(at, Code.QUOTE_LINK, str(error), hint)
        return False

    def _missed(self, quoted: Quoted, needed: Fragment | None, place: Place, at: Location) -> None:
        if needed is None:
            message = "The quote's `fragment` leads elsewhere, and none is needed."
        else:
            message = f"The link to the quote does not lead to it, in {place.words}."
        hint = "Run `claimline check --captures --write`, which writes the `fragment`."
        self.report.add(at, Code.QUOTE_LINK, message, hint)


def _meant(places: tuple[Place, ...], locator: str) -> Place:
    """The place that the locator names, as "paragraph 3" does; the first where it names none."""
    if match := _NUMBERED.search(locator):
        named = f"{_KINDS[match[1].lower()]} {match[2]}"
        for place in places:
            if place.words == named:
                return place
    return places[0]
