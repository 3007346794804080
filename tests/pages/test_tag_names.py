"""Readers see the name of a tag, or its words, and never the form in which a record has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from claimline.diagnostics import Report
from claimline.model.site import Site
from claimline.model.tag_names import tag_name
from tests.dossiers import errors, planned
from tests.rendering import render

NAMES = {"united-states": "United States", "f-16": "Warplane F-16"}
TAGS = ["united-states", "flood-gates", "f-16"]
SITE: dict[str, Any] = {"tag_names": NAMES, "base_url": "https://gate.example.org/"}


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("united-states", "United States"), ("flood-gates", "flood gates"), ("gate", "gate"),
        ("covid-19", "covid-19"), ("f-16-jets", "f-16-jets"), ("2024-25", "2024-25"),
        ("جسر-قديم", "جسر قديم"), ("बाढ़-द्वार", "बाढ़ द्वार"), ("९-मई", "९-मई"), ("a-b-c", "a b c"),
    ],
)  # fmt: skip
def test_the_name_of_a_tag(tag: str, name: str) -> None:
    site = Site.model_validate({"title": "A site", "summary": "What it is.", "tag_names": NAMES})
    assert tag_name(site, tag) == name


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    records = {
        "site": SITE,
        "source/s": {},
        "claim/c": {"tags": TAGS, "citations": [{"source": "s", "stance": "supports"}]},
        "event/e": {"tags": TAGS, "claims": ["c"]},
        "detail/d": {"tags": TAGS, "values": [{"value": "1", "source": "s"}]},
        "brief/b": {"tags": TAGS},
    }
    made = render(planned(records), tmp_path_factory.mktemp("site"), report := Report()).files
    assert errors(report) == []
    return {path: data.decode() for path, data in made.items() if path.endswith(".html")}


@pytest.mark.parametrize(
    "path",
    ["claims/c.html", "events/e.html", "details/d.html", "briefs/b.html", "matrix.html",
     "chronology.html", "tags/index.html", "tags/united-states.html"],
)  # fmt: skip
def test_a_page_shows_names_of_tags(path: str, files: Mapping[str, str]) -> None:
    page = files[path]
    assert ">United States<" in page
    assert ">united-states<" not in page
    if path != "tags/united-states.html":
        assert ">flood gates<" in page
        assert ">flood-gates<" not in page


def test_the_page_of_a_tag_has_its_name_in_title_and_summary(files: Mapping[str, str]) -> None:
    page = files["tags/united-states.html"]
    assert "<title>Tag: United States · A site</title>" in page
    assert "4 records tagged United States." in page
    assert '<option value="f-16">Warplane F-16</option>' in files["matrix.html"]
    assert '<option value="united-states">United States</option>' in files["matrix.html"]


@pytest.mark.parametrize("path", ["matrix.html", "chronology.html", "tags/index.html"])
def test_a_list_of_tags_is_in_the_order_of_their_names(path: str, files: Mapping[str, str]) -> None:
    shown = [">flood gates<", ">United States<", ">Warplane F-16<"]
    assert sorted(shown, key=files[path].index) == shown


def test_no_page_shows_the_form_of_a_record(files: Mapping[str, str]) -> None:
    assert [path for path, page in files.items() if ">united-states<" in page] == []
