"""Prints the diagnostics of a run for people, editors and machines.

Each printer is a pure function from diagnostics to text. The command line adds colour.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from claimline.diagnostics.codes import Code
from claimline.diagnostics.levels import Level
from claimline.diagnostics.report import Diagnostic
from claimline.value import Value

SHOWN = 10
"""Diagnostics of one rule that a person sees, at most. A machine (JSON) gets all."""


class Rest(Value, frozen=True):
    """The diagnostics of one rule that are not shown."""

    code: Code
    number: int

    @property
    def message(self) -> str:
        """The sentence that says how many they are, and how to see them."""
        return f"{self.number:,} more of this rule; `--format json` lists all."

    def __str__(self) -> str:
        return f"{self.code.level}[{self.code}] {self.message}"


def grouped(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic | Rest]:
    """Yield the first diagnostics of each rule in order, then how many more each rule has."""
    numbers: Counter[Code] = Counter()
    for diagnostic in diagnostics:
        numbers[diagnostic.code] += 1
        if numbers[diagnostic.code] <= SHOWN:
            yield diagnostic
    for code, number in sorted(numbers.items()):
        if number > SHOWN:
            yield Rest(code, number - SHOWN)


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a line for each diagnostic: ``path:line:column: level[code] message suggestion``.

    Of each rule, only the first ``SHOWN`` have one, and another line says how many more there are.
    """
    return "".join(f"{each}\n" for each in grouped(diagnostics))


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return workflow commands, which GitHub shows beside the changed lines."""
    lines = []
    for diagnostic in grouped(diagnostics):
        if isinstance(diagnostic, Rest):
            title = _property(diagnostic.code)
            lines.append(f"::{diagnostic.code.level} title={title}::{_data(diagnostic.message)}\n")
            continue
        at = diagnostic.location
        places = [f"file={_property(at.path)}"]
        if at.line:
            places += [f"line={at.line}", f"col={at.column}"]
        places.append(f"title={_property(diagnostic.code)}")
        words = " ".join(filter(None, (diagnostic.message, diagnostic.suggestion)))
        lines.append(f"::{diagnostic.level} {','.join(places)}::{_data(words)}\n")
    return "".join(lines)


def as_json(diagnostics: Iterable[Diagnostic], summary: dict[str, object] | None = None) -> str:
    """Return a JSON object with the list ``diagnostics`` and the summary of the run."""
    rows = [
        {
            "path": diagnostic.location.path,
            "line": diagnostic.location.line,
            "column": diagnostic.location.column,
            "level": diagnostic.level.value,
            "code": diagnostic.code.value,
            "message": diagnostic.message,
            "suggestion": diagnostic.suggestion,
        }
        for diagnostic in diagnostics
    ]
    document = {"format": 1, "diagnostics": rows, **(summary or {})}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def counted(errors: int, warnings: int, waived: int = 0) -> str:
    """Return the numbers in words: "2 errors, 1 warning, 3 waived"."""
    pieces = []
    for number, level in ((errors, Level.ERROR), (warnings, Level.WARNING)):
        if number:
            pieces.append(f"{number} {level.value}{'s' if number != 1 else ''}")
    if waived:
        pieces.append(f"{waived} waived")
    return ", ".join(pieces) or "no findings"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
