"""JSON as the exports write it: UTF-8, one value on each line, and a line break at the end."""

from __future__ import annotations

import msgspec


def json_bytes(data: object) -> bytes:
    """Return plain data as the bytes of a JSON file."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"
