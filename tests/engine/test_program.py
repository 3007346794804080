"""The stamp of the program differs whenever its key does, so no build uses what another stored."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from claimline.engine import program
from claimline.file_state import COARSE


def _same_size_and_time(file: Path) -> None:
    state = file.stat()
    file.write_text("y", "utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def _replaced(file: Path) -> None:
    other = file.with_name("other")
    other.write_text("y", "utf-8")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)


EDITS: tuple[Callable[[Path], object], ...] = (
    _same_size_and_time,
    _replaced,
    Path.unlink,
    lambda file: file.rename(file.with_name("renamed.py")),
    lambda file: file.with_name("more.html").write_text("", "utf-8"),
    lambda file: (file.parent / ".hidden").write_text("", "utf-8"),
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a program. Every change of it is long ago."""
    monkeypatch.setattr(program, "_folders", lambda: [str(tmp_path / "program")])
    file = tmp_path / "program/pages/page.py"
    file.parent.mkdir(parents=True)
    file.write_text("x", "utf-8")
    later = time.time_ns() + 10 * COARSE
    monkeypatch.setattr(time, "time_ns", lambda: later)
    return file


def key() -> bytes:
    return program.program_key.__wrapped__()


def stamp() -> bytes:
    return program.program_stamp.__wrapped__()


@pytest.mark.parametrize("edit", EDITS)
def test_another_program_has_another_stamp(edit: Callable[[Path], object], file: Path) -> None:
    before, stamp_before = key(), stamp()
    assert stamp() == stamp_before != b""
    edit(file)
    assert key() != before
    assert stamp() != stamp_before


def test_compiled_files_are_no_part_of_the_program(file: Path) -> None:
    before = key(), stamp()
    (file.parent / "__pycache__").mkdir()
    (file.parent / "__pycache__/page.pyc").write_bytes(b"x")
    assert (key(), stamp()) == before


def test_another_package_is_another_program(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    before, stamp_before = key(), stamp()
    (tmp_path / "shapes-1.0.dist-info").mkdir()
    assert key() != before
    assert stamp() != stamp_before


def test_a_file_that_has_just_changed_has_no_stamp(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could change again within the same tick of the clock."""
    monkeypatch.setattr(time, "time_ns", lambda: file.stat().st_mtime_ns)
    assert stamp() == b""
