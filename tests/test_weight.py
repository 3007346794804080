"""What the pages of the shipped investigation weigh, and whom they ask for more.

A page and the styles that its first view needs fit into the first round trip to a host: ten
packets of data, 14,000 bytes.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from tests.html_tree import Node, read_html
from tests.small import tree

ROUND_TRIP = 14_000
SCRIPTS = 12_000
STYLE_LINES = 500
# What a reader opens from a link elsewhere. Briefs and the overviews may be longer.
LIGHT = re.compile(r"(claims|sources|actors|details)/(?!index\.html).*\.html")
# Search brings its own program, which only the page of the search loads.
SEARCH = re.compile(r"(.*/)?(search/|search(_words)?\.js)")
# Attributes whose address a browser loads by itself.
# Relations of links that name something, and that no browser loads.
NAMED = ("author", "canonical", "cite-as", "license", "type")
LOADS = {"img": "src", "script": "src", "iframe": "src", "source": "src", "embed": "src"}


@pytest.fixture(scope="module")
def site(built_site: Path) -> dict[str, bytes]:
    """The files of the shipped site, by path."""
    return tree(built_site)


@pytest.fixture(scope="module")
def pages(site: dict[str, bytes]) -> dict[str, Node]:
    return {path: read_html(data) for path, data in site.items() if path.endswith(".html")}


def _sent(data: bytes) -> int:
    """How many bytes a host sends."""
    return len(gzip.compress(data, 9, mtime=0))


def _sheets(page: Node, path: str) -> list[str]:
    """The style sheets for which the first view waits. One for paper, or for what a reader asks of
    the screen, holds up nothing where it does not apply."""
    return [
        normpath(join(dirname(path), link.attributes["href"]))
        for link in page.all(tag="link")
        if link.attributes.get("rel") == "stylesheet" and "media" not in link.attributes
    ]


def weight(site: dict[str, bytes], page: Node, path: str) -> int:
    """A sheet that stands in the body, right before what it is for, holds up nothing above it."""
    (head,) = page.all(tag="head")
    return _sent(site[path]) + sum(_sent(site[sheet]) for sheet in _sheets(head, path))


def test_a_sheet_in_the_body_stands_below_the_first_view(pages: dict[str, Node]) -> None:
    """All of the head of the text comes before it, with the heading and a section or more."""
    below = [
        (path, [it.tag for it in nodes[: nodes.index(link)]])
        for path, page in pages.items()
        for nodes in [page.all(tag="body")[0].all()]
        for link in nodes
        if link.tag == "link" and link.attributes.get("rel") == "stylesheet"
    ]
    assert below
    assert [path for path, before in below if "h2" not in before] == []


def test_a_page_comes_in_one_round_trip(site: dict[str, bytes], pages: dict[str, Node]) -> None:
    weights = {
        path: weight(site, page, path) for path, page in pages.items() if LIGHT.fullmatch(path)
    }
    assert {path.partition("/")[0] for path in weights} == {
        "claims", "sources", "actors", "details",
    }  # fmt: skip
    heavy = {path: weight for path, weight in weights.items() if weight > ROUND_TRIP}
    assert heavy == {}


def test_every_page_has_its_styles(site: dict[str, bytes], pages: dict[str, Node]) -> None:
    for path, page in pages.items():
        sheets = _sheets(page, path)
        assert sheets[0] == "assets/style.css", path
        assert set(sheets) <= site.keys(), path
    linked = {sheet for path, page in pages.items() for sheet in _sheets(page, path)}
    made = {path for path in site if path.endswith(".css") and not SEARCH.match(path)}
    # A script asks for the sheet of what it adds, which has its own name.
    made -= {path for path in made if b'"css"' in site.get(f"{path.removesuffix('css')}js", b"")}
    # The shipped investigation has no pictures; tests/publish/media has pages that ask for theirs.
    made.remove("assets/media.css")
    assert made - linked <= {"assets/preferences.css", "assets/print.css"}, "nobody asks for it"


def test_all_scripts_together_are_short(site: dict[str, bytes]) -> None:
    scripts = {
        path: len(data)
        for path, data in site.items()
        if path.endswith(".js") and not SEARCH.match(path)
    }
    assert scripts
    assert sum(scripts.values()) < SCRIPTS, scripts


def test_scripts_wait_and_lie_in_files(pages: dict[str, Node]) -> None:
    """A page stands before any script has come, and holds none itself."""
    for path, page in pages.items():
        for script in page.all(tag="script"):
            kept = script.attributes
            waits = "defer" in kept or kept.get("type") == "module"
            assert waits, f"{path}:{script.line}"
            assert kept.get("src"), f"{path}:{script.line}"
            assert not script.text().strip(), f"{path}:{script.line}"


def test_no_page_asks_another_host(site: dict[str, bytes], pages: dict[str, Node]) -> None:
    asked = [
        (path, address)
        for path, page in pages.items()
        for node in page.walk()
        for address in (
            node.attributes.get(LOADS.get(node.tag, ""), ""),
            node.attributes.get("srcset", ""),
            node.attributes.get("href", "")
            if node.tag in ("use", "image")
            or (node.tag == "link" and node.attributes.get("rel") not in NAMED)
            else "",
        )
        if re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", address, re.IGNORECASE)
        and not address.startswith("data:")
    ]
    assert asked == []
    for path, data in site.items():
        if path.endswith(".css"):
            assert b"http:" not in data, path
            assert b"https:" not in data, path
            assert b"@import" not in data, path


def test_the_look_is_said_in_few_lines(repository: Path) -> None:
    sheets = sorted((repository / "templates" / "assets").rglob("*.css"))
    lines = [line for sheet in sheets for line in sheet.read_text(encoding="utf-8").splitlines()]
    assert len(lines) < STYLE_LINES
    assert [line for line in lines if len(line) > 100] == []
