"""The elements that the reader of HTML sees, held against Python's parser."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from claimline.html_reader import start_tags

GOLDEN = sorted((Path(__file__).parent / "golden").rglob("*.html"))

Tags = list[tuple[str, dict[str, str]]]


class Parser(HTMLParser):
    """Gathers start tags as Python's own parser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Tags = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def parsed(page: str) -> Tags:
    parser = Parser()
    parser.feed(page)
    parser.close()
    return [(name, attributes) for name, attributes in parser.tags if attributes]


def read(page: str) -> Tags:
    """The tags with attributes, in small letters: a browser adds others, as <tbody>."""
    return [
        (name, {key.lower(): value for key, value in attributes.items()})
        for name, attributes in start_tags(page)
        if attributes
    ]


def test_golden_pages_have_the_tags_that_python_reads() -> None:
    assert len(GOLDEN) > 10
    for path in GOLDEN:
        page = path.read_text(encoding="utf-8")
        assert read(page) == parsed(page) != [], path.name


@pytest.mark.parametrize(
    "page",
    [
        "<p id=a>x</p>",
        "<p id=a>x</p><p id=a>y</p>",
        "<P ID='a&amp;b' Class=\"c > d\">x</P>",
        "<input disabled value=''>",
        "<br id=a /><img src='a.png'/>",
        "<!-- <p id='no'> --><p id=yes>x</p>",
        "<script id=a>if (a < b) '<p id=no>'</script><p id=yes>",
        "<script src=a.js></script>",
        "<script>'</scripts>' <p id=no></SCRIPT ><p id=yes>",
        "<p id=yes><!-- never closed <p id=no>",
        "<style>p > a {} /* <p id=no> */</style><p id=yes>",
        "a < b and <a\nhref=x\n>y</a>",
        "&lt;p id=no&gt;<p id=yes>",
        "<svg viewBox='0 0 1 1'><use href=#a /></svg>",
    ],
)
def test_tags_are_those_that_python_reads(page: str) -> None:
    assert read(page) == parsed(page) != []


@pytest.mark.parametrize("name", ["title", "textarea", "script", "style"])
def test_text_holds_no_tags(name: str) -> None:
    page = f"<{name} id=a><p id=no></{name}><p id=b>"
    assert [attributes["id"] for _, attributes in read(page)] == ["a", "b"]


def test_a_template_is_read_after_the_rest() -> None:
    page = (
        "<template id='a>b' class=c><img src=https://example.org/a.png>"
        "<template id=d><p id=e></template></template><p id=f>"
    )
    assert read(page) == [
        ("template", {"id": "a>b", "class": "c"}),
        ("p", {"id": "f"}),
        ("img", {"src": "https://example.org/a.png"}),
        ("template", {"id": "d"}),
        ("p", {"id": "e"}),
    ]
