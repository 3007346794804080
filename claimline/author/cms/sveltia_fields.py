"""Makes the fields of Sveltia CMS from the fields of a form.

Each field keeps values that it does not understand, and writes none where there is none:

- Markdown is plain text. The rich editor of the CMS takes it apart and knows no citations.
- Dates are texts, because the CMS knows no uncertain dates.
- Numbers and flags are texts. The switch of the CMS turns ``private: yes`` into ``false``.
- Lists of texts have one on each line. A list of single fields drops a text that stands without a
  list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from claimline.author.cms.kind_places import KindPlaces
from claimline.author.form_fields import FLAG, FormField
from claimline.model import editor_values as values

Setup = dict[str, Any]
RECORDS = "records"
"""The name that the CMS has for the list in a file of several records."""
_MARKS = re.compile(r"[\\`*_~\[\]<]")
"""Signs with a meaning in Markdown. The CMS reads hints as Markdown."""
_FLAG = next(branch for branch in values.FLAG["anyOf"] if "pattern" in branch)
_TITLES = ("short", "title", "name")


def title_key(fields: tuple[FormField, ...]) -> str:
    """Return the key of the field that names each record in a list of them."""
    keys = [field.key for field in fields]
    return next(key for key in _TITLES if key in keys)


def id_field() -> Setup:
    """Return the field of the id of a record in a list."""
    hint = "Its name in the address of its page and in other records. Never change it."
    return {
        "name": "id", "label": "Id", "widget": "string", "hint": hint,
        "pattern": _pattern(values.ID, required=True),
    }  # fmt: skip


def sveltia_fields(
    fields: tuple[FormField, ...], relation: Callable[[str], Setup | None]
) -> list[Setup]:
    """Return the fields of the CMS for those of a form.

    Args:
        fields: the fields of a record or of a part of it.
        relation: returns the setup of a reference to records of a kind, or None where the CMS
            cannot offer them and the id is typed.
    """
    return [_field(field, relation) for field in fields]


def _field(field: FormField, relation: Callable[[str], Setup | None]) -> Setup:
    example = "" if field.choices else _MARKS.sub(r"\\\g<0>", field.example)
    example = f" Example: {example}" if example else ""
    head = {"name": field.key, "label": field.label, "required": field.required}
    hint = f"{field.help}{example}".strip()
    return head | ({"hint": hint} if hint else {}) | _widget(field, relation)


def _widget(field: FormField, relation: Callable[[str], Setup | None]) -> Setup:
    """Return the part of a field's setup that depends on its values."""
    match field.widget:
        case "group":
            parts = sveltia_fields(field.parts, relation)
            return {"widget": "object", "collapsed": "auto", "fields": parts}
        case "list":
            return _list(field, relation)
        case "pairs":
            return {"widget": "keyvalue"}
        case "choice" if field.choices == FLAG:
            return {"widget": "string", "pattern": _pattern(_FLAG, field.required)}
        case "choice":
            return {"widget": "select", "options": list(field.choices)}
        case "reference":
            offered = relation(field.kind)
            return offered or {"widget": "string", "pattern": _pattern(values.ID, field.required)}
        case "date":
            return {"widget": "string", "pattern": _pattern(values.DATE, field.required)}
        case "area" | "markdown":
            return {"widget": "text"}
        case _:
            return {"widget": "string"}


def _list(field: FormField, relation: Callable[[str], Setup | None]) -> Setup:
    item = field.item
    assert item is not None  # as every list has
    if item.widget == "group":
        parts = sveltia_fields(item.parts, relation)
        shown = next((part.key for part in item.parts if part.required), item.parts[0].key)
        summary = f"{{{{fields.{shown}}}}}"
        return {"widget": "list", "collapsed": "auto", "summary": summary, "fields": parts}
    offered = relation(item.kind) if item.widget == "reference" else None
    if offered:
        return {**offered, "multiple": True}
    return {"widget": "list"}


def relation_to(place: KindPlaces, names: dict[str, str], title: str) -> Setup | None:
    """Return the setup of a reference to the records of a kind.

    The CMS offers the records of one place alone. Returns None if they are in several.

    Args:
        place: where the records are.
        names: the name of the collection that holds a folder or a list, by its path.
        title: the key of the field that names a record.
    """
    single = place.single
    if single is None:
        return None
    if isinstance(single, str):
        collection, file = names[single].split("/")
        id_, shown = f"{RECORDS}.*.id", f"{RECORDS}.*.{title}"
        return {
            "widget": "relation", "collection": collection, "file": file,
            "value_field": id_, "display_fields": [shown, id_],
        }  # fmt: skip
    return {
        "widget": "relation", "collection": names[single.key],
        "value_field": "{{slug}}", "display_fields": [title, "{{slug}}"],
    }  # fmt: skip


def _pattern(schema: values.Schema, required: bool) -> list[str]:
    """Return the pattern of a value, and what the CMS says if a value does not fit it.

    A value that is not required may be empty.
    """
    pattern = schema["pattern"] if required else f"^$|{schema['pattern']}"
    return [pattern, schema["patternErrorMessage"]]
