"""One build at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from claimline.diagnostics import Code
from claimline.publish import difference, lock, output
from claimline.publish.output import OutputError, write
from tests.publish.output_sites import A, B, C, Files, contents, debris, expected


def test_second_build_is_told(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(A, site, project=tmp_path / "project")
    with lock.held(str(tmp_path / ".site.claimline")):
        with pytest.raises(OutputError) as caught:
            write(B, site, project=tmp_path / "project")
        assert caught.value.code is Code.OUTPUT_LOCKED
        assert f"process {os.getpid()}" in caught.value.message
        assert caught.value.suggestion
        assert contents(site) == expected(A)
    write(B, site, project=tmp_path / "project")
    assert contents(site) == expected(B)


def test_holder_that_says_nothing_is_not_named(tmp_path: Path) -> None:
    room = tmp_path / "room"
    with lock.held(str(room)):
        (room / "lock").write_bytes(b"?")
        with pytest.raises(OutputError) as caught, lock.held(str(room)):
            pass
    assert "process" not in caught.value.message


def test_lock_is_gone_afterwards(tmp_path: Path) -> None:
    with lock.held(str(tmp_path / "room")):
        assert (tmp_path / "room/lock").read_bytes() == b"%d\n" % os.getpid()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KeyError), lock.held(str(tmp_path / "room")):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_folder_with_other_things_stays(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room/mine").write_bytes(b"")
    with lock.held(str(tmp_path / "room")):
        pass
    assert [path.name for path in (tmp_path / "room").iterdir()] == ["mine"]


def test_lock_of_a_dead_process_holds_nobody(tmp_path: Path, repository: Path) -> None:
    site = tmp_path / "site"
    write(A, site, project=tmp_path / "project")
    program = (
        "import os, sys\nfrom claimline.publish import lock\n"
        "with lock.held(sys.argv[1]):\n    os.kill(os.getpid(), 9)\n"
    )
    room = tmp_path / ".site.claimline"
    command = [sys.executable, "-B", "-c", program, str(room)]
    assert subprocess.run(command, cwd=repository, check=False).returncode != 0
    assert (room / "lock").read_bytes()
    write(B, site, project=tmp_path / "project")
    assert contents(site) == expected(B)
    assert debris(site) == []


def test_lock_on_a_removed_file_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The holder removes the file between another's opening and locking it."""
    room = tmp_path / "room"
    real = lock._take
    tries = []

    def take(file: int) -> bool:
        tries.append(file)
        if len(tries) == 1:
            (room / "lock").unlink()
            room.rmdir()
        if len(tries) == 2:
            (room / "lock").rename(room / "old")
            (room / "lock").write_bytes(b"")
        return real(file)

    monkeypatch.setattr(lock, "_take", take)
    with lock.held(str(room)):
        assert len(tries) == 3
        assert (room / "lock").read_bytes() == b"%d\n" % os.getpid()


def test_lock_that_is_never_in_place_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_is_at", lambda file, path: False)
    with pytest.raises(OutputError) as caught, lock.held(str(tmp_path / "room")):
        pass
    assert caught.value.code is Code.OUTPUT_LOCKED


def test_folder_that_goes_away_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build removes the folder between its making and the opening of the lock."""
    room = tmp_path / "room"
    real_open, real_lstat = os.open, os.lstat
    gone = []

    def leave(when: str) -> None:
        if when not in gone:
            gone.append(when)
            room.rmdir()

    def opening(path: str, flags: int, mode: int = 0o777) -> int:
        leave("before open")
        return real_open(path, flags, mode)

    def lstat(path: str) -> os.stat_result:
        if path == str(room):
            leave("before lstat")
        return real_lstat(path)

    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(os, "lstat", lstat)
    with lock.held(str(room)):
        monkeypatch.undo()
        assert (room / "lock").exists()
    assert gone == ["before lstat", "before open"]


@pytest.mark.parametrize("files", [A, C])
def test_build_that_comes_between_look_and_lock_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: Files
) -> None:
    site, project = tmp_path / "site", tmp_path / "project"
    write(A, site, project=project)
    real = difference.compare

    def compare(new: Mapping[str, bytes], place: str, *known: Any) -> difference.Difference:
        found = real(new, place, *known)
        monkeypatch.undo()
        write(B, site, project=project)
        return found

    monkeypatch.setattr(output, "compare", compare)
    write(files, site, project=project)
    assert contents(site) == expected(files)


@pytest.mark.parametrize("kind", ["file", "link"])
def test_something_else_in_place_of_the_folder(tmp_path: Path, kind: str) -> None:
    room = tmp_path / ".site.claimline"
    (tmp_path / "precious").mkdir()
    if kind == "file":
        room.write_bytes(b"mine")
    else:
        room.symlink_to("precious")
    with pytest.raises(OutputError) as caught:
        write(A, tmp_path / "site", project=tmp_path / "project")
    assert caught.value.code is Code.OUTPUT_FOREIGN
    assert list((tmp_path / "precious").iterdir()) == []
    assert room.is_symlink() == (kind == "link")


def test_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".site.claimline").mkdir()
    (tmp_path / "precious").write_bytes(b"mine")
    (tmp_path / ".site.claimline/lock").symlink_to("../precious")
    with pytest.raises(OutputError) as caught:
        write(A, tmp_path / "site", project=tmp_path / "project")
    assert caught.value.code is Code.OUTPUT_FAILED
    assert (tmp_path / "precious").read_bytes() == b"mine"
