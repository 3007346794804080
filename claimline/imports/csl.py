"""CSL-JSON, as Zotero, Better BibTeX and other reference managers export it."""

from __future__ import annotations

from typing import Any

from claimline.imports.mapping import Mapped
from claimline.imports.proposal import Findings
from claimline.imports.reference_records import LibraryEntry, read_references, words_of_json
from claimline.imports.safe_bytes import UnimportableError, json_of
from claimline.imports.sources import source_kind_of
from claimline.imports.when import date_or_ask, read_when

_KINDS = {
    "article-newspaper": "news", "article-magazine": "news", "broadcast": "news",
    "review": "opinion", "review-book": "opinion",
    "legislation": "official", "bill": "official", "legal_case": "official", "treaty": "official",
    "regulation": "official", "hearing": "official", "standard": "official",
    "graphic": "imagery", "figure": "imagery", "motion_picture": "imagery", "map": "imagery",
    "post": "social",
}  # fmt: skip
_IN_PRINT = ("article-newspaper", "article-magazine", "article-journal", "post-weblog", "chapter")
_PRIVATE = {"abstract": "Abstract", "note": "Note", "annote": "Note", "custom": "Custom"}
_TAKEN = frozenset({
    "id", "citation-key", "type", "title", "URL", "DOI", "author", "issued", "language",
    "container-title", "publisher", "archive_location", "accessed", "system_id",
})  # fmt: skip


def read_csl(data: bytes, mapped: Mapped) -> Findings:
    """Return the sources of a CSL-JSON file.

    Raises:
        UnimportableError: the file is not a list of items.
    """
    items = json_of(data)
    items = items.get("items", [items]) if isinstance(items, dict) else items
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise UnimportableError("This is not CSL-JSON: it is not a list of items.")
    references = [csl_reference(item, mapped.order) for item in items]
    return read_references(references, "a library in CSL-JSON")


def csl_reference(item: dict[str, Any], order: str) -> LibraryEntry:
    """Return an item as a reference."""
    type_ = _text(item, "type")
    container, publisher = _text(item, "container-title"), _text(item, "publisher")
    outlet, other = (container, publisher) if type_ in _IN_PRINT else (publisher, container)
    if not outlet:
        outlet, other = other, ""
    archive = _text(item, "archive_location")
    is_address = archive.lower().startswith(("http://", "https://"))
    published = _date(item.get("issued"), order)
    facts = [
        ("Part of" if other == container else "Publisher", other),
        ("Date", "" if published else words_of_json(item.get("issued"))),
        ("Accessed", _date(item.get("accessed"), order) or words_of_json(item.get("accessed"))),
        ("Archive location", "" if is_address else archive),
    ]
    private = []
    for key, value in item.items():
        if key in _PRIVATE:
            private.append((_PRIVATE[key], words_of_json(value)))
        elif key not in _TAKEN:
            facts.append((_label(key), _fact(value, order)))
    return LibraryEntry(
        key=_text(item, "citation-key") or _text(item, "id"),
        title=_text(item, "title"),
        url=_text(item, "URL"),
        doi=_text(item, "DOI"),
        archive=archive if is_address else "",
        publisher=outlet,
        authors=tuple(filter(None, map(_name, _list(item.get("author"))))),
        published=published,
        language=_text(item, "language"),
        kind=source_kind_of(_text(item, "genre")) or _KINDS.get(type_, ""),
        facts=tuple((label, text) for label, text in facts if text),
        private=tuple(private),
    )


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return words_of_json(value).strip()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _label(key: str) -> str:
    words = key.replace("-", " ").replace("_", " ")
    return words if words.isupper() else words[:1].upper() + words[1:]


def _name(name: Any) -> str:
    """Return a name as it is written in a text, with given names first."""
    if not isinstance(name, dict):
        return words_of_json(name)
    if name.get("literal"):
        return words_of_json(name["literal"])
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(words_of_json(name[part]) for part in parts if name.get(part))


def _fact(value: Any, order: str) -> str:
    """Return names, dates and other values as words."""
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return "; ".join(_name(each) or words_of_json(each) for each in value)
    if isinstance(value, dict) and value.keys() & {"date-parts", "raw", "literal"}:
        return _date(value, order) or words_of_json(value)
    return words_of_json(value)


def _date(value: Any, order: str) -> str:
    """Return a date of CSL in EDTF, or an empty string."""
    if not isinstance(value, dict):
        return date_or_ask(words_of_json(value), order)
    spans = _list(value.get("date-parts"))
    points = [point for point in (_point(parts) for parts in spans[:2]) if point]
    if not points:
        return date_or_ask(words_of_json(value.get("raw") or value.get("literal")), order)
    season = str(value.get("season") or "")
    if season in ("1", "2", "3", "4") and len(points) == 1 and len(points[0]) == 4:
        points = [f"{points[0]}-2{season}"]
    mark = "~" if value.get("circa") not in (None, False, "", 0, "false") else ""
    return read_when("/".join(f"{point}{mark}" for point in points)).edtf


def _point(parts: Any) -> str:
    numbers = [str(part).strip() for part in _list(parts) if str(part).strip()]
    if not numbers or not all(part.lstrip("-").isdecimal() for part in numbers[:3]):
        return ""
    year, *rest = numbers[:3]
    return "-".join([year.zfill(4), *(part.zfill(2) for part in rest)])
