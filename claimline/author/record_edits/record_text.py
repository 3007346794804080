"""Changes the fields of a record in the text of its file, and leaves everything else as it is.

Only the lines that must change are written: comments, order, quoting and line breaks of all others
stay. Afterwards the program's reader reads the new text; an edit with any other effect is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from claimline.author.author_error import AuthorError
from claimline.author.captures.yamledit import EditError, data_of, mapping_at
from claimline.author.record_edits.item_pairs import common_ends
from claimline.author.record_edits.yaml_changes import YamlChanges
from claimline.diagnostics import Report
from claimline.model.schema import Loc
from claimline.read.markdown import read_markdown
from claimline.read.text import NEWLINE

Data = Mapping[str, Any]


def save_record(text: str, loc: Loc, wanted: Data, *, markdown: bool = False) -> str:
    """Return the text of a file with a record that has the data ``wanted``.

    Args:
        text: the text of the file.
        loc: the place of the record in the file: ``()``, or the number of its item in a list.
        wanted: all fields of the record, as the reader returns them. New fields follow the field
            that precedes them here.
        markdown: whether the file is Markdown with front matter. Its text is the field ``body``.

    Raises:
        EditError: the text cannot be changed without a change of other lines.
    """
    if markdown:
        return _save_markdown(text, wanted)
    data = data_of(text)
    expected = _with_record(data, loc, wanted)
    if expected == data:
        return text
    return _first_sound(text, loc, wanted, lambda changed: data_of(changed) == expected)


def remove_record(text: str, number: int) -> str:
    """Return the text of a list of records without the record that has this number, from 0.

    Raises:
        EditError: it cannot be removed without a change of other lines.
    """
    data = data_of(text)
    changes = YamlChanges(text)
    changes.remove_record(number)
    changed = changes.result()
    if data_of(changed) != [each for nth, each in enumerate(data) if nth != number]:
        raise EditError("The record cannot be removed without a change of others.")
    return changed


def _save_markdown(text: str, wanted: Data) -> str:
    report = Report()
    parsed = read_markdown(text, "", report)
    if parsed is None:
        raise EditError("The file has an error; see `claimline check`.")
    data, marks = parsed
    breaks = [*NEWLINE.finditer(text)]
    starts = [0, *(each.end() for each in breaks)]
    # Without a line break after it, the closing line is the last of the file.
    is_last = not data["body"] and not text.endswith(("\n", "\r"))
    closing = starts[marks.body - 1 if is_last else marks.body - 2]
    body = len(text) if is_last else starts[marks.body - 1]
    front, fields = text[:closing], {key: each for key, each in wanted.items() if key != "body"}
    before = {key: each for key, each in data.items() if key != "body"}
    if fields != before:
        front = _first_sound(front, (), fields, lambda changed: data_of(changed) == fields)
    new_body = str(wanted.get("body", ""))
    rest = text[body:]
    if new_body != data["body"]:
        rest = _changed_lines(rest, new_body)
    newline = breaks[0].group() if is_last and rest else ""
    if newline:
        rest = NEWLINE.sub(newline, rest)
    result = f"{front}{text[closing:body]}{newline}{rest}"
    again = read_markdown(result, "", Report())
    if again is None or again[0] != {**fields, "body": new_body}:
        raise EditError("The text cannot be put in without changing others.")
    return result


def _changed_lines(old: str, new: str) -> str:
    """Return a text with the lines of ``new``. Those that ``old`` has keep their line breaks."""
    before, after = _lines(old), _lines(new)
    plain = [NEWLINE.sub("\n", line) for line in before]
    start, stop = common_ends(plain, after)
    found = NEWLINE.search(old)
    newline = found.group() if found else "\n"
    middle = [line.replace("\n", newline) for line in after[start : len(after) - stop]]
    return "".join([*before[:start], *middle, *before[len(before) - stop :]])


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their line breaks."""
    starts = [0, *(found.end() for found in NEWLINE.finditer(text)), len(text)]
    return [text[a:b] for a, b in pairwise(starts) if a < b]


def _first_sound(text: str, loc: Loc, wanted: Data, is_sound: Callable[[str], bool]) -> str:
    """Return the text with the smallest changes that the reader reads as wanted."""
    for whole_fields in (False, True):
        try:
            changes = YamlChanges(text)
            old = mapping_at(data_of(text), loc, "record")
            changes.change_record(loc, old, wanted, whole_fields=whole_fields)
            changed = changes.result()
            if is_sound(changed):
                return changed
        except AuthorError as error:
            raise EditError(error.message, error.suggestion) from error
        except EditError:
            continue
    message = "The file is written in a way that this form cannot change."
    raise EditError(message, "Make this change in the file itself.")


def _with_record(data: Any, loc: Loc, wanted: Data) -> Any:
    """Return the data of a whole file with a record changed."""
    mapping_at(data, loc, "record")
    if not loc:
        return dict(wanted)
    changed = list(data)
    changed[int(loc[0])] = dict(wanted)
    return changed
