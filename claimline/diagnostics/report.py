"""The records of a run: a place, a finding at that place, and the list of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimline.diagnostics.codes import Code, Level
from claimline.value import Value


class Location(Value, frozen=True, order=True):
    """A place in a file.

    ``path`` is relative to the project, with ``/`` between its parts. ``line`` and
    ``column`` count from 1, columns in characters; 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        path = _shown(self.path)
        return f"{path}:{self.line}:{self.column}" if self.line else path


class Diagnostic(Value, frozen=True, order=True):
    """One finding: where, which rule, what is wrong, and what to do about it."""

    location: Location
    code: Code
    message: str
    suggestion: str = ""

    @property
    def level(self) -> Level:
        """The level of the finding's rule, before ``--strict``."""
        return self.code.level

    def __str__(self) -> str:
        tail = f" {self.suggestion}" if self.suggestion else ""
        return f"{self.location}: {self.level}[{self.code}] {self.message}{tail}"


class Report:
    """Collects the findings of a run. Stages add to it and go on.

    With ``strict``, warnings count as errors when the run is judged.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self._diagnostics: dict[Diagnostic, None] = {}

    def add(self, location: Location, code: Code, message: str, suggestion: str = "") -> None:
        """Record a diagnostic; the same one is kept once."""
        diagnostic = Diagnostic(location, code, _shown(message), _shown(suggestion))
        self._diagnostics[diagnostic] = None

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record diagnostics of another report."""
        self._diagnostics.update(dict.fromkeys(diagnostics))

    def __iter__(self) -> Iterator[Diagnostic]:
        """All diagnostics, by file, line, column and code."""
        return iter(sorted(self._diagnostics))

    def __len__(self) -> int:
        return len(self._diagnostics)

    def count(self, level: Level) -> int:
        """How many findings have this level."""
        return sum(diagnostic.level is level for diagnostic in self._diagnostics)

    @property
    def failed(self) -> bool:
        """Whether nothing may be written."""
        return any(self.strict or each.level is Level.ERROR for each in self._diagnostics)


def _shown(text: str) -> str:
    """A text on one line: what cannot be printed is escaped, so that it cannot pose as a line
    of the program's own, nor as a command to what reads its output."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
