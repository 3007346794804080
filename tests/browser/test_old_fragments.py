"""Fragments from before a page was cut lead to where the entry stands now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from claimline.diagnostics import Report
from claimline.pages import chronology_cut, long_sections
from tests.dossiers import planned
from tests.pages.test_chronology_cut import every_lane
from tests.pages.test_long_answers import given as answered
from tests.rendering import render


@pytest.fixture(scope="module")
def cut_site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a site whose timeline has a page for each month, and two events in each."""
    folder = tmp_path_factory.mktemp("cut")
    dates = {f"e{month}": f"2024-{month:02}-02" for month in range(1, 7)}
    dates |= {f"f{month}": f"2024-{month:02}-03" for month in range(1, 7)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chronology_cut, "ONE_PAGE", 1)
        patch.setattr(chronology_cut, "PAGE", 14_000)
        files = render(planned(every_lane(**dates)), folder, Report()).files
        for path, data in files.items():
            place = folder / "site" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    assert "chronology/2024-03.html" in files
    return f"{(folder / 'site').as_uri()}/"


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("chronology.html#event-e3", "chronology/2024-03.html#event-e3"),
        ("chronology/2024.html#mark-event-e3", "chronology/2024-03.html#event-e3"),
        ("chronology/2024.html#mark-event-f5", "chronology/2024-05.html#event-f5"),
        ("chronology/2024-03.html#mark-event-e5", "chronology/2024-05.html#event-e5"),
        ("chronology.html#mark-claim-e3", "claims/e3.html"),
        ("chronology.html#mark-source-f2", "sources/f2.html"),
        ("chronology.html#mark-statement-e1", "statements/e1.html"),
    ],
)
def test_an_old_fragment_leads_to_the_entry(old: str, now: str, cut_site: str, page: Page) -> None:
    page.goto(f"{cut_site}{old}")
    expect(page).to_have_url(re.compile(rf"{re.escape(now)}$"))


def test_a_mark_that_is_drawn_stays_and_one_of_nothing_leads_to_the_whole_timeline(
    cut_site: str, page: Page
) -> None:
    page.goto(f"{cut_site}chronology/2024-03.html")
    drawn = page.locator("[id^='mark-event-']").first.get_attribute("id")
    assert drawn
    page.goto(f"{cut_site}chronology/2024-03.html#{drawn}")
    expect(page.locator(f"#{drawn}:target")).to_have_count(1)
    page.goto(f"{cut_site}chronology/2024-04.html#mark-event-nobody")
    expect(page).to_have_url(re.compile(r"/chronology\.html#event-nobody$"))


@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_fragment_of_an_answer_leads_to_the_page_that_has_it(
    scripts: bool, tmp_path: Path, browser: Browser
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_sections, "ON_PAGE", 4)
        files = render(planned(answered(10)), tmp_path, Report()).files
    for path, data in files.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(data)
    for old in ("answer-7", "ref-4"):
        page = browser.new_page(java_script_enabled=scripts)
        page.goto(f"{(tmp_path / 'site').as_uri()}/details/many.html#{old}")
        if not scripts:
            expect(page.locator(f"li:has(#{old}:target)")).to_be_in_viewport()
            page.locator(f"li:has(#{old}) a").click()
        expect(page).to_have_url(
            re.compile(rf"details/many/answers/page-2\.html{f'#{old}' if scripts else ''}$")
        )
        expect(page.locator(f":is(tr, li)#{old}")).to_be_visible()
        page.close()
