"""Read Markdown files with front matter: a line ``---``, YAML, a line ``---``, and the body."""

from __future__ import annotations

import re
from typing import Any

from claimline.diagnostics import Code, Location, Report
from claimline.read.marks import Marks, unpack
from claimline.read.parse import parse
from claimline.read.text import NEWLINE, place

_OPEN = re.compile(r"---[ \t]*(?:\r\n?|\n|\Z)")
_CLOSE = re.compile(r"(?:\r|\n)(---[ \t]*(?:\r\n?|\n|\Z))")


def read_markdown(text: str, path: str, report: Report) -> tuple[dict[str, Any], Marks] | None:
    """Return the front matter of a text, with the text behind it as ``body``.

    The characters of the text must have been checked. Positions are those in the Markdown file.
    Returns None and reports it if the front matter is missing or broken.
    """
    opening = _OPEN.match(text)
    if not opening:
        message = 'The file does not start with "---" and its fields.'
        if not text.strip():
            report.add(
                Location(path),
                Code.FILE_EMPTY,
                "There is nothing in the file.",
                "Write the record, or remove the file.",
            )
        else:
            advice = 'Start it with a line "---", then "title: ...", then another line "---".'
            report.add(Location(path, 1, 1), Code.FRONT_MATTER, message, advice)
        return None
    closing = _CLOSE.search(text, opening.end() - 1)
    if not closing:
        message = "The front matter that starts here does not end."
        advice = 'Write a line "---" between the fields and the text.'
        report.add(Location(path, 1, 1), Code.FRONT_MATTER, message, advice)
        return None
    # The opening line stays, as the start of a YAML document, so that lines count right.
    front = text[: closing.start(1)]
    if not re.sub(r"(?m)^[ \t]*(?:#.*)?$", "", front[opening.end() :]).strip():
        message = "The front matter has no fields."
        report.add(Location(path, 1, 1), Code.FRONT_MATTER, message, 'Add at least "title: ...".')
        return None
    parsed = parse(front, path, report)
    if parsed is None:
        return None
    data, marks = parsed
    line, _ = place(text, closing.end(1))
    whole = Marks(text, marks.tokens, line, marks.comments)
    if not isinstance(data, dict):
        message = "The front matter is a list; it holds one mapping of fields."
        report.add(Location(path, 2, 1), Code.NOT_A_MAPPING, message, "Write `key: value` lines.")
        return None
    if "body" in data:
        message = '"body" is the text below the front matter, not a field in it.'
        place_of_key = Location(path, *unpack(marks.tree(0)["body",].key))
        report.add(place_of_key, Code.FRONT_MATTER, message, "Remove the field.")
    data["body"] = NEWLINE.sub("\n", text[closing.end(1) :])
    return data, whole
