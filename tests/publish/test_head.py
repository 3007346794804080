"""What the head of every page tells other sites of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.diagnostics import Report
from tests.dossiers import Data, planned
from tests.html_tree import read_html
from tests.rendering import render

ODD = 'The "gate" <b>& more</b>'
RECORDS: dict[str, Data] = {
    "site": {"title": "The gate", "summary": ODD, "redirects": {"claims/old.html": "index.html"}},
    "claim/a": {"claim": "It closed.", "short": ODD},
    "brief/b": {"summary": "Two hours."},
}


def told(page: bytes) -> dict[str, str]:
    """The values of all meta elements by their names or properties, and the canonical address."""
    head = read_html(page)
    found = [
        (tag.attributes.get("property") or tag.attributes.get("name", ""), tag.attributes)
        for tag in head.all(tag="meta")
    ]
    assert len([name for name, _ in found if name]) == len({name for name, _ in found if name})
    links = {tag.attributes["rel"]: tag.attributes["href"] for tag in head.all(tag="link")}
    canonical = {"canonical": links["canonical"]} if "canonical" in links else {}
    return {name: attributes.get("content", "") for name, attributes in found if name} | canonical


@pytest.mark.parametrize("base", ["", "https://gate.example.org/orla/"])
def test_every_page_says_what_it_is(tmp_path: Path, base: str) -> None:
    records = {**RECORDS, "site": {**RECORDS["site"], "base_url": base or None}}
    plan = planned(records)
    files = render(plan, tmp_path, Report()).files
    for page in plan.pages:
        head = told(files[page.path])
        assert head["og:title"] == page.title, page.path
        assert head["og:description"] == head["description"] == page.description, page.path
        assert head["og:site_name"] == "The gate"
        assert head["og:type"] == ("website" if page.path == "index.html" else "article")
        assert head["twitter:card"] == "summary"
        address = f"https://gate.example.org/orla/{page.path}"
        known = {address} if base and page.path != "404.html" else {""}
        assert {head.get("og:url", ""), head.get("canonical", "")} == known, page.path
        assert head.keys().isdisjoint({"og:image", "twitter:image"})


def test_a_page_with_a_picture_says_where_it_is_and_what_is_on_it(tmp_path: Path) -> None:
    site = {**RECORDS["site"], "base_url": "https://gate.example.org", "images": "true"}
    files = render(planned({**RECORDS, "site": site}), tmp_path, Report()).files
    head = told(files["claims/a.html"])
    assert head["og:image"] == "https://gate.example.org/claims/a.png"
    assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")
    assert head["og:image:alt"] == "Not assessed: It closed. No source carries it."
    assert head["twitter:card"] == "summary_large_image"
