"""The parts of lists that readers ask for, each a page of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.pages import paging
from claimline.pages.front import FrontView
from claimline.pages.index_views import ClaimsView, GroupedView
from claimline.pages.shared_views import HtmlPage
from tests.dossiers import Data, planned
from tests.html_tree import read_html
from tests.rendering import render

HOW = {"how": "quotes"}
SUPPORTS = {"stance": "supports"}
RECORDS: dict[str, Data] = {
    "actor/mayor": {}, "actor/guard": {"role": "witness"}, "actor/pundit": {"role": "commentator"},
    "statement/mayor-says": {"by": "mayor"}, "statement/guard-says": {"by": "guard"},
    "statement/pundit-says": {"by": "pundit"},
    "source/gazette": {"carries": [{"statement": "mayor-says", **HOW}]},
    "source/radio": {"url": None, "carries": [{"statement": "mayor-says", **HOW}]},
    "source/diary": {
        "url": None,
        "carries": [{"statement": "guard-says", **HOW}],
        "archives": [{"url": "https://archive.example/2", "captured": "2024-03-04"}],
    },
    "source/column": {"carries": [{"statement": "pundit-says", **HOW}]},
    "source/leaflet": {},
    "claim/two-papers-one-voice": {
        "citations": [{"source": "gazette", **SUPPORTS}, {"source": "radio", **SUPPORTS}]
    },
    "claim/two-voices": {
        "citations": [{"source": "gazette", **SUPPORTS}, {"source": "diary", **SUPPORTS}]
    },
    "claim/one-disputed": {
        "citations": [
            {"source": "gazette", **SUPPORTS}, {"source": "diary", "stance": "disputes"},
        ]
    },
    "claim/commentary": {"citations": [{"source": "column", **SUPPORTS}]},
    "claim/bare": {},
}  # fmt: skip


def listed(page: HtmlPage) -> list[str]:
    """The ids of the records of a list."""
    view = page.view
    if isinstance(view, ClaimsView):
        refs = [row.ref for share in view.shares for row in share.claims]
    else:
        assert isinstance(view, GroupedView)
        rows = [row for _, rows in view.groups for row in rows]
        refs = [row.card.ref if hasattr(row, "card") else row.ref for row in rows]
    return sorted(ref.href.partition("/")[2].removesuffix(".html") for ref in refs)


def pages(records: dict[str, Data]) -> dict[str, HtmlPage]:
    return {page.path: page for page in planned(records).pages if page.path.startswith("lists/")}


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("claims-one-vantage-point", ["one-disputed", "two-papers-one-voice"]),
        ("claims-several-vantage-points", ["two-voices"]),
        ("claims-no-vantage-point", ["bare", "commentary"]),
        ("sources-no-address", ["diary", "radio"]),
        ("sources-archived", ["diary"]),
        ("sources-not-archived", ["column", "gazette", "leaflet", "radio"]),
        ("sources-unknown-origin", ["leaflet"]),
        ("statements-witnesses", ["guard-says"]),
    ],
)
def test_a_selection_has_the_records_that_its_name_says(name: str, ids: list[str]) -> None:
    page = pages(RECORDS)[f"lists/{name}.html"]
    assert listed(page) == ids
    assert page.description.startswith(f"{len(ids)} ")


def test_a_list_leads_to_its_parts_with_their_numbers() -> None:
    for page in planned(RECORDS).pages:
        choices = getattr(page.view, "choices", ())
        if page.template in ("pages/claims.html", "pages/sources.html", "pages/statements.html"):
            assert [it.ref.href for it in choices if it.current] == [page.path]
            assert sum(it.number for it in choices[1:]) >= 1
        else:
            assert choices == ()
    made = pages(RECORDS)
    for page in made.values():
        for choice in page.view.choices[1:]:  # type: ignore[attr-defined]
            assert choice.number == len(listed(made[choice.ref.href]))


def test_two_records_of_one_source_are_one_in_every_number() -> None:
    """The front page, the list of sources and its parts tell the same number."""
    address = {"url": "https://paper.example.org/story"}
    given: dict[str, Data] = {"source/s": address, "source/t": address, "source/u": {}}
    whole = planned(given)
    by_path = {page.path: page for page in whole.pages}
    listed_sources, front = by_path["sources/index.html"].view, by_path["index.html"].view
    assert isinstance(listed_sources, GroupedView)
    assert isinstance(front, FrontView)
    assert listed_sources.summary == "2 sources, by kind."
    assert [it.number for it in listed_sources.choices] == [2, 2, 2]
    assert by_path["lists/sources-not-archived.html"].description.startswith("2 sources have")
    assert "2 sources, with their addresses and copies" in [way.label for way in front.ways]


def test_who_only_repeats_a_witness_is_no_witness() -> None:
    passed_on: Data = {"by": "mayor", "repeats": "guard-says"}
    page = pages(RECORDS | {"statement/mayor-repeats": passed_on})[
        "lists/statements-witnesses.html"
    ]
    assert listed(page) == ["guard-says"]


def test_an_empty_selection_keeps_its_address_and_has_no_link(tmp_path: Path) -> None:
    given: dict[str, Data] = {"source/s": {}}
    assert set(pages(given)) == set(pages(RECORDS)) == set(pages({}))
    files = render(planned(given), tmp_path, Report()).files
    for path, data in files.items():
        if path.endswith(".html") and path != "lists/sources-no-address.html":
            assert b"sources-no-address" not in data, path


def test_the_front_page_and_more_lead_to_what_readers_ask(tmp_path: Path) -> None:
    files = render(planned(RECORDS), tmp_path, Report()).files
    front = read_html(files["index.html"]).text()
    assert "2 claims rest on one vantage point only" in front
    assert "2 sources have no known address" in front
    assert "1 statement by a witness or an observer" in front
    more = set(read_html(files["more.html"]).hrefs())
    assert set(pages(RECORDS)) <= more


def test_a_long_selection_is_cut_into_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimline.pages.indexes.ROWS_ON_PAGE", 2)
    made = pages(RECORDS)
    first, second = (
        made["lists/sources-not-archived.html"], made["lists/sources-not-archived/page-2.html"],
    )  # fmt: skip
    assert sorted(listed(first) + listed(second)) == ["column", "gazette", "leaflet", "radio"]
    assert isinstance(first.view, GroupedView)
    assert isinstance(first.view.pager, paging.Pager)
    assert "page 2" in second.title


MANY: dict[str, Data] = {
    **{f"claim/d{nth}": {"verdict": "disputed"} for nth in range(15)},
    **{f"claim/u{nth}": {"verdict": "unproven"} for nth in range(8)},
    **{f"source/n{nth}": {"kind": "news"} for nth in range(20)},
    **{f"source/o{nth}": {"kind": "official"} for nth in range(2)},
    "actor/mayor": {}, "actor/guard": {},
    **{f"statement/m{nth}": {"by": "mayor"} for nth in range(20)},
    **{f"statement/g{nth}": {"by": "guard"} for nth in range(3)},
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "groups"),
    [
        ("claims/index.html", ["Disputed 15", "Unproven 8"]),
        ("sources/index.html", ["News report 20", "Official source 2"]),
        ("statements/index.html", ["An actor 20", "An actor 3"]),
        ("lists/sources-not-archived.html", ["News report 20", "Official source 2"]),
        ("actors/index.html", []),
    ],
)
def test_a_list_on_one_page_has_links_to_its_verdicts_kinds_and_parties(
    path: str, groups: list[str], tmp_path: Path
) -> None:
    page = read_html(render(planned(MANY), tmp_path, Report()).files[path])
    links = [
        link
        for nav in page.all("choices", "nav")
        for link in nav.all(tag="a")
        if "#" in link.attributes["href"]
    ]
    assert [" ".join(link.text().split()) for link in links] == groups
    for link in links:
        heading = page.id(link.attributes["href"].partition("#")[2])
        assert heading is not None
        assert " ".join(heading.text().split()) == " ".join(link.text().split())
