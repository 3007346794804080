"""``claimline check --captures``: check that captures are unchanged and have the quotes."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Literal

from claimline.author.captures.add import record_loc
from claimline.author.captures.capture_files import (
    StoreError,
    edit_text,
)
from claimline.author.captures.capture_text import (
    CaptureText,
    MissingExtraError,
)
from claimline.author.captures.held_files import absent_files
from claimline.author.captures.kept_texts import ReadCapture, read_captures
from claimline.author.captures.linking import Linker
from claimline.author.captures.meant_places import is_at_another_time, meant_places, named_places
from claimline.author.captures.prose_quotes import start_in
from claimline.author.captures.quote_search import QuotePlace, SearchableText
from claimline.author.captures.quoted import Quoted, quotes
from claimline.author.captures.yamledit import EditError, set_values
from claimline.author.linked_records import linked_records
from claimline.diagnostics import Code, Location, Report
from claimline.model.dossier import Dossier
from claimline.model.edition import PUBLISHED, Edition
from claimline.model.schema import Loc
from claimline.model.shared_fields import Fragment
from claimline.pages.fragment import with_text_fragment
from claimline.value import Value

Status = Literal["found", "differs", "not found", "no capture"]
STATUSES: tuple[tuple[Status, str], ...] = (
    ("found", "found"),
    ("differs", "found with differences"),
    ("not found", "not found"),
    ("no capture", "without a capture"),
)
"""The results of checking a quote, with words for each."""
_AT_ONCE = 16
"""Captures that are prepared for a search at one time, at most."""
_COMPARED = 20
"""Places of one quote that are compared with its fragment, at most."""


class CheckedQuote(Value, frozen=True):
    """The result for one quote.

    ``at`` is its location in the record. ``source``, ``file`` and ``place`` are where the source
    has it, or empty. ``link`` leads a browser to it. ``gone_since`` is the date of the first newer
    capture without the quote, or "".
    """

    at: Location
    words: str
    status: Status
    source: str = ""
    file: str = ""
    place: str = ""
    differences: tuple[str, ...] = ()
    link: str = ""
    gone_since: str = ""


class VerifyResult(Value, frozen=True):
    """The result for each quote, and the number of captures.

    ``written`` says how often a ``fragment`` was written into a record or removed, and ``noted``
    how often a ``gone_since`` was. ``absent`` is the number of the captures' files that are not
    here.
    """

    quotes: tuple[CheckedQuote, ...]
    captures: int
    written: int
    noted: int
    absent: int = 0

    def count(self, status: Status) -> int:
        """Return the number of quotes with this status."""
        return Counter(each.status for each in self.quotes)[status]


class _Prepared:
    """A capture's text as it is searched. It takes many times the room of its words."""

    def __init__(self, words: CaptureText) -> None:
        self.text = SearchableText(words)

    @cached_property
    def linker(self) -> Linker:
        return Linker(self.text)


def verify(
    project: Path, report: Report, *, write: bool = False, edition: Edition = PUBLISHED
) -> VerifyResult | None:
    """Check every capture and search for every quote. What is wrong is reported.

    With ``write``, the ``fragment`` of each quote that needs one is written into its record, and
    one that is no longer needed is removed. So is ``gone_since``. ``edition`` says which records
    are checked. Returns None if the records have errors, which another stage reports.
    """
    dossier = linked_records(project, Report(), edition, with_private=True)
    if dossier is None:
        return None
    captures = {id_: tuple(read_captures(project, dossier, id_, report)) for id_ in dossier.sources}
    checker = _QuoteChecker(project, dossier, captures, report, write)
    checked = tuple(checker.check(quoted) for quoted in quotes(dossier))
    number = sum(len(source.captures) for source in dossier.sources.values())
    written = checker.write_waiting()
    return VerifyResult(
        checked, number, written["fragment"], written["gone_since"], checker.absent.total()
    )


