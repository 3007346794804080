"""Saves change only what they must: comments, order, quoting and other lines stay."""

from __future__ import annotations

import copy
import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimline.author.captures.yamledit import EditError
from claimline.author.record_edits.record_text import save_record
from claimline.diagnostics import Report
from claimline.read import read_yaml
from claimline.read.markdown import read_markdown
from tests.small import FILES

ROOT = Path(__file__).resolve().parents[3]

CLAIM = """\
# The roof.
claim: "The roof of Alderford library fell in."   # as the mayor said
short: The roof fell in
by: [mayor, clerk]
said: 2024-03-04

reasoning: >-
  The radio repeats the mayor; the caretaker speaks of
  plaster. Nobody else was in the building
  that night.
unknowns:
  # Ask the insurer.
  - Whether the insurer has looked.
  - 'Who shut the door.'  # see the notes
citations:
  - source: gazette
    stance: supports
    quote: "The roof is gone."   # page 3

  # The radio has no archive.
  - source: radio
    stance: repeats
  - {source: notice, stance: disputes}
tags: [roof, library]
# The end.
"""


def data_of(text: str) -> Any:
    parsed = read_yaml(text, "", Report())
    assert parsed is not None
    return json.loads(json.dumps(parsed[0]))


def changed(**fields: Any) -> list[str]:
    """The lines that a save of these fields removes (-) and adds (+)."""
    data = data_of(CLAIM) | fields
    wanted = {key: value for key, value in data.items() if value is not None}
    return difference(CLAIM, save_record(CLAIM, (), wanted))


def difference(old: str, new: str) -> list[str]:
    import difflib

    lines = difflib.ndiff(old.splitlines(), new.splitlines())
    return [line for line in lines if line[0] in "-+"]


def citations() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = copy.deepcopy(data_of(CLAIM)["citations"])
    return found


def test_a_text_keeps_its_quotes_and_its_comment() -> None:
    assert changed(claim="It fell.") == [
        '- claim: "The roof of Alderford library fell in."   # as the mayor said',
        '+ claim: "It fell."   # as the mayor said',
    ]


def test_a_plain_text_gets_quotes_only_if_it_needs_them() -> None:
    assert changed(short="It fell in")[1] == "+ short: It fell in"
    assert changed(short="It fell: in #3")[1] == '+ short: "It fell: in #3"'
    assert changed(said="2024-03-05?")[1] == "+ said: 2024-03-05?"


def test_a_folded_text_keeps_the_lines_whose_words_stay() -> None:
    words = data_of(CLAIM)["reasoning"].replace("plaster. Nobody", "the plaster. Nobody")
    assert changed(reasoning=words) == [
        "-   plaster. Nobody else was in the building",
        "+   the plaster. Nobody else was in the building",
    ]


def test_a_folded_text_can_become_paragraphs() -> None:
    (*_, last) = changed(reasoning="One.\n\nTwo.")
    assert last == "+   Two."


def test_an_item_is_added_removed_and_moved_with_its_comments() -> None:
    more = [*data_of(CLAIM)["unknowns"], "Why now?"]
    assert changed(unknowns=more) == ["+   - Why now?"]
    assert changed(unknowns=more[1:2]) == ["-   - Whether the insurer has looked."]
    first, second, third = citations()
    assert changed(citations=[first, third]) == ["-   - source: radio", "-     stance: repeats"]
    moved = changed(citations=[second, first, third])
    assert moved == [
        "+   - source: radio", "+     stance: repeats", "-   - source: radio",
        "-     stance: repeats",
    ]  # fmt: skip


def test_an_item_can_become_a_text_of_several_lines() -> None:
    (first, _) = data_of(CLAIM)["unknowns"]
    assert changed(unknowns=[first, "Who shut it.\n\nAnd why."]) == [
        "-   - 'Who shut the door.'  # see the notes", "+   - |-  # see the notes",
        "+     Who shut it.", "+ ", "+     And why.",
    ]  # fmt: skip


def test_a_mapping_whose_keys_all_change_is_written_again() -> None:
    text = "a:\n  b: c\n# d\ne: f\n"
    assert save_record(text, (), {"a": {"g": "h"}, "e": "f"}) == "a:\n  g: h\n# d\ne: f\n"


