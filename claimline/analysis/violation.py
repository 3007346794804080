"""A broken editorial rule, before it becomes a diagnostic with a file and a line."""

from __future__ import annotations

from typing import NamedTuple

from claimline.diagnostics import Code
from claimline.model.schema import Loc


class Violation(NamedTuple):
    """A place in a record, the rule that it breaks, and what to do about it."""

    loc: Loc
    code: Code
    message: str
    suggestion: str
