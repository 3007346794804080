"""axe-core on every state of a component: narrow and wide, in the light and in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from claimline.reference import pattern_pages
from tests.browser.axe import HEIGHT, WIDTHS, violations, with_axe
from tests.browser.conftest import OpenPage
from tests.browser.waiting import each_width

ID = re.compile(r'\sid="([^"]+)"')
SHEET = re.compile(r'<link rel="stylesheet"[^>]*>')


def _joined(pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Put many pages into a few, for each costs axe a start. Yield each with the names in it.

    Together come pages that have the same style sheets, and no id in common but for the frame's.
    """
    groups: list[tuple[list[str], set[str], list[str]]] = []
    for name, text in pages.items():
        frame, begin, rest = text.partition("<main ")
        main, end, foot = rest.partition("</main>")
        inside = main.partition(">")[2]
        assert inside, name
        sheets, ids = SHEET.findall(frame), set(ID.findall(inside))
        for names, taken, parts in groups:
            if SHEET.findall(parts[0]) == sheets and not taken & ids:
                names.append(name)
                taken |= ids
                parts.insert(-1, inside)
                break
        else:
            groups.append(([name], ids, [frame + begin + main, end + foot]))
    for names, _, parts in groups:
        yield " ".join(names), "".join(parts)


@pytest.fixture(scope="module")
def components(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of pages with every component in each of its states, by what they hold."""
    folder = tmp_path_factory.mktemp("patterns")
    pages: dict[str, str] = {}
    for name, data in pattern_pages().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        if file.suffix == ".html":
            pages[name] = data.decode()
    addresses = {}
    for nth, (names, text) in enumerate(_joined(pages)):
        file = folder / names.partition(" ")[0]
        file = file.with_name(f"{nth}-{file.name}")
        file.write_text(text, encoding="utf-8")
        addresses[names] = file.as_uri()
    assert 1 < len(addresses) < len(pages) / 2
    return addresses


def test_axe_finds_nothing_in_any_state_of_a_component(
    open_page: OpenPage, components: dict[str, str]
) -> None:
    page = with_axe(open_page())
    by_names = {}
    for names, address in components.items():
        # The same component stands there many times, so its landmarks share their names, and
        # the headings above it are hidden in the end.
        without = ("landmark-unique", "heading-order")
        by_names[names] = violations(page, address, without=without)
        for width in each_width(page, WIDTHS, HEIGHT):
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                by_names[names].append(f"{width}: {needed} pixels wide")
    assert {names: faults for names, faults in by_names.items() if faults} == {}
