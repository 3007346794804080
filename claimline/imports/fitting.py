"""Makes a proposed record fit the schema. Values that do not fit are returned, never lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from claimline.author.plain_words import shown_characters
from claimline.model.records import KINDS

Misfit = tuple[str, Any]
"""A field that cannot have its value, and the value."""


def fit(kind: str, id_: str, data: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[Misfit]]:
    """Return the fields that a record can have, and those it cannot.

    The fields are None if a required one does not fit.
    """
    model = KINDS[kind]
    fields: dict[str, Any] = {key: _readable(value) for key, value in data.items()}
    misfits: list[Misfit] = []
    while True:
        try:
            model.model_validate({**fields, "id": id_})
        except ValidationError as error:
            wrong = {str(each["loc"][0]) for each in error.errors(include_url=False)}
            misfits += [(key, fields.pop(key)) for key in sorted(wrong & fields.keys())]
            required = {key for key, field in model.model_fields.items() if field.is_required()}
            if wrong & required or wrong - data.keys():
                return None, [*misfits, *fields.items()]
        else:
            return fields, misfits


def _readable(value: Any) -> Any:
    """Return a value whose texts have only characters that a record may hold."""
    if isinstance(value, Mapping):
        return {key: _readable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(item) for item in value]
    return shown_characters(str(value))
