"""A form as a browser sends it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from claimline.read.text import NEWLINE
from claimline.value import Value

MOST_BYTES = 8 << 20
"""The most bytes of a form. A file of records has one mebibyte at most, and each byte may be sent
as a percent code of three."""
MOST_FIELDS = 20_000


class SentFile(Value, frozen=True):
    """A file that a form sent, with the name that it has on the author's machine."""

    name: str
    data: bytes


class SentForm(Value, frozen=True):
    """What a form sent: the inputs of the record, those of the form itself by name, and files.

    Names of the form's own inputs start with ``@``, which no field of a record does.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    own: Mapping[str, str] = {}
    files: Mapping[str, SentFile] = {}

    @property
    def do(self) -> str:
        """The button that was pressed, such as ``save`` or ``add:citations``."""
        return self.own.get("@do", "")

    def data(self, name: str) -> dict[str, Any]:
        """Return a mapping that a hidden input carries, or an empty one. Its values are texts."""
        try:
            data = _texts(json.loads(self.own.get(name, "")))
        except (ValueError, RecursionError):
            return {}
        return data if isinstance(data, dict) else {}


def _texts(data: Any) -> Any:
    """Return data with texts in the place of numbers, as the reader of records returns them."""
    if isinstance(data, dict):
        return {key: _texts(value) for key, value in data.items()}
    if isinstance(data, list):
        return [*map(_texts, data)]
    return data if data is None or isinstance(data, str) else str(data)


def read_form(body: bytes) -> SentForm:
    """Return a form from the body of a request.

    Raises:
        ValueError: it is too long, or is no form.
    """
    if len(body) > MOST_BYTES:
        raise ValueError("The form is too long.")
    sent = parse_qsl(
        body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
    )
    pairs = tuple((name, NEWLINE.sub("\n", value)) for name, value in sent if name[:1] != "@")
    return SentForm(pairs, {name: value for name, value in sent if name[:1] == "@"})
