"""A reader who looks for something: by search, by letter, page by page, and in the wrong place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from claimline import pipeline
from claimline.diagnostics import Level, Report
from claimline.options import BuildOptions
from tests.browser.conftest import Faults
from tests.browser.waiting import each_width, focused, until
from tests.html_tree import read_html

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
ARABIC = "ديمتري بيسكوف"
RESULT = ".found > li > a"


def _search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)


def test_facets_narrow_down_and_stay_in_the_address(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}search.html")
    _search(page, "drones")
    told = page.locator("form output")
    expect(told).to_have_attribute("aria-live", "polite")
    expect(told).to_have_text(re.compile(r"Results: \d+\."))
    every = int(told.inner_text().split()[1].rstrip("."))
    page.get_by_label("Kind").select_option("Claim")
    page.get_by_label("Verdict").select_option("Supported")
    notes = page.locator(".found > li > .fine")
    expect(page).to_have_url(re.compile(r"\?q=drones&kind=Claim&verdict=Supported$"))
    expect(notes.first).to_have_text("Claim, Supported")
    some = until(
        page,
        lambda: int(told.inner_text().split()[1].rstrip(".")),
        lambda some: 0 < some < every and {*notes.all_inner_texts()} == {"Claim, Supported"},
    )
    page.reload()
    expect(told).to_have_text(f"Results: {some}.")
    expect(page.get_by_label("Verdict")).to_have_value("Supported")
    _search(page, "")
    page.get_by_label("Kind").select_option("")
    page.get_by_label("Verdict").select_option("")
    expect(told).to_have_text("")
    expect(page.locator(RESULT)).to_have_count(0)


def test_an_event_is_found_on_its_page(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}search.html?kind=Event")
    link = page.locator(RESULT).first
    # Whoever finds an alleged event is told so.
    note = page.locator(".found > li > .fine").first
    expect(note).to_have_text(re.compile("^Event, (alleged|reported|established)$"))
    expect(link).to_have_attribute("href", re.compile(r"^events/"))
    title = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_contain_text(title)


def test_by_keyboard_alone_to_a_result_and_to_more(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}search.html")
    expect(page.get_by_role("searchbox")).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name === 'q'"):
            break
    focused(page, "it.name === 'q'")
    page.keyboard.type("drones")
    expect(page.locator(RESULT)).to_have_count(20)
    page.keyboard.press("Enter")  # the form is sent nowhere
    expect(page.locator(RESULT)).to_have_count(20)
    more = page.get_by_role("button", name="More results")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(RESULT).nth(20)).to_be_focused()
    assert page.locator(RESULT).count() > 20
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("search.html"))
    expect(page.locator("h1")).to_be_visible()


def test_what_is_found_is_never_markup(open_page: Any, site_url: str) -> None:
    page: Page = open_page()
    page.goto(f"{site_url}search.html?q=drones")
    expect(page.locator(RESULT).first).to_be_visible()
    inside = page.locator(".found p *")
    expect(inside.first).to_be_visible()
    assert {*inside.evaluate_all("all => all.map(one => one.nodeName)")} == {"MARK"}


def test_the_search_works_in_a_folder(page: Page, file_url: str) -> None:
    page.goto(f"{file_url}search.html?q=Peskov")
    expect(page.locator(RESULT).first).to_have_text("Dmitry Peskov")


def test_without_scripts_the_page_leads_to_the_lists(open_page: Any, file_url: str) -> None:
    page: Page = open_page(java_script_enabled=False)
    page.goto(f"{file_url}search.html")
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("needs JavaScript")
    page.get_by_role("link", name="Claims, sources and actors from A to Z").click()
    expect(page.locator("h1")).to_have_text("A to Z")


def test_where_the_index_is_missing_the_page_leads_to_the_lists(
    page: Page, site_url: str, faults: Faults
) -> None:
    faults.provoke("404")  # the browser notes each file that is not there
    page.route("**/search/**", lambda route: route.fulfill(status=404))
    page.goto(f"{site_url}search.html")
    expect(page.locator(".no-search")).to_be_visible()
    expect(page.locator("form")).to_be_hidden()
    until(page, lambda: faults.provoked)


def test_the_a_to_z_leads_to_every_claim_source_and_actor(
    open_page: Any, site_url: str, built_site: Path
) -> None:
    page: Page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}a-z.html")
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="П", exact=True).click()
    entry = page.locator("section:has(h2:target) li", has_text="Песков see Dmitry Peskov")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Dmitry Peskov")
    linked = set(read_html((built_site / "a-z.html").read_bytes()).hrefs())
    for kind in ("claims", "sources", "actors"):
        made = {f"{kind}/{file.name}" for file in (built_site / kind).glob("*.html")}
        assert made <= linked | {f"{kind}/index.html"}


# Projects of their own


def _built(project: Path, site: Path, records: dict[str, Any]) -> Path:
    for name, data in records.items():
        path = project / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    report = Report()
    pipeline.build(BuildOptions(project, site), report)
    assert [str(found) for found in report if found.level is Level.ERROR] == []
    return site


@pytest.fixture(scope="module")
def least(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one claim with the source that it cites, and nothing else."""
    folder = tmp_path_factory.mktemp("least")
    source = {"id": "s", "title": "A roof", "publisher": "P", "language": "en", "kind": "news",
              "url": "https://paper.example.org/"}  # fmt: skip
    claim = {"id": "c", "claim": "It fell.", "short": "It fell",
             "citations": [{"source": "s", "stance": "supports"}]}  # fmt: skip
    site = {"title": "The roof", "summary": "Did it fall?"}
    records = {"site.yaml": site, "sources.yaml": [source], "claims.yaml": [claim]}
    return _built(folder / "project", folder / "site", records)


