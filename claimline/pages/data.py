"""The data page: what of the site can be taken away as files, and in which form."""

from __future__ import annotations

from claimline.analysis.tables import TABLES
from claimline.locale import word
from claimline.pages.address import DATA
from claimline.pages.shared_views import Page
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value


class Download(Value, frozen=True):
    """A file for other programs: its path in the site, its form, and what it holds."""

    path: str
    form: str
    words: str


class DataView(Value, frozen=True):
    """Groups of files, each with a heading."""

    groups: tuple[tuple[str, tuple[Download, ...]], ...]


_RECORDS = (
    Download("data/investigation.json", "JSON", word("All records, with what is counted")),
    Download("data/datapackage.json", "Data Package", word("What the columns of the tables mean")),
)
_REFERENCES = (
    Download("data/sources.csl.json", "CSL-JSON", word("All sources")),
    Download("data/sources.bib", "BibTeX", word("All sources")),
    Download("data/sources.ris", "RIS", word("All sources")),
)
_FEEDS = (
    Download("data/claims.atom", "Atom", word("New and changed claims")),
    Download("data/claims.json", "JSON Feed", word("New and changed claims")),
    Download("data/corrections.atom", "Atom", word("Corrections and changes of verdict")),
    Download("data/corrections.json", "JSON Feed", word("Corrections and changes of verdict")),
)


def data_page(builder: ViewBuilder) -> Page:
    """Make the page that lists the files for other programs."""
    t = builder.t
    tables = tuple(Download(f"data/{it.name}.csv", "CSV", it.title) for it in TABLES)
    groups = [
        (t("Records"), _RECORDS),
        (t("Tables"), tables),
        (t("Bibliography"), _REFERENCES),
        *([(t("Feeds"), _FEEDS)] if builder.dossier.site.base_url else []),
    ]
    view = DataView(
        tuple(
            (heading, tuple(Download(it.path, it.form, t(it.words)) for it in files))
            for heading, files in groups
        )
    )
    summary = t("Everything that this site shows, as files for other programs.")
    return Page(DATA, "pages/data.html", t("Data"), summary, DATA, view)
