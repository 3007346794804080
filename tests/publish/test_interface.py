"""Words of one direction in a line of the other, as templates mark them."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from claimline.locale import translator
from claimline.publish.interface import speak


def printed(filter_: str, words: str, interface: str, content: str) -> str:
    env = Environment(autoescape=True)
    speak(env, translator(interface), content)
    return env.from_string("{{ words | " + filter_ + " }}").render(words=words)


@pytest.mark.parametrize("filter_", ["content", "name", "apart"])
@pytest.mark.parametrize(
    ("language", "words", "is_apart"),
    [
        ("en", "Water board", False),
        ("en", "Zoë & Łódź, Москва, 桥", False),
        ("en", "مصر", True),
        ("en", "Egypt (مصر)", True),
        ("en", "שלום", True),
        ("ar", "مصر", False),
        ("ar", "12, 13", False),
        ("ar", "@syr_television", True),
        ("ar", "قناة @syr_television", True),
        ("ar", "Москва", True),
        ("ar", "桥", True),
        ("ar", "A <b>", True),
    ],
)
def test_what_runs_against_the_line_is_set_apart(
    filter_: str, language: str, words: str, is_apart: bool
) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    expected = f"<bdi>{escaped}</bdi>" if is_apart else escaped
    assert printed(filter_, words, language, language) == expected


def test_inside_words_of_another_language_their_direction_counts() -> None:
    arabic = '<span lang="ar" dir="rtl">{}</span>'
    assert printed("content", "مصر", "en", "ar") == arabic.format("مصر")
    assert printed("content", "@syr_tv", "en", "ar") == arabic.format("<bdi>@syr_tv</bdi>")
    assert printed("content", "مصر", "en", "de") == '<span lang="de"><bdi>مصر</bdi></span>'
    assert printed("name", "مصر", "en", "de") == '<bdi lang="">مصر</bdi>'
