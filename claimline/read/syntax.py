"""What the parser's complaints mean to the person who wrote the file.

libyaml and PyYAML's own parser report the same places in different words, so both wordings are
matched here. Usual mistakes are recognised from the text at that place.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

from claimline.diagnostics import Code
from claimline.late_pattern import late_pattern
from claimline.read.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    MarkedYAMLError,
    ScalarEvent,
    YAMLError,
    scan,
)
from claimline.read.text import NEWLINE

QUOTE_IT = "Put quotes around the whole value."
USE_SPACES = "Use spaces, two for each level."

_INDENT = late_pattern(r"[ \t]*")
_NO_SPACE_INDENT = late_pattern(r"[ \t]*([^\S \t])")
_NO_SPACE = late_pattern(r"[ ]*(?:- +)*([A-Za-z][\w-]*):(?=\S)(?!//)")
_KEY = late_pattern(r"[ ]*(?:- +)*(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ ](?=[^\s:#]))*[ ]*:(?=\s|\Z)")


class Finding(NamedTuple):
    """A place, with line and column from 1, and the message and suggestion for it."""

    line: int
    column: int
    code: Code
    message: str
    suggestion: str


class _Place(NamedTuple):
    """A place in the lines of a text, with line and column from 0."""

    line: int
    column: int


def explain(text: str, error: YAMLError, last: Any) -> Finding:
    """Return the finding for a parser's error. ``last`` is the event before it, if any."""
    if not isinstance(error, MarkedYAMLError) or not (error.problem_mark or error.context_mark):
        return Finding(1, 1, Code.YAML_SYNTAX, f"The file is not YAML: {_one_line(error)}.", "")
    lines = NEWLINE.split(text)
    at = _place(error.problem_mark or error.context_mark)
    opened = _place(error.context_mark or error.problem_mark)
    problem = (error.problem or "").lower()
    context = (error.context or "").lower()
    return (
        _tab(lines, at, problem)
        or _other_space(lines, at, opened)
        or _quoted(lines, at, opened, problem, context)
        or _after_value(lines, at, problem, last)
        or _after_comment(text, lines, at, opened, context)
        or _first_character(lines, at, opened, problem, context)
        or _brackets(text, lines, at, opened, problem, context)
        or _colon(lines, at, opened, problem, last)
        or _shape(lines, at, opened, problem, context, last)
        or _syntax(at, f"YAML cannot be read here: {_one_line(error.problem)}.")
    )


def _place(mark: Any) -> _Place:
    return _Place(mark.line, mark.column)


def _one_line(words: object) -> str:
    return " ".join(str(words).split()).rstrip(".")


def _syntax(
    at: _Place, message: str, suggestion: str = "", code: Code = Code.YAML_SYNTAX
) -> Finding:
    return Finding(at.line + 1, at.column + 1, code, message, suggestion)


def _character(lines: list[str], at: _Place) -> str:
    line = lines[at.line] if at.line < len(lines) else ""
    return line[at.column : at.column + 1]


def _indent(line: str) -> str:
    match = _INDENT.match(line)
    return match.group() if match else ""


def _tab(lines: list[str], at: _Place, problem: str) -> Finding | None:
    """Explain a tab in the indentation."""
    if "scalar" in problem or at.line >= len(lines):
        return None
    tab = _indent(lines[at.line]).find("\t")
    if tab >= 0:
        message = "The line is indented with a tab, which YAML does not allow."
        return _syntax(_Place(at.line, tab), message, USE_SPACES, Code.YAML_TAB)
    if _character(lines, at) == "\t":
        message = "A tab is where YAML allows only spaces."
        return _syntax(at, message, USE_SPACES, Code.YAML_TAB)
    return None


def no_space(character: str) -> str:
    """Explain a line that is indented by white space other than spaces."""
    name = unicodedata.name(character, "white space").lower()
    code = f"U+{ord(character):04X}"
    return f"The line is indented with {code} ({name}), which YAML takes for a letter."


def _other_space(lines: list[str], at: _Place, opened: _Place) -> Finding | None:
    for number in (at.line, opened.line):
        match = _NO_SPACE_INDENT.match(lines[number]) if number < len(lines) else None
        if match:
            return _syntax(_Place(number, match.start(1)), no_space(match[1]), USE_SPACES)
    return None


def _quoted(
    lines: list[str], at: _Place, opened: _Place, problem: str, context: str
) -> Finding | None:
    """Explain a quote that is never closed, or a wrong escape between double quotes."""
    if "quoted scalar" not in context:
        return None
    if "escape" in problem or "hexdec" in problem or "invalid unicode" in problem:
        column = lines[at.line].rfind("\\", 0, at.column + 1)
        escape = lines[at.line][column : column + 2]
        return _syntax(
            _Place(at.line, column),
            f'"{escape}" is not an escape that YAML knows between double quotes.',
            "Write the backslash twice, or use single quotes, in which it stands for itself.",
        )
    quote = _character(lines, opened)
    message = f"The quote {quote} that opens here is never closed."
    if quote == "'":
        return _syntax(opened, message, "Close it, or use double quotes if it is an apostrophe.")
    return _syntax(opened, message, "Close it at the end of the value.")


