"""BibTeX and BibLaTeX files."""

from __future__ import annotations

import logging
import re
from typing import Any

from claimline.imports.mapping import Mapped
from claimline.imports.proposal import Collector, Findings
from claimline.imports.reference_records import LibraryEntry, add_reference
from claimline.imports.safe_bytes import MissingImportExtraError, check_count, text_of
from claimline.imports.when import date_or_ask

_KINDS = {
    "patent": "official", "legislation": "official",
    "jurisdiction": "official", "video": "imagery", "movie": "imagery", "image": "imagery",
    "review": "opinion",
}  # fmt: skip
_PUBLISHERS = (
    "journaltitle",
    "journal",
    "publisher",
    "institution",
    "organization",
    "school",
    "howpublished",
)
_DATES = ("date", "year", "month", "day")
_PRIVATE = {
    "abstract": "Abstract",
    "note": "Note",
    "annote": "Note",
    "annotation": "Note",
    "file": "File",
}
_LABELS = {"urldate": "Accessed", "isbn": "ISBN", "issn": "ISSN", "booktitle": "Part of"}


def read_bibtex(data: bytes, mapped: Mapped, encoding: str = "") -> Findings:
    """Return the sources of a BibTeX file. Parts that cannot be read are left over.

    Raises:
        MissingImportExtraError: bibtexparser or pylatexenc is not installed.
    """
    try:
        import pylatexenc  # noqa: F401
        from bibtexparser import middlewares
        from bibtexparser.entrypoint import parse_string
    except ImportError as error:
        raise MissingImportExtraError(error.name or "bibtexparser") from None
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(
        text_of(data, encoding),
        append_middleware=[
            middlewares.LatexDecodingMiddleware(allow_inplace_modification=False),
            middlewares.SeparateCoAuthors(allow_inplace_modification=False),
        ],
    )
    check_count(len(library.entries), "entries")
    collector = Collector()
    for block in library.failed_blocks:
        collector.leave(
            f"line {(block.start_line or 0) + 1}", "An entry that cannot be read", block.raw or ""
        )
    for comment in (*library.comments, *library.preambles):
        origin = f"line {(comment.start_line or 0) + 1}"
        collector.leave(origin, "Outside of entries", comment.raw or "")
    for entry in library.entries:
        fields = {field.key.lower(): field.value for field in entry.fields}
        add_reference(
            collector,
            _reference(entry.key, entry.entry_type.lower(), fields, mapped.order),
        )
    return collector.findings("a library in BibTeX", len(library.entries))


def _reference(key: str, type_: str, fields: dict[str, Any], order: str) -> LibraryEntry:
    words = {
        name: "; ".join(value) if isinstance(value, list) else str(value)
        for name, value in fields.items()
    }
    outlets = [name for name in _PUBLISHERS if words.get(name) and not _address_in(words[name])]
    authors = fields.get("author") or []
    taken = {"title", "author", "url", "doi", "langid", "language", *outlets[:1]}
    date = _date(words, order)
    if date:
        taken.update(_DATES)
    url = words.get("url", "") or _address_in(words.get("howpublished", ""))
    facts = [
        (_LABELS.get(name, name.capitalize()), text)
        for name, text in words.items()
        if name not in taken and name not in _PRIVATE and text != url
    ]
    return LibraryEntry(
        key=key,
        title=words.get("title", ""),
        url=url,
        doi=words.get("doi", ""),
        publisher=words[outlets[0]] if outlets else "",
        authors=tuple(
            _name(str(each)) for each in ([authors] if isinstance(authors, str) else authors)
        ),
        published=date,
        language=words.get("langid", "") or words.get("language", ""),
        kind=_KINDS.get(type_, ""),
        facts=tuple(facts),
        private=tuple((_PRIVATE[name], text) for name, text in words.items() if name in _PRIVATE),
    )


def _date(words: dict[str, str], order: str) -> str:
    if words.get("date"):
        return date_or_ask(words["date"], order)
    year, month, day = (words.get(name, "").strip() for name in ("year", "month", "day"))
    if month.isdecimal():
        parts = [year, month.zfill(2), *([day.zfill(2)] if day else [])]
        return date_or_ask("-".join(parts), order)
    return date_or_ask(" ".join(filter(None, (day, month, year))), order)


def _name(name: str) -> str:
    """Return a name with given names first. BibTeX may have the family name first."""
    parts = [part.strip() for part in name.strip("{}").split(",")]
    match parts:
        case [family, given]:
            return f"{given} {family}"
        case [family, suffix, given]:
            return f"{given} {family} {suffix}"
    return name.strip("{}").strip()


def _address_in(text: str) -> str:
    match = re.search(r"https?://[^\s{}]+", text)
    return match.group() if match else ""
