"""The interface in another language and direction than the site's words, as a browser has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from tests.browser.waiting import each_width
from tests.small import FILES, write_files

WIDTHS = (320, 1280)
# Of each element with text of its own: whether its letters run the way that it does.
AGAINST = """() => {
  const rtl = /[\\u0590-\\u08ff]/, letters = /\\p{L}/u, found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const text = own.map((node) => node.textContent).join("").trim();
    if (!letters.test(text) || element.closest("sup, svg, code, .backs")) continue;
    const lang = element.closest("[lang]").lang, arabic = lang.startsWith("ar");
    if (rtl.test(text) !== arabic) found.push(`${lang}: ${text}`);
    const wanted = arabic ? "rtl" : "ltr";
    if (getComputedStyle(element).direction !== wanted) found.push(`${lang} runs wrong: ${text}`);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small investigation, in English, with an interface in Arabic."""
    folder = tmp_path_factory.mktemp("arabic")
    name = "content/site.yaml"
    write_files(folder, {**FILES, name: f"{FILES[name]}interface_language: ar\n"})
    report = Report(strict=True)
    pipeline.build(BuildOptions(folder, folder / "site"), report)
    assert [str(found) for found in report] == []
    return folder / "site"


def pages(site: Path) -> list[str]:
    """A page of each kind."""
    found = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    return list({path.rpartition("/")[0] or path: path for path in found}.values())


def test_each_word_runs_as_its_language_does_and_none_stands_out_of_the_window(
    arabic: Path, page: Page
) -> None:
    for path in pages(arabic):
        page.goto(f"{arabic.as_uri()}/{path}")
        assert page.evaluate(AGAINST) == [], path
        root = page.locator(":root")
        assert root.evaluate("e => [e.lang, e.dir]") == ["ar", "rtl"]
        for width in each_width(page, WIDTHS, 900):
            assert root.evaluate("e => e.scrollWidth - e.clientWidth") == 0, (path, width)


def test_a_quote_has_its_own_language_and_direction(arabic: Path, page: Page) -> None:
    page.goto(f"{arabic.as_uri()}/sources/harbour-letter.html")
    title = page.locator("h1 [lang]")
    assert title.evaluate("e => [e.lang, e.dir]") == ["de", "ltr"]
    # The first link of the navigation is the one that a reader of Arabic meets first.
    left = "e => e.getBoundingClientRect().left"
    first, second = (page.locator(".site-nav a").nth(n).evaluate(left) for n in range(2))
    assert first > second
