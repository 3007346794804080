"""A comment behind free text is an error, since it may be text; behind other values it is one."""

from __future__ import annotations

from typing import Any

import pytest

from claimline.diagnostics import Code, Report
from claimline.model.records import KINDS, Document
from claimline.model.schema import example, hash_starts, written_fields
from claimline.model.validate import validated
from claimline.read import Entry, Where, read_yaml

FIELDS = [
    (kind, key, value)
    for kind, model in KINDS.items()
    for key in written_fields(model)
    if isinstance(value := example(model, key), str | int | float) and key not in ("id", "body")
]
TEXTS = {
    *("name", "position", "also_known_as", "note", "access_note", "title", "publisher", "authors"),
    *("published_note", "perspective", "reliability_reason", "short", "text", "claim", "reasoning"),
    *("unknowns", "would_change", "question", "unit", "finding", "summary", "channel", "says"),
    *("quote", "description", "no_source", "withheld_because"),
}


def codes(kind: str, text: str) -> list[tuple[str, int]]:
    report = Report()
    parsed = read_yaml(text, "x.yaml", report)
    assert parsed
    data, marks = parsed
    validated(Entry(kind, "x", data, Where("x.yaml", marks)), report)
    return [
        (found.code, found.location.column) for found in report if found.code is Code.YAML_COMMENT
    ]


@pytest.mark.parametrize(("kind", "key", "value"), FIELDS)
@pytest.mark.parametrize("comment", ["#1 came down", "# see below"])
def test_behind_every_field(kind: str, key: str, value: Any, comment: str) -> None:
    line = f"{key}: {value}"
    found = codes(kind, f"{line} {comment}\n")
    assert found == ([(Code.YAML_COMMENT, len(line) + 2)] if key in TEXTS else [])


def test_every_text_is_named() -> None:
    fields = {
        (key, hash_starts(model, (key,)))
        for kind, model in KINDS.items()
        for key in written_fields(model)
    }
    assert {key for key, starts in fields if starts == "text"} - {"body"} >= TEXTS
    assert [key for key, starts in fields if starts == "tag"] == ["tags"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("note: #BridgeShut\n", 1),
        ("note: # to do\n", 0),
        ("note: #1 of two\n  gates\n", 1),
        ("note:\n  # why\n  The gate\n", 0),
        ("note: |\n  #1 came down\n", 0),
        ("note: >-  # folded\n  Plaster #1\n", 0),
        ("note: 'Plaster #1'  # one\n", 0),
        ("note: C# and F#\n", 0),
        ("note: a\t#1\n", 1),
        ("note: &n Plaster #1\naccess_note: *n\n", 1),
        ("also_known_as: [A, 'B #1']  # two\n", 0),
        ("also_known_as:\n- A #1\n- #2\n  B\n- C\n", 2),
    ],
)
def test_shapes(text: str, number: int) -> None:
    assert len(codes("actor", text)) == number


def test_tags() -> None:
    assert len(codes("claim", "tags: #roof\n")) == 1
    assert len(codes("claim", "tags: roof #storm\n")) == 1
    assert codes("claim", "tags:\n- roof  # the one of the library\n") == []


def test_documents_are_covered() -> None:
    assert any(issubclass(KINDS[kind], Document) for kind, _, _ in FIELDS)
