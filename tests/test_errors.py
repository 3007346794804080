"""What claimline raises on purpose has one root, and the tree in its docstring is the true one."""

from __future__ import annotations

import re

from claimline import errors, output
from claimline.author import author_error as _author
from claimline.author import renaming as _renaming
from claimline.author.captures import capture_files, capture_text, marking, yamledit
from claimline.author.echoes import accept as _accept
from claimline.author.taking import page_saver as _saver
from claimline.engine import store as _store
from claimline.errors import ClaimlineError
from claimline.imports import table_records as _imports
from claimline.proof import changed_files, published_copy
from claimline.publish import write_result
from claimline.publish.media import media_files
from claimline.revisions import git_objects

assert all((_author, _accept, output, capture_files, capture_text, marking, yamledit))
assert all((_store, _imports))
assert all((write_result, git_objects, published_copy, changed_files, _renaming, media_files))
assert all((_saver,))
# Each is imported for its errors.


def tree(kind: type[Exception], depth: int = 1) -> list[str]:
    lines = ["  " * depth + kind.__name__]
    for below in sorted(kind.__subclasses__(), key=lambda error: error.__name__):
        lines += tree(below, depth + 1)
    return lines


def test_the_docstring_draws_the_tree() -> None:
    drawn = re.findall(r"^ {2}( +\w+Error)\b", errors.__doc__ or "", re.MULTILINE)
    assert drawn == tree(ClaimlineError)


def test_an_error_has_a_message_and_perhaps_a_suggestion() -> None:
    error = ClaimlineError("The door is shut.", "Open it.")
    assert (str(error), error.full) == ("The door is shut.", "The door is shut. Open it.")
    assert ClaimlineError("The door is shut.").full == "The door is shut."
