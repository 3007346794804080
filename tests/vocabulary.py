"""Holds JSON-LD against the vocabulary of schema.org, as another package has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from schema_org import registry

_DATES = {
    "Date": r"\d{4}-\d\d-\d\d",
    "DateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?",
}
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
_OF_JSON_LD = ("@id", "@type", "@context")


def faults(thing: Any, at: str = "") -> Iterator[str]:
    """Yield what of a thing is not in schema.org: a type, a property, or a value of one."""
    if set(thing) == {"@id"}:
        return
    kind = thing.get("@type")
    if kind not in registry.CLASS_METADATA:
        yield f"{at}: there is no type {kind}"
        return
    ancestors = {kind, *registry.ancestry(kind)}
    for name, held in thing.items():
        if name in _OF_JSON_LD:
            continue
        place = f"{at}/{kind}.{name}"
        known = registry.PROPERTY_BY_SCHEMA.get(name)
        if known is None or ancestors.isdisjoint(known.domains):
            yield f"{place}: a {kind} has no such property"
            continue
        if held in ("", None, [], {}):
            yield f"{place}: it is empty"
        for value in held if isinstance(held, list) else [held]:
            if isinstance(value, dict):
                yield from faults(value, place)
                of = value.get("@type")
                if of and {of, *registry.ancestry(of)}.isdisjoint(known.ranges):
                    yield f"{place}: it takes no {of}"
            elif not any(_takes(range_, value) for range_ in known.ranges):
                yield f"{place}: it takes no {value!r}"


def _takes(range_: str, value: str | int) -> bool:
    """Whether a plain value may stand where schema.org asks for a type."""
    if range_ in ("Number", "Integer"):
        return isinstance(value, int)
    if not isinstance(value, str):
        return False
    if range_ in _DATES:
        return re.fullmatch(_DATES[range_], value) is not None
    if range_ == "Text":
        return True
    # An address stands for what is there.
    return _ADDRESS.fullmatch(value) is not None
