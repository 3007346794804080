"""A record that somebody changed while its form was open: which version of each field to take."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from claimline.value import Value

Data = Mapping[str, Any]


class FieldVersions(Value, frozen=True):
    """A field that differs: as the form has it, and as the file has it by now.

    ``choice`` is the version to take if nobody chooses: the one that was changed.
    """

    key: str
    mine: str
    theirs: str
    choice: str
    is_conflict: bool


def compare_versions(base: Data, mine: Data, theirs: Data) -> tuple[FieldVersions, ...]:
    """Return the fields in which the form and the file differ.

    Args:
        base: the record as it was when the form was opened.
        mine: the record as the form has it.
        theirs: the record as the file has it.
    """
    keys = dict.fromkeys([*theirs, *mine])
    versions = []
    for key in keys:
        was, own, other = base.get(key), mine.get(key), theirs.get(key)
        if own == other:
            continue
        choice = "theirs" if own == was else "mine"
        is_conflict = own != was and other != was
        versions.append(FieldVersions(key, shown(own), shown(other), choice, is_conflict))
    return tuple(versions)


def merge_versions(mine: Data, theirs: Data, choices: Mapping[str, str]) -> dict[str, Any]:
    """Return a record of both versions. ``choices`` has ``mine`` or ``theirs`` for each field."""
    merged: dict[str, Any] = {}
    for key in dict.fromkeys([*theirs, *mine]):
        version = mine if choices.get(key) == "mine" else theirs
        if key in version and (key in choices or key in theirs):
            merged[key] = version[key]
    return merged


def shown(value: Any) -> str:
    """Return a value as people read it: a text as it is, anything else by lines."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(f"• {shown(each)}" for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {shown(each)}" for key, each in value.items())
    return json.dumps(value)
