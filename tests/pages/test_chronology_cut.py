"""A chronology that is too long for one page: each entry on one page, old fragments led on."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claimline.diagnostics import Report
from claimline.pages import chronology_cut, chronology_overview
from claimline.pages.chronology import ChronologyView
from claimline.pages.chronology_overview import DisclosuresView, OverviewView
from claimline.pages.plan import Plan
from claimline.pages.shared_views import HtmlPage
from tests.dossiers import SITE, Data, planned
from tests.rendering import render

Given = dict[str, Data]
MOST = 400_000
"""The most bytes of a page."""


def every_lane(**dates: str) -> Given:
    """A statement, a source, a claim and an event at each date. ``dates`` are by name."""
    given: Given = {"actor/x": {}}
    for name, date in dates.items():
        given |= {
            f"statement/{name}": {"by": "x", "said": date},
            f"source/{name}": {
                "published": date, "carries": [{"statement": name, "how": "quotes"}],
            },
            f"claim/{name}": {"said": date, "citations": [{"source": name, "stance": "supports"}]},
            f"event/{name}": {"date": date, "citations": [{"source": name, "stance": "context"}]},
        }  # fmt: skip
    return given


def numbered(dates: list[str]) -> Given:
    return every_lane(**{f"e{nth}": date for nth, date in enumerate(dates)})


MONTHS = [f"2{year:03}-{month:02}-02" for year in range(3) for month in range(1, 13)]
ONE_DAY = [f"2024-03-02T{hour:02}:{minute:02}" for hour in range(8, 16) for minute in (0, 20, 40)]
WIDE = [
    "2024", "2024-03", "2024-02-27/2024-03-03", "1960/1969", "../2024-03-02", "2024-03-02/..",
    "-0043", "Y17000", "0001-01-01", "9999-12-31", "20XX", "2024-03-02~", *MONTHS[:8],
]  # fmt: skip
CASES = {
    "by year": (numbered(MONTHS), 20_000, 70_000),
    "by month": (numbered(MONTHS), 20_000, 14_000),
    "months in pages": (numbered(MONTHS), 13_000, 4_000),
    "one day in pages": (numbered(ONE_DAY), 13_000, 20_000),
    "dates of all kinds": (numbered(WIDE), 13_000, 20_000),
    "very many years": (numbered([f"{year}-06-01" for year in range(1800, 1865)]), 20_000, 70_000),
    "one entry to a page": (numbered(MONTHS[:6]), 1, 1),
}


def limit(monkeypatch: pytest.MonkeyPatch, one_page: int, page: int) -> None:
    monkeypatch.setattr(chronology_cut, "ONE_PAGE", one_page)
    monkeypatch.setattr(chronology_cut, "PAGE", page)


def cut(
    given: Given, monkeypatch: pytest.MonkeyPatch, one_page: int, page: int
) -> dict[str, HtmlPage]:
    limit(monkeypatch, one_page, page)
    return pages_of(planned(given))


def pages_of(plan: Plan) -> dict[str, HtmlPage]:
    asked = [spec for spec in plan.specs if spec.path.startswith("chronology")]
    return {spec.path: spec.make(plan.builder) for spec in asked}


@cache
def case(name: str) -> tuple[ChronologyView, dict[str, HtmlPage]]:
    """The chronology of a case on one page, and its pages. Tests only read them."""
    given, one_page, most = CASES[name]
    with pytest.MonkeyPatch.context() as patch:
        (page,) = cut(given, patch, 10**9, 1).values()
        assert isinstance(page.view, ChronologyView)
        return page.view, cut(given, patch, one_page, most)


def anchors(view: ChronologyView) -> list[str]:
    return [
        row.anchor
        for day in view.days
        for rows in (day.timed, day.untimed, day.claims, day.statements, day.sources)
        for row in rows
    ]


def parts(pages: dict[str, HtmlPage]) -> dict[str, ChronologyView]:
    return {
        path: page.view for path, page in pages.items() if isinstance(page.view, ChronologyView)
    }


@pytest.mark.parametrize("name", CASES)
def test_every_entry_is_on_exactly_one_page(name: str) -> None:
    whole, pages = case(name)
    uncut, of_pages = anchors(whole), parts(pages)
    assert len(of_pages) > 1
    on_pages = [anchor for view in of_pages.values() for anchor in anchors(view)]
    assert sorted(on_pages) == sorted(uncut)
    assert len(set(on_pages)) == len(on_pages)


@pytest.mark.parametrize("name", CASES)
def test_every_old_fragment_is_led_on(name: str) -> None:
    uncut, pages = case(name)
    old = {day.anchor for day in uncut.days}
    old |= {row.anchor for day in uncut.days for row in (*day.timed, *day.untimed)}
    overview = pages["chronology.html"].view
    assert isinstance(overview, OverviewView)
    led_on = [anchor for entry in overview.periods for anchor in entry.anchors]
    assert sorted(led_on) == sorted(old)
    for entry in overview.periods:
        view = pages[entry.ref.href].view
        assert isinstance(view, ChronologyView)
        assert {*entry.anchors} <= {day.anchor for day in view.days} | {*anchors(view)}


@pytest.mark.parametrize("name", CASES)
def test_links_to_an_event_lead_to_its_page(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given, one_page, page = CASES[name]
    given = {**given, "brief/b": {"body": "It [fell](event:e1).\n"}}
    limit(monkeypatch, one_page, page)
    pages = {page.path: page for page in planned(given).pages}
    at = next(path for path, view in parts(pages).items() if "event-e1" in anchors(view))
    site = {**SITE, "sections": {"events": "false"}}
    without = {page.path: page for page in planned({**given, "site": site}).pages}
    for shown, own in ((pages, "events/e1.html"), (without, "")):
        by_path: dict[str, Any] = {path: page.view for path, page in shown.items()}
        assert by_path["briefs/b.html"].body.hrefs == (own or f"{at}#event-e1",)
        places = by_path["sources/e1.html"].usages
        assert f"{own or at}#cite-e1-1" in [it.back for group in places for it in group.entries]
        assert not own or by_path[own].row == f"{at}#event-e1"


def test_the_pages_are_named_by_their_days(monkeypatch: pytest.MonkeyPatch) -> None:
    years = cut(numbered(MONTHS), monkeypatch, 20_000, 70_000)
    assert list(years) == [
        "chronology.html", "chronology/2000.html", "chronology/2001.html", "chronology/2002.html",
    ]  # fmt: skip
    months = cut(numbered(MONTHS), monkeypatch, 20_000, 14_000)
    assert years.keys() < months.keys()  # a year that is cut by month keeps its address
    assert {"chronology/2000-01.html", "chronology/2002-12.html"} < months.keys()
    year = months["chronology/2000.html"]
    assert isinstance(year.view, OverviewView)
    assert [entry.ref.label for entry in year.view.periods][:2] == ["January 2000", "February 2000"]
    decades = cut(*_many_years(monkeypatch))
    assert "chronology/1800_1809.html" in decades


def _many_years(monkeypatch: pytest.MonkeyPatch) -> tuple[Given, pytest.MonkeyPatch, int, int]:
    given, one_page, page = CASES["very many years"]
    return given, monkeypatch, one_page, page


def test_events_of_one_day_on_two_pages_still_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    given: Given = {f"event/e{nth}": {"date": "2024-03-02T10:00/16:00"} for nth in range(6)}
    given = {f"event/e{nth}": {"date": "2024-03-02T10:00/2024-03-02T16:00"} for nth in range(6)}
    views = parts(cut(given, monkeypatch, 3, 8000))
    assert len(views) == 2
    entries = [entry for view in views.values() for day in view.days for entry in day.timed]
    assert [len(entry.overlaps) for entry in entries] == [5] * 6
    assert [entry.more_overlaps for entry in entries] == [0] * 6


def test_the_order_of_disclosure_has_pages_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chronology_overview, "DISCLOSED_ON_PAGE", 4)
    given: Given = {"actor/x": {}, "statement/s": {"by": "x", "said": "2024-06-01"}}
    for nth in range(10):
        given[f"event/e{nth}"] = {"date": f"2024-03-{nth + 1:02}", "first_said": "s"}
    pages = cut(given, monkeypatch, 5_000, 14_000)
    views = [page.view for page in pages.values() if isinstance(page.view, DisclosuresView)]
    events = [entry.event.href.partition("#")[2] for view in views for entry in view.entries]
    assert len(views) == 3
    assert sorted(events) == [f"event-e{nth}" for nth in range(10)]
    overview = pages["chronology.html"].view
    assert isinstance(overview, OverviewView)
    assert overview.first_said is not None
    assert overview.first_said.href in pages


def test_no_page_is_too_large(tmp_path: Path) -> None:
    """With the real limits: entries with much text, and days with many entries."""
    given: Given = {"source/paper": {"published": "2024-03-02"}}
    for nth in range(150):
        cited = {"source": "paper", "stance": "context", "quote": "It was shut. " * 40}
        given[f"event/e{nth}"] = {
            "date": f"2024-{nth % 2 + 3:02}-{nth % 5 + 1:02}", "title": f"Event {nth}",
            "text": "The bridge was shut that day. " * 60, "citations": [cited] * 3,
        }  # fmt: skip
    for nth in range(300):
        given[f"statement/s{nth}"] = {"by": "x", "said": f"2024-04-{nth % 3 + 1:02}"}
    given["actor/x"] = {}
    report = Report()
    files = render(planned(given), tmp_path, report).files
    pages = {path: html for path, html in files.items() if path.startswith("chronology")}
    assert len(pages) > 3
    assert max(map(len, pages.values())) < MOST
    ids = re.findall(rb'<li id="(event-[^"]+)"', b"".join(pages.values()))
    assert sorted(ids) == sorted(f"event-e{nth}".encode() for nth in range(150))


def _long_titles() -> Given:
    words = "The council of the harbour town shuts the bridge to the old quarter. " * 6
    given: Given = {}
    for nth in range(140):
        given[f"source/the-paper-of-the-town-{nth}"] = {"title": f"{words}{nth}"}
        given[f"event/the-council-shuts-the-bridge-{nth}"] = {
            "date": f"2024-{nth % 12 + 1:02}-{nth % 28 + 1:02}", "title": f"{words}{nth}",
            "citations": [{"source": f"the-paper-of-the-town-{nth}", "stance": "supports"}],
        }  # fmt: skip
    return given


def _unknown_publishers() -> Given:
    """Sources that go by their long titles in the links to their addresses and copies."""
    words = "The council of the harbour town shuts the bridge to the old quarter. " * 6
    given: Given = {}
    for nth in range(140):
        url = f"https://example.org/{nth}"
        given[f"source/paper{nth}"] = {
            "title": f"{words}{nth}", "publisher": "unknown", "url": url,
            "archives": [{"url": f"https://web.archive.org/web/20240301120000/{url}"}],
        }  # fmt: skip
        given[f"event/e{nth}"] = {
            "date": f"2024-{nth % 12 + 1:02}-{nth % 28 + 1:02}",
            "citations": [{"source": f"paper{nth}", "stance": "supports"}],
        }
    return given


def _overlapping() -> Given:
    date = "2024-03-02T10:00/2024-03-02T16:00"
    return {
        f"event/the-bridge-over-the-river-is-shut-{nth}": {
            "date": date, "title": f"The bridge is shut to all traffic, for the time {nth}",
        }
        for nth in range(240)
    }  # fmt: skip


@pytest.mark.parametrize("given", [_long_titles, _unknown_publishers, _overlapping])
def test_the_cut_counts_the_words_of_each_entry(given: Any, tmp_path: Path) -> None:
    files = render(planned(given()), tmp_path, Report()).files
    sizes = [len(html) for path, html in files.items() if path.startswith("chronology")]
    assert len(sizes) > 1
    assert max(sizes) < MOST
