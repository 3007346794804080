"""Opens pages of a site in Chromium, and measures what a reader's machine does with them.

The pages are opened from the folder, so that no network takes part. Playwright and Chromium are
imported and started here alone.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.tools import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NARROW = 320
_TIMES = """() => {
  const paint = performance.getEntriesByType('paint').find(it => it.name === 'first-paint');
  const load = performance.getEntriesByType('navigation')[0];
  const elements = document.querySelectorAll('*').length;
  return [paint ? paint.startTime : -1, load.domContentLoadedEventEnd, elements];
}"""
_PAINTED = "performance.getEntriesByType('paint').length > 0"


@dataclass(frozen=True, slots=True)
class Opened:
    """A page in a browser. Times in seconds, medians of several loads."""

    elements: int
    paint: float
    """Until something is seen for the first time."""
    ready: float
    """Until all scripts of the page have run."""
    processor: float
    """Processor time of the page's main thread, which hardly depends on what else runs."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser.

    Raises:
        RuntimeError: there is no Chromium.
    """
    from playwright.sync_api import sync_playwright

    script = ROOT / "tests" / "browser" / "ensure_chromium.sh"
    asked = subprocess.run(["sh", str(script), "--find"], capture_output=True, text=True)
    if asked.returncode:
        raise RuntimeError("There is no Chromium. Run: sh tests/browser/ensure_chromium.sh")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=asked.stdout.strip(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def opened(browser: Browser, file: Path, loads: int) -> Opened:
    """Open a page several times, each time in a fresh profile."""
    paints, readies, used, elements = [], [], [], 0
    for _ in range(loads):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(file.as_uri(), wait_until="load", timeout=120_000)
        page.wait_for_function(_PAINTED, timeout=120_000)
        paint, ready, elements = page.evaluate(_TIMES)
        metrics = session.send("Performance.getMetrics")["metrics"]
        used.append(next(it["value"] for it in metrics if it["name"] == "TaskDuration"))
        paints.append(paint / 1000)
        readies.append(ready / 1000)
        context.close()
    return Opened(elements, median(paints), median(readies), median(used))


def widest(browser: Browser, site: Path, paths: tuple[str, ...]) -> tuple[int, str]:
    """The widest of some pages in a window of 320 pixels: its width, and its path."""
    context = browser.new_context(viewport={"width": NARROW, "height": 640})
    page = context.new_page()
    found = (0, "")
    for path in paths:
        page.goto((site / path).as_uri(), wait_until="load", timeout=120_000)
        width = int(page.evaluate("document.documentElement.scrollWidth"))
        found = max(found, (width, path), key=lambda one: one[0])
    context.close()
    return found
