"""Templates that are saved while a build is under way."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
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

    def on_progress(step: str, done: int, total: int) -> None:
        if step == "rendering" and not done:
            write_files(project, {OWN: BEFORE.replace("<b>", "<i>").replace("</b>", "</i>")})
        if step == "writing":
            raise _StoppedError

    cache = Cache.in_memory()
    options = BuildOptions(project, tmp_path / "site", cache=cache, on_progress=on_progress)
    with pytest.raises(_StoppedError):
        build(options, Report())
    write_files(project, {OWN: BEFORE})
    build(BuildOptions(project, tmp_path / "site", cache=cache), Report())
    build(BuildOptions(project, tmp_path / "clean"), Report())
    assert tree(tmp_path / "site") == tree(tmp_path / "clean")
    assert b"<b>" in tree(tmp_path / "site")["chronology.html"]


def test_one_that_was_undone_at_once_leaves_nothing(tmp_path: Path) -> None:
    """Saved and undone while pages are rendered, or gone for a moment with its whole folder."""
    project = write_small(tmp_path / "project")
    for harm in ("saved", "moved"):
        write_files(project, {OWN: BEFORE})
        build(BuildOptions(project, tmp_path / "clean"), Report())

        def on_progress(step: str, done: int, total: int, harm: str = harm) -> None:
            if step == "rendering" and not done and harm == "saved":
                write_files(project, {OWN: BEFORE.replace("<b>", "<i>").replace("</b>", "</i>")})
            elif step == "rendering" and not done:
                (project / "templates").rename(project / "away")
            elif step == "rendering" and done == total and harm == "saved":
                write_files(project, {OWN: BEFORE})
            elif step == "rendering" and done == total:
                (project / "away").rename(project / "templates")

        cache = Cache.in_memory()
        options = BuildOptions(project, tmp_path / harm, cache=cache, on_progress=on_progress)
        build(options, Report())
        build(BuildOptions(project, tmp_path / harm, cache=cache), Report())
        assert tree(tmp_path / harm) == tree(tmp_path / "clean")
        assert b"<b>" in tree(tmp_path / harm)["chronology.html"]
