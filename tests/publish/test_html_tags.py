"""The reader of our own HTML, held against Python's."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from claimline.publish.html_tags import start_tags

GOLDEN = sorted((Path(__file__).parents[1] / "golden").rglob("*.html"))


class Parser(HTMLParser):
    """Gathers start tags as Python's own parser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def parsed(page: str) -> list[tuple[str, dict[str, str]]]:
    parser = Parser()
    parser.feed(page)
    parser.close()
    return parser.tags


def test_golden_pages_have_the_tags_that_python_reads() -> None:
    assert len(GOLDEN) > 10
    for path in GOLDEN:
        page = path.read_text(encoding="utf-8")
        assert list(start_tags(page)) == parsed(page), path.name


@pytest.mark.parametrize(
    "page",
    [
        "<p id=a>x</p>",
        "<P ID='a&amp;b' Class=\"c > d\">x</P>",
        "<input disabled value=''>",
        "<br/><img src='a.png'/>",
        "<!-- <p id='no'> --><p>x</p>",
        "<script>if (a < b) '<p id=no>'</script><p id=yes>",
        "<script src=a.js></script>",
        "<script>'</scripts>' <p id=no></SCRIPT ><p id=yes>",
        "<p id=yes><!-- never closed <p id=no>",
        "<style>p > a {}</style>",
        "a < b and <a\nhref=x\n>y</a>",
        "&lt;p id=no&gt;",
    ],
)
def test_tags_are_those_that_python_reads(page: str) -> None:
    assert list(start_tags(page)) == parsed(page)


def test_title_and_textarea_hold_text_alone() -> None:
    for name in ("title", "textarea"):
        page = f"<{name} id=a><p id=no></{name}><p id=b>"
        assert [attributes["id"] for _, attributes in start_tags(page)] == ["a", "b"]
