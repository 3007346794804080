"""The fields of a proposed source, and citations of it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from claimline.author.plain_words import as_markdown, line_of, title_of
from claimline.imports.proposal import RecordLink
from claimline.model.editor_values import LANGUAGE_PATTERN
from claimline.model.records import Source
from claimline.model.schema import choices

UNKNOWN_LANGUAGE = "und"
"""The code of an unknown language (BCP 47)."""
_LANGUAGES = {
    "arabic": "ar", "العربية": "ar", "chinese": "zh", "dutch": "nl", "english": "en",
    "british": "en-GB", "american": "en-US", "usenglish": "en-US", "ukenglish": "en-GB",
    "englisch": "en", "anglais": "en", "french": "fr", "français": "fr", "französisch": "fr",
    "german": "de", "ngerman": "de", "deutsch": "de", "allemand": "de", "hebrew": "he",
    "italian": "it", "japanese": "ja", "persian": "fa", "farsi": "fa", "polish": "pl",
    "portuguese": "pt", "russian": "ru", "spanish": "es", "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
"""Codes of languages by their names in libraries and tables."""
_KINDS = choices(Source.model_fields["kind"].annotation)


def source_data(
    *,
    title: str,
    origin: str,
    url: str = "",
    publisher: str = "",
    authors: list[str] | None = None,
    published: str = "",
    language: str = "",
    kind: str = "",
    archives: list[dict[str, str]] | None = None,
    fields: list[dict[str, str]] | None = None,
    note: str = "",
) -> dict[str, Any]:
    """Return the fields of a source. ``origin`` is where it was read, for the note.

    Required fields that are not known get stand-ins: a title in brackets, "unknown" for the
    publisher, "und" for the language, "document" for the kind.
    """
    data: dict[str, Any] = {
        "title": title_of(title) or (f"[{_place_of(url)}]" if url else "[Without a title]"),
        "publisher": line_of(publisher) or "unknown",
        "authors": [name for each in authors or [] if (name := line_of(each))],
        "published": published,
        "language": language or UNKNOWN_LANGUAGE,
        "kind": kind or "document",
        "url": url,
        "archives": archives or [],
        "fields": fields or [],
        "note": note,
    }
    if not url and not archives:
        data["url_status"] = "unknown"
        data["note"] = note or as_markdown(f"Imported without an address: {origin}.")
    return data


def cited(source: RecordLink, stance: str) -> dict[str, Any]:
    """Return a citation of a source."""
    return {"source": source, "stance": stance}


def archive_of(address: str, captured: str = "", sha256: str = "") -> dict[str, str]:
    """Return an archived copy as an item of `archives`."""
    archive = {"url": address, "captured": captured, "sha256": sha256}
    return {key: value for key, value in archive.items() if value}


def language_of(words: str) -> str:
    """Return a language code in the form that a record takes, or an empty string."""
    if code := _LANGUAGES.get(words.strip().lower()):
        return code
    language, _, rest = words.strip().replace("_", "-").partition("-")
    parts = [part.title() if len(part) == 4 else part.upper() for part in rest.split("-") if part]
    code = "-".join([language.lower(), *parts])
    return code if re.fullmatch(LANGUAGE_PATTERN, code) else ""


def source_kind_of(words: str) -> str:
    """Return the words as a kind of source, or an empty string if they are none."""
    return words.lower() if words.lower() in _KINDS else ""


def _place_of(url: str) -> str:
    """Return a short form of an address, for a source without a title."""
    parts = urlsplit(url)
    words = f"{parts.netloc}{parts.path}".rstrip("/")
    return words if len(words) <= 100 else f"{words[:99]}\u2026"
