"""A copy of a source is kept on the desk: a file, a file of ``captures/``, or words."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from claimline.author.captures import verify
from claimline.author.captures.capture_text import LARGEST
from claimline.author.captures.custody import HEAD
from claimline.author.desk.session import PREFIX
from claimline.author.workspace import Workspace
from claimline.diagnostics import Report
from tests.author.captures.pdf_writer import pdf
from tests.author.desk.desks import Browser, Page
from tests.small import write_small

KEEP = "keep/board-notice"
RECORD = "content/sources/board-notice.yaml"
BYTES = b"First\r\nsecond\rthird\n\xff\xfe --x\r\n--"
"""Bytes that a careless reader of forms changes: line breaks, and what looks like a boundary."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "p")


@pytest.fixture
def browser(project: Path) -> Browser:
    return Browser(project)


def kept(browser: Browser, name: str = "", data: bytes = b"", **values: str) -> Page:
    """Send the form with a file, as a browser does."""
    page = browser.open(KEEP)
    fields = dict(page.inputs())
    fields |= {name if name in fields else f"@{name}": each for name, each in values.items()}
    fields.pop("@file")
    answer = browser.ask(
        "POST", f"{PREFIX}{KEEP}", data={**fields, "@do": "keep"},
        files={"@file": (name, data, "application/octet-stream")},
        headers={"Origin": browser.session.origin, "Sec-Fetch-Site": "same-origin"},
    )  # fmt: skip
    if answer.status_code == 303:
        return browser.open(answer.headers["location"])
    return browser._page(answer)


def others(project: Path) -> set[Path]:
    """The files of a project that are neither copies nor the digest of their log."""
    return {it for it in project.rglob("*") if not {"captures", HEAD} & {*it.parts}}


def captures(project: Path) -> dict[str, bytes]:
    folder = project / "captures"
    return {each.name: each.read_bytes() for each in folder.glob("board-notice-*")}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notice.txt", BYTES),
        ("C:\\Saved pages\\notice <1>.html", b"<!doctype html><p>The gate closed.</p>"),
        ("../../../content/claims/x.txt", "Das Tor schloß.".encode()),
        (".txt", b"Hidden"),
        ("a" * 300 + ".txt", b"Long"),
        ("notice.PDF", pdf([["The gate closed."]])),
    ],
    ids=["bytes", "windows", "outside", "hidden", "long", "pdf"],
)
def test_a_file_is_kept_byte_for_byte(
    browser: Browser, project: Path, name: str, data: bytes
) -> None:
    before = others(project)
    page = kept(browser, name, data, captured="2 March 2024")
    assert page.status in (200, 303), page.text
    (saved,) = captures(project).items()
    assert saved[1] == data
    digest = hashlib.sha256(data).hexdigest()
    text = (project / RECORD).read_text()
    assert f"sha256: {digest}" in text
    assert "captured: 2024-03-02" in text
    assert f"file: {saved[0]}" in text
    assert others(project) == before


def test_pasted_words_are_kept_and_can_be_marked(browser: Browser, project: Path) -> None:
    page = kept(
        browser, words="The gate closed at 21:30.\r\nIt was wet.\r\n", captured="2024-03-02"
    )
    page = browser.open(page.headers["location"])
    assert "The gate closed at 21:30." in page.text
    assert [*captures(project).values()] == [b"The gate closed at 21:30.\nIt was wet.\n"]
    report = Report()
    assert verify(project, report) is not None
    assert not [each for each in report if "captures/" in str(each)]


def test_a_file_that_lies_in_captures_is_chosen_from_a_list(
    browser: Browser, project: Path
) -> None:
    assert not browser.open(KEEP).all("#kept")
    folder = project / "captures"
    folder.mkdir()
    (folder / "saved.txt").write_text("The gate closed.\n")
    (folder / ".hidden").write_text("x")
    (folder / "linked.txt").symlink_to(project / RECORD)
    page = browser.open(KEEP)
    assert [each.attributes["value"] for each in page.all("#kept option")] == ["", "saved.txt"]
    for name in (".hidden", "linked.txt", "../content/site.yaml", "/etc/passwd"):
        assert "not a file of captures/" in kept(browser, kept=name, captured="2024").text
    kept(browser, kept="saved.txt", captured="2024-03-02")
    assert "file: saved.txt" in (project / RECORD).read_text()
    assert not captures(project), "it is not there twice"
    assert (folder / "saved.txt").read_bytes() == b"The gate closed.\n"
    # The log of custody is no copy.
    assert not browser.open(KEEP).all("#kept")
    # A name that a record cannot hold is not kept.
    (folder / "My page (1).txt").write_text("The gate opened.\n")
    kept(browser, kept="My page (1).txt", captured="2024-03-03")
    assert [*captures(project).values()] == [b"The gate opened.\n"]


