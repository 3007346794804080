"""Changes one field of a record, or of a part of it, and leaves everything else as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from claimline.author.captures.capture_text import extra
from claimline.author.record_edits.file_data import EditError, data_of, mapping_at
from claimline.author.record_edits.record_text import save_record
from claimline.model.schema import Loc

Values = Mapping[str, str]
Item = Mapping[str, str | Sequence[Values]]
"""What is added to a list. A value may be a list of mappings itself."""


def add_item(text: str, loc: Loc, key: str, item: Item) -> str:
    """Return the text with ``item`` at the end of the list ``key`` of the mapping at ``loc``.

    The list is created if there is none.

    Raises:
        EditError: the text cannot be changed without a change of other lines.
        MissingExtraError: ruamel.yaml is not installed.
    """
    data = data_of(text)
    mapping = mapping_at(data, loc)
    mapping[key] = [*(mapping.get(key) or ()), json.loads(json.dumps(item))]
    return _saved(text, loc, data)


def set_value(text: str, loc: Loc, key: str, value: Values | str | None, after: str) -> str:
    """Return the text with ``value`` as the ``key`` of the mapping at ``loc``.

    If there is no value, the key is removed. A new key follows the key ``after``, or all others if
    there is no such key.

    Raises:
        EditError: the text cannot be changed without a change of other lines.
        MissingExtraError: ruamel.yaml is not installed.
    """
    data = data_of(text)
    mapping = mapping_at(data, loc)
    old = mapping.get(key)
    if not value:
        mapping.pop(key, None)
    else:
        later = {} if key in mapping or after not in mapping else _past(mapping, after)
        for name in later:
            del mapping[name]
        mapping[key] = value if isinstance(value, str) else dict(value)
        mapping |= later
    changed = _saved(text, loc, data)
    if _comments(changed, mapping.get(key)) < _comments(text, old):
        raise EditError(f"The comment in `{key}` would go.")
    return changed


def _past(mapping: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return what a mapping has after a key."""
    names = list(mapping)
    return {name: mapping[name] for name in names[names.index(key) + 1 :]}


def _comments(text: str, value: object) -> int:
    """Return how many marks of comments a text has that are not in the value of a field."""
    return text.count("#") - json.dumps(value).count("#")


def _saved(text: str, loc: Loc, data: Any) -> str:
    """Return the text of a file whose record has changed to that in ``data``."""
    extra("ruamel.yaml", "ruamel.yaml")
    record = loc[:1] if isinstance(data, list) else ()
    return save_record(text, record, mapping_at(data, record))
