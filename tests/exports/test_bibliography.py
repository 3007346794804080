"""The bibliography, read back by programs that are not ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from claimline.analysis import analysis_of
from claimline.exports.bibliography import outputs
from tests.dossiers import Given, dossier

SOURCES: Given = {
    "source/a": {
        "title": "The {roof} & 50% of “it”",
        "publisher": "Gazette",
        "authors": ["J. Marsh and Sons", "Ann Ashby"],
        "published": "2024-03-04",
        "language": "en-GB",
        "archives": [{"url": "https://archive.example.org/1"}],
    },
    "source/b": {"kind": "social", "publisher": "unknown", "url": None, "published": "2024-03~"},
    "source/c": {"kind": "document", "published": "2024-03-04/2024-04"},
    "source/d": {"kind": "opinion", "published": "2023/.."},
    "source/e": {"kind": "imagery", "published": "201X"},
    "source/f": {"kind": "official", "published": None},
}  # fmt: skip


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return {path: data.decode() for path, data in made_from(SOURCES).items()}


def made_from(given: Given) -> dict[str, bytes]:
    made = dossier(given)
    return {output.path: output.render() for output in outputs(made, analysis_of(made))}


def test_csl_says_what_the_record_says(files: dict[str, str]) -> None:
    items: list[dict[str, Any]] = json.loads(files["data/sources.csl.json"])
    by_id = {item["id"]: item for item in items}
    assert by_id["a"] == {
        "id": "a",
        "type": "article-newspaper",
        "title": "The {roof} & 50% of “it”",
        "container-title": "Gazette",
        "author": [{"literal": "J. Marsh and Sons"}, {"literal": "Ann Ashby"}],
        "issued": {"date-parts": [[2024, 3, 4]]},
        "language": "en-GB",
        "URL": "https://paper.example.org/a",
        "archive_location": "https://archive.example.org/1",
    }
    assert by_id["b"].keys() == {"id", "type", "title", "issued", "language"}
    assert [by_id[id_].get("issued") for id_ in "bcdef"] == [
        {"date-parts": [[2024, 3]], "circa": True},
        {"date-parts": [[2024, 3, 4], [2024, 4]]},
        {"date-parts": [[2023]], "circa": True},
        {"literal": "201X"},
        None,
    ]
    assert by_id["d"]["genre"] == "opinion"


def test_bibtex_is_read_by_another_program(files: dict[str, str]) -> None:
    library = parse_string(files["data/sources.bib"])
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == list("abcdef")
    first = library.entries[0].fields_dict
    assert first["author"].value == "{J. Marsh and Sons} and {Ann Ashby}"
    assert (first["year"].value, first["day"].value) == ("2024", "4")
    assert "year" not in library.entries[2].fields_dict


def test_ris_is_read_by_another_program(files: dict[str, str]) -> None:
    entries = rispy.loads(files["data/sources.ris"])
    assert [entry["id"] for entry in entries] == list("abcdef")
    assert entries[0]["authors"] == ["J. Marsh and Sons", "Ann Ashby"]
    assert entries[0]["date"] == "2024/03/04/"
    assert entries[0]["type_of_reference"] == "NEWS"
    assert "date" not in entries[1]
    assert entries[1]["year"] == "2024"


def test_a_site_without_sources_has_empty_lists() -> None:
    assert made_from({}) == {
        "data/sources.csl.json": b"[]\n",
        "data/sources.bib": b"",
        "data/sources.ris": b"",
    }
