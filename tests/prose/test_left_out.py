"""What a page would change or leave out is an error, wherever it stands in a text."""

from __future__ import annotations

import pytest

from claimline.diagnostics import Code
from claimline.prose import read_prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[words [@a]](https://b.example.org)", [(Code.BAD_LINK, "](https://b.example.org)", 0)]),
        ("[a [b]](javascript:x(1))", [(Code.BAD_LINK, "](javascript:x(1))", 0)]),
        ("[a [b] c](/there 't')", [(Code.BAD_LINK, "](/there 't')", 0)]),
        ('[a](claim:b "c")', [(Code.BAD_LINK, '[a](claim:b "c")', 0)]),
        ("a <? b ?> c", [(Code.BAD_MARKDOWN, "<?", 0)]),
        ("<b>a</b c>", [(Code.BAD_MARKDOWN, "</b c>", 0)]),
        ("<a>b</a>", [(Code.BAD_LINK, "<a>", 0)]),
        ("<ol start=x><li value=1e9>a</ol>",
         [(Code.BAD_MARKDOWN, "<ol start=x>", 0), (Code.BAD_MARKDOWN, "<li value=1e9>", 0)]),
        ("<!--> a -->", [(Code.BAD_MARKDOWN, "<!--> a -->", 0)]),
        ("<!-- a --!> b <!-- c -->", [(Code.BAD_MARKDOWN, "<!-- a --!> b <!-- c -->", 0)]),
        ("[a](https://b.example.org/&#x202E;)",
         [(Code.BAD_CHARACTER, "[a](https://b.example.org/&#x202E;)", 0)]),
        ('[a](https://b.example.org "&#8238;")',
         [(Code.BAD_CHARACTER, '[a](https://b.example.org "&#8238;")', 0)]),
        ("[&#x2066;a](claim:b)", [(Code.BAD_CHARACTER, "[&#x2066;a](claim:b)", 0)]),
        ("<https://b.example.org/&#x202E;>",
         [(Code.BAD_CHARACTER, "<https://b.example.org/&#x202E;>", 0)]),
        ("[a]: https://b.example.org/&#x202E;c",
         [(Code.BAD_CHARACTER, "[a]: https://b.example.org/&#x202E;c", 0)]),
    ],
)  # fmt: skip
def test_what_a_page_leaves_out_is_an_error(
    text: str, expected: list[tuple[Code, str, int]]
) -> None:
    problems = read_prose(text).problems
    assert [(problem.code, problem.token, problem.nth) for problem in problems] == expected


@pytest.mark.parametrize(
    "text",
    [
        "</b > and </DIV\n>", "<a href=https://a.example.org>x</a>",
        "<ol start=3><li value=-9>a</ol>", "`[a [b]](c)` [a \\[b\\]](https://c.example.org)",
        "<!-- a -- b > c -->", "[a](https://b.example.org/?x=1&#38;y)",
        "[x] (y)", "a\\](b)", "`&#x202E;` and [@a, p. &#x202E;]",
    ],
)  # fmt: skip
def test_what_a_page_shows_is_none(text: str) -> None:
    assert read_prose(text).problems == ()
