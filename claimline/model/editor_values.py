"""The JSON Schemas of single values, for editors.

claimline reads each value as text. An editor's YAML first turns some texts into numbers, booleans
and nulls. Which texts depends on its version of YAML: in YAML 1.1, ``no`` is a boolean and
``12:30`` a number. So a schema for text also takes those.

``patternErrorMessage`` is a keyword of the YAML language server. Other programs ignore it.
"""

from __future__ import annotations

from typing import Any

from claimline.dates.day_parts import DAY_PARTS
from claimline.read import ID_PATTERN
from claimline.read.ids import MAX_LENGTH

Schema = dict[str, Any]

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
CAPTURE_FILE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$"
ASSET_FILE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*$"
MEDIA_FILE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9][A-Za-z0-9_-]*)*$"
PAGE_RANGE_PATTERN = r"^[1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"

COMPASS = (
    "north", "north-north-east", "north-east", "east-north-east",
    "east", "east-south-east", "south-east", "south-south-east",
    "south", "south-south-west", "south-west", "west-south-west",
    "west", "west-north-west", "north-west", "north-north-west",
)  # fmt: skip
"""The points of the compass, clockwise."""
BEARING_PATTERN = rf"^({'|'.join(COMPASS)}|([12]?\d?\d|3[0-5]\d)(\.\d{{1,3}})?|360)$"

SCALAR = ["string", "number", "boolean"]


def _matching(pattern: str, message: str, kinds: str | list[str] = "string") -> Schema:
    return {"type": kinds, "pattern": pattern, "patternErrorMessage": message}


def many(item: Schema, *, each_once: bool = False) -> Schema:
    """Return the schema of one value or a list. With ``each_once``, none may be repeated."""
    bounds = {"uniqueItems": True} if each_once else {}
    return {"anyOf": [item, {"type": "array", "items": item, **bounds}]}


# EDTF level 1 with times, parts of the day, zones and ranges of times. It accepts all dates, and a
# few texts that are not dates, such as 30 February.
_YEAR = r"(-?\d{4}|-?\d{3}X|-?\d\dXX|Y-?[1-9]\d{4,})"
_CLOCK = rf"(\d\d:\d\d(:\d\d)?|{'|'.join(DAY_PARTS)})(Z|[+-]\d\d(:\d\d)?)?"
_POINT = rf"{_YEAR}(-(\d\d|XX)){{0,2}}(T{_CLOCK})?[?~%]?"
_DATE = rf"^({_POINT}|{_POINT}/({_POINT}|{_CLOCK}[?~%]?|\.\.)?|(\.\.)?/{_POINT})(\[[^\[\]]+\])?$"

PLAIN: Schema = {"type": SCALAR}
TEXT = _matching(r"\S", "It is blank: write it, or remove the field.", SCALAR)
MARKDOWN: Schema = {"type": SCALAR, "minLength": 1}
ID = _matching(
    f"^{ID_PATTERN.pattern.removesuffix(chr(92) + 'Z')}$",
    "An id has lower-case letters, digits and single hyphens.",
    SCALAR,
) | {"maxLength": MAX_LENGTH}
# A letter beyond ASCII may be small or not. claimline checks it, since not every editor can.
TAG = _matching(
    r"^[^\s!-/:-`{-~]+(-[^\s!-/:-`{-~]+)*$", "Write lower-case words with hyphens.", SCALAR
)
DATE = _matching(
    _DATE,
    "Not a date. Write 2025, 2025-12, 2025-12-29 or 2025-12-29T19:20[Europe/Moscow].",
    ["string", "integer"],
)
URL = _matching(
    r"^\s*([Hh][Tt]{2}[Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)\S+\s*$",
    "Write the whole address, with https:// or mailto:.",
)
CONTACT = _matching(
    r"^\s*(([Hh][Tt]{2}[Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)\S+|[^@\s:/?#]+@[^@\s:/?#]+)\s*$",
    "Write an address of mail, or of a page with https://.",
)
CAPTURE_FILE = _matching(
    CAPTURE_FILE_PATTERN, "A file's name in captures/, without folders, spaces or accents."
)
BASE_URL = _matching(
    r"^\s*[Hh][Tt]{2}[Pp][Ss]?://[^\s?#]+\s*$",
    "Write the whole address, with https:// and without ? and #.",
)
ZONE = _matching(r"^\s*[A-Za-z]\S*\s*$", "Write an IANA name, such as Europe/London.")
LANGUAGE = _matching(
    LANGUAGE_PATTERN, "Write a language code, such as en, ru or uk.", ["string", "boolean"]
)
ASSET_FILE = _matching(
    ASSET_FILE_PATTERN, "The path of a file below templates/assets/, without spaces or accents."
)
MEDIA_FILE = _matching(
    MEDIA_FILE_PATTERN, "The path of a file below content/media/, without spaces or accents."
)
PAGE_RANGE = _matching(
    PAGE_RANGE_PATTERN, "Write a page, or two as in 10-20.", ["string", "integer"]
)
SHA256 = _matching(SHA256_PATTERN, "Write 64 hexadecimal digits.", ["string", "number"])
FLAG: Schema = {
    "anyOf": [
        {"type": "boolean"},
        {"enum": [0, 1]},
        _matching(
            "^([Tt](rue|RUE)?|[Ff](alse|ALSE)?|[Yy](es|ES)?|[Nn][Oo]?|[Oo][Nn]|[Oo](ff|FF)|0|1)$",
            "Write true or false.",
        ),
    ]
}
INTEGER: Schema = {
    "anyOf": [
        {"type": "integer"},
        _matching(r"^\s*[+-]?\d[\d_]*(\.0+)?\s*$", "Write a whole number."),
    ]
}
NUMBER: Schema = {
    "anyOf": [
        {"type": "number"},
        _matching(r"^\s*[+-]?(\d[\d_]*)?\.?\d*([eE][+-]?\d+)?\s*$", "Write a number."),
    ]
}
BEARING = _matching(
    BEARING_PATTERN,
    "Write a point of the compass, such as north-east, or degrees from 0 to 360.",
    ["string", "number"],
)
