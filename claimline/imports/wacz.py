"""Web archives in one file (WACZ): each of their pages is a source, and its text a capture."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from claimline.author.plain_words import address_of, free_field, line_of
from claimline.imports.proposal import TEXT_OF_PAGE, Collector, Findings, PageText
from claimline.imports.reference_records import words_of_json
from claimline.imports.safe_bytes import SafeZip, UnimportableError, check_count, json_of, text_of
from claimline.imports.sources import source_data
from claimline.imports.when import read_when

DESCRIPTOR = "datapackage.json"
_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")


def read_wacz(data: bytes, name: str) -> Findings:
    """Return the pages of a WACZ file as sources. Its digests are checked.

    Raises:
        UnimportableError: the file is damaged, or has no list of pages.
    """
    archive = SafeZip(data)
    descriptor = json_of(archive.read(DESCRIPTOR))
    if not isinstance(descriptor, dict) or _PAGES[0] not in archive.names:
        raise UnimportableError("This is not a WACZ: it has no list of pages.")
    collector = Collector()
    for sentence in _damage(archive, descriptor):
        collector.note(sentence)
    digest = hashlib.sha256(data).hexdigest()
    count = 0
    for path in _PAGES:
        lines = text_of(archive.read(path)).splitlines() if path in archive.names else []
        check_count(len(lines), "pages")
        for number, line in enumerate(lines, 1):
            origin = f"{path}, line {number}"
            page = _page(line)
            if page is None:
                collector.leave(origin, "A line that cannot be read", line[:1000])
            elif "url" in page:
                count += 1
                _add(collector, origin, page, name, digest)
    return collector.findings("a web archive (WACZ)", count)


def _page(line: str) -> dict[str, Any] | None:
    """Return a line of the list of pages, {} for a blank one, or None if it cannot be read.

    The header has no ``url``.
    """
    if not line.strip():
        return {}
    try:
        page = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return page if isinstance(page, dict) else None


def _add(collector: Collector, origin: str, page: dict[str, Any], name: str, digest: str) -> None:
    url, moment = words_of_json(page["url"]), words_of_json(page.get("ts"))
    address = address_of(url)
    day, text = read_when(moment).edtf, words_of_json(page.get("text")).strip()
    facts = [
        ("Kept in", f"{name} (SHA-256 {digest})"),
        ("Captured", day or moment),
        ("Address", "" if address else url),
    ]
    data = source_data(
        title=line_of(words_of_json(page.get("title"))),
        url=address,
        fields=[free_field(label, words) for label, words in facts if words],
        origin=origin,
    )
    if not day:
        collector.leave(origin, TEXT_OF_PAGE, text)
    page_text = PageText(text, day) if text and day else None
    collector.add("source", data, origin, page_text=page_text)


def _damage(archive: SafeZip, descriptor: dict[str, Any]) -> list[str]:
    """Return sentences on files of the archive that differ from their stated digests."""
    sentences = []
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, dict):
            continue
        path, stated = words_of_json(resource.get("path")), words_of_json(resource.get("hash"))
        if path not in archive.names:
            sentences.append(f'"{line_of(path)}" is named in the archive and is not there.')
        elif stated.startswith("sha256:"):
            digest = hashlib.sha256(archive.read(path)).hexdigest()
            if digest != stated.removeprefix("sha256:"):
                sentences.append(f'"{line_of(path)}" has another digest than the archive states.')
    return sentences
