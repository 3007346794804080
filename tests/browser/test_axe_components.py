"""axe-core on every state of a component: narrow and wide, in the light and in the dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.reference import pattern_pages
from tests.browser.axe import WIDTHS, violations
from tests.browser.conftest import OpenPage
from tests.browser.waiting import resize


@pytest.fixture(scope="module")
def components(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pattern pages: every component in each of its states."""
    folder = tmp_path_factory.mktemp("patterns")
    for name, data in pattern_pages().items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return sorted(folder.rglob("*.html"))


def test_axe_finds_nothing_in_any_state_of_a_component(
    open_page: OpenPage, components: list[Path]
) -> None:
    page = open_page()
    by_name = {}
    for file in components:
        # The same component stands there many times, so its landmarks share their names.
        by_name[file.name] = violations(page, file.as_uri(), without=("landmark-unique",))
        for width in WIDTHS:
            resize(page, width, 800)
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                by_name[file.name].append(f"{width}: {needed} pixels wide")
    assert {name: faults for name, faults in by_name.items() if faults} == {}
