"""The data of a YAML file, as the program's own reader reads it."""

from __future__ import annotations

import json
from typing import Any

from claimline.diagnostics import Report
from claimline.errors import ClaimlineError
from claimline.model.schema import Loc
from claimline.read import read_yaml


class EditError(ClaimlineError):
    """The file cannot be changed without a change of other lines. The message is a sentence."""


def data_of(text: str) -> Any:
    """Return the data of a YAML text.

    Raises:
        EditError: it has an error.
    """
    report = Report()
    if text and not text.endswith(("\n", "\r")):
        text += "\n"  # otherwise a block text at the end of the file lacks it
    parsed = read_yaml(text, "", report)
    if parsed is None or report.failed:
        raise EditError("The file has an error; see `claimline check`.")
    # Aliases are expanded, so that an edit that reaches two places is noticed.
    return json.loads(json.dumps(parsed[0]))


def mapping_at(data: Any, loc: Loc, what: str = "mapping") -> dict[str, Any]:
    """Return the mapping at a place in the data of a file. ``what`` names it in the error.

    Raises:
        EditError: there is none.
    """
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
    if not isinstance(data, dict):
        raise EditError(f"There is no {what} at that place.")
    return data
