"""Words from elsewhere say in a record just what they said before."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimline.author.plain_words import (
    address_of,
    addresses_in,
    as_markdown,
    short_of,
    shown_characters,
    tags_of,
    title_of,
)
from claimline.html_reader import parse_html
from claimline.prose import read_prose

_PIECES = st.sampled_from([
    *"*_`[]()<>#+-=~:|!&@.\\\"' \n\t1aé", "](claim:x)", "[@x, p. 3]", "<b>", "</p>", "<!-- ",
    "&amp;", "&#x202e;", "```\n", "~~~", "---", "1. ", "12) ", "a | b\n---|---",
    "https://x.org/a_b_c?d=*e*", "@ab", "@ab_c", "![i](x)", "[^1]: n", "*[A]: b", "    ",
    "# h", "> q", "- i", "$x$", "<<<<<<<",
])  # fmt: skip


@given(st.lists(_PIECES | st.characters(codec="utf-8"), max_size=12).map("".join))
@example("a\\\n*b*")
@example("<details>x")
@example("_a_b_ c__d__")
@example("=======")
@example(":::")
def test_markdown_shows_the_text_itself(text: str) -> None:
    prose = read_prose(as_markdown(text))
    assert prose.problems == ()
    assert (prose.marks, prose.links) == ((), ())
    assert all(isinstance(piece, str) for piece in prose.pieces)
    body = parse_html("".join(map(str, prose.pieces))).body
    assert body is not None
    assert {node.tag for node in body.css("*")} <= {"body", "p"}
    assert "".join(body.text().split()) == "".join(shown_characters(text).split())


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (" https://example.org/a ", "https://example.org/a"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://user:word@example.org/", ""),
        ("https://example.org/a b", ""),
        ("ftp://example.org/", ""),
        ("\\\\host\\share", ""),
        (None, ""),
    ],
)
def test_only_harmless_addresses_are_taken(words: str | None, address: str) -> None:
    assert address_of(words) == address


def test_addresses_are_found_in_words() -> None:
    text = "See https://a.org/x_(y), (https://b.org/z). And HTTPS://c.org; javascript:x"
    assert addresses_in(text) == ["https://a.org/x_(y)", "https://b.org/z", "HTTPS://c.org"]


def test_titles_lose_the_tags_of_reference_managers_and_nothing_else() -> None:
    title = 'A <i>b</i> <span class="nocase">C</span> <1> 2<sup>nd</sup> \n <x>'
    assert title_of(title) == "A b C <1> 2nd <x>"


def test_short_titles() -> None:
    assert short_of("The roof fell in.") == "The roof fell in"
    assert short_of("It fell. It rose.") == "It fell. It rose."
    long = short_of("word " * 40)
    assert len(long) <= 75
    assert re.fullmatch(r"(word )+word…", long)
    assert len(short_of("x" * 200)) == 75


def test_words_that_can_be_no_tag_are_given_back() -> None:
    assert tags_of(["Police violence", "جسر", "lgbtq+", " ", "jan"]) == (
        ["police-violence", "جسر", "jan"],
        ["lgbtq+"],
    )