def test_a_field_of_an_item_changes_alone() -> None:
    items = citations()
    items[1]["stance"] = "context"
    items[2]["stance"] = "supports"
    items[0]["note"] = "In the late edition."
    assert changed(citations=items) == [
        "+     note: In the late edition.",
        "-     stance: repeats",
        "+     stance: context",
        "-   - {source: notice, stance: disputes}",
        "+   - {source: notice, stance: supports}",
    ]


def test_a_new_key_follows_the_one_before_it_and_a_key_goes_with_its_lines() -> None:
    data = data_of(CLAIM)
    wanted = {}
    for key, value in data.items():
        wanted[key] = value
        if key == "said":
            wanted["verdict"] = "disputed"
    assert difference(CLAIM, save_record(CLAIM, (), wanted)) == ["+ verdict: disputed"]
    assert changed(tags=None) == ["- tags: [roof, library]"]
    assert len(changed(citations=None)) == 9


def test_lists_in_brackets_stay_in_brackets() -> None:
    assert changed(tags=["roof", "storm", "library"])[1] == "+ tags: [roof, storm, library]"
    assert changed(by=["clerk"])[1] == "+ by: [clerk]"
    assert changed(tags="roof")[1] == "+ tags: roof"


def test_the_first_key_of_an_item_can_go() -> None:
    text = "- id: a\n  name: A\n- id: b\n  name: B\n  note: x\n"
    assert save_record(text, (1,), {"id": "b", "note": "x"}) == (
        "- id: a\n  name: A\n- id: b\n  note: x\n"
    )
    assert save_record("- name: A\n  id: a\n", (0,), {"id": "a"}) == "- id: a\n"


def test_a_file_without_a_last_line_break_keeps_lacking_it() -> None:
    text = "title: A\nsummary: B"
    assert save_record(text, (), {"title": "A", "summary": "C"}) == "title: A\nsummary: C"
    added = save_record(text, (), {"title": "A", "summary": "B", "publisher": "P"})
    assert added == "title: A\nsummary: B\npublisher: P"


def test_line_breaks_of_other_systems_stay() -> None:
    text = CLAIM.replace("\n", "\r\n")
    data = data_of(text)
    new = save_record(text, (), data | {"unknowns": ["Who shut the door."], "short": "It fell"})
    assert "\n" not in new.replace("\r\n", "")
    assert data_of(new)["short"] == "It fell"


def test_an_alias_is_not_changed_with_its_anchor() -> None:
    text = "name: &n Ann\nnote: *n\nkind: person\n"
    with pytest.raises(EditError):
        save_record(text, (), {"name": "Ben", "note": "Ann", "kind": "person"})
    same = save_record(text, (), {"name": "Ann", "note": "Ann", "kind": "office"})
    assert same == text.replace("person", "office")


def test_a_brief_changes_its_front_or_its_text() -> None:
    text = "---\n# c\ntitle: A\nsummary: B  # d\n---\n\nOne.\r\n\r\nTwo.\n"
    parsed = read_markdown(text, "", Report())
    assert parsed
    data = parsed[0]
    assert save_record(text, (), data | {"title": "C"}, markdown=True) == text.replace(
        "title: A", "title: C"
    )
    new = data["body"].replace("Two", "Three")
    assert save_record(text, (), data | {"body": new}, markdown=True) == text.replace(
        "Two", "Three"
    )


