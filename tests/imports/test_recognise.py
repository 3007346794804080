"""What a file is, is seen in its bytes before its name; a missing package is named."""

from __future__ import annotations

import sys

import pytest

from claimline.imports.recognise import FORMS, Given, recognised
from claimline.imports.safe_bytes import MissingImportExtraError, UnimportableError
from tests.imports.readers import read
from tests.imports.test_archives import PAGES, wacz
from tests.imports.test_spreadsheet import plain, xlsx


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.csv", b"Claim\nx\n", "table"),
        ("a.tsv", b"[Claim]\tURL\n", "table"),
        ("a.xlsx", xlsx(plain), "table"),
        ("download", xlsx(plain), "table"),
        ("a.zip", wacz(PAGES), "wacz"),
        ("a.json", b'[{"type": "book", "title": "ClaimReview in practice"}]', "csl"),
        ("a.json", b'{"items": [{"issued": {}}]}', "csl"),
        ("a.json", b'{"@type": "ClaimReview"}', "claim-review"),
        ("a.json", b'{"claims": [{"claimReview": []}]}', "claim-review"),
        ("a.json", b'\xef\xbb\xbf {"total": 1, "rows": [{"target": []}]}', "hypothesis"),
        ("a.json", b'{"status": "x", "metadata": {}, "media": []}', "auto-archiver"),
        ("a.json", b'[{"key": "K", "csljson": {}, "data": {}}]', "zotero"),
        ("a.txt", b"% a comment\n@misc{a, title={b}}", "bibtex"),
        ("a.bib", b"", ""),
        ("export", b"TY  - NEWS\nER  - \n", "ris"),
        ("page", b"\n<!doctype html><p>", "claim-review"),
        ("a.ods", xlsx(plain)[:4] + b"rest", ""),
        ("a.xls", b"\xd0\xcf\x11\xe0rest", ""),
        ("a.png", b"\x89PNG", ""),
        ("a.json", b"{}", ""),
    ],
)
def test_the_kind_of_a_file(name: str, data: bytes, form: str) -> None:
    given = Given(name, data)
    if form:
        assert recognised(given) == form
        assert form in FORMS
    else:
        with pytest.raises(UnimportableError):
            recognised(given)


@pytest.mark.parametrize(
    ("package", "name", "data"),
    [
        ("openpyxl", "a.xlsx", xlsx(plain)),
        ("bibtexparser", "a.bib", b"@misc{a, title={b}}"),
        ("pylatexenc", "a.bib", b"@misc{a, title={b}}"),
        ("rispy", "a.ris", b"TY  - NEWS\nER  - \n"),
    ],
)
def test_a_missing_package_is_named_with_the_cure(
    monkeypatch: pytest.MonkeyPatch, package: str, name: str, data: bytes
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingImportExtraError, match=package) as error:
        read(data, name)
    assert "'.[import]'" in error.value.suggestion
