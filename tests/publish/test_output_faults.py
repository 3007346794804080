"""Faults that the operating system reports: every file stays whole, and the next build finishes."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimline.cli.printing import print_outcome
from claimline.diagnostics import Code, Location, Report
from claimline.publish import difference, paths, writing
from claimline.publish.writing import OutputError, write
from tests.publish.output_sites import A, B, C, Files, contents, dead_ends, debris, expected

CALLS = ("mkdir", "replace", "remove")


def fail_at(
    monkeypatch: pytest.MonkeyPatch, folder: Path, number: int, fault: BaseException
) -> list[str]:
    """Let the call of that number fail, among those that write below a folder.

    Returns the names of the calls.
    """
    calls: list[str] = []

    def failing(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            if not str(arguments[0]).startswith(str(folder)):
                return real(*arguments, **more)
            calls.append(name)
            if len(calls) == number:
                raise fault
            return real(*arguments, **more)

        return call

    for name in CALLS:
        monkeypatch.setattr(os, name, failing(name, getattr(os, name)))
    monkeypatch.setattr(writing, "_create", failing("create", writing._create))
    return calls


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt])
@pytest.mark.parametrize(("old", "new"), [({}, A), (A, B), (A, C), (B, A)])
def test_fault_at_every_call(
    tmp_path: Path, old: Files, new: Files, fault: type[BaseException]
) -> None:
    site = tmp_path / "outer" / "site"
    project = tmp_path / "project"
    users: dict[str, bytes | str | None] = {}
    if old:
        write(old, site, project=project)
        (site / "claims/mine.txt").write_bytes(b"mine")
        (site / "link").symlink_to("claims")
        users = {"claims/mine.txt": b"mine", "link": "claims"}
    stages = set()
    for number in range(1, 1000):
        before = contents(site)
        with pytest.MonkeyPatch.context() as patch:
            calls = fail_at(patch, site.parent, number, fault(errno.ENOSPC, "No space left"))
            caught: BaseException | None = None
            try:
                write(new, site, project=project)
            except (OutputError, KeyboardInterrupt) as error:
                caught = error
        if not caught:
            break
        left = contents(site)
        for path, now in left.items():
            if path not in users and now is not None:
                assert now in (old.get(path), new.get(path)), (calls[-1], path)
        assert {path: left[path] for path in users} == users
        if isinstance(caught, OutputError):
            assert caught.code is Code.OUTPUT_FAILED
            assert "No space left" in caught.message
            staged = caught.suggestion.startswith("The last site is still in place.")
            stages.add(staged)
            if staged:
                assert left == before
        assert not (site / paths.STAGING).exists()
        if old:
            assert dead_ends(site) == []
            write(old, site, project=project)
            assert contents(site) == expected(old) | users
        elif site.exists():
            write({}, site, project=project)
    assert number > 10
    assert fault is KeyboardInterrupt or stages == {True, False}
    assert contents(site) == expected(new) | users
    assert debris(site) == []


def test_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    write(A, site, project=tmp_path / "project")
    before = contents(site)
    real = difference._holds

    def refusing(path: str, data: bytes) -> bool:
        if path.endswith("robots.txt"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(difference, "_holds", refusing)
        with pytest.raises(OutputError) as caught:
            write(B, site, project=tmp_path / "project")
    assert caught.value.code is Code.OUTPUT_FAILED
    assert caught.value.message == f"{site}/robots.txt: Permission denied"
    assert caught.value.suggestion
    assert contents(site) == before


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (Code.OUTPUT_FAILED, "Build failed: 1 error.\n"),
        (Code.OUTPUT_LOCKED, "Build failed: 1 error. Nothing was written.\n"),
    ],
)
def test_nothing_was_written_is_said_only_where_it_is_sure(
    code: Code, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report()
    report.add(Location("site"), code, "It failed.")
    print_outcome("build", report, None, Path("site"), "text", quiet=False, seconds=1.0)
    assert capsys.readouterr().err.endswith(says)