@pytest.fixture(scope="module")
def long_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which every word is long, a claim has 60 citations and names are Arabic."""
    folder = tmp_path_factory.mktemp("long")
    address = f"https://paper.example.org/{'a' * 180}"
    sources: list[dict[str, Any]] = [
        {"id": f"s{nth}", "title": LONG if nth % 2 else f"{ARABIC} 2024",
         "publisher": LONG if nth % 3 else ARABIC, "language": "de" if nth % 2 else "ar",
         "kind": "news", "url": f"{address}{nth}", "published": "2024-03-02", "note": LONG,
         "carries": [{"statement": "said", "how": "quotes"}]}
        for nth in range(60)
    ]  # fmt: skip
    cites = [
        {"source": one["id"], "stance": "supports", "quote": f"{LONG} {address}", "at": LONG}
        for one in sources
    ]
    records = {
        "site.yaml": {
            "title": LONG, "summary": LONG, "publisher": LONG,
            "verdicts": [{"id": "v", "label": LONG, "meaning": LONG, "tone": "open"}],
        },
        "actors.yaml": [
            {"id": "x", "name": LONG, "position": LONG, "also_known_as": [LONG + "x", "Песков"]},
            {"id": "ar", "name": ARABIC, "position": LONG, "also_known_as": ["بيسكوف", "Peskov"]},
        ],
        "statements.yaml": [
            {"id": "said", "short": LONG[:75], "by": "ar", "says": LONG, "said": "2024-03-01",
             "channel": LONG, "quote": LONG, "lang": "de"},
        ],
        "sources.yaml": sources,
        "claims.yaml": [
            {"id": "c", "claim": LONG, "short": LONG[:75], "by": ["ar", "x"], "verdict": "v",
             "reasoning": f"{LONG} [@s0]. {address} `{LONG}`", "unknowns": LONG, "tags": ["t" * 60],
             "citations": cites, "stances": [{"actor": "x", "stance": "denies"}]},
        ],
        "events.yaml": [
            {"id": "e", "title": LONG[:75], "date": "2024-03-01", "status": "alleged",
             "text": LONG, "citations": cites[:1], "actors": ["ar", "x"]},
        ],
        "details.yaml": [
            {"id": "d", "question": LONG, "short": LONG[:75], "unit": LONG,
             "values": [{"value": LONG, "source": "s0", "quote": LONG, "at": LONG},
                        {"value": "2", "source": "s1"}]},
        ],
    }  # fmt: skip
    return _built(folder / "project", folder / "site", records)


def test_a_project_of_one_claim_says_what_is_not_there_yet(open_page: Any, least: Path) -> None:
    page: Page = open_page(viewport={"width": 1280, "height": 800})
    for path in ("statements", "actors", "details", "briefs", "tags"):
        page.goto(f"{(least / path / 'index.html').as_uri()}")
        expect(page.locator(".empty")).to_be_visible()
        expect(page.locator(".empty")).to_have_text(re.compile(r"^No .+ yet\.$"))
        assert "0 " not in page.locator("main").inner_text()
    for path in ("chronology.html", "corrections.html"):
        page.goto((least / path).as_uri())
        expect(page.locator(".empty")).to_be_visible()
    page.goto((least / "index.html").as_uri())
    assert page.locator("main :is(ul, ol, nav):not(:has(li))").count() == 0
    assert page.locator(".figures dt").all_inner_texts() == [
        "source", "vantage points", "independent confirmations",
    ]  # fmt: skip
    claims = page.locator("#claims").bounding_box()
    head = page.locator("h1").bounding_box()
    assert claims
    assert head
    assert abs(claims["x"] - head["x"]) < 2, "nothing stands beside an empty column"


def test_long_words_widen_no_page(page: Page, long_words: Path) -> None:
    files = [
        file
        for file in sorted(long_words.rglob("*.html"))
        if not re.fullmatch(r"s([2-9]|\d\d)\.html", file.name)
    ]
    assert len(files) > 15
    wide = {}
    for file in files:
        page.goto(file.as_uri())
        for width in each_width(page, (320, 1280), 800):
            found = page.evaluate("document.documentElement.scrollWidth")
            if found > width:
                wide[file.name, width] = found
    assert wide == {}


def test_of_sixty_citations_the_common_ones_are_folded(open_page: Any, long_words: Path) -> None:
    page: Page = open_page()
    page.goto((long_words / "claims/c.html").as_uri())
    entries = page.locator(".evidence")
    assert entries.count() == 60
    folded = page.locator(".origin details")
    expect(folded).to_have_count(1)
    expect(entries.nth(9)).to_be_visible()
    expect(entries.nth(10)).to_be_hidden()
    page.locator(".origin summary").click()
    expect(entries.nth(59)).to_be_visible()
    # A source's page leads to the entry, and what holds it is opened.
    page.goto((long_words / "sources/s59.html").as_uri())
    page.locator(".usages li > a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_what_follows_an_arabic_name_stays_where_it_was(open_page: Any, long_words: Path) -> None:
    """The comma and the date stand to the right of the name, as in any line of the page."""
    page: Page = open_page(viewport={"width": 1280, "height": 800})
    page.goto((long_words / "statements/index.html").as_uri())
    byline = page.locator(".statement-list .byline").first
    name, date = byline.locator("bdi").bounding_box(), byline.locator("time").bounding_box()
    assert name
    assert date
    assert name["x"] + name["width"] <= date["x"]
