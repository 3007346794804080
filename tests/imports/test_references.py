"""Libraries of references: CSL-JSON, BibTeX and RIS become the same sources."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claimline.imports.safe_bytes import UnimportableError
from claimline.imports.when import TwoWaysError
from tests.imports.readers import all_words, labels, read, records

ROOF: dict[str, Any] = {
    "id": "http://zotero.org/users/local/x/items/1",
    "citation-key": "marsh2024",
    "type": "article-newspaper",
    "title": 'Roof <i>falls</i> in: <span class="nocase">Alderford</span>',
    "container-title": "Gazette",
    "publisher": "Press",
    "author": [
        {"family": "Berg", "given": "J.", "non-dropping-particle": "van"},
        {"literal": "WHO"},
    ],
    "editor": [{"family": "Ed", "given": "F."}],
    "issued": {"date-parts": [["2024", 3, "4"]]},
    "accessed": {"date-parts": [[2024, 4, 1]]},
    "URL": "https://example.org/a",
    "DOI": "10.1/x",
    "language": "en_gb",
    "abstract": "The source's own long text",
    "note": "Mine alone",
    "page": "3-4",
    "unheard-of": {"a": ["b", 1]},
}


def csl(*items: Any, **mapped: Any) -> list[Any]:
    return records(read(json.dumps(items), "library.json", **mapped), "source")


def test_an_item_of_csl() -> None:
    findings = read(json.dumps([ROOF]), "library.json")
    assert findings.what == "a library in CSL-JSON"
    (source,) = records(findings, "source")
    assert source["title"] == "Roof falls in: Alderford"
    assert source["publisher"] == "Gazette"
    assert source["authors"] == ["J. van Berg", "WHO"]
    assert source["published"] == "2024-03-04"
    assert source["language"] == "en-GB"
    assert source["kind"] == "news"
    assert labels(source) == {
        "Publisher": "Press", "Accessed": "2024-04-01", "Editor": "F. Ed", "Page": "3-4",
        "Unheard of": "a: b; 1", "DOI": "10.1/x",
    }  # fmt: skip
    # A source's own text, and notes, are not for readers.
    assert [(it.label, it.text) for it in findings.leftovers] == [
        ("Abstract", "The source's own long text"), ("Note", "Mine alone"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("issued", "edtf"),
    [
        ({"date-parts": [[2024]]}, "2024"),
        ({"date-parts": [[2024, 3], [2024, 5]]}, "2024-03/2024-05"),
        ({"date-parts": [[2024]], "circa": True}, "2024~"),
        ({"date-parts": [[2024]], "season": 2}, "2024-22"),
        ({"raw": "5. März 2024"}, "2024-03-05"),
        ({"literal": "ca. 2019"}, "2019~"),
        ({"date-parts": [[]], "raw": "2024"}, "2024"),
        ("2024-03", "2024-03"),
    ],
)
def test_dates_of_csl(issued: Any, edtf: str) -> None:
    (source,) = csl({"id": 1, "title": "x", "issued": issued})
    assert source["published"] == edtf


def test_a_date_that_is_none_is_a_fact_and_one_with_two_readings_asks() -> None:
    (source,) = csl({"id": 1, "title": "x", "issued": {"literal": "in spring, they say"}})
    assert labels(source)["Date"] == "literal: in spring, they say"
    doubtful = {"id": 1, "title": "x", "issued": {"raw": "03/04/2024"}}
    with pytest.raises(TwoWaysError):
        csl(doubtful)
    assert csl(doubtful, order="day-first")[0]["published"] == "2024-04-03"


def test_addresses_that_are_none_and_archives() -> None:
    first, second = csl(
        {"id": 1, "title": "x", "URL": "javascript:alert(1)", "archive_location": "Box 3"},
        {
            "id": 2,
            "title": "y",
            "archive_location": "https://web.archive.org/web/2024/https://a.org/",
        },
    )
    assert "url" not in first
    assert first["url_status"] == "unknown"
    assert labels(first) == {"Archive location": "Box 3", "Address": "javascript:alert(1)"}
    assert second["archives"] == [{"url": "https://web.archive.org/web/2024/https://a.org/"}]


def test_an_item_twice_is_one_source() -> None:
    findings = read(
        json.dumps([ROOF, {**ROOF, "citation-key": "other", "title": "Another"}]), "a.json"
    )
    assert len(records(findings, "source")) == 1
    assert "Another" in all_words(findings)


BIBTEX = r"""
@string{gaz = {The Gazette}}
@online{marsh2024,
  title = {{R}oof falls in {\"u}ber},
  author = {Marsh, J. and {World Org}},
  date = {2024-03-04}, url = {https://example.org/a}, urldate = {2024-04-01},
  langid = {english}, note = {mine}, abstract = {long},
}
@article{x, title = "Wall", journal = gaz, year = 2023, month = mar, pages = {1--2}, doi = {10.2/y}}
@misc{web, title = {Page}, howpublished = {\url{https://example.org/b}}, year = {ca. 2019}}
@misc{broken, title={a
@book{y, title={Z}, publisher={P}, year={2020}, isbn={123}}
"""


def test_bibtex() -> None:
    findings = read(BIBTEX, "library.bib")
    assert findings.what == "a library in BibTeX"
    roof, wall, page, book = records(findings, "source")
    assert roof["title"] == "Roof falls in über"
    assert roof["authors"] == ["J. Marsh", "World Org"]
    assert (roof["published"], roof["language"]) == ("2024-03-04", "en")
    assert labels(roof) == {"Accessed": "2024-04-01"}
    assert (wall["publisher"], wall["published"]) == ("The Gazette", "2023-03")
    assert wall["url"] == "https://doi.org/10.2/y"
    assert page["url"] == "https://example.org/b"
    assert page["published"] == "2019~"
    assert labels(book) == {"ISBN": "123"}
    left = {leftover.label: leftover.text for leftover in findings.leftovers}
    assert "@misc{broken" in left["An entry that cannot be read"]
    assert (left["Note"], left["Abstract"]) == ("mine", "long")


def test_comments_and_entries_of_one_key_in_bibtex_are_kept() -> None:
    text = "@comment{mine alone}\n@misc{a, title={One}}\n@misc{a, title={Two}}\nfree words\n"
    words = all_words(read(text, "library.bib"))
    for kept_words in ("mine alone", "One", "Two", "free words"):
        assert kept_words in words


RIS = """\
TY  - NEWS
ID  - marsh2024
TI  - Roof falls in
AU  - Marsh, J.
AU  - Doe, Ann
T2  - Gazette
PY  - 2024
DA  - 2024/03/04/
UR  - https://example.org/a
UR  - https://example.org/b
Y2  - 2024/04/01/
LA  - en
AB  - long
N1  - mine
SP  - 3
XX  - odd
ER  -

TY  - BOOK
TI  - B
PY  - 2019//Spring
PB  - P
ER  -
"""


def test_ris() -> None:
    findings = read(RIS.replace("ER  -\n", "ER  - \n"), "library.ris")
    assert findings.what == "a library in RIS"
    roof, book = records(findings, "source")
    assert roof["authors"] == ["J. Marsh", "Ann Doe"]
    assert (roof["published"], roof["publisher"], roof["kind"]) == ("2024-03-04", "Gazette", "news")
    assert labels(roof)["Address"] == "https://example.org/b"
    for words in ("2024/04/01", "odd", "long", "mine", "2019//Spring"):
        assert words in all_words(findings)
    assert book["publisher"] == "P"


def test_references_of_ris_without_an_end_and_words_between_them() -> None:
    findings = read("junk\nTY  - NEWS\nTI  - a\nTY  - BOOK\nTI  - b\nER  -\nmore\n", "a.ris")
    assert [source["title"] for source in records(findings, "source")] == ["a", "b"]
    assert [(it.origin, it.text) for it in findings.leftovers] == [
        ("line 1", "junk"), ("line 7", "more"),
    ]  # fmt: skip


def test_the_three_formats_give_one_source() -> None:
    keys = {
        read(text, name).proposals[0].keys[-1]
        for text, name in ((json.dumps([ROOF]), "a.json"), (BIBTEX, "a.bib"), (RIS, "a.ris"))
    }
    assert keys == {"page:example.org/a"}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ('{"issued": ', "a.json"),
        ('["issued", 1]', "a.json"),
        ('[{"issued": ' + "[" * 100_000, "a.json"),
        ('[{"issued": ' + "9" * 5000 + "}]", "a.json"),
        ("no RIS", "a.ris"),
        (b"@misc{a, title={\xff}}", "a.bib"),
    ],
)
def test_a_library_that_cannot_be_read(data: str | bytes, name: str) -> None:
    with pytest.raises(UnimportableError):
        read(data, name)
