"""The files of Bellingcat's auto-archiver: its JSON, its table of results, and its sheet."""

from __future__ import annotations

import re
from typing import Any

from claimline.author.plain_words import address_of, addresses_in, free_field, line_of
from claimline.imports.mapping import Mapped
from claimline.imports.proposal import Collector, Findings
from claimline.imports.python_values import read_python
from claimline.imports.reference_records import words_of_json
from claimline.imports.safe_bytes import UnimportableError, json_of
from claimline.imports.sources import archive_of, source_data
from claimline.imports.spreadsheet import Sheet, leave_around
from claimline.imports.when import date_or_ask
from claimline.value import Value

RESULT_COLUMNS = ("status", "metadata", "media")
SHEET_COLUMNS = ("link", "archive status")
_SHA256 = re.compile(r"SHA-?256:([0-9a-f]{64})", re.IGNORECASE)
_TAKEN = ("url", "title", "content", "timestamp", "_processed_at")
_SHEET_TAKEN = (
    "link", "archive status", "archive location", "archive date", "upload timestamp",
    "upload title", "text content", "screenshot", "thumbnail", "hash", "wacz",
)  # fmt: skip


class ArchivedPage(Value, frozen=True):
    """One archived page, and the addresses of its copies. ``private`` texts are not for readers."""

    origin: str
    url: str
    title: str
    published: str
    captured: str
    status: str
    copies: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    private: tuple[tuple[str, str], ...]


def read_archiver_json(data: bytes, mapped: Mapped) -> Findings:
    """Return the sources of a JSON file of auto-archiver.

    Raises:
        UnimportableError: the file is not JSON of auto-archiver.
    """
    value = json_of(data)
    results = value if isinstance(value, list) else [value]
    if not all(
        isinstance(result, dict) and isinstance(result.get("metadata"), dict) for result in results
    ):
        raise UnimportableError("This is not JSON of auto-archiver: it has no `metadata`.")
    pages = [_result(f"result {nth}", result) for nth, result in enumerate(results, 1)]
    return _findings(Collector(), pages, "results of auto-archiver in JSON", mapped)


def read_archiver_table(sheet: Sheet, mapped: Mapped) -> Findings:
    """Return the sources of a table of auto-archiver: its results, or its sheet.

    A row is left over if its cells hold anything but plain values.
    """
    names = [name.strip().lower() for name in sheet.names]
    collector, pages = Collector(), []
    leave_around(collector, sheet)
    for row in sheet.rows:
        cells = dict(zip(names, row.cells, strict=False))
        if "metadata" in names:
            if page := _result_row(collector, f"row {row.number}", cells):
                pages.append(page)
        else:
            pages.append(_sheet_row(f"row {row.number}", cells))
    return _findings(collector, pages, "a table of auto-archiver", mapped)


def _result_row(collector: Collector, origin: str, cells: dict[str, str]) -> ArchivedPage | None:
    """Return a row of the table of results, or None if its cells are not plain values."""
    try:
        result = {key: read_python(cells.get(key) or "None") for key in ("metadata", "media")}
    except UnimportableError as error:
        for name, cell in cells.items():
            collector.leave(origin, f"{name.capitalize()} ({error.message})", cell)
        return None
    return _result(origin, result | {"status": cells.get("status", "")})


def _findings(
    collector: Collector, pages: list[ArchivedPage], what: str, mapped: Mapped
) -> Findings:
    for page in pages:
        copies = list(dict.fromkeys(filter(None, map(address_of, page.copies))))
        unplaced = [copy for copy in page.copies if copy and not address_of(copy)]
        url = address_of(page.url)
        facts = [*page.facts, *(("Kept as", copy) for copy in unplaced)]
        if page.url and not url:
            facts.append(("Address", page.url))
        if "success" not in page.status.lower():
            facts.append(("Archive status", page.status))
        captured = date_or_ask(page.captured, mapped.order)
        published = date_or_ask(page.published, mapped.order)
        facts += [("Archived", page.captured if not captured or not copies else "")]
        facts += [("Published", page.published if not published else "")]
        data = source_data(
            title=page.title,
            url=url,
            published=published,
            archives=[archive_of(copy, captured) for copy in copies],
            fields=[free_field(label, text) for label, text in facts if text.strip()],
            origin=page.origin,
        )
        for label, text in page.private:
            collector.leave(page.origin, label, text)
        if url or copies or page.title:
            collector.add("source", data, page.origin)
        else:
            collector.leave(
                page.origin, "A result without an address", "; ".join(t for _, t in facts)
            )
    return collector.findings(what, len(pages))


def _result(origin: str, result: dict[str, Any]) -> ArchivedPage:
    """Return a page from a result in the form of auto-archiver's own program."""
    metadata = result.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    media = [each for each in result.get("media") or [] if isinstance(each, dict)]
    copies, facts, private = [], [], []
    for each in media:
        copies += [words_of_json(url) for url in each.get("urls") or []]
        properties = each.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        digest = words_of_json(properties.get("hash"))
        # Paths on the archiver's machine, and other properties, are not for readers.
        private.append(("Medium", words_of_json({k: v for k, v in each.items() if k != "urls"})))
        if _SHA256.fullmatch(digest):
            facts.append(
                (f"Digest of {properties.get('id') or each.get('_key') or 'a medium'}", digest)
            )
    private.append(("Text of the page", words_of_json(metadata.get("content"))))
    private += [(key, words_of_json(value)) for key, value in metadata.items() if key not in _TAKEN]
    return ArchivedPage(
        origin,
        words_of_json(metadata.get("url")),
        line_of(words_of_json(metadata.get("title"))),
        words_of_json(metadata.get("timestamp")),
        words_of_json(metadata.get("_processed_at")),
        words_of_json(result.get("status")),
        tuple(copies),
        tuple((line_of(label), text) for label, text in facts),
        tuple(private),
    )


def _sheet_row(origin: str, cells: dict[str, str]) -> ArchivedPage:
    """Return a page from a row of the sheet that auto-archiver fills in."""
    copies = [
        part.strip()
        for key in ("archive location", "wacz", "screenshot", "thumbnail")
        for part in (addresses_in(cells.get(key, "")) or cells.get(key, "").splitlines())
    ]
    digest = cells.get("hash", "")
    others = [
        (name, text) for name, text in cells.items() if name not in _SHEET_TAKEN and text.strip()
    ]
    facts = [("Digest", digest if digest and digest != "not-calculated" else ""), *others]
    return ArchivedPage(
        origin,
        cells.get("link", "").strip(),
        line_of(cells.get("upload title", "")),
        cells.get("upload timestamp", "").strip(),
        cells.get("archive date", "").strip(),
        cells.get("archive status", ""),
        tuple(copies),
        tuple(facts),
        (("Text of the page", cells.get("text content", "")),),
    )
