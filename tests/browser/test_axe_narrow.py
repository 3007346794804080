"""axe-core on every kind of page, 320 pixels wide, in the light and in the dark."""

from __future__ import annotations

from tests.browser.axe import violations_by_page
from tests.browser.conftest import OpenPage


def test_axe_finds_nothing(open_page: OpenPage, site_url: str, kinds: list[str]) -> None:
    assert violations_by_page(open_page, site_url, kinds, 320) == {}
