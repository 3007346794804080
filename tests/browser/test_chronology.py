"""The chronology in a browser: filters by keyboard and by address, and the timeline beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.keyboard import tab_to
from tests.browser.waiting import MS, holds, resize, until, until_equal

ENTRIES = "#entries [data-lane] > li"
STATUS = "main form output"


@pytest.fixture
def chronology(page: Page, site_url: str) -> Page:
    """The chronology, open."""
    page.goto(f"{site_url}chronology.html")
    return page


@pytest.fixture(scope="module")
def seen(browser: Browser, site_url: str) -> Iterator[Page]:
    """The chronology, open for all tests that only look at it.

    Each says how large it is and by which media. The errors of this page others would meet too.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(MS)
    page = context.new_page()
    page.goto(f"{site_url}chronology.html")
    yield page
    context.close()


def _left(page: Page) -> list[str]:
    """The entries that the filter leaves, by id."""
    found: list[str] = page.evaluate(
        "at => [...document.querySelectorAll(at)].filter(it => !it.hidden).map(it => it.id)",
        ENTRIES,
    )
    return found


def _has_fragment(page: Page, fragment: str) -> None:
    until_equal(page, lambda: urlsplit(page.url).fragment, fragment)


def _tab_to(page: Page, to: Locator) -> None:
    tab_to(page, to)
    expect(to).to_be_in_viewport()


