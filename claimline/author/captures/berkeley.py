"""``claimline check --berkeley``: what the Berkeley Protocol asks of a collected item, by source.

The Protocol (HR/PUB/20/2) says in paragraphs 154 to 156 what to collect and what to note. The
items here are those that a record can show. No record can show whether a file is what the source
published.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from claimline.author.linked_records import linked_records
from claimline.diagnostics import Report
from claimline.model.capture_fields import Capture
from claimline.model.edition import PUBLISHED, Edition
from claimline.model.testimony import Source
from claimline.value import Value

State = Literal["met", "lacking", "does not apply"]
Rule = Callable[[Source, Capture], bool]

_ARCHIVES = frozenset({"application/wacz", "application/warc"})
_PAGES = _ARCHIVES | {"text/html", "multipart/related"}
_NATIVE = _PAGES | {"message/rfc822", "application/mbox", "text/vtt", "application/x-subrip"}
_SECONDS = re.compile(r"T\d\d:\d\d:\d\d")


class Asked(Value, frozen=True):
    """One thing that the Protocol asks. ``is_met`` judges it for one capture of a source."""

    paragraph: str
    words: str
    cure: str
    is_met: Rule


class BerkeleyItem(Value, frozen=True):
    """What a source has of one thing that is asked. ``cure`` says how to add it, or is empty."""

    paragraph: str
    asked: str
    state: State
    cure: str


class BerkeleySource(Value, frozen=True):
    """A source, the file of its best capture or "", and each thing that is asked of it."""

    source: str
    file: str
    items: tuple[BerkeleyItem, ...]

    def count(self, state: State) -> int:
        return sum(item.state == state for item in self.items)


def _types(capture: Capture) -> set[str]:
    """Return the media types of a capture's files, without those of working copies."""
    copies = {each.file for each in capture.other_files if each.made_from}
    return {each.type for each in capture.files if each.file not in copies}


def _has(capture: Capture, kinds: frozenset[str], *starts: str) -> bool:
    return any(it in kinds or it.startswith(starts) for it in _types(capture))


ASKED = (
    Asked("154", "A file in the native format",
          "Add the page as HTML or WACZ, or the media file itself, not only text or print.",
          lambda source, it: _has(it, _NATIVE, "image/", "audio/", "video/")),
    Asked("155 (a)", "The address",
          "Write `url:` in the source or the capture.",
          lambda source, it: bool(it.url or source.url)),
    Asked("155 (b)", "The HTML source",
          "Add the page as HTML, MHTML, WACZ or WARC.",
          lambda source, it: _has(it, _PAGES)),
    Asked("155 (c)", "A capture of the whole page",
          "Add a picture or a PDF of the whole page, or a WACZ.",
          lambda source, it: _has(it, _ARCHIVES | {"application/pdf"}, "image/")),
    Asked("155 (d)", "Embedded media",
          "Add a WACZ or MHTML, or the sounds and videos as files.",
          lambda source, it: _has(it, _ARCHIVES | {"multipart/related"}, "audio/", "video/")),
    Asked("155 (e)", "Embedded metadata",
          "Add a WACZ or WARC, or the headers and metadata as JSON.",
          lambda source, it: _has(it, _ARCHIVES | {"application/json"})),
    Asked("155 (f)", "The context",
          "Write `context:`.", lambda source, it: bool(it.context)),
    Asked("155 (g)", "The collector",
          "Write `collector:`. It is never published.", lambda source, it: bool(it.collector)),
    Asked("155 (g)", "The IP address of the machine",
          "Write `egress:`. It is never published.", lambda source, it: bool(it.egress)),
    Asked("155 (g)", "A time to the second, and its clock",
          "Write seconds and a zone in `captured:`, and `clock:`.",
          lambda source, it: bool(_SECONDS.search(str(it.captured)) and it.clock)),
    Asked("155", "A digest from the time of collection",
          "Give `--sha256` as noted when the file was saved.",
          lambda source, it: it.hashed == "when-collected"),
    Asked("156", "Manual or automatic, and the program",
          "Write `method:` and `tool:`.", lambda source, it: bool(it.method and it.tool)),
)  # fmt: skip
"""What is asked, in the Protocol's order. An account (155 g) is asked only if one was used."""
_WEB_ONLY = ("155 (a)", "155 (b)", "155 (c)", "155 (d)")


def berkeley_sources(
    project: Path, edition: Edition = PUBLISHED
) -> tuple[BerkeleySource, ...] | None:
    """Return what each source has of what is asked, or None if the records have errors.

    A source counts by the one capture that meets the most.
    """
    dossier = linked_records(project, Report(), edition, with_private=True)
    if dossier is None:
        return None
    return tuple(_judged(id_, source) for id_, source in dossier.sources.items())


def _judged(id_: str, source: Source) -> BerkeleySource:
    judged = [_items(source, capture) for capture in source.captures]
    if not judged:
        cure = "Keep a copy with `claimline capture add`."
        none = tuple(BerkeleyItem(it.paragraph, it.words, "lacking", cure) for it in ASKED)
        return BerkeleySource(id_, "", none)
    counts = [sum(item.state == "lacking" for item in items) for items in judged]
    best = counts.index(min(counts))
    return BerkeleySource(id_, source.captures[best].file, judged[best])


def _items(source: Source, capture: Capture) -> tuple[BerkeleyItem, ...]:
    on_web = bool(source.url or capture.url)
    return tuple(_item(asked, source, capture, on_web=on_web) for asked in ASKED)


def _item(asked: Asked, source: Source, capture: Capture, *, on_web: bool) -> BerkeleyItem:
    if asked.is_met(source, capture):
        return BerkeleyItem(asked.paragraph, asked.words, "met", "")
    if not on_web and asked.paragraph in _WEB_ONLY:
        return BerkeleyItem(asked.paragraph, asked.words, "does not apply", "")
    return BerkeleyItem(asked.paragraph, asked.words, "lacking", asked.cure)