class _QuoteChecker:
    """Checks quotes against captures."""

    def __init__(
        self,
        project: Path,
        dossier: Dossier,
        captures: dict[str, tuple[ReadCapture, ...]],
        report: Report,
        write: bool,
    ) -> None:
        self.project = project
        self.dossier = dossier
        self.captures = captures
        self.report = report
        self.absent = absent_files(project, dossier)
        self.write = write
        self._prepared: dict[str, _Prepared] = {}
        self._waiting: list[tuple[Quoted, str, dict[str, str] | str | None, Location]] = []

    def _prepare(self, held: ReadCapture) -> _Prepared:
        """Return a capture's text as it is searched. The last few are kept."""
        prepared = self._prepared.pop(held.file, None) or _Prepared(held.words)
        self._prepared[held.file] = prepared
        if len(self._prepared) > _AT_ONCE:
            del self._prepared[next(iter(self._prepared))]
        return prepared

    def check(self, quoted: Quoted) -> CheckedQuote:
        """Look for one quote in its sources. The best result counts."""
        where = self.dossier.where[quoted.key]
        if quoted.kind == "prose":
            prose = self.dossier.prose[quoted.key][quoted.loc]
            at = where.inside(quoted.loc, start_in(prose.text, quoted.words))
        else:
            at = where.at(*quoted.loc, "quote")
        words = " ".join(quoted.words.split())
        looked = [
            (source, locator, held)
            for source, locator in quoted.cited
            for held in self.captures[source]
        ]
        for source, locator, latest in looked:
            held, places = self._named_file(quoted.words, source, locator, latest)
            if places:
                meant = meant_places(places, locator)
                place = self._linked_place(quoted, held, meant)
                self._turned(quoted, held, meant, at)
                if is_at_another_time(place, locator):
                    message = f'The quote is at {place.words} in "{held.file}", not at {locator}.'
                    hint = "Write the time at which it is said."
                    self.report.add(at, Code.QUOTE_TIME, message, hint)
                href = self._linked(quoted, source, held, place, at)
                gone = self._gone(quoted, source, held, at) if quoted.kind == "data" else ""
                return CheckedQuote(
                    at, words, "found", source, held.file, place.words, (), href, gone
                )
        # A capture that is not here or cannot be read may be the one with the quote.
        whole = all(self.captures[source] and not self.absent[source] for source, _ in quoted.cited)
        if not whole or not looked:
            return CheckedQuote(at, words, "no capture", quoted.cited[0][0] if quoted.cited else "")
        for source, _, held in looked:
            if near := self._prepare(held).text.near(quoted.words):
                differing = CheckedQuote(
                    at, words, "differs", source, held.file, near.place.words, near.differences
                )
                self._differs(quoted, differing)
                return differing
        self._not_found(quoted, at, [held.file for _, _, held in looked])
        return CheckedQuote(at, words, "not found", quoted.cited[0][0])

    def _named_file(
        self, words: str, source: str, locator: str, held: ReadCapture
    ) -> tuple[ReadCapture, tuple[QuotePlace, ...]]:
        """Return the file of a capture that the locator names, or ``held``, and the words' places.

        A page saved as HTML and as PDF has the words in paragraph 9 and on page 2.
        """
        places = self._prepare(held).text.find(words)
        if places and not named_places(places, locator):
            for other in self.captures[source]:
                if other.event == held.event and other is not held:
                    others = self._prepare(other).text.find(words)
                    if others and named_places(others, locator):
                        return other, others
        return held, places

    def _linked_place(
        self, quoted: Quoted, held: ReadCapture, places: tuple[QuotePlace, ...]
    ) -> QuotePlace:
        """Return the place to which the record's own fragment leads, or else the first."""
        if len(places) > 1 and quoted.fragment and held.words.linkable:
            linker = self._prepare(held).linker
            for place in places[:_COMPARED]:
                if linker.right(quoted.words, quoted.fragment, place):
                    return place
        return places[0]

    def _gone(self, quoted: Quoted, source: str, held: ReadCapture, at: Location) -> str:
        """Report a quote that newer captures lack, or a ``gone_since`` that is out of date.

        ``held`` is the last capture with the quote. Returns the date of the first newer capture,
        or "". If the dates of two captures overlap, neither is newer.
        """
        zone, noted = self.dossier.site.time_zone, quoted.gone_since
        latest = held.captured.latest(zone)
        newer = [it for it in self.captures[source] if it.captured.earliest(zone) > latest]
        if not newer:
            if noted and noted.latest(zone) < held.captured.earliest(zone):
                message = f'The quote is in "{held.file}", which is newer than {noted}.'
                self._note(quoted, None, message, at)
            return ""
        first = newer[-1]
        since = first.captured
        if noted is None or noted.earliest(zone) > since.latest(zone):
            message = f'The quote is in "{held.file}" and no longer in "{first.file}" ({since}).'
            self._note(quoted, str(since), message, at)
        return str(since)

    def _note(self, quoted: Quoted, since: str | None, message: str, at: Location) -> None:
        """Report that ``gone_since`` must change, or keep the change to be written at the end."""
        if self.write:
            self._waiting.append((quoted, "gone_since", since, at))
            return
        what = "notes it as `gone_since`" if since else "removes `gone_since`"
        hint = f"Run `claimline check --captures --write`, which {what}."
        self.report.add(at, Code.QUOTE_GONE, message, hint)

    def _turned(
        self, quoted: Quoted, held: ReadCapture, places: tuple[QuotePlace, ...], at: Location
    ) -> None:
        """Report words beside a quote that turn its meaning wherever it stands."""
        words = ""
        for place in places:
            words = self._prepare(held).text.turned(place, before=quoted.kind != "prose")
            if not words:
                return
        message = f'The quote stops at words in "{held.file}" that may turn it: "{words}".'
        hint = "Quote them too, or say in the note what they change."
        self.report.add(at, Code.QUOTE_TURNED, message, hint)

    def _differs(self, quoted: Quoted, quote: CheckedQuote) -> None:
        code = Code.QUOTED_WORDS if quoted.kind == "prose" else Code.QUOTE_DIFFERS
        differences = "; ".join(quote.differences)
        message = f'The quote differs from "{quote.file}", {quote.place}: {differences}.'
        self.report.add(quote.at, code, message, "Quote the exact words.")

    def _not_found(self, quoted: Quoted, at: Location, files: list[str]) -> None:
        names = " or ".join(f'"{file}"' for file in dict.fromkeys(files))
        prose = quoted.kind == "prose"
        message = f"The {'quoted words are' if prose else 'quote is'} not in {names}."
        hint = "Correct the words, or add the capture that has them."
        self.report.add(at, Code.QUOTED_WORDS if prose else Code.QUOTE_NOT_FOUND, message, hint)

    def _linked(
        self, quoted: Quoted, source: str, held: ReadCapture, place: QuotePlace, at: Location
    ) -> str:
        """Return the link to a quote. Note the fragment that it needs for writing, or report it."""
        record = self.dossier.sources[source]
        url = record.url or next((copy.url for copy in record.archives), "")
        if not held.words.linkable or not url:
            return ""
        linker = self._prepare(held).linker
        link_ = linker.link(quoted.words, place)
        if not link_.leads:
            return url
        if quoted.kind == "data" and not self._is_right(quoted, linker, place, link_.fragment):
            if self.write:
                needed = link_.fragment
                values = needed.model_dump(exclude_none=True) if needed else None
                self._waiting.append((quoted, "fragment", values, at))
            else:
                self._missed(quoted, link_.fragment, place, at)
        return with_text_fragment(url, quoted.words, link_.fragment)

    def _is_right(
        self, quoted: Quoted, linker: Linker, place: QuotePlace, needed: Fragment | None
    ) -> bool:
        """Whether the record's own fragment leads to the place."""
        if quoted.fragment == needed:
            return True
        # Words that the author chose stay if they lead there too.
        return quoted.fragment is not None and linker.right(quoted.words, quoted.fragment, place)

    def write_waiting(self) -> Counter[str]:
        """Write the changes that wait for the end of the check. Return the number for each key."""
        return Counter(waiting[1] for waiting in self._waiting if self._write(*waiting))

    def _write(
        self, quoted: Quoted, key: str, value: dict[str, str] | str | None, at: Location
    ) -> bool:
        where = self.dossier.where[quoted.key]
        loc: Loc = (*record_loc(where), *quoted.loc)
        code = Code.QUOTE_LINK if key == "fragment" else Code.QUOTE_GONE

        def change(text: str) -> str:
            return set_values(text, loc, key, value, "quote")

        try:
            return edit_text(self.project / where.path, change)
        except MissingExtraError as error:
            self.report.add(at, code, str(error), error.suggestion)
        except (EditError, StoreError) as error:
            hint = f"Write `{key}:` by hand: {value}." if value else f"Remove `{key}:`."
            self.report.add(at, code, str(error), hint)
        return False

    def _missed(
        self, quoted: Quoted, needed: Fragment | None, place: QuotePlace, at: Location
    ) -> None:
        if needed is None:
            message = "The quote's `fragment` leads elsewhere, and none is needed."
        else:
            message = f"The link to the quote does not lead to it, in {place.words}."
        hint = "Run `claimline check --captures --write`, which writes the `fragment`."
        self.report.add(at, Code.QUOTE_LINK, message, hint)
