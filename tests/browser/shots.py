"""``python -m tests.browser.shots``: the screenshots of ``docs/look.md`` and ``docs/desk.md``.

The shipped investigation is opened from the disk, without scripts, in the system's Chromium. So are
the forms of the desk, from a server without a build. What changes records is done in the example of
`claimline new project`.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.applications import Starlette

from claimline import pipeline
from claimline.author.desk.desk import Desk
from claimline.author.desk.routes import desk_routes
from claimline.author.desk.session import PREFIX, Session
from claimline.author.serve.http_server import HttpServer, listen
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
    "claim-evidence": (f"{CLAIM}#evidence", 1280, 900, {}),
    "day-wide": ("chronology/2025-12-29.html", 1280, 900, {}),
    "claim-dark": (CLAIM, 1280, 900, {"color_scheme": "dark"}),
    "claim-phone": (CLAIM, 320, 900, {}),
    "chronology-phone": ("chronology.html#event-smolensk-interception-2025-12-29", 320, 900, {}),
    "claim-print": (CLAIM, 794, 1123, {"print": True}),
}


LOG = """\
Log of calls, 14 September 2024
Entry 111: a fallen branch in Mill Lane.
Entry 112: smoke from a switch in the substation. Nobody was hurt.
Entry 113: a cellar under water.
"""


@contextmanager
def desk_url(project: Path = ROOT) -> Iterator[str]:
    """The address of the desk of a project."""
    bound, address = listen("127.0.0.1", 0, 0)
    session = Session(address.url, address.port)
    server = HttpServer(Starlette(routes=[*desk_routes(Desk(project, session))]), bound)
    server.start()
    try:
        yield f"{session.origin}{PREFIX}"
    finally:
        server.close()


def shoot_desk(browser: Browser, folder: Path) -> None:
    """Write the shots of the desk: a form, and the same form with a finding on a phone."""
    with desk_url() as desk:
        for name, width, said in (("desk-form", 1280, ""), ("desk-finding", 390, "31/2/2026")):
            page = browser.new_page(
                viewport={"width": width, "height": 900}, java_script_enabled=False
            )
            page.goto(f"{desk}edit/claim/target-was-the-residence")
            if said:
                page.locator("#said").fill(said)
                page.get_by_role("button", name="Check").click()
            write_shot(page, folder / f"{name}.png")
            page.close()


def shoot_example(browser: Browser, folder: Path, project: Path) -> None:
    """Write the shots of a marked passage, of the changes, and of what is left to do."""
    shutil.copytree(ROOT / "claimline/author/example/content", project / "content")
    who = {"NAME": "A", "EMAIL": "a@example.org", "DATE": "2024-10-02T12:00:00+00:00"}
    env = {f"GIT_{of}_{name}": who[name] for of in ("AUTHOR", "COMMITTER") for name in who}
    for command in ("init -q", "add -A", "commit -q -m Records"):
        subprocess.run(["git", *command.split()], cwd=project, check=True, env=os.environ | env)
    with desk_url(project) as desk:
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, java_script_enabled=False)
        page.goto(f"{desk}keep/fire-brigade-log")
        page.get_by_label("The words").fill(LOG)
        page.get_by_label("Saved on").fill("2 October 2024")
        page.get_by_role("button", name="Keep the copy").click()
        page.get_by_role("radio", name="from sentence 3").check()
        page.get_by_role("button", name="Mark").click()
        page.get_by_label("Where it goes").fill("smoke-at-substation")
        page.evaluate("scrollTo(0, 0)")
        write_shot(page, folder / "desk-mark.png")
        page.get_by_role("button", name="Write the citation").click()
        page.goto(f"{desk}review")
        page.locator("summary").last.click()
        write_shot(page, folder / "desk-review.png")
        page.set_viewport_size({"width": 390, "height": 900})
        page.goto(f"{desk}todo")
        write_shot(page, folder / "desk-todo.png")
        page.close()


def write_shot(page: Page, file: Path) -> None:
    """Write what the window shows."""
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    image.save(file, optimize=True)


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
            write_shot(page, folder / f"{name}.png")
            page.close()
        shoot_desk(browser, folder)
        shoot_example(browser, folder, Path(temporary) / "example")
        browser.close()


if __name__ == "__main__":
    shoot(FOLDER)
