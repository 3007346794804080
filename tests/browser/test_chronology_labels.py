"""Labels of the timeline stand clear of each other, as the browser's own type draws them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page

from claimline.diagnostics import Report
from tests.browser.waiting import each_width
from tests.dossiers import Data, Given, planned
from tests.rendering import render

WIDTHS = (320, 480, 768, 1280, 1920)
CASES: dict[str, list[str]] = {
    "few years": ["1964-08-02", "1984", "2005-11-30"],
    "a day here and there": [
        "1968-02-02", "1995-11-03", "1995-12-01", "2003-05-30", "2003-05-31", "2021-09-09",
    ],
    "years alone": ["1871", "1914", "1915", "1968", "1995", "2024"],
    "months alone": ["1968-02", "1995-11", "1995-12", "2003-09", "2024-01", "2024-03"],
    "wide and narrow": [
        "1960/1969", "198X", "1995-21", "1995-12-30", "1996-01-02", "2003-09", "2024?",
        "2024-03-04", "2024-03-04T10:00", "2024-03-04Tevening", "2024-03-05Tnight",
    ],
    "before our era": ["-0500", "-0044-03-15", "-0044-03-16", "0014-08-19", "0069", "1066-10-14"],
    "far away": ["Y-120000", "-0500", "0001", "2024-03-04", "Y20000", "Y17000000"],
    "every year": [f"{year}-{year % 12 + 1:02}-0{year % 9 + 1}" for year in range(1985, 2025)],
    "every other month": [f"{1990 + nth // 6}-{nth % 6 * 2 + 1:02}" for nth in range(85)],
    "many years": [f"{year}-03-02" for year in range(1900, 2020)],
    "a century of the first": [f"{year:04}" for year in range(1, 150)],
    "decades": [f"{year}" for year in range(1203, 2024, 9)],
    "open ends": ["1968-02-02/..", "../1995-11-03", "1995-11-03", "2001-01-01", "1968-02-02"],
    "clocks of others": [
        "2024-03-04T09:00[America/Argentina/Buenos_Aires]", "2024-03-04T09:05+05:45",
        "2024-03-04T23:30[America/New_York]", "2024-03-04T12:00:30Z", "2024-03-04Tdawn",
        "2024-12-31T23:00/2025-01-01T05:00",
    ],
}  # fmt: skip
OF_EACH_LANGUAGE = ("few years", "wide and narrow", "every year", "clocks of others")
BUILT = [(name, "en") for name in CASES] + [
    (name, language) for name in OF_EACH_LANGUAGE for language in ("de", "ar")
]
COLLISIONS = """() => [...document.querySelectorAll(".timeline svg[role]")].flatMap(svg => {
  const box = svg.getBoundingClientRect();
  const labels = [...svg.querySelectorAll("text:not(.doubt)")]
    .map(label => [label.textContent, label.getBoundingClientRect()])
    .filter(([words]) => words.trim());
  return labels.flatMap(([words, a], nth) => [
    ...(a.left < box.left - 1 || a.right > box.right + 1 ? [[words, "leaves the drawing"]] : []),
    ...labels.slice(nth + 1).filter(([, b]) => a.left < b.right && b.left < a.right
      && a.top < b.bottom - 4 && b.top < a.bottom - 4).map(([other]) => [words, other])]);
})"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """The address of the chronology of each case and language. No other page is made."""
    addresses = {}
    for name, language in BUILT:
        folder, report = tmp_path_factory.mktemp("site"), Report()
        whole = planned(_records(CASES[name], language), report)
        own = tuple(spec for spec in whole.specs if spec.path == "chronology.html")
        for path, data in render(replace(whole, specs=own), folder, report).files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        assert not report.failed, list(report)
        addresses[name, language] = (folder / "chronology.html").as_uri()
    return addresses


def _records(dates: list[str], language: str) -> Given:
    site = {
        "title": "A site", "summary": "What it is about.", "language": "en",
        "interface_language": language, "publisher": "Nobody", "time_zone": "Europe/London",
    }  # fmt: skip
    source = {
        "title": "An article", "publisher": "A paper", "language": "en", "kind": "news",
        "url": "https://paper.example.org/a",
    }  # fmt: skip
    records: dict[str, Data] = {"site": site, "source/paper": source}
    for nth, date in enumerate(dates):
        records[f"event/e{nth}"] = {
            "title": f"Something that has a long name and happened as number {nth}", "date": date,
            "status": ("alleged", "reported", "established")[nth % 3], "text": "It was.",
            "citations": [{"source": "paper", "stance": "supports"}],
        }  # fmt: skip
    return records


@pytest.mark.parametrize(("name", "language"), BUILT)
def test_no_label_meets_another(
    open_page: Any, sites: dict[tuple[str, str], str], name: str, language: str
) -> None:
    page: Page = open_page()
    page.goto(sites[name, language])
    assert page.locator(".timeline svg[role]").count(), "there is a drawing"
    for width in each_width(page, WIDTHS, 800):
        assert (width, page.evaluate(COLLISIONS)) == (width, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
