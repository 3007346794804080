"""Finding a piece of a scalar's value in the YAML that it was written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claimline.late_pattern import late_pattern
from claimline.read.events import ScalarEvent, scan
from claimline.value import Value

_START = late_pattern(r"(?:[&!]\S*\s+)*(?:[|>][^\r\n]*(?:\r\n?|\n|\Z)|[\"'])?")
_LINE_BREAK = r"(?:\r\n?|\n)"
_ESCAPES = {"\t": "t", '"': '"', "\\": "\\\\", "\xa0": "_", "/": "/"}


class Scalar(Value, frozen=True):
    """A scalar as written: its style (``|``, ``>``, ``'``, ``"``, or empty for plain text),
    and the indices in the file's text at which its words start and end.
    """

    style: str
    start: int
    end: int

    def find(self, text: str, token: str, nth: int = 0) -> int | None:
        """Return the index in ``text`` of the ``nth`` ``token`` in the value, from 0."""
        pieces = (_piece(part, self.style) for part in re.split(r"(\s+)", token) if part)
        for count, match in enumerate(re.finditer("".join(pieces), text[: self.end][self.start :])):
            if count == nth:
                return self.start + match.start()
        return None


def scalars(text: str) -> Iterator[tuple[int, Scalar]]:
    """Yield each scalar of a YAML text, with the index at which it or its anchor starts."""
    for event in scan(text):
        if isinstance(event, ScalarEvent):
            first: Any = event.start_mark
            last: Any = event.end_mark
            start = first.index
            style = event.style or ""
            match = _START.match(text, start) if style or text[start : start + 1] in "&!" else None
            yield start, Scalar(style, match.end() if match else start, last.index)


def _piece(part: str, style: str) -> str:
    """Return a pattern for a word or white space as it may be written in this style."""
    if part.isspace():
        if style == "|":
            return "".join(
                _LINE_BREAK + r"[ \t]*" if character == "\n" else re.escape(character)
                for character in part
            )
        # The pattern does not backtrack, so no text is read more than once.
        return r"(?:\s|\\(?:[ tn]|(?=[\r\n])))++" if style == '"' else r"\s++"
    if style == '"':
        return "".join(_escaped(character) for character in part)
    return re.escape(part).replace("'", "''" if style == "'" else "'")


def _escaped(character: str) -> str:
    """Return a pattern for a character as it may be written between double quotes."""
    number = ord(character)
    forms = [f"U{number:08x}", f"u{number:04x}", f"x{number:02x}"]
    forms = [form for form in forms if len(form) in (3, 5, 9)]
    escaped = rf"\\(?:(?i:{'|'.join(forms)})"
    if character in _ESCAPES:
        escaped += "|" + _ESCAPES[character]
    return f"{escaped})" if character in '"\\' else rf"(?:{re.escape(character)}|{escaped}))"