def _after_value(lines: list[str], at: _Place, problem: str, last: Any) -> Finding | None:
    """Explain words behind a closed quote, a closed bracket or an alias."""
    if last is None or not _misplaced(problem) or last.end_mark.line != at.line:
        return None
    if not lines[at.line][: at.column].strip():
        return None
    start = _place(last.start_mark)
    if type(last) is ScalarEvent and last.style in ("'", '"'):
        if start.line != at.line:
            message = (
                f"The quote {last.style} that opens here runs on to line {at.line + 1}, "
                "where more text follows it."
            )
            return _syntax(start, message, "Close it at the end of the value.")
        message = "Text follows the closing quote."
        if last.style == "'":
            advice = "Write an apostrophe between single quotes twice, or use double quotes."
        else:
            advice = "Put single quotes around the whole value."
        return _syntax(at, message, advice)
    if type(last) is AliasEvent:
        message = "Text follows an alias; a value that starts with an asterisk is one."
        return _syntax(at, message, QUOTE_IT)
    if _character(lines, _Place(at.line, last.end_mark.column - 1)) in ("]", "}"):
        message = "Text follows the closing bracket."
        return _syntax(at, message, QUOTE_IT)
    return None


def _after_comment(
    text: str, lines: list[str], at: _Place, opened: _Place, context: str
) -> Finding | None:
    """Explain the next line of a text that a comment has ended."""
    plain = [event for event in scan(text) if type(event) is ScalarEvent and not event.style]
    start, end = (_place(plain[-1].start_mark), _place(plain[-1].end_mark)) if plain else (at, at)
    line = end.line
    if not plain or line >= len(lines):  # an empty value can stand below the last line
        return None
    rest = lines[line][end.column :]
    while not rest.strip() and line + 1 < len(lines):
        line += 1
        rest = lines[line]
    if not rest.lstrip().startswith("#") or (line == end.line and not rest[0].isspace()):
        return None
    column = len(lines[line]) - len(rest.lstrip())
    after = line + 1
    while after < len(lines) and not lines[after].split("#")[0].strip():
        after += 1
    if "flow" not in context:
        if after not in (at.line, opened.line) or after == len(lines):
            return None
        below = lines[after]
        if len(_indent(below)) <= len(_indent(lines[start.line])) or _KEY.match(below, 0, 1000):
            return None
        if re.match(r"[ ]*-(?:\s|\Z)", below):
            return None
    elif opened.line > start.line:
        return None
    return Finding(line + 1, column + 1, Code.YAML_COMMENT, *cut_short(lines[line][column:]))


def cut_short(comment: str, value: str = "") -> tuple[str, str]:
    """Explain a comment in a text. ``value`` is the text as it may be meant."""
    words = comment.rstrip()
    words = words if len(words) <= 40 else f"{words[:37]}..."
    message = f'YAML reads "{words}" as a comment, so it is not in the text.'
    return message, f"{quote_it(value).rstrip('.')}. A comment needs a line of its own."


def quote_it(value: str) -> str:
    """Return the advice to put quotes around a value. A short value is shown in quotes."""
    quote = "'" if '"' in value else '"'
    if value and len(value) <= 60 and quote not in value and "\\" not in value:
        return f"{QUOTE_IT[:-1]}: {quote}{value}{quote}"
    return QUOTE_IT


def _misplaced(problem: str) -> bool:
    """Whether a line or word fits no open mapping or list."""
    return "expected key" in problem or "expected '-'" in problem or "<block end>" in problem


def _first_character(
    lines: list[str], at: _Place, opened: _Place, problem: str, context: str
) -> Finding | None:
    """Explain a value whose first character has another meaning in YAML."""
    if "tag" in context or "tag handle" in problem:
        message = 'A value that starts with "!" is read as a YAML tag.'
        return _syntax(opened, message, QUOTE_IT, Code.YAML_TAG)
    if "block scalar" in context and "comment" in problem:
        message = f'Text follows "{_character(lines, opened)}" on the line where a block starts.'
        advice = "Start the text on the next line, indented, or put quotes around the whole value."
        return _syntax(opened, message, advice)
    if "alias" in context or "anchor" in context:
        start = opened
    elif (
        "cannot start any token" in problem
        or "mapping keys are not allowed" in problem
        or ("block node" in context and "node content" in problem and _character(lines, at))
    ):
        start = at
    else:
        return None
    return _syntax(start, f'A value cannot start with "{_character(lines, start)}".', QUOTE_IT)


