"""Lines go into an author's YAML, and every other line stays as it is, byte by byte."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimline.author.captures import capture_text
from claimline.author.captures.capture_text import MissingExtraError
from claimline.author.captures.yamledit import EditError, add_item, data_of, set_values
from claimline.diagnostics import Report
from claimline.read import read_yaml

ITEM = {"file": "gate-0123.html", "captured": "2024-03-04T10:00Z", "type": "text/html"}
LINES = """\
captures:
  - file: gate-0123.html
    captured: 2024-03-04T10:00Z
    type: text/html
"""
UNINDENTED = "".join(f"{line[2:]}\n" for line in LINES.splitlines()[1:])
FLOW = '{file: "gate-0123.html", captured: "2024-03-04T10:00Z", type: "text/html"}'


def read(text: str) -> Any:
    report = Report()
    parsed = read_yaml(text, "x.yaml", report)
    assert parsed is not None, [str(found) for found in report]
    return parsed[0]


def ended(text: str) -> str:
    """The text with the line break at its end that a block of words would miss there."""
    return text if text.endswith(("\n", "\r")) else f"{text}\n"


def put_in(before: str, after: str) -> str:
    """What was put in, all in one place; fails if anything else was changed."""
    start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
                 min(len(before), len(after)))  # fmt: skip
    added = len(after) - len(before)
    assert added > 0
    assert before == after[:start] + after[start + added :]
    return after[start : start + added]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Gate\n", f"title: Gate\n{LINES}"),
        ("title: Gate", f"title: Gate\n{LINES.rstrip()}"),
        ("title: Gate   # why\n\n# the end\n", f"title: Gate   # why\n{LINES}\n# the end\n"),
        ("a: |\n  one\n   two\n\n  three\n\n\n", f"a: |\n  one\n   two\n\n  three\n{LINES}\n\n"),
        ("a: |\n  # no comment\n# one\n", f"a: |\n  # no comment\n{LINES}# one\n"),
        ("a: >+\n  one\n\n", f"a: >+\n  one\n\n{LINES}"),
        ("a: 'one\n  two'\nb:\n", f"a: 'one\n  two'\nb:\n{LINES}"),
        ("a: one\n  two\n", f"a: one\n  two\n{LINES}"),
        ("a:\n- x\n-   y: [1,\n      2]\n", f"a:\n- x\n-   y: [1,\n      2]\n{LINES}"),
        ("a:\n    b:\n        c: 1\n", f"a:\n    b:\n        c: 1\n{LINES}"),
        (
            "captures:\n-   file:   a.txt   # old\n    type: text/plain\nz: 1\n",
            f"captures:\n-   file:   a.txt   # old\n    type: text/plain\n{UNINDENTED}z: 1\n",
        ),
        ("captures:  # none yet\nz: 1\n", LINES.replace(":\n", ":  # none yet\n", 1) + "z: 1\n"),
        ("captures: []\nz: 1\n", f"captures: [{FLOW}]\nz: 1\n"),
        ("captures: [{file: a}, ]\n", f"captures: [{{file: a}}, {FLOW} ]\n"),
        ("{title: Gate}\n", f"{{title: Gate, captures: [{FLOW}]}}\n"),
        ("---\ntitle: Gate\n...\n", f"---\ntitle: Gate\n{LINES}...\n"),
    ],
)
def test_an_item_is_added(before: str, after: str) -> None:
    assert add_item(before, (), "captures", ITEM) == after


def test_a_record_in_a_list_is_found() -> None:
    before = "- id: a\n  x: 1\n\n# second\n- id: b\n  x: |-\n    words\n"
    lines = "".join(f"  {line}\n" for line in LINES.splitlines())
    assert add_item(before, (0,), "captures", ITEM) == before.replace("x: 1\n", f"x: 1\n{lines}")
    assert add_item(before, (1,), "captures", ITEM) == before + lines


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_breaks_are_those_of_the_file(newline: str) -> None:
    before = "title: Gate\nx: 1\n".replace("\n", newline)
    assert add_item(before, (), "captures", ITEM) == before + LINES.replace("\n", newline)


CLAIM = """\
claim: x  # it is
citations:
  - source: a
    quote: >-
      the gate
      closed

    at: p. 3   # the last
  - {source: b, quote: "so, yes" , at: p. 4}
  - quote: here
