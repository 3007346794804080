"""A pattern that is compiled when it is first used.

Compiling takes longer than most other work of a start, and an edit needs few of all patterns. This
is for those that most runs never use.
"""

from __future__ import annotations

import re
from typing import Any, cast


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as ``re.compile(pattern, flags)``."""
    return cast(re.Pattern[str], _LatePattern(pattern, flags))


class _LatePattern:
    """Compiles a pattern at the first access, and then has the methods of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._arguments = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        # Called only for what is not there yet. ``re`` keeps what it compiled.
        value = getattr(re.compile(*self._arguments), name)
        setattr(self, name, value)
        return value
