"""People at the desk, in Chromium: one writes by keyboard alone at 320 pixels and never opens a
file; another edits the same record in an editor meanwhile."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from claimline.author.captures import verify
from claimline.diagnostics import Report
from tests.author.desk.desks import copied
from tests.browser.axe import violations_of_whole
from tests.browser.conftest import Faults
from tests.browser.keyboard import tab_to, type_words
from tests.browser.waiting import holds, until, until_equal
from tests.serving import LONG, Heard, desk
from tests.small import write_small

MS = LONG * 1000
NARROW = {"width": 320, "height": 640}
CLAIM = "content/claims/the-gate-was-shut-before-ten.yaml"
SAID = "the-board-says-that-it-was-shut"
SOURCES = ("content/sources/gate-shut-early.yaml", "content/sources/gate-shut-in-time.yaml")
STATEMENT = "content/statements/the-board-says-that-it-was-shut.yaml"


NOTICE = "Notice\n\nThe gate closed at 21:30.\nThe gate was repaired in February.\n"
LETTER = (
    "<html lang=de><script>document.title = 'run'</script><p>Um zehn war sie noch offen. Danach"
    " kam der Wart.</p><p>Niemand sah Arbeiter am Tor.</p><img src=/x onerror=alert(1)>"
    "<svg onload=alert(1)></svg><iframe src=/></iframe><meta http-equiv=refresh content='0;url=/'>"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_small(tmp_path_factory.mktemp("desk") / "p")
    copied(folder, "board-notice", "notice.txt", NOTICE.encode())
    copied(folder, "harbour-letter", "letter.html", LETTER.encode())
    for command in ("init -q", "add -A", "commit -q -m Records"):
        names = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *names, *command.split()], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def served(project: Path) -> Iterator[Heard]:
    with desk(project) as (_, heard):
        yield heard


class Keyboard:
    """A person who has a keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go_to(self, target: Locator) -> None:
        """Press Tab, or Shift and Tab for what stands above, until the element has the focus."""
        tab_to(self.page, target)

    def press(self, target: Locator) -> None:
        self.go_to(target)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def write(self, target: Locator, words: str) -> None:
        self.go_to(target)
        self.page.keyboard.press("Control+a")
        type_words(self.page, words)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True)


def field(page: Page, name: str) -> Locator:
    return page.locator(f'[id="{name}"]')


def fits(page: Page) -> None:
    """Wait until the page is as wide as the window: without its style sheet, it is wider."""
    holds(page, "document.documentElement.scrollWidth <= innerWidth")


