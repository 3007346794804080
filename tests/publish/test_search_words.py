"""The words that the search compares: one word for each spelling of a name."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.publish.search_words import (
    _UNMARKED,
    _UNMARKED_RUN,
    _UNSPACED,
    _WITH_MARKS,
    _run,
    search_words,
)

ALIKE = (
    "Зеленский Зеленський Zelensky Zelenskyy Zelenskiy ZELENSKIY Zelens’kyj",
    "Валдай Valdai Valday ВАЛДАЙ",
    "Юрий Yuriy Iurii Yury",
    "Élysée Elysee ÉLYSÉE",
    "Straße STRASSE strasse",
    "Łódź Lodz",
    "Харків Kharkiv",
    "Ｍｏｓｃｏｗ Moscow ﾓ".removesuffix(" ﾓ"),
    "بوتين بُوتِين بـــوتين وبوتين",
    "الرئيس رئيس والرئيس بالرئيس",
    "أحمد احمد",
    "کرملین كرملين",
    "שָׁלוֹם שלום",
    "ﾓｽｸﾜ モスクワ",
    "٩١ 91 ۹۱ ９１",
    "Mac\u00adron Macron Mac\u200bron",
)


@pytest.mark.parametrize("spellings", ALIKE)
def test_spellings_of_a_name_are_one_word(spellings: str) -> None:
    assert len({tuple(search_words(word)) for word in spellings.split()}) == 1


def test_every_mark_of_unicode_is_looked_for() -> None:
    for code in range(0x300, sys.maxunicode):
        if unicodedata.category(chr(code)).startswith("M"):
            assert any(first <= code < last for first, last in _WITH_MARKS), hex(code)


APART = ("Иран Ирак", "Putin Putan", "कम काम", "مصر قطر", "京都 東京")


@pytest.mark.parametrize("names", APART)
def test_names_that_differ_stay_apart(names: str) -> None:
    first, second = (tuple(search_words(name)) for name in names.split())
    assert first != second


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vantage-point, 50 of 91.", ["vantage", "point", "50", "of", "91"]),
        ("普京总统", ["普京", "京总", "总统"]),
        ("東京タワー 3 階", ["東京", "京タ", "タワ", "ワー", "3", "階"]),
        ("G7首脑", ["g7", "首脑"]),
        ("पुतिन ने", ["पुतिन", "ने"]),
        ("푸틴 대통령", ["푸틴", "대통령"]),
        ("  — « » ", []),
    ],
)
def test_texts_are_cut_into_words(text: str, words: list[str]) -> None:
    assert list(search_words(text.replace("Vantage", "vantage"))) == words


def test_letters_are_those_of_unicode() -> None:
    """JavaScript has the letters and digits by their category, Python by ``isalnum``."""
    differing = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if bool(re.fullmatch(r"[^\W_]", char)) != (unicodedata.category(char)[0] in "LN")
    ]
    assert differing == []


@given(st.text())
def test_a_word_of_the_index_is_found_as_itself(text: str) -> None:
    for word in search_words(text):
        assert word
        assert not set(word) & set(" \n\t.,;-")


def test_the_fast_pattern_finds_what_the_pattern_of_all_texts_finds() -> None:
    signs = [sign for sign in map(chr, range(sys.maxunicode + 1)) if _UNMARKED.fullmatch(sign)]
    assert {"a", "\u00e9", "\u044f", "\u03c9", "\u2019", "\u201c"} <= {*signs}
    for sign in signs:
        assert bool(_UNMARKED_RUN.fullmatch(sign)) == bool(_run().fullmatch(sign)), ascii(sign)
        assert not _UNSPACED.fullmatch(sign), ascii(sign)


@given(st.text(st.characters(max_codepoint=0x2100)))
def test_every_text_is_cut_by_the_pattern_of_all_texts(text: str) -> None:
    pattern = _UNMARKED_RUN if _UNMARKED.fullmatch(text) else _run()
    assert pattern.findall(text) == _run().findall(text)
