"""The questions of a fresh reader, each answered within one click from the front page.

The shipped site is read as a reader reads it, by following links. The answers are compared with the
tables in ``data/``, which no page's code makes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.html_tree import Node, read_html

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def front(built_site: Path) -> Node:
    return read_html((built_site / "index.html").read_bytes())


@pytest.fixture(scope="module")
def table(built_site: Path) -> Callable[[str], Rows]:
    def rows(name: str) -> Rows:
        with (built_site / f"data/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return rows


def words(node: Node) -> str:
    return " ".join(node.text().split())


def figures(front: Node) -> str:
    """The words of the figures, each apart from the next."""
    return " ".join(words(node) for node in front.walk() if node.tag in ("dt", "dd"))


def target(front: Node, label: str) -> str:
    """Where the front page's links with these words lead: to one page."""
    there = {
        link.attributes["href"].partition("#")[0]
        for link in front.all(tag="a")
        if re.fullmatch(label, words(link))
    }
    assert len(there) == 1, f"{label}: {there}"
    return there.pop()


def one_click(front: Node, site: Path, label: str) -> tuple[str, Node]:
    """The page behind a link of the front page, and its path."""
    href = target(front, label)
    return href, read_html((site / href).read_bytes())


def linked(page: Node, folder: str) -> set[str]:
    """The ids of the records of a kind to which the text of a page links."""
    main = page.id("main")
    assert main is not None
    form = re.compile(rf"(?:\.\./)*{folder}/([a-z0-9-]+)\.html(?:#.*)?")
    ids = {match[1] for href in main.hrefs() if (match := form.fullmatch(href))}
    return ids - {"index"}


def number(label: str, front: Node) -> int:
    (said,) = {words(it) for it in front.all(tag="a") if re.fullmatch(label, words(it))}
    return int(said.split()[0])


def test_which_claims_rest_on_one_party_only(
    front: Node, built_site: Path, table: Callable[[str], Rows]
) -> None:
    label = r"\d+ claims rest on one vantage point only"
    _, page = one_click(front, built_site, label)
    expected = {row["id"] for row in table("claims") if row["vantage_points"] == "1"}
    assert linked(page, "claims") == expected
    assert number(label, front) == len(expected) > 0


def test_which_sources_have_no_known_address(
    front: Node, built_site: Path, table: Callable[[str], Rows]
) -> None:
    label = r"\d+ sources have no known address"
    _, page = one_click(front, built_site, label)
    expected = {row["id"] for row in table("sources") if not row["url"]}
    assert linked(page, "sources") == expected
    assert number(label, front) == len(expected) > 0


def test_did_anyone_independent_see_a_drone(
    front: Node, built_site: Path, table: Callable[[str], Rows]
) -> None:
    """The front page says how often; one click leads to all who were there or could look."""
    assert re.search(r"\bindependent confirmations 0\b", figures(front))
    label = r"\d+ statements by witnesses or observers"
    _, page = one_click(front, built_site, label)
    expected = {row["id"] for row in table("statements") if row["role"] in ("witness", "observer")}
    shown = linked(page, "statements")
    assert expected <= shown
    assert number(label, front) == len(shown) > 0


def test_who_copied_whom(front: Node, built_site: Path, table: Callable[[str], Rows]) -> None:
    _, page = one_click(front, built_site, "From whom each source has it")
    carrying = {row["source"] for row in table("carries")}
    assert carrying
    assert carrying <= linked(page, "sources")


def test_when_does_the_evidence_end(front: Node) -> None:
    """Without a click."""
    assert re.search(r"Evidence up to 15 February 2026", words(front))


def test_how_to_report_an_error(front: Node, built_site: Path) -> None:
    href = target(front, "Report an error")
    if not href.startswith("mailto:"):
        page = read_html((built_site / href).read_bytes())
        assert re.search(r"Reporting one", words(page))
    for path in ("claims/index.html", "chronology.html", "origins.html"):
        other = read_html((built_site / path).read_bytes())
        assert any(words(link) == "Report an error" for link in other.all(tag="a")), path


def test_what_changed_since(front: Node, built_site: Path, table: Callable[[str], Rows]) -> None:
    href, page = one_click(front, built_site, "Corrections to this site|Corrections")
    assert href == "corrections.html"
    verdicts = {row["claim"] for row in table("verdicts") if row["from"] != row["to"]}
    changed = verdicts | {row["claim"] for row in table("corrections")}
    assert changed <= linked(page, "claims")
    main = page.id("main")
    assert main is not None
    assert len(words(main)) > 40