def _brackets(
    text: str, lines: list[str], at: _Place, opened: _Place, problem: str, context: str
) -> Finding | None:
    """Explain an error in a list or mapping in brackets."""
    if "flow" not in context:
        return None
    if "node content" in problem and (found := _character(lines, at)):
        message = f'A value belongs before "{found}".'
        return _syntax(at, message, "Write it, or put quotes around text that has brackets.")
    if "node content" in problem:  # the end of the file: the context is there, too
        opened = _open_bracket(text) or opened
    bracket = _character(lines, opened)
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    advice = f'Close it with "{closing}", or put quotes around text that starts with "{bracket}".'
    if at.line != opened.line:
        return _syntax(opened, f'The bracket "{bracket}" that opens here is not closed.', advice)
    return _syntax(at, f'"," or "{closing}" belongs here, after "{bracket}".', advice)


def _open_bracket(text: str) -> _Place | None:
    """Return the innermost bracket that is open at the error."""
    opened: list[Any] = []
    for event in scan(text):
        if isinstance(event, CollectionStartEvent):
            opened.append(event)
        elif isinstance(event, CollectionEndEvent):
            opened.pop()
    return _place(opened[-1].start_mark) if opened else None


def _colon(lines: list[str], at: _Place, opened: _Place, problem: str, last: Any) -> Finding | None:
    """Explain a colon too many, a missing colon, or one without a space behind it."""
    if "could not find expected ':'" in problem:
        line = lines[opened.line]
        if match := _NO_SPACE.match(line, 0, 1000):
            return _no_space(opened.line, match)
        return _syntax(
            opened,
            'This is neither "key: value" nor a part of the value above.',
            "Add a colon and a space, or indent the line deeper than the key that it belongs to.",
        )
    if "mapping values are not allowed" not in problem:
        return None
    line = lines[at.line]
    key = _KEY.match(line, 0, 1000)
    if key and key.end() - 1 < at.column:
        advice = quote_it(line[key.end() :].strip())
        return _syntax(at, 'The value has a colon and a space (": ") in it.', advice)
    start = _place(last.start_mark) if last is not None else at
    if type(last) is ScalarEvent and not last.style and start.line < at.line:
        indent = len(_indent(line))
        above = lines[start.line]
        match = _NO_SPACE.match(above, 0, 1000)
        if match and match.start(1) == start.column:
            return _no_space(start.line, match)
        if above[: start.column].strip(" -") == "" and indent <= start.column:
            message = f'"{last.value.split(chr(10))[0][:40]}" has no colon after it.'
            if start.line == at.line - 1:
                message = "This line has no colon, and a key follows it."
            return _syntax(start, message, 'Write "key: value".')
        return _syntax(
            _Place(at.line, indent),
            "The line is indented so far that it belongs to the value above, yet it has a key.",
            "Line it up with the keys beside it, or put quotes around the value above.",
        )
    return _syntax(at, "A colon is where no key can be.", QUOTE_IT)


def _no_space(line: int, match: re.Match[str]) -> Finding:
    return _syntax(
        _Place(line, match.end()),
        f'There is no space after the colon of "{match.group(1)}".',
        "Add a space after the colon.",
    )


def _shape(
    lines: list[str], at: _Place, opened: _Place, problem: str, context: str, last: Any
) -> Finding | None:
    """Explain wrong indentation, keys among list items, and text after the end."""
    line = lines[at.line] if at.line < len(lines) else ""
    is_item = bool(re.match(r"-(?:\s|\Z)", line[at.column :]))
    if "sequence entries are not allowed" in problem:
        if line[: at.column].strip():
            advice = "Start the list on the next line, or put quotes around the value."
            return _syntax(at, "A list cannot start on the line of its key.", advice)
        message = "A list item cannot be here."
        return _syntax(at, message, "Line it up with the items beside it.")
    if "incompatible" in problem:
        return _syntax(at, "This version of YAML is not known.", "Remove the line.")
    if "<document start>" in problem:
        if isinstance(last, DocumentEndEvent) and not last.explicit:
            message = "The line belongs to nothing above it."
            advice = "Start all keys of a record in the same column."
            return _syntax(at, message, advice)
        message = 'Text follows "...", which ends the document.'
        return _syntax(at, message, "Remove the line with the dots.", Code.YAML_DOCUMENTS)
    if not _misplaced(problem):
        return None
    if _character(lines, at) == ":":
        message = "A colon has no word before it."
        return _syntax(at, message, "Write the key.", Code.YAML_COMPLEX_KEY)
    if "block collection" in context and at.column == opened.column:
        message = "A key is among the items of a list."
        return _syntax(at, message, "Indent it below the item that it belongs to.")
    if is_item:
        message = "A list item is among the keys of a mapping."
        return _syntax(at, message, "Write the list's key on the line above it.")
    return _syntax(
        at,
        "The line is indented in a way that fits nothing above it.",
        "Line it up with the keys beside it.",
    )
