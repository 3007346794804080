"""Web archives in one file (WACZ): the text of their pages, and what they say of themselves."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from claimline.author.captures.capture_text import (
    Block,
    CaptureText,
    UnreadableError,
    WordlessError,
)
from claimline.value import Value

_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z\Z")
_MOST_PAGES = 10_000
_LARGEST = 256 << 20
"""Bytes of all files of an archive, unpacked, at most."""


class WaczPage(Value, frozen=True):
    """A page of an archive. ``time`` is in EDTF, or "" if the archive does not say it."""

    url: str
    time: str
    text: str


class WaczFacts(Value, frozen=True):
    """What an archive says of itself. ``faults`` say where it differs from its own digests."""

    pages: tuple[WaczPage, ...]
    software: str
    faults: tuple[str, ...]


def wacz_words(data: bytes) -> CaptureText:
    """Return the lines of the text of each page. Raises WordlessError, UnreadableError."""
    pages = [page for page in _Archive(data).pages() if page.text.strip()]
    blocks = []
    for page in pages:
        lines = (line.strip() for line in page.text.splitlines())
        for number, line in enumerate((line for line in lines if line), 1):
            place = f"line {number} of {page.url}" if len(pages) > 1 else f"line {number}"
            blocks.append(Block(line, place))
    if not blocks:
        raise WordlessError("The archive has no text of its pages.")
    return CaptureText(tuple(blocks), True, False)


def wacz_facts(data: bytes) -> WaczFacts:
    """Return what an archive says of itself. Raises UnreadableError."""
    archive = _Archive(data)
    software = archive.descriptor.get("software")
    words = software if isinstance(software, str) else ""
    return WaczFacts(archive.pages(), words, tuple(archive.faults()))


class _Archive:
    """A WACZ file, unpacked within limits and only in memory. Raises UnreadableError."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UnreadableError("The web archive is damaged.") from error
        self._names = frozenset(self._zip.namelist())
        if sum(member.file_size for member in self._zip.infolist()) > _LARGEST:
            raise UnreadableError("The web archive holds too much.")
        if "datapackage.json" not in self._names or _PAGES[0] not in self._names:
            raise UnreadableError("This is not a WACZ: it has no list of pages.")
        self.descriptor = _json(self._read("datapackage.json"))

    def _read(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as member:
                data = member.read(_LARGEST + 1)
        except Exception as error:  # a broken archive can cause nearly any error
            raise UnreadableError(f'"{name}" in the web archive cannot be read.') from error
        if len(data) > _LARGEST:
            raise UnreadableError("The web archive holds too much.")
        return data

    def pages(self) -> tuple[WaczPage, ...]:
        """Return its pages, those that were saved on purpose first."""
        lines = [
            line
            for path in _PAGES
            if path in self._names
            for line in self._read(path).split(b"\n")[:_MOST_PAGES]
        ]
        pages = (_json(line) for line in lines if line.strip())
        return tuple(_page(page) for page in pages if isinstance(page.get("url"), str))

    def faults(self) -> Iterator[str]:
        """Yield a sentence for each file that is missing or differs from its stated digest."""
        resources = self.descriptor.get("resources")
        for resource in resources if isinstance(resources, list) else []:
            if not isinstance(resource, dict):
                continue
            path, stated = str(resource.get("path", "")), str(resource.get("hash", ""))
            if path not in self._names:
                yield f'"{path}" is named in the archive and is not there.'
            elif stated.startswith("sha256:"):
                digest = hashlib.sha256(self._read(path)).hexdigest()
                if digest != stated.removeprefix("sha256:"):
                    yield f'"{path}" has another digest than the archive states.'


def _page(data: dict[str, Any]) -> WaczPage:
    time, text = _TIME.match(str(data.get("ts", ""))), data.get("text")
    return WaczPage(
        data["url"], f"{time[1]}Z" if time else "", text if isinstance(text, str) else ""
    )


def _json(data: bytes) -> dict[str, Any]:
    """Return a JSON object, or an empty one if there is none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
