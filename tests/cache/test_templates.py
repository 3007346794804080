"""Templates that are saved while a build is under way."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.cache.memory import MemoryCache
from claimline.diagnostics import Report
from claimline.pipeline import build
from tests.small import tree, write_files, write_small

OWN = "templates/components/when.html"
BEFORE = "{% macro when(at) %}<b>{{ at.words }}</b>{% endmacro %}\n"


class _StoppedError(Exception):
    pass


def test_one_that_was_undone_leaves_nothing(tmp_path: Path) -> None:
    """Saved after the digest was taken, read, and undone when the build was given up."""
    project = write_small(tmp_path / "project")
    write_files(project, {OWN: BEFORE})

    def told(stage: str, done: int, of: int) -> None:
        if stage == "rendering" and not done:
            write_files(project, {OWN: BEFORE.replace("<b>", "<i>").replace("</b>", "</i>")})
        if stage == "writing":
            raise _StoppedError

    cache = MemoryCache()
    with pytest.raises(_StoppedError):
        build(project, tmp_path / "site", Report(), told, cache=cache)
    write_files(project, {OWN: BEFORE})
    build(project, tmp_path / "site", Report(), cache=cache)
    build(project, tmp_path / "clean", Report())
    assert tree(tmp_path / "site") == tree(tmp_path / "clean")
    assert b"<b>" in tree(tmp_path / "site")["chronology.html"]
