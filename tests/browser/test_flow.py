"""Who got it from whom, as a browser draws it: readable at every width and in both directions."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from claimline.reference import pattern_pages
from tests.browser.conftest import OpenPage
from tests.browser.waiting import each_width

BOXES = """() => [...document.querySelectorAll(".flow .fork > div")].map((step) => {
  const after = step.nextElementSibling.getBoundingClientRect();
  const box = step.getBoundingClientRect();
  return {right: after.left >= box.right, left: after.right <= box.left,
    below: after.top >= box.bottom};
})"""
# What a finger must hit, and what stands out of its own box.
SMALL = """() => [...document.querySelectorAll(
    ".flow a, .flow summary, .origin-head a")]
  .map((link) => [link.textContent, link.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
CUT = """() => [...document.querySelectorAll(".flow a, .flow small")].filter((words) => {
  const inner = words.getBoundingClientRect();
  const outer = words.closest("div, li").getBoundingClientRect();
  return inner.left < outer.left - 1 || inner.right > outer.right + 1;
}).map((words) => words.textContent)"""


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the pattern page of flows, with folded sources open."""
    folder = tmp_path_factory.mktemp("flow")
    for name, data in pattern_pages().items():
        if name == "components/flow.html" or name.startswith("assets/"):
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data.replace(b"<details>", b"<details open>"))
    return (folder / "components" / "flow.html").as_uri()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_each_step_stands_after_the_one_before(page: Page, flow: str, direction: str) -> None:
    page.goto(flow)
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    for width in each_width(page, (320, 390, 800, 1280), 900):
        boxes = page.evaluate(BOXES)
        assert len(boxes) > 8
        side = "below" if width < 500 else "right" if direction == "ltr" else "left"
        assert [box for box in boxes if not box[side]] == [], width
        assert page.evaluate(SMALL) == [], width
        assert page.evaluate(CUT) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


COVERED = """() => {
  const side = document.querySelector(".beside").getBoundingClientRect();
  const rest = document.querySelector(".apparatus").getBoundingClientRect();
  return side.right > rest.left && side.left < rest.right
    && side.bottom > rest.top && side.top < rest.bottom;
}"""


@pytest.mark.parametrize("path", [
    "claims/target-was-the-residence.html",
    "claims/ukraine-sent-91-drones-at-residence.html",
])  # fmt: skip
def test_the_numbers_of_a_claim_never_lie_on_its_evidence(
    open_page: OpenPage, site_url: str, path: str
) -> None:
    """The evidence takes the width of the window, and the side column stays above it."""
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site_url}{path}")
    assert page.locator(".origin-head a").count() > 4
    assert page.evaluate(SMALL) == []
    height = page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 300):
        page.evaluate("top => window.scrollTo(0, top)", top)
        assert not page.evaluate(COVERED), (path, top)