@pytest.mark.parametrize(
    ("old", "changes", "new"),
    [
        # A comment between brackets stays there, unless the brackets must be written again.
        ("# c\ntags: [a,  # why\n  b]\ne: f\n", {"tags": ["a", "b", "c"]},
         "# c\ntags: [a,  # why\n  b, c]\ne: f\n"),
        ("x:\n  # kept\n  - y: {a: b,  # why\n      c: d}\n  - 'z'\n",
         {"x": [{"y": {"a": "b"}}, "z"]},
         "x:\n  # kept\n  - y: {a: b  # why\n      }\n  - 'z'\n"),
        ("# c\ntags: [a,  # why\n  b]\ne: f\n", {"tags": {"a": "b"}},
         "# c\n# why\ntags:\n  a: b\ne: f\n"),
        # Only the item that cannot be changed is written again. The others keep their form.
        ("x:\n- a: b\n  # why\n  c: d\n- {e: 'f'}  # late\n", {"x": [{"c": "d"}, {"e": "f"}]},
         "x:\n# why\n- c: d\n- {e: 'f'}  # late\n"),
        ("x:\n- a: b # 1\n- {e: 'f'}  # late\n", {"x": [{"g": "h"}, {"e": "f"}]},
         "x:\n# 1\n- g: h\n- {e: 'f'}  # late\n"),
        # Comments of a text that is written again as another kind of value, and those after it.
        ("a: |  # see\n  x\n # less\nb: c\n", {"a": "z"}, "# see\na: z\n # less\nb: c\n"),
        ("a: |\n  x\n # less\nb: c\n", {"a": "x\ny\n"}, "a: |\n  x\n  y\n # less\nb: c\n"),
        ("a: |\n  x\n  # text\nb: c\n", {"a": ["x"]}, "a: [x]\nb: c\n"),
        # A comment that belongs to what is above it does not become a part of a new text.
        ("a:\n  - x\n  # of x\nb: c\n", {"a": ["x"], "n": "1\n2", "b": "c"},
         "a:\n  - x\n  # of x\nn: |-\n  1\n  2\nb: c\n"),
        ("a:\n- x\n\n   # of x\n- y\n", {"a": ["x", "1\n2", "y"]},
         "a:\n- x\n\n   # of x\n- |-\n  1\n  2\n- y\n"),
        ("a: x  # 1\n   # 2\nb: c\n", {"a": "1\n2"}, "# 2\na: |-  # 1\n  1\n  2\nb: c\n"),
        # A list that is emptied in an item takes its comments with it, and nothing else.
        ("a:\n- b: c\n  d:\n  # in\n  - e\n- f  # g\n", {"a": [{"b": "c", "d": []}, "f"]},
         "a:\n- b: c\n  # in\n  d: []\n- f  # g\n"),
        ("a: [x]\n", {"a": [[], "x"]}, "a: [[], x]\n"),
        # A comment after a text that has a "#" of its own.
        ("a: [x, 'y # z']  # late\nb: c\n", {"a": {"k": "v"}}, "# late\na:\n  k: v\nb: c\n"),
        ("a:\n- {x: 'y # z', q: r}  # late\n- b\n", {"a": [["k"], "b"]},
         "a:\n# late\n- - k\n- b\n"),
        # A comment after an empty text, after a key with a space or an anchor.
        ('a: "" # c\n', {"a": "b"}, "a: b # c\n"),
        ("a : # c\nb: d\n", {"a": "e"}, "a: e # c\nb: d\n"),
        ("a: &x # c\nb: d\n", {"a": "e"}, "a: e # c\nb: d\n"),
        # Blank values in a part that is written again stay blank.
        ("x:\n  - {q: r, # c\n     s: }\n", {"x": [{"q": "r", "t": "u", "s": None}]},
         "x:\n  - {q: r, # c\n     t: u,\n     s: }\n"),
        ("x:\n  - {q: r, # c\n     s: }\n", {"x": [{"q": {"t": "u"}, "s": None}]},
         "x:\n  - {q: {t: u}, # c\n     s: }\n"),
        ("x:\n  - {? q : r, # c\n     s: }\n", {"x": [{"q": "r", "t": "u", "s": None}]},
         "x:\n  # c\n  - q: r\n    t: u\n    s:\n"),
        ("x:\n- &y {a: b}\n- *y\n- c:\n", {"x": [{"a": "d"}, {"a": "b"}, {"c": None}]},
         "x:\n  - a: d\n  - a: b\n  - c:\n"),
        # A key goes past many blank lines in no more time than there are lines.
        ("a: b\n" + "\n" * 60, {"a": "b", "n": "c"}, "a: b\nn: c\n" + "\n" * 60),
        # A text may end with a space that is not that of YAML.
        ("a: b\n", {"a": "b", "n": {"c": "d\u3000"}}, "a: b\nn:\n  c: d\u3000\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_no_comment_is_lost_with_a_value_that_is_written_again(
    old: str, changes: dict[str, Any], new: str, newline: str
) -> None:
    wanted = changes if "n" in changes else data_of(old) | changes
    assert save_record(old.replace("\n", newline), (), wanted) == new.replace("\n", newline)


def test_many_comments_in_a_value_take_no_longer_than_their_lines() -> None:
    items = "".join(f"- b: x{nth} # c{nth}\n  d: e\n" for nth in range(6000))
    start = time.process_time()
    changed = save_record(f"a:\n{items}z: y\n", (), {"a": {"k": "v"}, "z": "y"})
    assert changed.endswith("# c5999\na:\n  k: v\nz: y\n")
    assert time.process_time() - start < 8


# The property, on the files of the case and of the example


def _files() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "content").rglob("*")):
        if path.suffix in (".yaml", ".md"):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    yield from ((name, text) for name, text in FILES.items() if name.endswith((".yaml", ".md")))
    yield "claim.yaml", CLAIM


