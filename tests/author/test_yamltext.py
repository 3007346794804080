"""Values that are written as YAML and read back."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from claimline.author.author_error import AuthorError
from claimline.author.yamltext import WIDTH, field
from claimline.diagnostics import Report
from claimline.read import read_yaml
from claimline.read.text import BAD
from tests.author.editors import LOADERS

# Any text that a record may hold; YAML's own characters come often.
characters = st.one_of(
    st.sampled_from(" \n\t\r:#-?,[]{}&*!|>'\"%@`\\~=<.0123456789nNyYtTeEaxé中🎉"),
    st.characters(codec="utf-8").filter(lambda character: not BAD.search(character)),
)
texts = st.one_of(
    st.text(characters),
    st.text(characters, min_size=90, max_size=300),
    st.lists(st.text(st.sampled_from("ab:#-'\"é"), min_size=1), min_size=20).map(" ".join),
)


def read(text: str) -> Any:
    report = Report()
    parsed = read_yaml(text, "a.yaml", report)
    assert parsed is not None, [str(each) for each in report]
    assert not len(report), [str(each) for each in report]
    return parsed[0]


@given(texts)
@example("no")
@example("a: b")
@example("- x")
@example("'\"")
@example("a #b")
@example("2024-03-04")
@example("2024-03-04 10:00:00")
@example("a\n  b\n\n c\n")
@example(" a")
@example("...")
@example("---")
@example("\ta")
@example("%YAML 1.2")
@example("1:30:00")
@example("=")
@example("<<")
def test_any_text_comes_back(text: str) -> None:
    written = field("title", text)
    assert read(f"{written}\nnext: a\n") == {"title": text, "next": "a"}
    # An editor sees the same, and a text.
    for loader in LOADERS:
        assert yaml.load(f"{written}\nnext: a\n", loader) == {"title": text, "next": "a"}


LETTERS = f"_{ascii_lowercase}"
# A key stands on one line of at most 1024 characters, so that YAML finds its colon.
keys = st.text(characters, min_size=1, max_size=40)
nested = st.recursive(
    texts,
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=3),
        st.dictionaries(st.text(LETTERS, min_size=1, max_size=5) | keys, below, min_size=1),
    ),
    max_leaves=6,
)


@given(nested)
@example(["a", "no", "b-c"])
@example({"<<": "a", "b: c": ["d"], "#e": {"- f": "g"}, "[h": "i", "? j": "k"})
@example([{"source": "a", "quote": "b: c"}, ["x", ["y"]]])
def test_lists_and_mappings_come_back(value: Any) -> None:
    assert read(f"{field('key', value)}\n") == {"key": value}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("The roof fell in", "key: The roof fell in"),
        ("Что было", "key: Что было"),
        ("no", 'key: "no"'),
        ("3", 'key: "3"'),
        ("a: b", 'key: "a: b"'),
        ('It was "dark": very.', "key: 'It was \"dark\": very.'"),
        ("one\ntwo", 'key: "one\\ntwo"'),
        (["roof", "storm"], "key: [roof, storm]"),
        (["A. Ashby"], "key:\n  - A. Ashby"),
        ([{"a": "b", "c": "d"}], "key:\n  - a: b\n    c: d"),
        ({"a": {"b": "c"}}, "key:\n  a:\n    b: c"),
    ],
)
def test_form_is_plain_where_it_can_be(value: Any, written: str) -> None:
    assert field("key", value) == written


def test_long_texts_are_broken_at_words() -> None:
    lines = field("key", "so many words " * 30 + "and an end").split("\n")
    assert lines[0] == "key: >-"
    assert len(lines) > 4
    assert max(map(len, lines)) <= WIDTH
    lines = field("key", f"{'words ' * 15}end\n\n{'words ' * 14}end").split("\n")
    assert lines[0] == "key: |-"


def test_dates_stand_bare() -> None:
    assert field("said", "2024-03-04", bare=True) == "said: 2024-03-04"
    assert field("said", "a: b", bare=True) == 'said: "a: b"'


@pytest.mark.parametrize("character", ["\0", "\x07", "\u2028", "\u202e", "\ufeff", "\ue000"])
def test_character_that_no_record_may_have_is_refused(character: str) -> None:
    with pytest.raises(AuthorError, match=f"U\\+{ord(character):04X}"):
        field("key", f"a{character}b")