"""


@pytest.mark.parametrize(
    ("nth", "before", "after"),
    [
        (0, "      closed\n", '      closed\n    fragment:\n      prefix: "and, “so”"\n'),
        (1, "p. 4}", 'p. 4, fragment: {prefix: "and, “so”"}}'),
        (2, "here\n", 'here\n    fragment:\n      prefix: "and, “so”"\n'),
    ],
)
def test_values_are_set_behind_a_key(nth: int, before: str, after: str) -> None:
    made = set_values(CLAIM, ("citations", nth), "fragment", {"prefix": "and, “so”"}, "quote")
    assert made == CLAIM.replace(before, after)


@pytest.mark.parametrize(
    "words", ["said:", "a::", "x/:", "12", "true", "null", "2020-01-01", "12:30", "-a", "#a", "a "]
)
def test_words_that_mean_something_in_yaml_stay_words(words: str) -> None:
    after = set_values("source: x\n", (), "fragment", {"prefix": words}, "source")
    assert data_of(after) == {"source": "x", "fragment": {"prefix": words}}


def test_values_are_replaced_and_taken_out() -> None:
    loc = ("citations", 0)
    once = set_values(CLAIM, loc, "fragment", {"prefix": "one two", "suffix": "three"}, "quote")
    again = set_values(once, loc, "fragment", {"suffix": "four"}, "quote")
    assert again == set_values(CLAIM, loc, "fragment", {"suffix": "four"}, "quote")
    assert set_values(again, loc, "fragment", None, "quote") == CLAIM


@pytest.mark.parametrize("value", ["none yet", "null", "~", '""', "{file: a}", "\n  file: a # one"])
def test_nothing_is_added_to_what_is_no_list(value: str) -> None:
    with pytest.raises(EditError, match="`captures` is not a list"):
        add_item(f"captures: {value}\n", (), "captures", ITEM)


@pytest.mark.parametrize("values", [None, {"prefix": "new"}])
@pytest.mark.parametrize(
    "text",
    [
        "fragment: # in all\n  prefix: a\nb: 1\n",
        "fragment:\n  # why\n  prefix: '#1'\nb: 1\n",
        "fragment: {prefix: a}  # as said\nb: 1\n",
        "fragment:\n    prefix: |\n        words\n      # on them\nb: 1\n",
        'fragment: {prefix: "\\x23 1"} # one\nb: 1\n',
    ],
)
def test_a_value_with_a_comment_is_not_replaced(text: str, values: dict[str, str] | None) -> None:
    with pytest.raises(EditError, match="There is a comment in `fragment`"):
        set_values(text, (), "fragment", values, "")


def test_a_value_with_a_hash_is_no_comment() -> None:
    text = "fragment:\n  prefix: |\n    # 1\n# end\nb: 1\n"
    assert set_values(text, (), "fragment", None, "") == "# end\nb: 1\n"


@pytest.mark.parametrize(
    ("text", "loc"),
    [
        ("a: &x {b: 1}\nc: *x\n", ("a",)),  # would change both
        ("a: [1, 2]\n", ("a", 0)),
        ("a: 1\n  b: 2\n", ()),
        ("", ()),
    ],
)
def test_what_cannot_be_put_in_alone_is_refused(text: str, loc: tuple[str | int, ...]) -> None:
    with pytest.raises(EditError):
        set_values(text, loc, "fragment", {"prefix": "x"}, "")


def test_a_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(capture_text, "import_module", absent)
    with pytest.raises(MissingExtraError, match=r"needs ruamel\.yaml"):
        add_item("title: Gate\n", (), "captures", ITEM)


# A record as an author might write it: each key in one of many styles.

TEXTS = st.text("abc é#:'\"-{}[],&*!|>%@`?\\ ", min_size=1, max_size=20).map(str.strip).filter(bool)
COMMENTS = st.sampled_from(["", "", "", "  # why", " #"])
BETWEEN = st.sampled_from(["", "", "", "\n", "# a comment\n", "\n\n  # deeper\n", "   \n"])


@st.composite
def value(draw: st.DrawFn, indent: str) -> str:
    """A value behind a key, with all that follows up to the end of its last line."""
    words = draw(TEXTS)
    style = draw(st.integers(0, 7))
    comment = draw(COMMENTS)
    if style == 0:
        return f" {json.dumps(words, ensure_ascii=False)}{comment}\n"
    if style == 1:
        doubled = words.replace("'", "''")
        return f" '{doubled}'{comment}\n"
    if style in (2, 3):
        header = draw(st.sampled_from(["|", ">", "|-", ">-", "|+", ">+"]))
        lines = [f"{indent}  {draw(TEXTS)}" for _ in range(draw(st.integers(1, 3)))]
        blank = "\n" * draw(st.integers(0, 2))
        return f" {header}{comment}\n" + f"\n{blank}".join(lines) + f"\n{blank}"
    if style == 4:
        return f" plain {draw(st.text('abc', min_size=1))}{comment}\n"
    if style == 5:
        return f" plain\n{indent}    goes on\n\n{indent} and on{comment}\n"
    if style == 6:
        quoted = json.dumps(words, ensure_ascii=False)
        forms = ["[a, {b: Q}],", "[ [], {}, [Q, [Q]], ],", "{'k, #': Q, \"l\":Q, m: , n },", "Q,"]
        inside = draw(st.sampled_from(forms)).replace("Q", quoted)
        return f" [{inside}{comment}\n{indent}   c{draw(st.sampled_from(['', ',', ' , ']))}]\n"
    dash = indent + draw(st.sampled_from(["", "  "]))
    return f"{comment}\n{dash}- a: 1\n{dash}  b: 2\n\n{dash}-   x # y\n"


@st.composite
def mapping(draw: st.DrawFn, indent: str, keys: list[str]) -> str:
    made = []
    for key in keys:
        made.append(f"{indent}{key}:{draw(value(indent))}{draw(BETWEEN)}")
    return "".join(made)


@given(st.data())
def test_all_other_lines_stay_byte_by_byte(data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5, unique=True))
    listed = data.draw(st.booleans())
    if listed:
        one, two = (data.draw(mapping("  ", keys)) for _ in range(2))
        before = f"{data.draw(BETWEEN)}- id: x\n{one}- id: y\n{two}"
    else:
        before = data.draw(BETWEEN) + data.draw(mapping("", keys))
    if data.draw(st.booleans()):
        before = before.replace("\n", "\r\n")
    if data.draw(st.booleans()):
        before = before.rstrip("\r\n")
    report = Report()
    parsed = read_yaml(before, "x.yaml", report)
    assume(parsed is not None and not report.failed)
    nth = data.draw(st.integers(0, 1)) if listed else None
    loc = () if nth is None else (nth,)
    after = data.draw(st.sampled_from(keys))
    values = {"prefix": data.draw(TEXTS), "suffix": data.draw(TEXTS)}
    try:
        added = add_item(before, loc, "captures", ITEM)
        made = set_values(before, loc, "fragment", values, after)
    except EditError:
        # Of a line of spaces it cannot be told whether it belongs to the text above it.
        assert re.search(r"(?m)^ +\r?$", before)
        return
    # The one check is by lines, the other by what the file says.
    for text, key, is_now in ((added, "captures", [ITEM]), (made, "fragment", values)):
        put_in(before, text)
        whole, was = read(ended(text)), read(ended(before))
        record = whole if nth is None else whole[nth]
        assert record.pop(key) == is_now
        assert whole == was
    if before.endswith("\n"):
        assert set_values(made, loc, "fragment", None, after) == before
