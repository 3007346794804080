"""``python -m tests.browser.shots``: the screenshots of ``docs/look.md``, made anew.

The shipped investigation is opened from the disk, without scripts, in the system's Chromium.
"""

from __future__ import annotations

import io
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "shots"
CLAIM = "claims/target-was-the-residence.html"
COLOURS = 96
"""Enough for text and two tints, and a third of the bytes."""

# The name of each shot: the page, the size of the window, and what the reader asked for.
SHOTS: dict[str, tuple[str, int, int, dict[str, Any]]] = {
    "front-wide": ("index.html", 1280, 900, {}),
    "chronology-wide": ("chronology.html", 1280, 900, {}),
    "claim-wide": (CLAIM, 1280, 900, {}),
    "claim-dark": (CLAIM, 1280, 900, {"color_scheme": "dark"}),
    "claim-phone": (CLAIM, 320, 900, {}),
    "chronology-phone": ("chronology.html#event-smolensk-interception-2025-12-29", 320, 900, {}),
    "claim-print": (CLAIM, 794, 1123, {"print": True}),
}


def shoot(folder: Path) -> None:
    """Build the site and write each shot into ``folder``."""
    find = ["sh", str(Path(__file__).with_name("ensure_chromium.sh")), "--find"]
    chromium = subprocess.run(find, capture_output=True, text=True, check=True).stdout.strip()
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = Path(temporary) / "site"
        pipeline.build(BuildOptions(ROOT, site), Report())
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for name, (address, width, height, asked) in SHOTS.items():
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme=asked.get("color_scheme", "light"),
                java_script_enabled=False,
            )
            if asked.get("print"):
                page.emulate_media(media="print")
            page.goto(f"{site.as_uri()}/{address}")
            image = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
            image.save(folder / f"{name}.png", optimize=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    shoot(FOLDER)
