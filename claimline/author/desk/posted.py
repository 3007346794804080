"""The fields of a record as a form sends them, and as the form shows them.

The name of an input is its path in the record, such as ``citations.0.source``. A list, a group and
the pairs of a mapping also send a mark that the page had them. So a list that the author emptied
differs from one that was not on the page. An item sends the number that it had in the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimline.author.desk.typed_dates import typed_date
from claimline.author.form_fields import FLAG, FormField
from claimline.read.text import NEWLINE

SHOWN = "@shown"
WAS = "@was"
DEEPEST = 12
"""Steps of a path, at most. No field of a record lies as deep."""
_LONGEST_NUMBER = 6
"""Digits of the number of an item, at most."""
_TRUE = ("true", "yes", "on", "y", "1")
Pairs = Iterable[tuple[str, str]]
Node = dict[str, Any]


def item_number(words: str) -> int | None:
    """Return the number of an item, or None if the words are no such number."""
    return int(words) if words.isdecimal() and len(words) <= _LONGEST_NUMBER else None


def tree_of(pairs: Pairs) -> Node:
    """Return posted pairs as nested mappings, by the parts of their names."""
    tree: Node = {}
    for name, value in pairs:
        at = tree
        if name.count(".") > DEEPEST:
            continue
        *steps, last = name.split(".")
        for step in steps:
            below = at.setdefault(step, {})
            if not isinstance(below, dict):
                below = at[step] = {}
            at = below
        if not isinstance(at.get(last), dict):
            at[last] = NEWLINE.sub("\n", value)
    return tree


def record_data(
    fields: Sequence[FormField], tree: Mapping[str, Any], old: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the data of a record, or of a part of one, as a form was sent.

    Args:
        fields: the fields of the form.
        tree: what was sent, from ``tree_of``.
        old: the data that the form showed. What the form cannot show is taken from it.
    """
    data: dict[str, Any] = {}
    known = {field.key for field in fields}
    if "id" in old and "id" not in known:
        data["id"] = old["id"]
    for field in fields:
        before = old.get(field.key)
        if field.key not in tree or not fits(field, before):
            if field.key in old:
                data[field.key] = before
            continue
        value = _value(field, tree[field.key], before)
        if value is not None or (field.key in old and before is None):
            data[field.key] = value
    return data | {key: value for key, value in old.items() if key not in known}


