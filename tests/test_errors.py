"""What claimline raises on purpose has one root, and the tree in its docstring is the true one."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import claimline
from claimline import errors
from claimline.errors import ClaimlineError


def tree(kind: type[Exception], depth: int = 1) -> list[str]:
    lines = ["  " * depth + kind.__name__]
    for below in sorted(kind.__subclasses__(), key=lambda error: error.__name__):
        lines += tree(below, depth + 1)
    return lines


def test_the_docstring_draws_the_tree() -> None:
    for module in walk_packages(claimline.__path__, "claimline."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    drawn = re.findall(r"^ {2}( +\w+Error)\b", errors.__doc__ or "", re.MULTILINE)
    assert drawn == tree(ClaimlineError)


def test_an_error_has_a_message_and_perhaps_a_suggestion() -> None:
    error = ClaimlineError("The door is shut.", "Open it.")
    assert (str(error), error.full) == ("The door is shut.", "The door is shut. Open it.")
    assert ClaimlineError("The door is shut.").full == "The door is shut."
