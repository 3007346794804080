"""axe-core on every kind of page, narrow and wide, in the light and in the dark."""

from __future__ import annotations

from pathlib import Path

from tests.browser.axe import ALIKE, violations, with_axe
from tests.browser.conftest import OpenPage


def test_axe_finds_nothing(open_page: OpenPage, site_url: str, kinds: list[str]) -> None:
    page = with_axe(open_page())
    faults = {path: violations(page, f"{site_url}{path}") for path in kinds}
    assert {path: found for path, found in faults.items() if found} == {}


def written(folder: Path, style: str, body: str) -> str:
    """Write a page; return its address."""
    page = folder / "page.html"
    page.write_text(
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>"
        f"<title>A page</title><style>{style}</style><main><h1>A page</h1>{body}</main>",
        encoding="utf-8",
    )
    return page.as_uri()


def test_a_fault_in_the_dark_alone_is_seen(open_page: OpenPage, tmp_path: Path) -> None:
    style = "@media (prefers-color-scheme: dark) { p { color: #777; background: #666 } }"
    page = written(tmp_path, style, "<p>Words in grey</p>")
    faults = violations(with_axe(open_page()), page)
    assert [fault.partition(": ")[0] for fault in faults] == ["1280, dark", "320, dark"]
    assert all("color-contrast" in fault for fault in faults)


def test_a_fault_at_one_width_alone_is_seen(open_page: OpenPage, tmp_path: Path) -> None:
    style = "@media (max-width: 500px) { p { color: #777; background: #666 } }"
    faults = violations(with_axe(open_page()), written(tmp_path, style, "<p>Words in grey</p>"))
    assert [fault.partition(": ")[0] for fault in faults] == ["320, dark", "320"]


def test_an_element_unlike_those_before_it_is_seen(open_page: OpenPage, tmp_path: Path) -> None:
    """However many alike stand before and behind it."""
    alike = "<li><a href=#a>Words</a></li>" * (ALIKE + 2)
    style = ".pale { color: #bbb; background: #fff }"
    unlike = {
        "link-name": "<li><a href=#a></a></li>",
        "color-contrast": "<li><a href=#a class=pale>Words</a></li>",
        "image-alt": "<li><a href=#a>Words</a><img src=data:,></li>",
        "aria-allowed-attr": "<li><a href=#a aria-pressed=1>Words</a></li>",
    }
    body = f"<ul>{alike}{alike.join(unlike.values())}{alike}</ul>"
    faults = " ".join(violations(with_axe(open_page()), written(tmp_path, style, body)))
    assert [rule for rule in unlike if rule not in faults] == []
    assert violations(with_axe(open_page()), written(tmp_path, style, f"<ul>{alike}</ul>")) == []
