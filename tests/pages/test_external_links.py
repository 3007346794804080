"""Links to a source and its copies, as Robust Links."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.pages.claim_view import ClaimView
from claimline.pages.shared_views import RobustLink
from tests.dossiers import Data, page, planned
from tests.html_tree import read_html
from tests.rendering import render

URL = "https://paper.example.org/s?a=1&b=2"


def given(source: Data) -> dict[str, Data]:
    cited = {"source": "s", "stance": "supports", "quote": "The roof"}
    return {"claim/c": {"citations": [cited]}, "source/s": source}


def links(source: Data) -> list[tuple[str, RobustLink | None]]:
    """The address of each link of a citation, and what makes it robust."""
    view = page(given(source), "claims/c.html").view
    assert isinstance(view, ClaimView)
    return [(link.href, link.robust) for link in view.sides[0].groups[0].evidence[0].outside]


def test_the_page_says_so_in_attributes(tmp_path: Path) -> None:
    copy = {"url": "https://archive.example.org/1", "captured": "2024-03-09"}
    files = render(planned(given({"url": URL, "archives": [copy]})), tmp_path, Report()).files
    names = ("data-originalurl", "data-versionurl", "data-versiondate")
    found = [
        tuple(link.attributes[name] for name in names)
        for link in read_html(files["claims/c.html"]).all(tag="a")
        if "data-versionurl" in link.attributes
    ]
    assert found == [(URL, copy["url"], "2024-03-09")] * 2


def test_each_link_says_where_the_others_lead() -> None:
    first, second = (f"https://archive.example.org/{nth}" for nth in (1, 2))
    copies = [
        {"url": first, "captured": "2024-03-03T10:20:30Z"},
        {"url": second, "captured": "2024-03-09"},
    ]
    robust = RobustLink(URL, first, "2024-03-03T10:20:30Z")
    assert links({"url": URL, "archives": copies}) == [
        (f"{URL}#:~:text=The%20roof", robust),
        (f"{first}#:~:text=The%20roof", robust),
        (f"{second}#:~:text=The%20roof", RobustLink(URL, second, "2024-03-09")),
    ]


@pytest.mark.parametrize("captured", [None, "2024-03", "2024-03-09?", "2024-03-09/2024-03-10"])
def test_a_copy_of_no_certain_day_says_nothing(captured: str | None) -> None:
    unsure = {"url": "https://archive.example.org/1", "captured": captured}
    assert {robust for _, robust in links({"url": URL, "archives": [unsure]})} == {None}
    sure = {"url": "https://archive.example.org/2", "captured": "2024-03-09"}
    robust = RobustLink(URL, sure["url"], "2024-03-09")
    both = links({"url": URL, "archives": [unsure, sure]})
    assert [it for _, it in both] == [robust, None, robust]


def test_without_a_copy_or_an_original_there_is_none() -> None:
    copy = {"url": "https://archive.example.org/1", "captured": "2024-03-09"}
    for source in ({"url": URL}, {"url": None, "archives": [copy]}):
        ((_, robust),) = links(source)
        assert robust is None
