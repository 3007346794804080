"""The line of a finding: it is stored for the next build, and is that of the file as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
from claimline.pipeline import build
from claimline.read import LateMarks, file_digest, find_files
from claimline.read.marks import Where
from tests.small import CASE_WITH_WARNING, write_files, write_small

ACTOR = "content/actors/mayor.yaml"


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    return write_files(write_small(tmp_path / "project"), CASE_WITH_WARNING)


def findings(folder: Path, cache: Cache) -> list[str]:
    build(BuildOptions(folder, cache=cache, against_last_build=False), report := Report())
    return [str(found.location) for found in report]


@pytest.fixture
def marks_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read again to find a line."""
    paths: list[str] = []
    call = LateMarks.__call__

    def counted(marks: LateMarks) -> object:
        if marks._marks is None:
            paths.append(marks._file.info.path)
        return call(marks)

    monkeypatch.setattr(LateMarks, "__call__", counted)
    return paths


def test_a_file_that_has_not_changed_is_not_read_again_for_its_lines(
    warned: Path, marks_read: list[str]
) -> None:
    cache = Cache.in_memory()
    assert findings(warned, cache) == [f"{ACTOR}:1:1"]
    assert marks_read == [ACTOR]
    claim = warned / "content/claims/gate-closed-late.yaml"
    claim.write_text(f"{claim.read_text('utf-8')}\n# more\n", "utf-8")
    assert findings(warned, cache) == [f"{ACTOR}:1:1"]
    assert marks_read == [ACTOR]


def _lower(folder: Path) -> object:
    return (folder / ACTOR).write_text("# A comment.\n\nname: The mayor\n", "utf-8")


def _elsewhere(folder: Path) -> object:
    (folder / "content/actors/more").mkdir()
    return (folder / ACTOR).rename(folder / "content/actors/more/mayor.yaml")


@pytest.mark.parametrize(
    ("edit", "place"),
    [(_lower, f"{ACTOR}:3:1"), (_elsewhere, "content/actors/more/mayor.yaml:1:1")],
)
def test_the_line_is_that_of_the_file_as_it_is(
    edit: Callable[[Path], object], place: str, warned: Path
) -> None:
    cache = Cache.in_memory()
    before = findings(warned, cache)
    edit(warned)
    assert findings(warned, cache) == [place]
    assert findings(warned, Cache(None)) == [place]
    assert before != [place]


def test_a_file_that_changed_after_it_was_read_has_no_lines(warned: Path) -> None:
    """Those of its new bytes would be taken for those of the old ones."""
    (file,) = (each for each in find_files(warned, Report()) if each.info.path == ACTOR)
    digest = file_digest((warned / ACTOR).read_bytes())
    assert Where(ACTOR, LateMarks(file, warned, digest)).at("name").line == 1
    _lower(warned)
    assert Where(ACTOR, LateMarks(file, warned, digest)).at("name").line == 0