RECORDS = list(_files())
WORDS = st.sampled_from(
    ["plain words", "1:2", "yes", "2024", "a: b", "x #y", "- z", "'quoted'", '"both" \'s', "два",
     "خبر", "[brackets]", "{x}", "*star*", "@a", "back\\slash", "trailing:", "!no", "%", "|", ">"]
)  # fmt: skip
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join) | st.text(
    st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30
).map(str.strip).filter(bool)
PARAGRAPHS = st.lists(TEXT, min_size=1, max_size=3).map("\n\n".join)


def _places(data: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if loc:
        yield loc
    items = data.items() if isinstance(data, dict) else enumerate(data)
    if isinstance(data, (dict, list)):
        for key, value in items:
            yield from (
                _places(value, (*loc, key)) if isinstance(value, (dict, list)) else [(*loc, key)]
            )


def _change(draw: Any, data: Any) -> str:
    """Change one place of a record. Return its top-level key."""
    place = draw(st.sampled_from(list(_places(data))))
    at = data
    for step in place[:-1]:
        at = at[step]
    last = place[-1]
    what = draw(st.sampled_from(["text", "text", "paragraphs", "remove", "add", "move"]))
    value = at[last]
    if what == "remove" and len(at) > 1 and last != "id":
        del at[last]
    elif what == "add" and isinstance(at, list):
        at.insert(draw(st.integers(0, len(at))), copy.deepcopy(value))
    elif what == "add":
        at["note"] = draw(PARAGRAPHS)
        return str(place[0] if len(place) > 1 else "note")
    elif what == "move" and isinstance(at, list):
        random.Random(draw(st.integers(0, 9))).shuffle(at)
    elif isinstance(value, str) or value is None:
        at[last] = draw(PARAGRAPHS if what == "paragraphs" else TEXT)
    return str(place[0])


@settings(
    max_examples=300, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(st.data())
def test_random_saves_change_only_their_fields(drawn: st.DataObject) -> None:
    name, text = drawn.draw(st.sampled_from(RECORDS))
    if name.endswith(".md"):
        parsed = read_markdown(text, "", Report())
        assert parsed
        data = dict(parsed[0])
        wanted = copy.deepcopy(data)
        key = _change(drawn.draw, wanted)
        if not wanted.get("body") or not (wanted.keys() - {"body"}):
            return
        new = save_record(text, (), wanted, markdown=True)
        read = read_markdown(new, "", Report())
        assert read
        assert read[0] == wanted
        return
    whole = data_of(text)
    loc: tuple[int, ...] = ()
    if isinstance(whole, list):
        loc = (drawn.draw(st.integers(0, len(whole) - 1)),)
    data = whole[loc[0]] if loc else whole
    wanted = copy.deepcopy(data)
    key = _change(drawn.draw, wanted)
    new = save_record(text, loc, wanted)
    again = data_of(new)
    assert (again[loc[0]] if loc else again) == wanted
    gone = [line[2:] for line in difference(text, new) if line.startswith("-")]
    # Every line that went stands in the field that was changed, and no comment of another went.
    kept = _lines_of(text, loc, key)
    assert all(line in kept for line in gone), (name, key, gone)
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert all(line in new.splitlines() for line in comments if line not in kept), name


def _lines_of(text: str, loc: tuple[int, ...], key: str) -> list[str]:
    """The lines of a top-level field of a record, to the start of the next field."""
    lines = text.splitlines()
    if loc:
        starts = [n for n, line in enumerate(lines) if line.startswith("- ")] + [len(lines)]
        lines = lines[starts[loc[0]] : starts[loc[0] + 1]]
        start = re.compile(rf"(?:- |  ){re.escape(key)}:")
        other = re.compile(r"(?:- |  )\S")
    else:
        start, other = re.compile(rf"{re.escape(key)}:"), re.compile(r"[^\s#-]")
    at = next((n for n, line in enumerate(lines) if start.match(line)), None)
    if at is None:
        return []
    end = next((n for n in range(at + 1, len(lines)) if other.match(lines[n])), len(lines))
    return lines[at:end]
