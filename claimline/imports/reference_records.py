"""Makes sources of the references of a library, whatever its format."""

from __future__ import annotations

from typing import Any

from claimline.author.plain_words import address_of, free_field, line_of, title_of
from claimline.imports.identity import folded
from claimline.imports.proposal import Collector, Findings, RecordLink
from claimline.imports.safe_bytes import UnimportableError, check_count
from claimline.imports.sources import archive_of, language_of, source_data
from claimline.value import Value


class LibraryEntry(Value, frozen=True):
    """An entry of a library, for one thing that can be cited.

    ``key`` is its name in the library, or empty. ``place`` is its place in the file. ``kind`` is a
    kind of source, or empty. ``published`` is in EDTF. ``facts`` have no field of their own.
    ``private`` texts are not for readers: notes, or an abstract, which is the source's own text.
    Each fact and each text has a label.
    """

    key: str
    place: str = ""
    title: str = ""
    url: str = ""
    doi: str = ""
    archive: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    kind: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    private: tuple[tuple[str, str], ...] = ()


def read_references(references: list[LibraryEntry], what: str) -> Findings:
    """Return the sources that references become.

    Raises:
        UnimportableError: there are no references.
    """
    check_count(len(references), "references")
    if not references:
        raise UnimportableError("There is no reference in the file.")
    collector = Collector()
    for reference in references:
        add_reference(collector, reference)
    return collector.findings(what, len(references))


def add_reference(collector: Collector, reference: LibraryEntry) -> RecordLink:
    """Propose the source that a reference becomes."""
    origin = line_of(reference.key or reference.place) or "a reference"
    facts: dict[str, list[str]] = {}
    for label, text in reference.facts:
        facts.setdefault(label, []).append(text)
    doi = reference.doi.strip().removeprefix("https://doi.org/").removeprefix("doi:").strip()
    url = address_of(reference.url) or (address_of(f"https://doi.org/{doi}") if doi else "")
    archive = address_of(reference.archive)
    code = language_of(reference.language)
    unplaced = {
        "DOI": doi,
        "Address": "" if address_of(reference.url) else reference.url,
        "Archive": "" if archive else reference.archive,
        "Language": "" if code else reference.language,
    }
    data = source_data(
        title=reference.title,
        url=url,
        publisher=reference.publisher,
        authors=list(reference.authors),
        published=reference.published,
        language=code,
        kind=reference.kind,
        archives=[archive_of(archive)] if archive else [],
        fields=[
            *(free_field(label, "; ".join(texts)) for label, texts in facts.items()),
            *(free_field(label, text) for label, text in unplaced.items() if text.strip()),
        ],
        origin=origin,
    )
    for label, text in reference.private:
        collector.leave(origin, label, text)
    key = f"ref:{folded(reference.key)}|{folded(title_of(reference.title))}"
    return collector.add("source", data, origin, [key] if reference.key else [])


def words_of_json(value: Any) -> str:
    """Return a JSON value as words."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {words_of_json(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(map(words_of_json, value))
    return "" if value is None else str(value)
