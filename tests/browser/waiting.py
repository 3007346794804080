"""Waits for what a page does a moment later. No test reads a state once, right after an act."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from playwright.sync_api import Page

MS = 60_000
"""Milliseconds after which what never fails to come counts as failed, on any machine."""
Read = TypeVar("Read")

RESIZED = """width => new Promise(done => {
  const look = () => innerWidth === width ? done() : requestAnimationFrame(look);
  look();
})"""


def until(page: Page, read: Callable[[], Read], holds: Callable[[Read], object] = bool) -> Read:
    """Return what ``read`` gives, once that holds. Fail with the last of it if it never does.

    The page goes on meanwhile: its events are heard.
    """
    end = time.monotonic() + MS / 1000
    while not holds(value := read()):
        assert time.monotonic() < end, f"it stays at {value!r}"
        page.wait_for_timeout(20)
    return value


def until_equal(page: Page, read: Callable[[], Read], wanted: Read) -> None:
    """Wait until ``read`` gives a value."""
    assert until(page, read, lambda value: value == wanted) == wanted


def holds(page: Page, condition: str, arg: object = None) -> None:
    """Wait until an expression, or a function of ``arg``, holds in a page.

    Playwright's own wait asks a second time with ``eval``, which the policy of a page forbids.
    """
    until(page, lambda: page.evaluate(condition, arg))


def focused(page: Page, is_there: str) -> None:
    """Wait until a condition on ``document.activeElement`` holds, which it calls ``it``."""
    holds(page, f"(it => {is_there})(document.activeElement)")


def resize(page: Page, width: int, height: int) -> None:
    """Give a page another size, and wait until it has it."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(RESIZED, width)


def each_width(page: Page, widths: Iterable[int], height: int) -> Iterator[int]:
    """Give a page each width in turn, and yield it.

    The one that the window has comes first: to lay a page out again is as dear as to open it.
    """
    has = page.evaluate("innerWidth")
    for width in sorted(widths, key=lambda width: width != has):
        resize(page, width, height)
        yield width


def stable(page: Page, read: Callable[[], object], wanted: object, moments: int) -> None:
    """Fail if a value changes within some milliseconds."""
    end = time.monotonic() + moments / 1000
    while time.monotonic() < end:
        assert read() == wanted
        page.wait_for_timeout(20)