def write_source(keys: Keyboard, title: str) -> None:
    """Fill the form of a source that carries the statement of the story, and save it."""
    page = keys.page
    keys.write(field(page, "title"), title)
    keys.write(field(page, "publisher"), "Orla post")
    keys.write(field(page, "language"), "en")
    keys.go_to(field(page, "kind"))
    page.keyboard.type("news")
    keys.press(keys.button("Add to Carries"))
    keys.write(field(page, "carries.0.statement"), SAID)
    keys.go_to(field(page, "carries.0.how"))
    page.keyboard.type("quotes")
    keys.press(keys.button("Save"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_claim_is_written_marked_waived_reviewed_and_built_by_keyboard(
    open_page: Any, served: Heard, project: Path, faults: Faults, scripts: bool
) -> None:
    for path in (CLAIM, STATEMENT, *SOURCES):
        (project / path).unlink(missing_ok=True)
    page: Page = open_page(viewport=NARROW, java_script_enabled=scripts)
    page.set_default_timeout(MS)
    keys = Keyboard(page)
    page.goto(served.desk_url)
    keys.press(keys.link("New claim"))
    keys.write(field(page, "claim"), "The flood gate at Orla was shut before ten.")
    keys.write(field(page, "short"), "The gate was shut before ten")

    # The statement and the sources are not there yet. Each is written in place, and the claim
    # comes back.
    keys.press(keys.button("New statement for Statement"))
    keys.write(field(page, "short"), "The board says that it was shut")
    keys.write(field(page, "by"), "water-board")
    keys.write(field(page, "said"), "2 March 2024")
    keys.write(field(page, "says"), "It was shut in time.")
    keys.press(keys.button("Save"))
    expect(field(page, "statement")).to_have_value(SAID, timeout=MS)
    expect(field(page, "short")).to_have_value("The gate was shut before ten", timeout=MS)
    assert "said: 2024-03-02\n" in (project / STATEMENT).read_text()
    for nth, title in enumerate(("Gate shut early", "Gate shut in time")):
        keys.press(keys.button("Add to Citations"))
        row = page.get_by_role("group", name=f"Citations {nth + 1}", exact=True)
        keys.press(row.get_by_role("button", name="New source for Source", exact=True))
        write_source(keys, title)
        written = "-".join(title.lower().split())
        expect(field(page, f"citations.{nth}.source")).to_have_value(written, timeout=MS)
        keys.go_to(field(page, f"citations.{nth}.stance"))
        page.keyboard.type("supports")
    keys.write(field(page, "verdict"), "supported")
    keys.write(field(page, "reasoning"), "Two papers say so.")

    # Both carry one party's word. The finding says so, and stays with a reason.
    keys.press(keys.button("Check"))
    expect(page.locator('[data-for="verdict"]')).to_contain_text(
        "rests on 1 vantage point", timeout=MS
    )
    assert not (project / CLAIM).exists()
    fits(page)
    keys.press(keys.button("Accept supported-by-one-party with a reason"))
    keys.press(page.get_by_role("link", name="To the field"))
    keys.write(field(page, "accept.0.why"), "Nobody else was there.")
    keys.press(keys.button("Save"))
    expect(page.locator("#desk-status")).to_contain_text(f"Saved in {CLAIM}", timeout=MS)
    expect(page.locator(".summary")).to_have_count(0, timeout=MS)

    # The words of a source are kept as a copy, and a passage of them becomes a quote.
    page.goto(f"{served.desk_url}edit/source/gate-shut-early")
    keys.press(keys.link("Keep a copy"))
    keys.go_to(field(page, "words"))
    page.keyboard.type("The board has looked.\nThe gate was shut in time, it says.")
    keys.write(field(page, "captured"), "3 March 2024")
    fits(page)
    keys.press(keys.button("Keep the copy"))
    keys.go_to(page.get_by_role("radio", name="from sentence 1"))
    page.keyboard.press("ArrowDown")
    keys.press(keys.button("Mark"))
    quote = "The gate was shut in time, it says."
    expect(field(page, "quote")).to_have_value(quote, timeout=MS)
    keys.go_to(field(page, "stance"))
    page.keyboard.type("supports")
    keys.write(field(page, "record"), "the-gate-was-shut-before-ten")
    fits(page)
    keys.press(keys.button("Write the citation"))
    expect(page.locator("#desk-status")).to_contain_text("Saved in", timeout=MS)
    checked = verify(project, Report())
    assert checked
    assert [each.status for each in checked.quotes if each.words == quote] == ["found"]

    # Another person changes the record in an editor, while its form is open. Chromium notes the
    # status of the comparison as an error.
    faults.provoke("409")
    keys.write(field(page, "short"), "The gate was shut early")
    theirs = (project / CLAIM).read_text()
    theirs = re.sub("(?m)^reasoning: .*$", "# Seen.\nreasoning: Two say so.", theirs)
    (project / CLAIM).write_text(theirs)
    keys.press(keys.button("Save"))
    expect(page.get_by_role("alert")).to_contain_text("Somebody changed", timeout=MS)
    assert (project / CLAIM).read_text() == theirs
    for name, words in (("Short", "The gate was shut early"), ("Reasoning", "Two say so.")):
        expect(page.get_by_role("group", name=name)).to_contain_text(words, timeout=MS)
    fits(page)
    keys.press(keys.button("Save what is chosen"))
    expect(page.locator("#desk-status")).to_contain_text("Saved in", timeout=MS)
    chosen = theirs.replace("short: The gate was shut before ten", "short: The gate was shut early")
    until_equal(page, (project / CLAIM).read_text, chosen)

    # The change in words, and the page that is built from it.
    keys.press(keys.link("Review"))
    changed = page.locator(".changed", has_text="The gate was shut early")
    expect(changed).to_contain_text("new", timeout=MS)
    expect(page.locator("#summary")).to_have_value(
        re.compile("The gate was shut early"), timeout=MS
    )
    expect(page.get_by_role("button", name="Copy")).to_have_count(int(scripts), timeout=MS)
    keys.press(changed.get_by_role("link", name="Its page"))
    expect(page.locator("h1")).to_contain_text("The gate was shut early", timeout=MS)
    expect(page.locator("main")).to_contain_text(quote, timeout=MS)


def test_findings_come_while_one_types_and_a_preview_runs_nothing(
    open_page: Any, served: Heard, faults: Faults
) -> None:
    faults.provoke("frame is sandboxed")  # Chromium says that it ran no script there.
    page: Page = open_page()
    page.set_default_timeout(MS)
    page.goto(f"{served.desk_url}edit/claim/gate-was-repaired")
    field(page, "citations.0.source").fill("nobody")
    finding = page.locator('[data-for="citations.0.source"]')
    expect(finding).to_contain_text("There is no source", timeout=MS)
    expect(field(page, "citations.0.source")).to_have_attribute("aria-invalid", "true", timeout=MS)
    field(page, "citations.0.source").fill("board-notice")
    expect(finding).not_to_contain_text("There is no source", timeout=MS)
    field(page, "short").fill("Another title for a look")
    page.get_by_role("button", name="Preview").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_contain_text("Another title for a look", timeout=MS)
    # The styles of the site are there. A sheet may come a moment after the first words.
    expect(frame.locator("body")).to_have_css("font-family", re.compile("Charter"), timeout=MS)
    until(page, lambda: faults.provoked)


def test_a_passage_is_marked_by_keyboard_without_scripts(
    open_page: Any, served: Heard, project: Path
) -> None:
    page: Page = open_page(viewport=NARROW, java_script_enabled=False)
    page.set_default_timeout(MS)
    keys = Keyboard(page)
    page.goto(served.desk_url)
    keys.press(keys.link("Copies"))
    keys.press(page.get_by_role("link", name="Notice on the flood gate"))
    keys.go_to(page.get_by_role("radio", name="from sentence 1"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    fits(page)
    keys.press(keys.button("Mark"))
    expect(field(page, "quote")).to_have_value("The gate was repaired in February.", timeout=MS)
    keys.go_to(field(page, "stance"))
    page.keyboard.type("supports")
    keys.write(field(page, "record"), "gate-was-repaired")
    fits(page)
    keys.press(keys.button("Write the citation"))
    expect(page.locator("#desk-status")).to_contain_text("Saved in", timeout=MS)
    text = (project / "content/claims/gate-was-repaired.yaml").read_text()
    assert "quote: The gate was repaired in February.\n    at: line 4\n" in text


def test_selected_words_are_marked_and_a_saved_page_runs_nothing(
    open_page: Any, served: Heard, faults: Faults
) -> None:
    page: Page = open_page()
    page.set_default_timeout(MS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served.desk_url}mark/harbour-letter/1")
    page.locator("summary").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("body")).to_contain_text("Niemand sah Arbeiter", timeout=MS)
    assert frame.locator("script, img, svg, iframe, a, [onerror]").count() == 0
    expected = {"mark/harbour-letter/1", "desk.css", "desk.js", "copy/harbour-letter/1"}
    names = until(
        page,
        lambda: {url.rpartition("/desk/")[2] for url in asked if not url.startswith("data:")},
        lambda names: names >= expected,
    )
    assert names == expected
    # From a word of the second sentence to one of the third.
    page.evaluate("""() => {
      const [, second, third] = document.querySelectorAll(".sentence");
      getSelection().setBaseAndExtent(second.firstChild, 7, third.firstChild, 11);
    }""")
    expect(page.get_by_role("radio", name="to sentence 3")).to_be_checked(timeout=MS)
    page.get_by_role("button", name="Mark", exact=True).click()
    expect(field(page, "quote")).to_have_value("kam der Wart. Niemand sah", timeout=MS)
    assert violations_of_whole(page) == []
    assert faults.unforeseen == []


def test_a_script_of_the_site_cannot_reach_the_desk(
    open_page: Any, served: Heard, faults: Faults, project: Path
) -> None:
    faults.provoke("")  # each refusal is in the console
    page: Page = open_page()
    page.set_default_timeout(MS)
    page.goto(f"{served.url}/index.html")
    address = f"{served.desk_url}edit/claim/gate-was-repaired"
    before = (project / "content/claims/gate-was-repaired.yaml").read_bytes()
    tries = {
        "read": "fetch(at).then(a => a.text())",
        "blind": "fetch(at, {mode: 'no-cors'}).then(a => a.text())",
        "write": "fetch(at, {method: 'POST', mode: 'no-cors', credentials: 'include',"
        " headers: {'Content-Type': 'application/x-www-form-urlencoded'},"
        " body: '@do=save-anyway&short=x'}).then(a => a.text())",
        "form": "new Promise(done => { const frame = document.createElement('iframe');"
        " frame.name = 'answer'; document.body.append(frame);"
        " const form = document.createElement('form'); form.method = 'post'; form.action = at;"
        " form.target = 'answer'; form.innerHTML ="
        " '<input name=@do value=save-anyway><input name=short value=x>';"
        " document.body.append(form); frame.onload = () => { try {"
        " done(frame.contentDocument.body.innerText) } catch { done('') } }; form.submit() })",
        "window": "new Promise(done => { const other = open(at); const look = () => {"
        " try { if (!other.closed && (other.location.href === 'about:blank'"
        " || other.document.readyState !== 'complete')) return setTimeout(look, 20);"
        " done(other.document.body.innerText) } catch { done('') } }; look() })",
        "frame": "new Promise(done => { const frame = document.createElement('iframe');"
        " frame.src = at; frame.onload = () => { try { done(frame.contentDocument.body.innerText) }"
        " catch { done('') } }; document.body.append(frame) })",
        "script": "new Promise(done => { const script = document.createElement('script');"
        " script.src = at; script.onload = () => done('loaded'); script.onerror = () => done('');"
        " document.body.append(script) })",
    }
    for name, code in tries.items():
        words = page.evaluate(f"at => ({code}).catch(() => '')", address)
        assert "gate" not in words, name
        assert words != "loaded", name
    # A form that takes the whole window with it.
    page.set_content(
        f"<form method=post action='{address}' enctype='text/plain'>"
        "<input name=@do value=save-anyway><button>Send</button></form>"
    )
    page.get_by_role("button").click()
    expect(page.locator("body")).to_contain_text("form of another page", timeout=MS)
    assert (project / "content/claims/gate-was-repaired.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "path",
    [
        "",
        "records/all",
        "edit/claim/gate-closed-late",
        "new/source",
        "todo",
        "review",
        "mark",
        "mark/harbour-letter/1",
        "keep/board-notice",
        "id/source/board-notice",
    ],
)
def test_axe_finds_nothing_on_the_desk(open_page: Any, served: Heard, path: str) -> None:
    page: Page = open_page()
    page.set_default_timeout(MS)
    page.goto(f"{served.desk_url}{path}")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations_of_whole(page) == []
