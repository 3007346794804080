"""Bytes to text: the encoding, the characters that no record may have, and places in a text.

Lines end with ``\\n``, ``\\r\\n`` or ``\\r``, as in YAML 1.2 and in editors. The other line
breaks of Unicode (U+0085, U+2028, U+2029) are refused: programs disagree on them.
"""

from __future__ import annotations

import re
import unicodedata

from claimline.diagnostics import Code, Location, Report

NEWLINE = re.compile(r"\r\n?|\n")

_BIDI = "\u202a-\u202e\u2066-\u2069"
_BREAKS = "\x85\u2028\u2029"
# The program marks places in pages with these while it works on them.
_MARKERS = "\ue000-\ue01f"
# Supplementary noncharacters end in FFFE or FFFF, one pair for each of the sixteen planes.
_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17)
)
BAD = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_BREAKS}{_BIDI}{_MARKERS}\ufeff\ud800-\udfff{_NONCHARACTERS}]"
)
# The marks of a conflict. Git writes them at the start of a line, without indentation.
_CONFLICT = re.compile(r"(?:(?<=[\r\n])|\A)(?:<{7}|>{7}|\|{7}) \S")
_PLAIN = bytes({*range(0x20, 0x7F), 0x09, 0x0A, 0x0D})

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def place(text: str, offset: int) -> tuple[int, int]:
    """The line and column, both from 1, of the character at ``offset``."""
    starts = [0, *(end.end() for end in NEWLINE.finditer(text, 0, offset))]
    return len(starts), offset - starts[-1] + 1


def decode(data: bytes, path: str, report: Report) -> str | None:
    """The text of a file without its byte order mark, or None where it is not clean UTF-8."""
    if data.isascii() and not data.translate(None, _PLAIN):
        text = data.decode("ascii")
        return None if _conflict(text, path, report) else text
    for mark, name in _MARKS:
        if data.startswith(mark):
            message = f"The file is {name}, not UTF-8."
            report.add(Location(path, 1, 1), Code.BAD_ENCODING, message, "Save it as UTF-8.")
            return None
    if b"\0" in data[:2] and data[:2] != b"\0\0" and len(data) > 1:
        message = "The file is UTF-16 without a byte order mark, or is not text."
        report.add(Location(path, 1, 1), Code.BAD_ENCODING, message, "Save it as UTF-8.")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # With this codec the offset does not count a byte order mark that was taken off.
        body = data.removeprefix(b"\xef\xbb\xbf")
        before = body[: error.start].decode("utf-8", "replace")
        message = f"The byte 0x{body[error.start]:02X} is not UTF-8."
        report.add(
            Location(path, *place(before, len(before))),
            Code.BAD_ENCODING,
            message,
            "Save the file as UTF-8.",
        )
        return None
    return text if clean(text, path, report) else None


def clean(text: str, path: str, report: Report) -> bool:
    """Whether no character is forbidden and no merge is unfinished; reports what is."""
    if _conflict(text, path, report):
        return False
    if not BAD.search(text):
        return True
    places: dict[str, list[int]] = {}
    for match in BAD.finditer(text):
        places.setdefault(match.group(), []).append(match.start())
    for character, offsets in places.items():
        message, suggestion = describe(character)
        if len(offsets) > 1:
            message = f"{message[:-1]} (the first of {len(offsets)})."
        report.add(
            Location(path, *place(text, offsets[0])), Code.BAD_CHARACTER, message, suggestion
        )
    return False


def _conflict(text: str, path: str, report: Report) -> bool:
    """Whether a merge conflict is left in a text; reports the first mark."""
    if "<<<<<<< " not in text and ">>>>>>> " not in text and "||||||| " not in text:
        return False
    mark = _CONFLICT.search(text)
    if mark:
        message = "A merge conflict is left in the file."
        advice = "Keep one of the two versions, and remove the lines with the marks."
        at = Location(path, *place(text, mark.start()))
        report.add(at, Code.MERGE_CONFLICT, message, advice)
    return mark is not None


def describe(character: str) -> tuple[str, str]:
    """What a forbidden character is, and what to do about it."""
    point = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    if re.match(f"[{_BIDI}]", character):
        message = f"{point} ({name}) changes the order in which the text is shown."
        return message, "Remove it; U+200E and U+200F are enough to mix directions."
    if re.match(f"[{_BREAKS}]", character):
        message = f"{point} is a line break to some programs and none to others."
        return message, "Write an ordinary line break or a space."
    if re.match(f"[{_MARKERS}]", character):
        message = f"{point} has no meaning in a text, and the program uses it for its own marks."
        return message, "Remove it."
    if character == "\ufeff":
        message = f"{point} is a byte order mark in the middle of the text."
        return message, "Remove it; it is invisible, so retype the words around it."
    if "\ud800" <= character <= "\udfff":
        return f"{point} is half of a surrogate pair, not a character.", "Remove it."
    if ord(character) >= 0xFDD0:
        return f"{point} is not a character.", "Remove it."
    return f"{point} is a control character.", "Remove it."