def test_a_filter_by_keyboard_alone(chronology: Page) -> None:
    page = chronology
    everything = len(_left(page))
    _tab_to(page, page.get_by_role("checkbox", name="Events"))
    page.keyboard.press("Space")
    events = until(page, lambda: _left(page), lambda left: 0 < len(left) < everything)
    assert all(id_.startswith("event-") for id_ in events)
    expect(page.get_by_role("status")).to_have_text(
        f"Showing {len(events)} of {everything} entries"
    )

    _tab_to(page, page.locator("select[name=status]"))
    page.keyboard.type("al")
    alleged = until(page, lambda: _left(page), lambda left: 0 < len(left) < len(events))
    for id_ in alleged:
        expect(page.locator(f"#{id_}")).to_have_attribute("data-status", "alleged")
        expect(page.locator(f"#{id_}")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(
        f"Showing {len(alleged)} of {everything} entries"
    )
    _has_fragment(page, "lane=event&status=alleged")

    _tab_to(page, page.get_by_role("button", name="Show all"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"Showing {everything} of {everything} entries")
    until_equal(page, lambda: len(_left(page)), everything)
    _has_fragment(page, "")


def test_a_filter_is_announced_politely(seen: Page) -> None:
    status = seen.get_by_role("status")
    expect(status).to_have_attribute("aria-live", "polite")
    expect(status).to_have_text("")


def test_an_address_brings_its_filter_and_back_takes_it_away(page: Page, site_url: str) -> None:
    address = f"{site_url}chronology.html"
    page.goto(f"{address}#lane=statement&lane=source&tags=talks")
    expect(page.get_by_role("checkbox", name="Statements")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Sources")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Events")).not_to_be_checked()
    expect(page.locator("select[name=tags]")).to_have_value("talks")
    shared = _left(page)
    assert shared
    assert all(id_.startswith(("statement-", "source-")) for id_ in shared)
    expect(page.get_by_role("status")).to_contain_text(f"Showing {len(shared)} of ")
    # What is left is unfolded, and the number of each fold is that of what is left.
    for fold in page.locator("#entries details[data-group]:not([hidden])").all():
        expect(fold).to_have_attribute("open", "")
        inside = fold.locator("[data-lane] > li:not([hidden])").count()
        expect(fold.locator("[data-count]")).to_have_text(str(inside))

    page.reload()
    until_equal(page, lambda: _left(page), shared)
    page.locator("select[name=tags]").select_option("")
    until(page, lambda: _left(page), lambda left: left != shared)
    page.get_by_role("checkbox", name="Sources").uncheck()
    _has_fragment(page, "lane=statement")
    assert len(_left(page)) != len(shared)
    page.go_back()
    _has_fragment(page, "lane=statement&lane=source")
    page.go_back()
    _has_fragment(page, "lane=statement&lane=source&tags=talks")
    until_equal(page, lambda: _left(page), shared)
    page.goto(f"{address}#")
    expect(page.locator("select[name=tags]")).to_have_value("")


def test_choices_by_one_control_are_one_step_back(chronology: Page) -> None:
    tag = chronology.locator("select[name=tags]")
    tag.select_option("talks")
    _has_fragment(chronology, "tags=talks")
    tag.select_option("drones")
    _has_fragment(chronology, "tags=drones")
    chronology.go_back()
    expect(tag).to_have_value("")
    _has_fragment(chronology, "")


def test_marks_fade_in_step_with_the_list(chronology: Page) -> None:
    chronology.locator("select[name=status]").select_option("alleged")
    _has_fragment(chronology, "status=alleged")
    faded = chronology.evaluate(
        """() => [...document.querySelectorAll(".timeline [data-of], .timeline [id^=mark-]")].map(
          mark => [mark.classList.contains("faded"),
            (mark.dataset.of || mark.id.slice(5)).split(" ").every(
              id => document.getElementById(id).hidden)])"""
    )
    assert {fades for fades, _ in faded} == {True, False}
    assert all(fades == hidden for fades, hidden in faded)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_overview_to_a_mark_to_an_entry_and_back(
    open_page: Any, site_url: str, script: bool
) -> None:
    page: Page = open_page(java_script_enabled=script)
    page.goto(f"{site_url}chronology.html")
    column = page.locator("a.column").filter(has=page.locator("title", has_text="29 December 2025"))
    column.focus()
    page.keyboard.press("Enter")
    heading = page.locator("#day-2025-12-29:target")
    expect(heading).to_be_in_viewport()

    overview = page.locator(".timeline")
    mark = overview.locator(".marks[data-lane=event] a").first
    id_ = mark.get_attribute("id") or ""
    mark.focus()
    page.keyboard.press("Enter")
    entry = page.locator(f"#{id_.removeprefix('mark-')}:target")
    expect(entry).to_be_in_viewport()
    expect(entry).to_have_class(re.compile(r"\bevent\b"))

    entry.get_by_role("link", name="In the drawing").click()
    expect(page.locator(f"[id='{id_}']:target")).to_be_in_viewport()
    # It looks unlike its neighbours, and not by colour alone.
    wide = "mark => getComputedStyle(mark.querySelector('.mark-shape')).strokeWidth"
    others = overview.locator(f".marks[data-lane=event] a:not([id='{id_}'])")
    plain = others.first.evaluate(wide)
    until(page, lambda: page.locator(f"[id='{id_}']").evaluate(wide), lambda it: it != plain)


def test_a_link_to_what_is_hidden_shows_it(chronology: Page) -> None:
    chronology.get_by_role("checkbox", name="Sources").check()
    _has_fragment(chronology, "lane=source")
    assert not any(id_.startswith("event-") for id_ in _left(chronology))
    mark = chronology.locator(".marks[data-lane=event] a").first
    of = (mark.get_attribute("href") or "")[1:]
    mark.focus()
    chronology.keyboard.press("Enter")
    expect(chronology.locator(f"[id='{of}']")).to_be_in_viewport()
    expect(chronology.get_by_role("checkbox", name="Sources")).not_to_be_checked()


def test_a_day_by_the_hour_leads_to_its_entries_and_to_the_chronology(
    open_page: Any, site_url: str
) -> None:
    page: Page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}chronology.html#day-2025-12-29-hours")
    page.locator("#day-2025-12-29-hours:target").click()
    mark = page.locator(".hours .marks[data-lane=event] a").first
    of = (mark.get_attribute("href") or "")[1:]
    mark.focus()
    page.keyboard.press("Enter")
    row = page.locator(f"[id='{of}']:target")
    expect(row).to_be_in_viewport()
    row.get_by_role("link").click()
    expect(page.locator(f"[id='{of}'].event:target")).to_be_in_viewport()