def test_how_it_was_saved_is_noted(browser: Browser, project: Path) -> None:
    facts = {
        "tool": "Firefox 123.0", "method": "by-hand", "collector": "Ann Ashby",
        "url": "https://board.example.org/notices/gate?print", "context": "The only notice.",
    }  # fmt: skip
    kept(browser, "a.txt", b"The gate closed.", captured="2024-03-02", **facts)
    (source,) = [each for each in Workspace(project).snapshot().entries("source")
                 if each.id == "board-notice"]  # fmt: skip
    assert facts.items() <= source.data["captures"][0].items()
    assert "error" not in browser.open("edit/source/board-notice").text


@pytest.mark.parametrize(
    ("name", "data", "values", "words"),
    [
        ("", b"", {"captured": "2024-03-02"}, "Choose a file, or paste the words"),
        ("a.txt", b"x", {"captured": "2024-03-02", "words": "y"}, "One copy is kept at a time"),
        ("a.txt", b"x", {"captured": ""}, "no date"),
        ("a.txt", b"x", {"captured": "soon"}, "no date"),
        ("a.docx", b"PK\3\4\0", {"captured": "2024-03-02"}, "export it as PDF"),
        ("a.txt", b"x", {"captured": "2024-03-02", "url": "javascript:x"}, "is no value"),
        ("a.txt", b"x", {"captured": "2024-03-02", "method": "by magic"}, "is no value"),
        ("a.txt", b"x", {"captured": "2024-03-02", "token": "0"}, "Press the button again"),
    ],
    ids=["nothing", "two", "no day", "no date", "kind", "url", "method", "token"],
)  # fmt: skip
def test_what_cannot_be_kept_changes_nothing(
    browser: Browser, project: Path, name: str, data: bytes, values: dict[str, str], words: str
) -> None:
    before = (project / RECORD).read_bytes()
    page = kept(browser, name, data, **values)
    assert page.status == 409
    assert words in page.text
    assert dict(page.inputs())["@captured"] == values["captured"]
    assert (project / RECORD).read_bytes() == before
    assert not captures(project)


def test_a_form_with_a_file_is_bounded_and_for_this_page_alone(
    browser: Browser, project: Path
) -> None:
    page = browser.open(KEEP)
    token = dict(page.inputs())["@token"]
    headers = {"Origin": browser.session.origin, "Sec-Fetch-Site": "same-origin"}
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    address = f"{PREFIX}{KEEP}"
    for broken in (b"", b"--x", b"--x\r\n\r\n", b"--y\r\n", b"\xff" * 100):
        answer = browser.ask("POST", address, content=broken, headers=headers | kind)
        assert answer.status_code in (400, 409)
    for bad in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed"):
        answer = browser.ask("POST", address, content=b"", headers={**headers, "Content-Type": bad})
        assert answer.status_code in (400, 409)
    many = {f"f{n}": "x" for n in range(50)} | {"@token": token}
    none = {"@file": ("a.txt", b"x")}
    assert browser.ask("POST", address, data=many, files=none, headers=headers).status_code == 400
    two = [("@file", ("a.txt", b"x")), ("@file", ("b.txt", b"y"))]
    assert browser.ask("POST", address, files=two, headers=headers).status_code == 400
    head = b'--x\r\nContent-Disposition: form-data; name="@file"; filename="a.txt"\r\n\r\n'
    long = head + bytes(LARGEST + (9 << 20)) + b"\r\n--x--\r\n"
    answer = browser.ask("POST", address, content=long, headers=headers | kind)
    assert answer.status_code == 400
    other = f"{PREFIX}edit/source/board-notice"
    answer = browser.ask("POST", other, data={"@token": token}, files=none, headers=headers)
    assert answer.status_code == 400
    # A foreign page cannot send a file either.
    foreign = {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-site"}
    fields = {"@token": token, "@captured": "2024"}
    assert browser.ask("POST", address, data=fields, files=none, headers=foreign).status_code == 403
    assert not captures(project)
