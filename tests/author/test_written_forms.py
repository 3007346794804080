"""Saves of records in every form of YAML: what was not changed keeps its bytes."""

from __future__ import annotations

import copy
import re
from random import Random
from typing import Any

import pytest

from claimline.author.captures.yamledit import EditError, data_of
from claimline.author.record_edits.record_text import save_record
from tests.author.yaml_forms import Loc, WrittenRecord, written_record

NEW = ("new words", "new # x", "new, y", "new: z", 'new "q"', "new 'q'", "new ]", "новое 🎉")


def at(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data[step]
    return data


def places(data: Any, loc: Loc = ()) -> list[Loc]:
    """The places of all lists and mappings in the data."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    inner = [place for key, each in items if isinstance(each, dict | list)
             for place in places(each, (*loc, key))]  # fmt: skip
    return [loc, *inner]


def is_apart(record: WrittenRecord, loc: Loc) -> bool:
    """Whether no part of a place is shared with another."""
    shared = [place for place, raw in record.words.items() if raw == "*n"]
    return loc[:1] != ("name",) and not any(place == loc[: len(place)] for place in shared)


def is_in_order(part: str, whole: str) -> bool:
    """Whether a text can be made of another by taking characters out."""
    rest = iter(whole)
    return all(character in rest for character in part)


def broken(text: str) -> set[str]:
    return set(re.findall(r"\r\n|\n|\r", text))


def numbered(seed: int) -> tuple[Random, WrittenRecord, Any]:
    random = Random(seed)
    record = written_record(random)
    return random, record, data_of(record.text)


def saved(record: WrittenRecord, wanted: Any) -> str:
    try:
        text = save_record(record.text, (), wanted)
    except EditError:
        # Blank lines of what goes would belong to a text before it that keeps such lines.
        assert "|+" in record.text
        return record.text
    assert data_of(text) == wanted
    assert broken(text) <= (broken(record.text) or {"\n"})
    return text


@pytest.mark.parametrize("many", range(2))
def test_a_new_part_moves_nothing(many: int) -> None:
    for seed in range(many * 200, many * 200 + 200):
        random, record, data = numbered(seed)
        where = [loc for loc in places(data) if is_apart(record, loc)]
        if not where:
            continue
        loc = random.choice(where)
        wanted = copy.deepcopy(data)
        inside = at(wanted, loc)
        value: Any = random.choice([*NEW, [random.choice(NEW)], {"x": random.choice(NEW)}])
        if isinstance(inside, list):
            inside.insert(random.randint(0, len(inside)), value)
        else:
            before = list(inside.items())
            before.insert(random.randint(0, len(before)), ("added", value))
            inside.clear()
            inside.update(before)
        text = saved(record, wanted)
        assert is_in_order(record.text, text), (seed, loc, record.text, text)


@pytest.mark.parametrize("many", range(2))
def test_a_changed_word_moves_nothing_else(many: int) -> None:
    for seed in range(many * 200, many * 200 + 200):
        random, record, data = numbered(seed)
        where = [loc for loc in record.words if is_apart(record, loc)]
        if not where:
            continue
        loc = random.choice(where)
        wanted = copy.deepcopy(data)
        at(wanted, loc[:-1])[loc[-1]] = random.choice(NEW)
        text = saved(record, wanted)
        start, end = record.text.split(record.words[loc])
        assert text.startswith(start), (seed, loc, record.text, text)
        assert text.endswith(end), (seed, loc, record.text, text)


@pytest.mark.parametrize("many", range(2))
def test_a_part_goes_alone(many: int) -> None:
    for seed in range(many * 200, many * 200 + 200):
        random, record, data = numbered(seed)
        where = [
            (*loc, key)
            for loc in places(data) if is_apart(record, loc)
            for inside in [at(data, loc)]
            for key in (inside if isinstance(inside, dict) else range(len(inside)))
            if (loc in record.brackets or len(inside) > 1) and is_apart(record, (*loc, key)[:1])
        ]  # fmt: skip
        # Which of two items that are the same goes cannot be told.
        where = [
            (*loc, key)
            for *loc, key in where
            if isinstance(key, str) or at(data, tuple(loc)).count(at(data, (*loc, key))) == 1
        ]
        if not where:
            continue
        loc = random.choice(where)
        wanted = copy.deepcopy(data)
        del at(wanted, loc[:-1])[loc[-1]]
        text = saved(record, wanted)
        place = (seed, loc, record.text, text)
        for kept in (record.words, record.keys):
            for other, raw in kept.items():
                if other[: len(loc)] != loc:
                    assert raw in text, (raw, place)
        part = record.parts.get(loc, record.keys.get(loc, "")).rstrip("\r\n")
        ends = [match.end() for match in re.finditer(re.escape(part), record.text)]
        own = part + "".join(re.split(r"[\r\n]", record.text[end:])[0] for end in ends)
        for comment in record.comments:
            assert comment in text or comment in own, (comment, place)


def replaced(data: Any, old: str, new: str) -> Any:
    if isinstance(data, dict):
        return {key: replaced(each, old, new) for key, each in data.items()}
    if isinstance(data, list):
        return [replaced(each, old, new) for each in data]
    return data.replace(old, new) if data else data


@pytest.mark.parametrize("many", range(2))
def test_a_changed_line_of_a_text_moves_nothing_else(many: int) -> None:
    for seed in range(many * 200, many * 200 + 200):
        random, record, data = numbered(seed)
        if lines := re.findall(r"t\d+q", record.text):
            line, new = random.choice(lines), random.choice(NEW)
            text = saved(record, replaced(data, line, new))
            assert text == record.text.replace(line, new), (seed, line, record.text, text)


# The forms, one by one


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("[x, y]", ["x"], "[x]"),
        ("[x, y]", ["y"], "[y]"),
        ("[x]", [], "[]"),
        ("[]", ["x"], "[x]"),
        ("[ ]", ["x", "y"], "[ x, y ]"),
        ("{}", {"b": "c"}, "{b: c}"),
        ("[x, y, ]", ["x", "y", "z"], "[x, y, z, ]"),
        ("[x,y]", ["x", "z", "y"], "[x,z,y]"),
        # An item in lines of its own, and its comments.
        ("[\n  # 1\n  x,  # 2\n  'y'  # 3\n]", ["x", "y", "z"],
         "[\n  # 1\n  x,  # 2\n  'y',  # 3\n  z\n]"),
        ("[\n  # 1\n  x,  # 2\n  'y'  # 3\n]", ["x", "z", "y"],
         "[\n  # 1\n  x,  # 2\n  z,\n  'y'  # 3\n]"),
        ("[\n  # 1\n  x,  # 2\n  'y'  # 3\n]", ["x"], "[\n  # 1\n  x  # 2\n]"),
        ("[\n  # 1\n  x,  # 2\n  'y'  # 3\n]", ["y"], "[\n  # 1\n  'y'  # 3\n]"),
        ("[\n  x,\n]", ["x", "z"], "[\n  x,\n  z,\n]"),
        ("[ # none\n  ]", ["x"], "[ # none\n    x\n  ]"),
        # Lines with several items.
        ("[x, y,\n    z, w]", ["x", "y", "n", "z", "w"], "[x, y, n,\n    z, w]"),
        ("[x, y,\n    z, w]", ["x", "y", "w"], "[x, y,\n    w]"),
        ("[x, y,\n    z]", ["x", "y"], "[x, y]"),
        ("[x,  # why\n  y]", ["x", "y", "z"], "[x,  # why\n  y, z]"),
        ("[x,  # why\n  y]", ["x"], "[x  # why\n  ]"),
        ("[x, y,#why\n  z]", ["x", "y"], "[x, y #why\n  ]"),
        # Quotes, marks in quotes, blank values, pairs without brackets of their own.
        ("{'b': \"c # d\", e: [{g: h}]} # i", {"b": "c # d", "e": [{"g": "h", "k": "l, m"}]},
         "{'b': \"c # d\", e: [{g: h, k: \"l, m\"}]} # i"),
        ('{"b":"c"}', {"b": "c", "f": "g"}, '{"b":"c", f: g}'),
        ("{b: , c: 'd'}", {"b": "x", "c": "d"}, "{b: x , c: 'd'}"),
        ("{b, c: 'd'}", {"b": "x", "c": "d"}, "{b: x, c: 'd'}"),
        ("{c: 'd', b: }", {"c": "d", "b": None, "e": "f"}, "{c: 'd', b: , e: f }"),
        ("[b: 'c', d]", [{"b": "x"}, "d"], "[b: 'x', d]"),
        ("[b: 'c', d]", [{"b": "c", "e": "f"}, "d"], "[{b: c, e: f}, d]"),
        ("[x]", ["x", "?y", "- z", "a: b", "", " s"], '[x, "?y", "- z", "a: b", "", " s"]'),
        ("[[x], ['y', z]]", [["y", "z"], ["x"]], "[['y', z], [x]]"),
        # Tabs.
        ("[x,\ty]\t", ["x", "y", "z"], "[x,\ty,\tz]\t"),
        ("\t'x'\t# c", "y", "\t'y'\t# c"),
        # Anchors, and aliases in other places than that of the change.
        ("&o ['x', *n , y]", ["x", "n", "z"], "&o ['x', *n , z]"),
        ("\n- *n # c\n- 'x'\n- y", ["n", "x", "z"], "\n- *n # c\n- 'x'\n- z"),
        ("\n- 'x' # 1\n- *n # 2", ["x", "m"], "\n- 'x' # 1\n- m # 2"),
        # Lines of spaces after and in a text.
        ("|\n  x\n   ", "y\n \n", "|\n  y\n   "),
        ("|\n  x\n  \n\n # c", "y\n", "|\n  y\n  \n\n # c"),
        ("|2+\n   x\n\n", " y\n\n\n", "|2+\n   y\n\n"),
        ("\n  b: |\n   x\n  c: |\n    y\n\n    ", {"b": "x\n"}, "\n  b: |\n   x"),
        # A list in a list.
        ("\n- - x # 1\n  - 'y'", [["y"]], "\n- - 'y'"),
        ("\n- - x\n  # 1\n  - 'y'", [["y"]], "\n# 1\n- - 'y'"),
        ("\n- - 'x' # 1", [["v", "x"]], "\n- - v\n  - 'x' # 1"),
        ("\n- - x # 1\n  - 'y'", [[["k"], "y"]], "\n- - - k # 1\n  - 'y'"),
        ("\n- 'b c': d # 1\n  'e f': 'g'", [{"e f": "g"}], "\n- 'e f': 'g'"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_form_stays(old: str, value: Any, new: str, newline: str) -> None:
    before, after = (
        f"n: &n 'n'\na: {each}\nz: '0'\n".replace("\n", newline) for each in (old, new)
    )
    assert save_record(before, (), {"n": "n", "a": value, "z": "0"}) == after


def test_a_key_gets_quotes_if_it_needs_them() -> None:
    wanted = {"a": {"b": "c", "d: e": "f"}, "g #h": {"i: j": "k"}}
    assert save_record("a: {b: c}\n", (), wanted) == (
        'a: {b: c, "d: e": f}\n"g #h":\n  "i: j": k\n'
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("closing", ["---", "--- \t"])
def test_a_brief_without_a_last_line_break_is_changed(closing: str, newline: str) -> None:
    def saved(title: str, body: str) -> str:
        text = f"---\ntitle: A  # c\n{closing}".replace("\n", newline)
        new = save_record(text, (), {"title": title, "body": body}, markdown=True)
        return new.replace(newline, "\n")

    assert saved("A", "") == f"---\ntitle: A  # c\n{closing}"
    assert saved("B", "") == f"---\ntitle: B  # c\n{closing}"
    assert saved("A", "x\n\ny") == f"---\ntitle: A  # c\n{closing}\nx\n\ny"
    assert saved("B", "x\n") == f"---\ntitle: B  # c\n{closing}\nx\n"