SMALL = """() => [...document.querySelectorAll(".timeline a[href], .jumps a, .filters label")]
  .map(one => [one, (one.querySelector("rect") || one).getBoundingClientRect()])
  .filter(([, box]) => box.width < 23.9 || box.height < 23.9)
  .map(([one]) => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("path", ["chronology/key-days.html", "chronology/2025-12-29.html"])
def test_a_part_of_the_timeline_fits_a_phone_and_its_marks_a_finger(
    open_page: Any, site_url: str, path: str
) -> None:
    page: Page = open_page(viewport={"width": 320, "height": 800})
    page.goto(f"{site_url}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(SMALL) == []


def test_the_filter_stays_in_view_and_covers_no_heading(open_page: Any, site_url: str) -> None:
    page: Page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site_url}chronology.html#day-2025-12-30")
    form = page.locator("form.filters")
    expect(form).to_be_in_viewport()
    heading = page.locator("#day-2025-12-30")
    expect(heading).to_be_in_viewport()
    holds(
        page,
        """([form, heading]) => document.querySelector(heading).getBoundingClientRect().top
          >= document.querySelector(form).getBoundingClientRect().bottom""",
        ["form.filters", "#day-2025-12-30"],
    )
    # On a low or narrow screen, it would take the room of the text.
    for width, height in ((1280, 500), (390, 900)):
        resize(page, width, height)
        expect(form).to_have_css("position", "static")


def test_without_scripts_everything_stands(open_page: Any, site_url: str) -> None:
    page: Page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}chronology.html#lane=event&status=alleged")
    expect(page.locator("form.filters")).to_be_hidden()
    assert page.locator(f"{ENTRIES}[hidden]").count() == 0
    for entry in page.locator(f"{ENTRIES}.event").all():
        assert entry.is_visible()
    fold = page.locator("#entries details[data-group]").first
    expect(fold).not_to_have_attribute("open", "")
    fold.locator("summary").click()
    expect(fold.locator("[data-lane] > li").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_drawings_scroll_and_the_page_does_not(seen: Page, width: int) -> None:
    page = seen
    resize(page, width, 800)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 320:
        assert page.evaluate(SMALL) == [], "each mark is as large as a finger"
    regions = page.locator(".timeline [role=region]")
    assert regions.count() == 1
    for region in regions.all():
        expect(region).to_have_accessible_name(re.compile(r"\w"))
        expect(region).to_have_attribute("tabindex", "0")
        assert region.evaluate("one => one.scrollWidth > one.clientWidth") == (width == 320)


def test_drawings_have_names_for_all_that_can_be_reached(seen: Page) -> None:
    for svg in seen.locator(".timeline svg[role]").all():
        expect(svg).to_have_accessible_name(re.compile(r"\w"))
    unnamed = seen.evaluate(
        """() => [...document.querySelectorAll(".timeline a[href]")].filter(
          link => !link.querySelector("title")?.textContent.trim()).length"""
    )
    assert unnamed == 0
    assert seen.locator("[style]").count() == 0


def test_labels_do_not_run_into_each_other(seen: Page) -> None:
    """As the browser's own type draws them, not as they were measured."""
    resize(seen, 1280, 800)
    met = seen.evaluate(
        """() => [...document.querySelectorAll(".timeline svg[role]")].flatMap(svg => {
          const box = svg.getBoundingClientRect();
          const labels = [...svg.querySelectorAll("text:not(.doubt)")].map(
            one => [one.textContent, one.getBoundingClientRect()]);
          return labels.flatMap(([words, a], nth) => [
            ...(a.left < box.left - 1 || a.right > box.right + 1 ? [[words, "leaves"]] : []),
            ...labels.slice(nth + 1).filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1
              && a.top < b.bottom - 4 && b.top < a.bottom - 4).map(([other]) => [words, other])]);
        })"""
    )
    assert met == []


@pytest.mark.parametrize("media", ["dark", "forced", "print"])
def test_statuses_are_told_apart_without_colour(seen: Page, media: str) -> None:
    as_seen: dict[str, dict[str, Any]] = {
        "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"},
        "print": {"media": "print"},
    }  # fmt: skip
    seen.emulate_media(**as_seen[media])
    query = {"dark": "(prefers-color-scheme: dark)", "forced": "(forced-colors: active)"}
    assert seen.evaluate("it => matchMedia(it).matches", query.get(media, "print"))
    looks = seen.evaluate(
        """() => Object.fromEntries(["alleged", "reported", "established"].map(status => {
          const style = getComputedStyle(
            document.querySelector(`.marks .mark-shape[data-status=${status}]`));
          const ink = style.fill === style.stroke;
          return [status, [ink, style.strokeDasharray !== "none"]];
        }))"""
    )
    seen.emulate_media(media="null", color_scheme="null", forced_colors="null")
    assert looks == {
        "alleged": [False, True], "reported": [False, False], "established": [True, False],
    }  # fmt: skip


def test_words_on_the_timeline_stand_before_their_edge(open_page: Any, site_url: str) -> None:
    """The edge in the colour of the paper, drawn last, would leave nothing of a thin sign."""
    page: Page = open_page()
    orders = []
    for path in ("chronology/2025-12-29.html", "chronology/2025-12-31.html", "chronology.html"):
        page.goto(f"{site_url}{path}")
        orders += page.evaluate(
            """() => [...document.querySelectorAll(".marks text")]
              .map(one => getComputedStyle(one).paintOrder)"""
        )
    assert len(orders) > 20
    assert {order.split()[0] for order in orders} == {"stroke"}
    assert page.locator(".marks text.doubt").count()
