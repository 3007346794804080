"""RIS files, which most reference managers and catalogues export."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from claimline.imports.mapping import Mapped
from claimline.imports.proposal import Findings, Leftover
from claimline.imports.reference_records import LibraryEntry, read_references, words_of_json
from claimline.imports.safe_bytes import MissingImportExtraError, UnimportableError, text_of
from claimline.imports.when import date_or_ask

_KINDS = {
    "NEWS": "news", "MGZN": "news", "GOVDOC": "official", "LEGAL": "official",
    "CASE": "official", "BILL": "official", "STAT": "official", "HEAR": "official",
    "FIGURE": "imagery", "VIDEO": "imagery", "MPCT": "imagery", "MAP": "imagery", "ART": "imagery",
}  # fmt: skip
_START = re.compile(r"TY {1,2}- ")
_END = "ER  - "
_TITLES = ("title", "primary_title")
_PUBLISHERS = (
    "secondary_title",
    "journal_name",
    "alternate_title3",
    "alternate_title1",
    "publisher",
)
_AUTHORS = ("authors", "first_authors")
_DATES = ("date", "year", "publication_year")
_PRIVATE = {
    "abstract": "Abstract", "notes_abstract": "Abstract", "notes": "Note",
    "research_notes": "Note", "file_attachments1": "File", "file_attachments2": "File",
}  # fmt: skip
_LABELS = {"access_date": "Accessed", "issn": "ISSN or ISBN"}


def read_ris(data: bytes, mapped: Mapped, encoding: str = "") -> Findings:
    """Return the sources of a RIS file.

    Raises:
        MissingImportExtraError: rispy is not installed.
        UnimportableError: the file is not RIS.
    """
    try:
        import rispy
    except ImportError:
        raise MissingImportExtraError("rispy") from None
    try:
        text, outside = _whole_entries(text_of(data, encoding))
        entries = rispy.loads(text, skip_unknown_tags=False)
    except UnimportableError:
        raise
    except Exception as error:  # rispy can raise anything
        raise UnimportableError(f"This is not RIS: {error}.") from error
    references = [_reference(nth, entry, mapped.order) for nth, entry in enumerate(entries, 1)]
    findings = read_references(references, "a library in RIS")
    return replace(findings, leftovers=(*findings.leftovers, *outside))


def _whole_entries(text: str) -> tuple[str, list[Leftover]]:
    """Return a text in which each reference has an end, and the lines outside of references."""
    lines: list[str] = []
    outside: list[Leftover] = []
    is_open = False
    for number, line in enumerate(text.splitlines(), 1):
        if _START.match(line):
            lines += [_END] if is_open else []
            is_open = True
        if not is_open:
            if line.strip():
                outside.append(Leftover(f"line {number}", "Outside of references", line))
            continue
        if line.strip() == _END.strip():
            line, is_open = _END, False
        lines.append(line)
    return "\n".join([*lines, *([_END] if is_open else []), ""]), outside


def _reference(nth: int, entry: dict[str, Any], order: str) -> LibraryEntry:
    words = {key: words_of_json(value) for key, value in entry.items()}
    title = next((key for key in _TITLES if words.get(key)), "")
    outlet = next((key for key in _PUBLISHERS if words.get(key)), "")
    authors = next((key for key in _AUTHORS if entry.get(key)), "")
    urls = [each for each in _list(entry.get("urls")) + _list(entry.get("url")) if each]
    dated = next((key for key in _DATES if _date(words.get(key, ""), order)), "")
    taken = {
        title,
        outlet,
        authors,
        dated,
        "urls",
        "url",
        "doi",
        "language",
        "type_of_reference",
        "id",
    }
    if dated:
        day = _date(words[dated], order)
        taken |= {
            key
            for key in _DATES
            if words.get(key) and day.startswith(_date(words[key], order) or "-")
        }
    facts = [
        (_LABELS.get(key, key.replace("_", " ").capitalize()), text)
        for key, text in words.items()
        if key not in taken and key not in _PRIVATE
    ]
    return LibraryEntry(
        key=words.get("id", ""),
        place=f"reference {nth}",
        title=words.get(title, ""),
        url=str(urls[0]) if urls else "",
        doi=words.get("doi", ""),
        publisher=words.get(outlet, ""),
        authors=tuple(_name(str(each)) for each in _list(entry.get(authors))),
        published=_date(words[dated], order) if dated else "",
        language=words.get("language", ""),
        kind=_KINDS.get(words.get("type_of_reference", ""), ""),
        facts=(*facts, *(("Address", str(each)) for each in urls[1:])),
        private=tuple((_PRIVATE[key], text) for key, text in words.items() if key in _PRIVATE),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _date(text: str, order: str) -> str:
    """Return a RIS date, such as "2024/03/04/", in EDTF, or "" if it has words: "2024///Spring"."""
    parts = [part.strip() for part in text.split("/")]
    if (
        len(parts) > 1
        and len(parts[0]) == 4
        and all(part.isdecimal() for part in parts[:3] if part)
    ):
        numbers = [part.zfill(2) for part in parts[:3] if part]
        rest = " ".join(parts[3:])
        return "" if rest else date_or_ask("-".join(numbers), order)
    return date_or_ask(text, order)


def _name(name: str) -> str:
    """Return a name with given names first. RIS has the family name first."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else name.strip()
