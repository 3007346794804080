"""A page that asks for a tree without end is refused before the tree is built."""

from __future__ import annotations

import pytest

from claimline.author.captures import html_text
from claimline.author.captures.capture_text import UnreadableError, words_of
from claimline.author.captures.html_work import check_work
from claimline.html_reader import parse_html

MANY = 30_000


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * MANY,
        "<DIV class='a>b'>" * MANY,
        "<span>" * MANY,
        "<section><p>" * MANY,
        "<table><tr><td>" * MANY,
        "<!-- </div> -->" + "<div>" * MANY + "<!--" + "</div>" * MANY + "-->",
        "<div title='</div>'>" * MANY,
        "<script></div></script><div>" * MANY,
        "<b>" * MANY,
        "<p>" + "".join(f"<b id={n}>" for n in range(MANY)) + "<p>x" * MANY,
        "".join(f"<font size={n}><p>x" for n in range(MANY)),
        "<p " + "".join(f"a{n}=1 " for n in range(MANY)) + ">",
        "<p " + "".join(f"a{n}='>' " for n in range(MANY)) + ">",
        "<p " + "".join(f"<{n} " for n in range(MANY)) + ">",
    ],
)
def test_what_asks_for_too_much_is_refused(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(text: str) -> object:
        if len(text) < 5000:
            return parse(text)  # the front, for its encoding
        raise AssertionError("the tree is built")

    parse = parse_html
    monkeypatch.setattr(html_text, "parse_html", unwanted)
    with pytest.raises(UnreadableError, match="too often"):
        words_of(page.encode(), "text/html")


@pytest.mark.parametrize(
    "page",
    [
        "<p>The gate." * MANY,
        "<ul>" + "<li>The gate." * MANY,
        "<table>" + "<tr><td>The<td>gate." * MANY,
        "<br>" * MANY,
        "<p><b>The</b> <i>gate</i>.</p>" * MANY,
        "<div>" * 500 + "<p>The gate.</p>" * MANY,
        "<a name=top><font size=2>" * 20 + "<p>The gate." * MANY,
        "<script>" + "document.write('<div>');" * MANY + "</script>",
        "<!--" + "<div>" * MANY + "-->",
        "The gate. " * 200_000,
        "<" * MANY,
        "<p x='" + "a" * 2_000_000,
    ],
)
def test_large_pages_are_read(page: str) -> None:
    check_work(page)


def test_a_page_that_cannot_be_parsed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> object:
        raise RuntimeError("Can't parse HTML.")

    monkeypatch.setattr(html_text, "parse_html", broken)
    with pytest.raises(UnreadableError, match="cannot be read"):
        words_of(b"<meta charset=utf-8><p>The gate.", "text/html")
