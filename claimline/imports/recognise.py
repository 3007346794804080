"""Finds out what a file is, and reads it."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from claimline.diagnostics import did_you_mean
from claimline.imports.mapping import TABLES, Mapped
from claimline.imports.proposal import Findings
from claimline.imports.safe_bytes import LARGEST, SafeZip, UnimportableError
from claimline.value import Value

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_JSON_SIGNS = (
    (
        rb'"claimReviewMarkupPages"|"claimReview"|"(?:https?://schema\.org/)?ClaimReview"',
        "claim-review",
    ),
    (rb'"csljson"', "zotero"),
    (rb'"metadata"\s*:\s*\{', "auto-archiver"),
    (rb'"target"\s*:\s*\[|"rows"\s*:\s*\[', "hypothesis"),
    (rb'"issued"|"citation-key"|"type"\s*:|"title"\s*:', "csl"),
)
"""Words that only one kind of JSON has, the surest sign first."""


class Given(Value, frozen=True):
    """A file and what the user says about it: its name, its bytes, and how to read it."""

    name: str
    data: bytes
    mapped: Mapped = Mapped()
    encoding: str = ""
    sheet: str = ""


Reader = Callable[[Given], Findings]


def read_file(given: Given, form: str = "") -> Findings:
    """Return the findings in a file. ``form`` is one of ``FORMS``, or empty to recognise the file.

    Raises:
        UnimportableError: the file is not recognised, or cannot be read.
    """
    if len(given.data) > LARGEST:
        size = f"{len(given.data):,}"
        raise UnimportableError(f"The file has {size} bytes; one has at most {LARGEST:,}.")
    form = form or recognised(given)
    if form not in FORMS:
        near = did_you_mean(form, FORMS)
        kinds = f"The kinds are: {', '.join(FORMS)}."
        raise UnimportableError(f'There is no kind of file "{form}".', near or kinds)
    return FORMS[form](given)


def recognised(given: Given) -> str:
    """Return the kind of a file, by its bytes and then by its name.

    Raises:
        UnimportableError: the file is of no known kind.
    """
    start = given.data.lstrip(b"\xef\xbb\xbf \t\r\n")
    ending = given.name.rpartition(".")[2].lower()
    if not start:
        raise UnimportableError(f"{given.name} is empty.")
    if start.startswith(_ZIP):
        names = SafeZip(given.data).names
        if "datapackage.json" in names and any(name.startswith("pages/") for name in names):
            return "wacz"
        if "xl/workbook.xml" in names:
            return "table"
    if start.startswith((_ZIP, _OLD_OFFICE)) and ending in ("ods", "xls", "numbers"):
        raise UnimportableError(
            f"{given.name} is a kind of table that cannot be read.", "Save it as .xlsx or .csv."
        )
    if start[:1] in b"{[" and ending not in ("csv", "tsv"):
        for sign, form in _JSON_SIGNS:
            if re.search(sign, given.data):
                return form
    elif ending in ("bib", "bibtex") or re.match(rb"(?:%[^\n]*\s+)*@\w+\s*[{(]", start):
        return "bibtex"
    elif ending == "ris" or re.match(rb"TY  ?- ", start):
        return "ris"
    elif ending in ("html", "htm", "xhtml") or start[:1] == b"<":
        return "claim-review"
    elif ending in ("csv", "tsv", "txt"):
        return "table"
    raise UnimportableError(
        f"{given.name} is of an unknown kind.",
        f"Name its kind with --as: {', '.join(FORMS)}.",
    )


def _table(given: Given) -> Findings:
    """Read a table of auto-archiver, of TimelineJS, or of claims, sources or incidents."""
    from claimline.imports.auto_archiver import RESULT_COLUMNS, SHEET_COLUMNS, read_archiver_table
    from claimline.imports.spreadsheet import read_csv, read_xlsx
    from claimline.imports.table_records import read_table
    from claimline.imports.timeline import COLUMNS, read_timeline

    marks = (*RESULT_COLUMNS, *SHEET_COLUMNS, *COLUMNS)
    if given.data.startswith(_ZIP):
        sheet = read_xlsx(given.data, given.sheet, marks)
    else:
        sheet = read_csv(given.data, given.encoding, marks)
    names = {" ".join(name.lower().split()) for name in sheet.names}
    if not given.mapped.table and not given.mapped.columns:
        if names.issuperset(RESULT_COLUMNS) or names.issuperset(SHEET_COLUMNS):
            return read_archiver_table(sheet, given.mapped)
        if names.issuperset(COLUMNS):
            return read_timeline(sheet, given.mapped, given.name)
    return read_table(sheet, given.mapped, given.name)


def _table_of(kind: str) -> Reader:
    return lambda given: _table(replace(given, mapped=replace(given.mapped, table=kind)))


def _csl(given: Given) -> Findings:
    from claimline.imports.csl import read_csl

    return read_csl(given.data, given.mapped)


def _bibtex(given: Given) -> Findings:
    from claimline.imports.bibtex import read_bibtex

    return read_bibtex(given.data, given.mapped, given.encoding)


def _ris(given: Given) -> Findings:
    from claimline.imports.ris import read_ris

    return read_ris(given.data, given.mapped, given.encoding)


def _zotero(given: Given) -> Findings:
    from claimline.imports.zotero import read_zotero

    return read_zotero(given.data, given.mapped)


def _claim_review(given: Given) -> Findings:
    from claimline.imports.claim_review import read_claim_reviews

    return read_claim_reviews(given.data, given.mapped, given.name)


def _auto_archiver(given: Given) -> Findings:
    from claimline.imports.auto_archiver import read_archiver_json

    return read_archiver_json(given.data, given.mapped)


def _hypothesis(given: Given) -> Findings:
    from claimline.imports.annotations import read_annotations

    return read_annotations(given.data, given.mapped)


def _wacz(given: Given) -> Findings:
    from claimline.imports.wacz import read_wacz

    return read_wacz(given.data, given.name)


FORMS: dict[str, Reader] = {
    "table": _table,
    **{kind: _table_of(kind) for kind in TABLES},
    "csl": _csl,
    "bibtex": _bibtex,
    "ris": _ris,
    "zotero": _zotero,
    "claim-review": _claim_review,
    "auto-archiver": _auto_archiver,
    "hypothesis": _hypothesis,
    "wacz": _wacz,
}
"""The kinds of files, by their names on the command line."""
