"""YAML to plain data: the shape of the data, and agreement of the two parsers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimline.diagnostics import Report
from claimline.read import events, read_yaml
from claimline.read.marks import Where


def read(text: str) -> tuple[Any, list[str]]:
    """The data of a text (None where there is none) and the findings."""
    report = Report()
    found = read_yaml(text, "x.yaml", report)
    return (None if found is None else found[0]), [str(finding) for finding in report]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("country: NO", {"country": "NO"}),
        ("date: 2025-12-29", {"date": "2025-12-29"}),
        ("n: 1e3", {"n": "1e3"}),
        ("n: 0x1F", {"n": "0x1F"}),
        ("t: 19:20", {"t": "19:20"}),
        ("no: ~", {"no": "~"}),
        ("no: null", {"no": "null"}),
        ("no:", {"no": None}),
        ("no: # nothing", {"no": None}),
        ("no: ''", {"no": ""}),
        ("a: [b, 'c', d]", {"a": ["b", "c", "d"]}),
        ("a: {b: c}", {"a": {"b": "c"}}),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ("a: >-\n  b\n  c\n", {"a": "b c"}),
        ("- a\n-\n- b: c\n", ["a", None, {"b": "c"}]),
        ("---\na: b\n...\n", {"a": "b"}),
        ("1: a\ntrue: b\n", {"1": "a", "true": "b"}),
        ("a: &x [1]\nb: *x\n", {"a": ["1"], "b": ["1"]}),
        ("a: &x y\nb: *x\n", {"a": "y", "b": "y"}),
        ("'<<': a", {"<<": "a"}),
        ("a: Wow!\nb: x&y\nc: d\\e\n", {"a": "Wow!", "b": "x&y", "c": "d\\e"}),
        ("a: \u200eb\u200f", {"a": "\u200eb\u200f"}),
        ("a: b\r\nc: d\re: f\n", {"a": "b", "c": "d", "e": "f"}),
    ],
)
def test_data(text: str, data: Any) -> None:
    assert read(text) == (data, [])


def test_fifty_levels_are_read_and_one_more_is_not() -> None:
    assert read("[" * 50 + "]" * 50)[1] == []
    assert read("[" * 51 + "]" * 51)[1][0].startswith("x.yaml:1:51: error[yaml-depth]")


def test_aliases_within_the_budget_are_read() -> None:
    text = f"a: &a [{', '.join('x' * 99)}]\nb: [{', '.join(['*a'] * 100)}]\n"
    data, findings = read(text)
    assert findings == []
    assert sum(map(len, data["b"])) == 9900
    assert "error[yaml-alias]" in read(text + "c: *a\n")[1][0]


def test_a_file_has_at_most_a_hundred_findings() -> None:
    assert len(read("a: b\n" * 500)[1]) == 100


@given(st.text() | st.text(st.sampled_from("ab:- \n\t\r'\"[]{}&*!|>%@`#,?\\~\u2028\ufeff\ud800😀")))
@example('a: "\\UFFFFFFFF"')
@example('a: "\\ud800"')
@example("%YAML 9999999999999999999.1\n---\na")
@example("a: &a\n  - *a\n")
def test_text_never_raises(text: str) -> None:
    data, findings = read(text)
    assert findings or data is not None


# Without brackets and question marks: about "{a:}" and "?" the two parsers differ.
@given(st.text(st.sampled_from("ab:- \n'\"&*!|>%@`#,\\😀"), max_size=30))
def test_both_parsers_find_the_same_faults(text: str) -> None:
    here = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "new_parser", events._PythonParser)
        there = read(text)
    assert bool(here[1]) == bool(there[1])
    assert here[0] == there[0]


def test_the_other_parser_is_used_where_libyaml_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    assert events._parser_class() is events._PythonParser


@pytest.mark.parametrize("parser", [events.new_parser, events._PythonParser])
def test_positions_of_both_parsers(parser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "new_parser", parser)
    found = read_yaml("a: b\nc:\n  - '😀': |\n      x\n    d: e\n", "x", Report())
    assert found is not None
    where = Where("x", found[1])
    assert str(where.at()) == "x:1:1"
    assert str(where.at("c")) == "x:3:3"
    assert str(where.key("c")) == "x:2:1"
    assert str(where.at("c", 0)) == "x:3:5"
    assert str(where.at("c", 0, "😀")) == "x:3:10"
    assert str(where.key("c", 0, "d")) == "x:5:5"


def test_a_place_in_a_quoted_text_is_found_in_one_reading() -> None:
    """Spaces with a backslash before each could once be read in two ways, each of them."""
    spaces = "\\ " * 40
    text = f'a: "[@bad{spaces}x!] and [@bad{spaces}y!] and [@good \\\n  line]"\n'
    found = read_yaml(text, "x", Report())
    assert found
    where = Where("x", found[1])
    assert str(where.inside(("a",), f"[@bad{' ' * 40}y!]")) == f"x:1:{text.index('[@bad', 9) + 1}"
    assert str(where.inside(("a",), "[@good line]")) == f"x:1:{text.index('[@good') + 1}"
