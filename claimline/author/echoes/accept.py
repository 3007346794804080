"""Write into a source's record that it reprints another."""

from __future__ import annotations

from pathlib import Path

from claimline.author.captures.add import record_loc
from claimline.author.captures.capture_files import StoreError, edit_text
from claimline.author.captures.yamledit import EditError, add_item
from claimline.author.echoes.echo_search import Echo
from claimline.diagnostics import Report
from claimline.errors import ClaimlineError
from claimline.read import read_project


class RefusedError(ClaimlineError):
    """A copy cannot be entered. The message is a sentence."""


def accept(project: Path, echoes: tuple[Echo, ...], copy: str, original: str) -> str:
    """Enter in the record of ``copy`` that it reprints ``original``. Return the record's path.

    Only two sources that share a passage are taken.

    Raises:
        RefusedError: they share none, the records have it already, or ``copy`` came first.
    """
    echo = next((each for each in echoes if {each.source, each.other} == {copy, original}), None)
    if echo is None:
        raise RefusedError(
            f'"{copy}" and "{original}" share no passage.',
            "Name the two sources as `claimline echoes` prints them.",
        )
    if echo.recorded:
        raise RefusedError(f'The records already say how "{copy}" and "{original}" are linked.')
    if echo.order == "later" and echo.source != copy:
        raise RefusedError(
            f'"{copy}" was published before "{original}".',
            f"Turn them round: --accept {original}:{copy}. Or correct a date.",
        )
    entries = read_project(project, Report())
    where = next(entry.where for entry in entries if (entry.kind, entry.id) == ("source", copy))
    item = {"source": original, "how": "reprints"}
    try:
        edit_text(
            project / where.path, lambda text: add_item(text, record_loc(where), "carries", item)
        )
    except (EditError, StoreError) as error:
        raise RefusedError(
            str(error),
            f"Add to `carries:` in {where.path} by hand: source: {original}, how: reprints.",
        ) from error
    return where.path
