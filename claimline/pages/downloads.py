"""The files of a site for other programs, in groups."""

from __future__ import annotations

from claimline.analysis.tables import TABLES
from claimline.dates.plain_day import plain_day
from claimline.locale import word
from claimline.model.site import Site
from claimline.value import Value

CRATE = "ro-crate-metadata.json"
CITATION = "CITATION.cff"


class Download(Value, frozen=True):
    """A file for other programs: its path in the site, its form, and what it holds."""

    path: str
    form: str
    words: str

    @property
    def type(self) -> str:
        """Its media type (RFC 6838)."""
        return _MEDIA_TYPES[self.form]


_MEDIA_TYPES = {
    "Atom": "application/atom+xml", "BibTeX": "application/x-bibtex", "CFF": "application/yaml",
    "CSL-JSON": "application/vnd.citationstyles.csl+json", "CSV": "text/csv",
    "ClaimReview": "application/ld+json", "Data Package": "application/json",
    "Datasette": "application/json", "GeoJSON": "application/geo+json", "JSON": "application/json",
    "JSON Feed": "application/feed+json", "JSON Schema": "application/schema+json",
    "RIS": "application/x-research-info-systems", "RO-Crate": "application/ld+json",
    "SQLite": "application/vnd.sqlite3", "Web Annotation": "application/ld+json",
}  # fmt: skip

Group = tuple[str, tuple[Download, ...]]
"""A heading, and the files below it. The words of both are ids of messages."""

_RECORDS = (
    Download("data/investigation.json", "JSON", word("All records, with their counts")),
    Download(
        "data/investigation.schema.json", "JSON Schema", word("What the fields of the records mean")
    ),
    Download("data/investigation.sqlite", "SQLite", word("All tables in one database")),
    Download("data/datasette.json", "Datasette", word("What the columns of the tables mean")),
    Download("data/places.geojson", "GeoJSON", word("Places on a map")),
    Download("data/events.geojson", "GeoJSON", word("Events on a map")),
)
_PACKAGE = Download(
    "data/datapackage.json", "Data Package", word("What the columns of the tables mean")
)
_TABLES = (*(Download(f"data/{it.name}.csv", "CSV", it.title) for it in TABLES), _PACKAGE)
_REFERENCES = (
    Download("data/sources.csl.json", "CSL-JSON", word("All sources")),
    Download("data/sources.bib", "BibTeX", word("All sources")),
    Download("data/sources.ris", "RIS", word("All sources")),
    Download(CITATION, "CFF", word("How to cite this site")),
)
_CRATE = Download(CRATE, "RO-Crate", word("What an archive needs to keep this site"))
_FEEDS = tuple(
    Download(f"data/{name}.{ending}", form, words)
    for name, words in (
        ("claims", word("New and changed claims")),
        ("corrections", word("Corrections and changes of verdict")),
        ("chronology", word("Events, statements and sources by their dates")),
    )
    for ending, form in (("atom", "Atom"), ("json", "JSON Feed"))
)
_ANNOTATIONS = Download(
    "data/annotations.json", "Web Annotation", word("Quotes, with their places in the sources")
)
_REVIEWS = Download(
    "data/claimreview.json", "ClaimReview", word("Claims of fact with their verdicts")
)


def downloads(site: Site) -> tuple[Group, ...]:
    """Return the files that a site has, in groups with a heading."""
    crate = (_CRATE,) if site.licence and plain_day(site.updated) else ()
    feeds = ((word("Feeds"), (*_FEEDS, _REVIEWS)),) if site.base_url else ()
    return (
        (word("Records"), _RECORDS),
        (word("Tables"), _TABLES),
        (word("Bibliography"), (*_REFERENCES, *crate)),
        (word("Annotations"), (_ANNOTATIONS,)),
        *feeds,
    )
