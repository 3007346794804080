"""A place in a file, a diagnostic at that place, and the report of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimline.diagnostics.codes import Code
from claimline.diagnostics.levels import Level
from claimline.value import Value


class Location(Value, frozen=True, order=True):
    """A place in a file.

    ``path`` is relative to the project, with ``/`` between its parts. ``line`` and ``column`` count
    from 1. Columns are in characters. 0 means the whole file.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        path = printable(self.path)
        return f"{path}:{self.line}:{self.column}" if self.line else path


class Diagnostic(Value, frozen=True, order=True):
    """A mistake or a warning: where, which rule, what is wrong, and what to do about it."""

    location: Location
    code: Code
    message: str
    suggestion: str = ""

    @property
    def level(self) -> Level:
        """The level of its rule. ``--strict`` does not change it."""
        return self.code.level

    def __str__(self) -> str:
        tail = f" {self.suggestion}" if self.suggestion else ""
        return f"{self.location}: {self.level}[{self.code}] {self.message}{tail}"


class Report:
    """Collects the diagnostics of a run. Stages add to it and go on.

    With ``strict``, the run fails on warnings too.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self._diagnostics: dict[Diagnostic, None] = {}
        self._waived: dict[Diagnostic, None] = {}

    def add(self, location: Location, code: Code, message: str, suggestion: str = "") -> None:
        """Record a diagnostic. If it is recorded already, nothing changes."""
        diagnostic = Diagnostic(location, code, printable(message), printable(suggestion))
        self._diagnostics[diagnostic] = None

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record diagnostics of another report."""
        self._diagnostics.update(dict.fromkeys(diagnostics))

    def waive(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take warnings out of the report. They are counted apart."""
        for diagnostic in diagnostics:
            if self._diagnostics.pop(diagnostic, diagnostic) is None:
                self._waived[diagnostic] = None

    def extend_waived(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record warnings that another report has waived."""
        self._waived.update(dict.fromkeys(diagnostics))

    @property
    def waived(self) -> tuple[Diagnostic, ...]:
        """The warnings that records accept, sorted as the others are."""
        return tuple(sorted(self._waived))

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield all diagnostics, sorted by file, line, column and code."""
        return iter(sorted(self._diagnostics))

    def __len__(self) -> int:
        return len(self._diagnostics)

    def count(self, level: Level) -> int:
        """Return how many diagnostics have this level."""
        return sum(diagnostic.level is level for diagnostic in self._diagnostics)

    @property
    def failed(self) -> bool:
        """Whether the run failed, so that nothing may be written."""
        return any(self.strict or each.level is Level.ERROR for each in self._diagnostics)


def printable(text: str) -> str:
    """Return a text on one line, with escapes for characters that cannot be printed.

    So no text can look like a line of the program, or a command to a program that reads the output.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
