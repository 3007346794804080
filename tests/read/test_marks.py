"""The positions of keys, values and words inside values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claimline.diagnostics import Location, Report
from claimline.read import Where, read_yaml

TAILS = st.text(st.sampled_from("ab '\":-#\\é😀\n"), max_size=12)
STARTS = st.text(st.sampled_from("klmno"), min_size=2, max_size=4)
# Each value starts with a word that nothing else in it can be taken for, and ends with "@z".
VALUES = st.builds("{}{}@z".format, STARTS, TAILS)
DATA = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(VALUES, inner, max_size=4),
    max_leaves=12,
)


def where(text: str) -> tuple[Any, Where]:
    report = Report()
    found = read_yaml(text, "x", report)
    assert found is not None, list(report)
    assert len(report) == 0
    return found[0], Where("x", found[1])


def rest(text: str, place: Location) -> str:
    """The text from a place on."""
    return "\n".join(text.split("\n")[place.line - 1 :])[place.column - 1 :]


def leaves(
    data: Any, loc: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, str):
        yield loc, data
    else:
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, (*loc, key))


@given(
    st.lists(DATA, min_size=1, max_size=3) | st.dictionaries(VALUES, DATA, min_size=1, max_size=3),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from([True, False, None]),
    st.sampled_from([20, 80, 1000]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_marks_point_at_what_was_written(
    data: Any, style: str | None, flow: bool | None, width: int, end: str
) -> None:
    text = yaml.safe_dump(
        data, default_style=style, default_flow_style=flow, allow_unicode=True, width=width
    )
    found, places = where(text.replace("\n", end))
    assert found == data
    for loc, value in leaves(found):
        start = value[: re.search("[^klmno]", value).start()]  # type: ignore[union-attr]
        at = places.at(*loc)
        written = rest(text, at)
        if written[0] not in "|>":
            assert written.removeprefix(written[0] if written[0] in "'\"" else "").startswith(start)
        word = places.inside(loc, start)
        assert rest(text, word).startswith(start)
        last = places.inside(loc, "@z")
        assert rest(text, last).startswith("@z")
        assert at <= word < last
        assert rest(text, at).count("@z") == rest(text, last).count("@z")
        if loc and isinstance(loc[-1], str):
            assert loc[-1][:2] in rest(text, places.key(*loc))


TEXT = """\
title: A word
reasoning: |  # why
  First [@a] and
  then [@b], again [@a].
folded: >-
  some words
  go on
double: "it \\"is\\" caf\\u00e9 [@a]
  and on"
single: 'it''s [@a]'
plain: starts [@a]
  and goes on
list:
  - x: &anchor some [@a]
  - x: *anchor
"""


@pytest.mark.parametrize(
    ("loc", "token", "nth", "place"),
    [
        (("reasoning",), "[@a]", 0, "x:3:9"),
        (("reasoning",), "[@a]", 1, "x:4:20"),
        (("reasoning",), "[@b]", 0, "x:4:8"),
        (("reasoning",), "and\nthen", 0, "x:3:14"),
        (("reasoning",), "why", 0, "x:2:12"),
        (("reasoning",), "[@a]", 2, "x:2:12"),
        (("folded",), "words go", 0, "x:6:8"),
        (("double",), "café", 0, "x:8:20"),
        (("double",), '"is"', 0, "x:8:13"),
        (("double",), "[@a] and", 0, "x:8:30"),
        (("single",), "it's", 0, "x:10:10"),
        (("single",), "[@a]", 0, "x:10:16"),
        (("plain",), "[@a] and", 0, "x:11:15"),
        (("list", 0, "x"), "[@a]", 0, "x:14:21"),
        (("list", 1, "x"), "[@a]", 0, "x:14:21"),
        (("list", 1, "x"), "nothing", 0, "x:15:8"),
        (("list", 1, "y"), "[@a]", 0, "x:15:5"),
        (("title",), "", 0, "x:1:8"),
        (("title",), "w", -1, "x:1:8"),
    ],
)
def test_inside(loc: tuple[str | int, ...], token: str, nth: int, place: str) -> None:
    _, places = where(TEXT)
    assert str(places.inside(loc, token, nth)) == place


def test_paths_that_lead_nowhere_give_the_nearest_ancestor() -> None:
    _, places = where(TEXT)
    assert str(places.at("list", 7, "x")) == "x:14:3"
    assert str(places.at("title", "x")) == "x:1:8"
    assert str(places.key("nothing")) == "x:1:1"
    assert str(places.key("list", 0)) == "x:14:5"


def test_values_below_an_alias_stand_at_its_anchor() -> None:
    _, places = where("a: &a\n  b: c\nd: *a\n")
    assert str(places.at("d")) == "x:3:4"
    assert str(places.key("d")) == "x:3:1"
    assert str(places.at("d", "b")) == "x:2:6"


def test_items_of_a_list_know_where_they_start() -> None:
    data, places = where("- &a {b: [c, {d: e}]}\n- *a\n- f\n-\n- g: *a\n- []\n")
    starts = places.marks.items()
    found = [str(Where("x", places.marks, start).at()) for start in starts]
    assert found == ["x:1:3", "x:2:3", "x:3:3", "x:4:2", "x:5:3", "x:6:3"]
    assert len(data) == 6
    assert str(Where("x", places.marks, starts[4]).at("g", "b", 1, "d")) == "x:1:18"
