"""What a rule finds, before it is known where the record was written."""

from __future__ import annotations

from typing import NamedTuple

from claimline.diagnostics import Code
from claimline.model.schema import Loc


class Violation(NamedTuple):
    """A place in a record, the rule that it breaks, and what to do."""

    loc: Loc
    code: Code
    message: str
    suggestion: str
