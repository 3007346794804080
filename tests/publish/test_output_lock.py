"""One build at a time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from claimline.diagnostics import Code
from claimline.publish import difference, writing
from claimline.publish.writing import OutputError, write
from claimline.user_cache import user_cache
from tests.publish.output_sites import A, B, C, Files, contents, debris, expected


def test_second_build_is_told(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(A, site, project=tmp_path / "project")
    with writing.locked(str(site)):
        with pytest.raises(OutputError) as caught:
            write(B, site, project=tmp_path / "project")
        assert caught.value.code is Code.OUTPUT_LOCKED
        assert caught.value.suggestion
        assert contents(site) == expected(A)
        write(B, tmp_path / "other", project=tmp_path / "project")
    write(B, site, project=tmp_path / "project")
    assert contents(site) == expected(B)


def test_lock_is_let_go_after_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KeyError), writing.locked(str(tmp_path)):
        raise KeyError
    with writing.locked(str(tmp_path)):
        assert list(tmp_path.iterdir()) == []


def test_lock_of_a_dead_process_holds_nobody(tmp_path: Path, repository: Path) -> None:
    site = tmp_path / "site"
    program = (
        "import os, sys\nfrom claimline.publish import writing\n"
        "with writing.locked(sys.argv[1]):\n    os.kill(os.getpid(), 9)\n"
    )
    command = [sys.executable, "-B", "-c", program, str(site)]
    assert subprocess.run(command, cwd=repository, check=False).returncode != 0
    write(B, site, project=tmp_path / "project")
    assert contents(site) == expected(B)
    assert debris(site) == []


def test_without_a_place_for_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    user_cache("locks").chmod(0o777)
    write(A, tmp_path / "site", project=tmp_path / "project")
    assert contents(tmp_path / "site") == expected(A)


@pytest.mark.parametrize("files", [A, C])
def test_build_that_comes_between_look_and_lock_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: Files
) -> None:
    site, project = tmp_path / "site", tmp_path / "project"
    write(A, site, project=project)
    real = difference.compare

    def compare(new: Mapping[str, bytes], place: str, *known: Any) -> difference.Difference:
        result = real(new, place, *known)
        monkeypatch.undo()
        write(B, site, project=project)
        return result

    monkeypatch.setattr(writing, "compare", compare)
    write(files, site, project=project)
    assert contents(site) == expected(files)
