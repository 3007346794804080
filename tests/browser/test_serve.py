"""An open page while its site is written: it reloads by itself, stays where it was, and shows
what stops a build, with links that open an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Faults
from tests.browser.waiting import until
from tests.serving import LONG, Process, save
from tests.small import FILES, write_small

MS = LONG * 1000
BRIEF = "content/briefs/what-is-known.md"
CLAIM = "content/claims/gate-closed-late.yaml"
LONG_TEXT = "".join(f"\n\n## Part {n}\n\nWords of part {n}, " + "and more " * 60 for n in range(40))
RELOADED = "!window.before"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("served") / "p")


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[Process]:
    save(project / BRIEF, FILES[BRIEF] + LONG_TEXT)
    running = Process(project)
    yield running
    assert running.end() == 0


@pytest.fixture
def open_at(open_page: Any, server: Process) -> Any:
    """Opens a page of the served site and waits until it listens."""

    def opened(path: str, **options: Any) -> Page:
        page: Page = open_page(**options)
        page.set_default_timeout(MS)
        with page.expect_response("**/.claimline/events*"):
            page.goto(f"{server.url}/{path}")
        page.evaluate("window.before = true")
        return page

    return opened


def test_a_save_reloads_the_page_and_keeps_its_place(open_at: Any, project: Path) -> None:
    page: Page = open_at("briefs/what-is-known.html", viewport={"width": 800, "height": 600})
    part = page.locator("h2, h3").filter(has_text=re.compile("^Part 20$"))
    part.evaluate("one => scrollTo({top: one.getBoundingClientRect().top + scrollY - 150})")
    top = part.evaluate("one => one.getBoundingClientRect().top")
    page.wait_for_function("scrollY > 1000")

    text = (project / BRIEF).read_text()
    save(project / BRIEF, text.replace("Words of part 20", "Other words of part 20"))
    page.wait_for_function(RELOADED)
    expect(page.get_by_text("Other words of part 20")).to_be_in_viewport(timeout=MS)
    page.wait_for_function(
        "([text, top]) => { const one = [...document.querySelectorAll('h2, h3')]"
        ".find(one => one.textContent.trim().startsWith(text));"
        " return Math.abs(one.getBoundingClientRect().top - top) < 3; }",
        arg=["Part 20", top],
    )

    # Also where words come in before it.
    page.evaluate("window.before = true")
    text = (project / BRIEF).read_text()
    save(project / BRIEF, text.replace("Words of part 3,", "New. " * 400))
    page.wait_for_function(RELOADED)
    expect(page.get_by_text("New. New.")).to_have_count(1, timeout=MS)
    page.wait_for_function(
        "top => { const one = [...document.querySelectorAll('h2, h3')]"
        ".find(one => one.textContent.trim().startsWith('Part 20'));"
        " return Math.abs(one.getBoundingClientRect().top - top) < 3; }",
        arg=top,
    )


def test_errors_show_over_the_last_good_site_and_go(
    open_at: Any, project: Path, server: Process
) -> None:
    page: Page = open_at("claims/gate-closed-late.html")
    before = page.locator("h1").inner_text()
    good = (project / CLAIM).read_text()
    save(project / CLAIM, good.replace("confidence:", "confidense:"))
    dialog = page.locator("claimline-errors dialog")
    expect(dialog).to_be_visible(timeout=MS)
    expect(dialog.get_by_role("heading")).to_have_text("The build has 1 error", timeout=MS)
    line = dialog.locator("li").inner_text()
    assert line.startswith(f"{CLAIM}:")
    until(page, lambda: any(line in printed for printed in server.err))
    number = good.splitlines().index("confidence: medium") + 1
    href = dialog.locator("li a").get_attribute("href")
    assert href == f"vscode://file{(project / CLAIM).resolve().as_posix()}:{number}:1"
    expect(page.locator("h1").first).to_have_text(before)  # the page below
    # The styles are those of the server's own sheet.
    expect(dialog).not_to_have_css("max-height", "none")
    assert page.evaluate("window.before")

    # Another page shows it too; once closed, it stays closed until there are other errors.
    page.goto(f"{server.url}/index.html")
    expect(dialog).to_be_visible(timeout=MS)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden(timeout=MS)
    with page.expect_response("**/.claimline/events*"):
        page.reload()
    save(project / CLAIM, good.replace("confidence:", "confidance:"))
    expect(dialog).to_be_visible(timeout=MS)
    expect(dialog.locator("li")).to_contain_text("confidance", timeout=MS)

    save(project / CLAIM, good)
    expect(dialog).to_have_count(0, timeout=MS)


def test_mending_with_a_change_reloads(open_at: Any, project: Path) -> None:
    page: Page = open_at("claims/gate-closed-late.html")
    good = (project / CLAIM).read_text()
    save(project / CLAIM, good + "nonsense: x\n")
    dialog = page.locator("claimline-errors dialog")
    expect(dialog).to_be_visible(timeout=MS)
    save(project / CLAIM, good.replace("The gate closed after ten", "The gate closed late"))
    page.wait_for_function(RELOADED)
    expect(page.locator("h1").first).to_contain_text("The gate closed late", timeout=MS)
    expect(dialog).to_have_count(0, timeout=MS)


def test_a_page_that_goes_and_comes_back(open_at: Any, project: Path, faults: Faults) -> None:
    faults.provoke("404")
    about = project / "content/pages/about.md"
    page: Page = open_at("about.html")
    text = about.read_text()
    about.unlink()
    page.wait_for_function(RELOADED)
    expect(page.locator("h1")).to_have_text("There is no such page", timeout=MS)
    save(about, text)
    expect(page.locator("h1")).to_have_text("About this notebook", timeout=MS)


def test_without_a_site_there_is_a_page_of_errors(
    open_page: Any, tmp_path: Path, faults: Faults
) -> None:
    faults.provoke("503")
    project = write_small(tmp_path / "p")
    good = (project / "content/site.yaml").read_text()
    save(project / "content/site.yaml", f"{good}<b>: <script>alert(1)</script>\n")
    running = Process(project)
    try:
        page: Page = open_page()
        page.set_default_timeout(MS)
        page.goto(f"{running.url}/claims/index.html")
        expect(page.locator("h1")).to_have_text("The build has 1 error", timeout=MS)
        expect(page.locator("li")).to_contain_text("<b>", timeout=MS)
        expect(page.locator("claimline-errors")).to_have_count(0, timeout=MS)
        save(project / "content/site.yaml", good)
        expect(page.locator("h1")).to_have_text("Claims", timeout=MS)
        page.close()
    finally:
        running.end()


def test_the_site_itself_knows_nothing_of_the_server(server: Process, project: Path) -> None:
    assert server.url
    for path in (project / "site").rglob("*"):
        if path.is_file() and path.name != ".claimline.json":
            assert b".claimline" not in path.read_bytes(), path
