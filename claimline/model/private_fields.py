"""The fields that a record keeps back one by one: ``private_fields``.

Only words can be kept back alone, not what the counts, the links and the order of the site rest on:
readers would see a count that they cannot check. To keep that back, the whole record is private.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from claimline.diagnostics import did_you_mean
from claimline.model.fields import Date, RefTo, Takes
from claimline.model.record import Record
from claimline.model.schema import KEPT_BACK, part_at, takes, within, written_fields
from claimline.model.shared_fields import Fragment, FreeField, Translation

_WHOLE = (Translation, FreeField)
"""Groups of fields that hold words alone. They are kept back whole."""
_LINKED = frozenset({"same_as"})
"""Addresses on which no count and no link rests."""
_OWN_RULES = KEPT_BACK | {"id", "captures", "withheld_because"}
_NEEDED = {
    "reasoning": "a verdict has its reasons beside it",
    "missing": "readers see which part of the claim a source does not carry",
    "no_source": "an event has a source, or says why it has none",
    "reliability_reason": "a grade has its reason beside it",
    "unit": "the numbers of the answers are compared by it",
    "sensitive": "it says why a picture is only shown after a click",
}
"""Texts on which a rule rests, and the reason."""


def reason_against(model: type[BaseModel], name: str) -> tuple[str, str] | None:
    """Return why a field cannot be kept back alone, and a suggestion, or None if it can.

    Args:
        model: the kind of record.
        name: the field's name, or a path such as ``citations.note``.
    """
    *above, last = name.split(".")
    part = model
    for key in above:
        if key not in written_fields(part) or part_at(part, (key,)) is part:
            return _unknown(model, name)
        if key in _OWN_RULES:
            return _own_rule(key)
        part = part_at(part, (key,))
    fields = written_fields(part)
    if last not in fields:
        return _unknown(model, name)
    annotation, info = fields[last]
    inner = part_at(part, (last,))
    aside = "Take it out, or keep the whole record back with `private: true`."
    if last in _OWN_RULES:
        return _own_rule(last)
    if issubclass(part, _WHOLE):
        return f'a part of "{above[-1]}" makes no sense alone', f'Write "{".".join(above)}".'
    if info.is_required():
        return f'"{last}" must be there', aside
    if last in _LINKED or (inner is not part and issubclass(inner, _WHOLE)):
        return None
    if inner is Fragment or part is Fragment:
        return "it leads readers to a quote", aside
    if inner is not part:
        words = list(private_paths(inner))
        hint = f'Name a text in it, such as "{name}.{words[0]}".' if words else aside
        return "counts, links or lists of the site rest on its items", hint
    if any(isinstance(mark, RefTo) for mark in within(annotation)):
        return "the counts and the links between records rest on it", aside
    if takes(Date) in list(within(annotation)):
        return "the order in time rests on it", aside
    if last in _NEEDED:
        return _NEEDED[last], aside
    if last in ("quote", "at") and "gone_since" in fields:
        return "readers find the place in the source by it", aside
    marks = [mark for mark in within(annotation) if isinstance(mark, Takes)]
    if not marks or marks[-1].hash_starts != "text":
        return "what the site counts, sorts or compares rests on it", aside
    return None


def private_paths(model: type[BaseModel]) -> Iterator[str]:
    """Yield every field of a kind of record that can be kept back alone, in the schema's order."""
    for key in written_fields(model):
        if reason_against(model, key) is None:
            yield key
        elif key not in _OWN_RULES and (part := part_at(model, (key,))) is not model:
            yield from (f"{key}.{inner}" for inner in private_paths(part))


def public_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a record without the fields that it keeps back."""
    public = dict(data)
    for name in names_in(data):
        public = _without(public, name.split("."))
        if name == "quote":  # its translation says the same
            public.pop("translation", None)
    return public


def as_kept_back(record: Record, other: Record) -> Record:
    """Return a record without the fields that another version of it keeps back."""
    if not other.private_fields:
        return record
    data = record.model_dump(by_alias=True, exclude_unset=True)
    names = (*record.private_fields, *other.private_fields)
    public = public_data({**data, "private_fields": tuple(dict.fromkeys(names))})
    return type(record).model_validate(public)


def names_in(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names in ``private_fields``, which may be one word or a list."""
    names = data.get("private_fields") or ()
    return (names,) if isinstance(names, str) else tuple(names)


def _without(value: Any, path: list[str]) -> Any:
    if isinstance(value, list | tuple):
        return [_without(item, path) for item in value]
    if not isinstance(value, dict):
        return value
    key, *rest = path
    if not rest:
        return {name: item for name, item in value.items() if name != key}
    return {name: _without(item, rest) if name == key else item for name, item in value.items()}


def _unknown(model: type[BaseModel], name: str) -> tuple[str, str]:
    known = list(private_paths(model))
    hint = did_you_mean(name, known) or f"These can be named: {', '.join(known)}."
    return "there is no such field", hint


def _own_rule(key: str) -> tuple[str, str]:
    if key == "captures":
        return "captures have a rule of their own", "Write `private: true` in the capture."
    return f'"{key}" has a rule of its own', "Take it out."