def tidied(
    fields: Sequence[FormField], tree: Mapping[str, Any], old: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what was sent, with dates as EDTF and the empty items of each list at its end.

    The record does not have the empty items. So the others have the same numbers in both.
    """
    tidy = dict(tree)
    for field in fields:
        sent, before = tree.get(field.key), old.get(field.key)
        if field.widget == "date" and isinstance(sent, str):
            tidy[field.key] = typed_date(sent)
        if field.widget == "group" and isinstance(sent, Mapping):
            below = before if isinstance(before, dict) else {}
            tidy[field.key] = tidied(field.parts, sent, below)
        if field.widget != "list" or not isinstance(sent, Mapping):
            continue
        rows = [each for name, each in sent.items() if name != SHOWN and isinstance(each, Mapping)]
        empty = [row for row in rows if _item(field, row, before) is None]
        rows = [row for row in rows if row not in empty] + empty
        if field.item and field.item.widget == "group":
            rows = [{**row, **tidied(field.item.parts, row, {})} for row in rows]
        tidy[field.key] = {SHOWN: "1", **{str(nth): row for nth, row in enumerate(rows)}}
    return tidy


def fits(field: FormField, value: Any) -> bool:
    """Whether a form can show a value of this field."""
    if value is None:
        return True
    if field.widget == "list":
        items = [value] if isinstance(value, str) else value
        item = field.item
        return isinstance(items, list) and item is not None and all(fits(item, i) for i in items)
    if field.widget == "group":
        return isinstance(value, dict)
    if field.widget == "pairs":
        return isinstance(value, dict) and all(
            isinstance(each, str) or each is None for each in value.values()
        )
    return isinstance(value, str)


def _value(field: FormField, sent: Any, old: Any) -> Any:
    """Return the value of a field, or None if it is empty."""
    if field.widget == "list" and isinstance(sent, Mapping):
        return _list(field, sent, old)
    if field.widget == "group" and isinstance(sent, Mapping):
        return record_data(field.parts, sent, old if isinstance(old, dict) else {}) or None
    if field.widget == "pairs" and isinstance(sent, Mapping):
        rows = [row for row in _rows(sent) if row.get("key", "").strip()]
        return {row["key"].strip(): row.get("value", "").strip() for row in rows} or None
    return _text(field, sent if isinstance(sent, str) else "", old)


def _text(field: FormField, sent: str, old: Any) -> str | None:
    before = old if isinstance(old, str) else ""
    if sent.strip() == before.strip():
        return old if isinstance(old, str) else None
    if field.choices == FLAG and before and sent in FLAG:
        return before if (before.lower() in _TRUE) == (sent == "true") else sent
    if field.widget == "date":
        return typed_date(sent) or None
    if field.widget in ("markdown", "area"):
        end = "\n" if before.endswith("\n") or field.key == "body" else ""
        lead = "\n" if before.startswith("\n") and field.key == "body" else ""
        return f"{lead}{sent.strip(chr(10)).rstrip()}{end}" if sent.strip() else None
    return " ".join(sent.split()) or None


def _rows(sent: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a list, in the order in which they were sent."""
    return [each for each in sent.values() if isinstance(each, dict)]


def _list(field: FormField, sent: Mapping[str, Any], old: Any) -> Any:
    rows = [each for name, each in sent.items() if name != SHOWN and isinstance(each, Mapping)]
    values = [value for row in rows if (value := _item(field, row, old)) is not None]
    if field.lone and isinstance(old, str) and values == [old]:
        return old
    return values or None


def _item(field: FormField, row: Mapping[str, Any], old: Any) -> Any:
    """Return the value of an item of a list, or None if it is empty."""
    assert field.item is not None
    before = [old] if isinstance(old, str) else old or []
    was = item_number(str(row.get(WAS, "")))
    known = before[was] if was is not None and was < len(before) else None
    if field.item.widget != "group":
        return _value(field.item, row.get("value", ""), known)
    return _value(field.item, {key: each for key, each in row.items() if key != WAS}, known)


def pairs_of(
    fields: Sequence[FormField], data: Mapping[str, Any], prefix: str = ""
) -> list[tuple[str, str]]:
    """Return what a form that shows this data sends back, if nothing is changed."""
    pairs: list[tuple[str, str]] = []
    for field in fields:
        value = data.get(field.key)
        if fits(field, value):
            pairs += _sent(field, value, f"{prefix}{field.key}")
    return pairs


def _sent(field: FormField, value: Any, name: str) -> list[tuple[str, str]]:
    if field.widget == "list":
        assert field.item is not None
        pairs = [(f"{name}.{SHOWN}", "1")]
        for nth, item in enumerate([value] if isinstance(value, str) else value or []):
            pairs.append((f"{name}.{nth}.{WAS}", str(nth)))
            if field.item.widget == "group":
                pairs += pairs_of(field.item.parts, item or {}, f"{name}.{nth}.")
            else:
                pairs.append((f"{name}.{nth}.value", item or ""))
        return pairs
    if field.widget == "group":
        return [(f"{name}.{SHOWN}", "1"), *pairs_of(field.parts, value or {}, f"{name}.")]
    if field.widget == "pairs":
        pairs = [(f"{name}.{SHOWN}", "1")]
        for nth, (key, each) in enumerate((value or {}).items()):
            pairs += [(f"{name}.{nth}.key", key), (f"{name}.{nth}.value", each or "")]
        return pairs
    if field.choices == FLAG and isinstance(value, str):
        return [(name, "true" if value.lower() in _TRUE else "false")]
    return [(name, value.strip("\n") if isinstance(value, str) else "")]
