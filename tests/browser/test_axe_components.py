"""axe-core on every state of a component: two widths, in the light and in the dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.reference import pattern_pages
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage


@pytest.fixture(scope="module")
def components(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pattern pages: every component in each of its states."""
    folder = tmp_path_factory.mktemp("patterns")
    for name, data in pattern_pages().items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return sorted(folder.rglob("*.html"))


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_any_state_of_a_component(
    open_page: OpenPage, components: list[Path], width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    by_name = {}
    for file in components:
        # The same component stands there many times, so its landmarks share their names.
        by_name[file.name] = violations(page, file.as_uri(), without=("landmark-unique",))
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            by_name[file.name].append(f"{needed} pixels wide")
    assert {name: faults for name, faults in by_name.items() if faults} == {}


def test_a_fault_in_the_dark_alone_is_seen(open_page: OpenPage, tmp_path: Path) -> None:
    """That the second look is a look at the dark."""
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><html lang=en><title>A page</title><style>"
        "@media (prefers-color-scheme: dark) { p { color: #777; background: #666 } }"
        "</style><main><h1>A page</h1><p>Words in grey</p></main>",
        encoding="utf-8",
    )
    faults = violations(open_page(), page.as_uri())
    assert len(faults) == 1
    assert faults[0].startswith("dark: color-contrast")
