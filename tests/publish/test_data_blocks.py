"""JSON-LD in pages, and links in their heads, for other programs (Signposting)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from claimline.diagnostics import Report
from claimline.publish.link_check import broken_links
from tests.dossiers import planned
from tests.html_tree import Node, read_html
from tests.orla import BASE, RECORDS
from tests.rendering import render
from tests.vocabulary import faults


def files(folder: Path, **site: Any) -> Mapping[str, bytes]:
    records = {**RECORDS, "site": {**RECORDS["site"], "logo": None, **site}}
    return render(planned(records), folder, Report()).files


@pytest.fixture(scope="module")
def orla(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Node]:
    made = files(tmp_path_factory.mktemp("project"))
    return {path: read_html(made[path]) for path in made if path.endswith(".html")}


def blocks(page: Node) -> list[dict[str, Any]]:
    """The data blocks of a page, as a browser hands them to a program."""
    return [
        json.loads(script.text())
        for script in page.all(tag="script")
        if script.attributes.get("type") == "application/ld+json"
    ]


def test_every_block_is_whole_and_in_the_vocabulary(orla: dict[str, Node]) -> None:
    kinds = {}
    for path, page in orla.items():
        shown = blocks(page)
        assert [list(faults(thing)) for thing in shown] == [[] for _ in shown], path
        kinds[path] = [thing["@type"] for thing in shown]
    assert kinds["claims/at-ten.html"] == ["ClaimReview", "BreadcrumbList"]
    assert kinds["claims/will-rust.html"] == ["BreadcrumbList"]
    assert kinds["index.html"] == ["WebSite"]
    assert kinds["404.html"] == kinds["claims/old.html"] == []


def test_words_of_an_author_end_no_block(orla: dict[str, Node], tmp_path: Path) -> None:
    review, _ = blocks(orla["claims/at-ten.html"])
    assert review["itemReviewed"]["text"] == "The gate closed at ten & was </script> seen."
    source = files(tmp_path)["claims/at-ten.html"].decode()
    for script in source.split('<script type="application/ld+json">')[1:]:
        data = script.partition("</script>")[0]
        assert not set(data) & set("<>&\u2028\u2029")
        assert json.loads(data)


def test_breadcrumbs_lead_from_the_front_page(orla: dict[str, Node]) -> None:
    trail = blocks(orla["claims/at-ten.html"])[-1]["itemListElement"]
    assert [(it["position"], it["name"], it["item"]) for it in trail] == [
        (1, "The gate at Orla & its <hour>", f"{BASE}/index.html"),
        (2, "Claims", f"{BASE}/claims/index.html"),
        (
            3,
            "Claim by Water board and A. Fisher: The gate closed at ten. So.",
            f"{BASE}/claims/at-ten.html",
        ),
    ]
    for path, page in orla.items():
        for thing in blocks(page):
            if thing["@type"] == "BreadcrumbList":
                places = [it["item"].removeprefix(f"{BASE}/") for it in thing["itemListElement"]]
                assert places[-1] == path
                assert len(set(places)) == len(places)
                assert set(places) <= orla.keys()


def named(page: Node) -> dict[str, list[str]]:
    """What a page names in its head, by relation."""
    found: dict[str, list[str]] = {}
    for link in page.all(tag="link"):
        found.setdefault(link.attributes["rel"], []).append(link.attributes["href"])
    return found


def test_the_head_says_how_to_cite_a_page_and_whose_it_is(orla: dict[str, Node]) -> None:
    for path, page in orla.items():
        head = named(page)
        if path in ("404.html", "claims/old.html"):
            assert head.keys().isdisjoint({"author", "cite-as", "license"})
            continue
        assert head["cite-as"] == [f"{BASE}/{path}"], path
        assert head["author"] == ["https://notebook.example.org/"]
        assert head["license"] == ["https://creativecommons.org/licenses/by/4.0/"]


def test_the_data_page_names_what_it_holds(orla: dict[str, Node]) -> None:
    head = named(orla["data/index.html"])
    assert head["describedby"] == ["../data/datapackage.json"]
    assert head["type"] == ["https://schema.org/AboutPage", "https://schema.org/Dataset"]
    listed = {it["contentUrl"] for it in blocks(orla["data/index.html"])[0]["distribution"]}
    assert {item.replace("..", BASE) for item in head["item"]} == listed


def test_without_an_address_no_page_says_where_it_is(tmp_path: Path) -> None:
    made = files(tmp_path, base_url=None)
    for path in made:
        if path.endswith(".html"):
            page = read_html(made[path])
            assert blocks(page) == [], path
            assert named(page).keys().isdisjoint({"author", "cite-as", "license"}), path


def test_a_link_that_loads_nothing_may_lead_elsewhere() -> None:
    for relation in ("author", "cite-as", "license", "type"):
        page = f'<link rel="{relation}" href="https://a.example.org/">'.encode()
        assert list(broken_links({"index.html": page})) == []
