"""The pages of a PDF as pictures beside its text, where they can be drawn."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from PIL import Image

from claimline.author.captures import pdf_picture, pdf_renderer
from claimline.author.captures.capture_text import UnreadableError
from claimline.author.captures.pdf_picture import page_picture
from tests.author.captures.pdf_writer import pdf
from tests.author.desk.desks import Browser, copied
from tests.small import write_small

PAGES = [["The plan."], ["The gate closed at 21:30.", "It was wet."]]
COPY = "mark/board-notice/1"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    project = write_small(tmp_path / "p")
    copied(project, "board-notice", "plan.pdf", pdf(PAGES))
    copied(project, "evening-copy", "note.txt", b"The gate closed.")
    return Browser(project)


def test_a_page_is_shown_as_a_picture_beside_its_text(browser: Browser) -> None:
    pytest.importorskip("pypdfium2")
    page = browser.open(COPY)
    shown = [each.attributes for each in page.all("details img")]
    assert [each["src"] for each in shown] == [
        f"/.claimline/desk/page/board-notice/1/{number}" for number in (1, 2)
    ]
    assert all(each["loading"] == "lazy" and each["alt"] for each in shown)
    answer = browser.ask("GET", str(shown[1]["src"]))
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "no-store"
    picture = Image.open(io.BytesIO(answer.content))
    assert 300 < picture.width <= pdf_renderer.WIDTH + 1
    # Of a passage, only its own page is shown.
    (line,) = [each for each in page.all(".sentences li") if "wet" in each.text()]
    number = str(line.attributes["id"])[9:]
    marked = page.send({"@from": number, "@to": number}, "mark")
    assert [each.text() for each in marked.all("details summary")] == ["Page 2 as a picture"]
    for path in ("page/board-notice/1/3", "page/board-notice/1/0", "page/board-notice/1/x",
                 "page/board-notice/2/1", "page/evening-copy/1/1", "page/nobody/1/1"):  # fmt: skip
        assert browser.open(path).status == 404
    assert not browser.open("mark/evening-copy/1").all("img")


def test_without_the_packages_the_page_says_so(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_picture, "find_spec", lambda name: None)
    page = browser.open(COPY)
    assert not page.all("img")
    assert "With the extra pdf-pages" in page.text
    answer = browser.open("page/board-notice/1/1")
    assert answer.status == 404
    assert "needs pypdfium2" in answer.text


@pytest.mark.parametrize(
    "data",
    [b"", b"no PDF", pdf(PAGES)[:200], pdf(PAGES).replace(b"/Kids", b"/Kinder")],
    ids=["empty", "other", "cut", "without pages"],
)
def test_a_broken_file_has_no_picture(data: bytes) -> None:
    pytest.importorskip("pypdfium2")
    with pytest.raises(UnreadableError, match="cannot be drawn"):
        page_picture(data, 1)


def test_a_picture_is_bounded_in_size_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2")
    tall = pdf(PAGES).replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 99 9999]")
    assert b"9999" in tall
    picture = Image.open(io.BytesIO(page_picture(tall, 1)))
    assert picture.width * picture.height <= pdf_renderer.MOST_PIXELS * 1.01
    monkeypatch.setattr(pdf_renderer, "SECONDS", 0.01)
    start = time.monotonic()
    with pytest.raises(UnreadableError):
        page_picture(pdf(PAGES), 1)
    assert time.monotonic() - start < 10
