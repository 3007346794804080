"""JSON as the exports write it: UTF-8, one value to a line, and a line break at the end."""

from __future__ import annotations

import json


def json_bytes(data: object) -> bytes:
    """Return plain data as the bytes of a JSON file."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
