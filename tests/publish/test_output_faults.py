"""Faults that the operating system reports: the last site stays, to the byte."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimline.diagnostics import Code
from claimline.publish import exchange, swap
from claimline.publish.output import OutputError, write
from tests.publish.output_sites import A, B, C, Files, contents, debris, expected

CALLS = ("open", "write", "mkdir", "link", "replace", "rename")


def no_exchange(one: str, other: str) -> None:
    raise OSError(errno.EINVAL, "no", other)


def fail_at(monkeypatch: pytest.MonkeyPatch, number: int, fault: BaseException) -> list[str]:
    """Let the call of that number fail, among all those that write; return what was called."""
    made: list[str] = []

    def failing(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            if name == "open" and not arguments[1] & os.O_CREAT:
                return real(*arguments, **more)
            made.append(name)
            if len(made) == number:
                raise fault
            return real(*arguments, **more)

        return call

    for name in CALLS:
        monkeypatch.setattr(os, name, failing(name, getattr(os, name)))
    return made


def modes(site: Path) -> dict[Path, int]:
    return {path: path.stat().st_mode for path in site.rglob("*")}


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt])
@pytest.mark.parametrize(
    ("old", "new", "way"),
    [({}, A, "first"), (A, B, "swap"), (A, C, "sound"), (A, B, "inside"), (B, A, "inside")],
)
def test_fault_at_every_call(
    tmp_path: Path, old: Files, new: Files, way: str, fault: type[BaseException]
) -> None:
    site = tmp_path / "outer" / "site"
    project = tmp_path / "project"
    site.parent.mkdir()
    if way == "first":
        site.parent.rmdir()
    else:
        write(old, site, project=project)
        (site / "claims/mine.txt").write_bytes(b"mine")
        (site / "link").symlink_to("claims")
        for folder in ("claims", "new"):
            if (site / folder).exists():
                (site / folder).chmod(0o711)
    before = contents(site), modes(site)
    manifest = site / ".claimline.json"
    listed = manifest.read_bytes() if manifest.exists() else b""
    for number in range(1, 1000):
        with pytest.MonkeyPatch.context() as patch:
            if way == "inside":
                patch.setattr(swap, "exchange", no_exchange)
            made = fail_at(patch, number, fault(errno.ENOSPC, "No space left"))
            caught: BaseException | None = None
            try:
                write(new, site, project=project)
            except (OutputError, KeyboardInterrupt) as error:
                caught = error
        if not caught:
            break
        if isinstance(caught, OutputError):
            assert caught.code is Code.OUTPUT_FAILED
            assert caught.message.startswith(str(tmp_path))
            assert caught.message.endswith(": No space left")
        else:
            assert fault is KeyboardInterrupt
        assert (contents(site), modes(site)) == before, made[-1]
        if way == "first":
            assert not site.parent.exists(), made[-1]
        else:
            assert manifest.read_bytes() == listed, made[-1]
            assert debris(site) == [], made[-1]
    assert number > 10
    users = {"claims/mine.txt": b"mine", "link": "claims"} if way != "first" else {}
    assert contents(site) == expected(new) | users
    assert debris(site) == []


def test_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    write(A, site, project=tmp_path / "project")
    before = contents(site)
    real = os.open

    def refusing(path: str, flags: int, mode: int = 0o777) -> int:
        if path.endswith("robots.txt"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, flags, mode)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refusing)
        with pytest.raises(OutputError) as caught:
            write(B, site, project=tmp_path / "project")
    assert caught.value.code is Code.OUTPUT_FAILED
    assert caught.value.message == f"{site}/robots.txt: Permission denied"
    assert caught.value.suggestion
    assert contents(site) == before


def test_short_writes_and_reads_are_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_write, real_read = os.write, os.read
    monkeypatch.setattr(os, "write", lambda file, data: real_write(file, data[:100]))
    monkeypatch.setattr(os, "read", lambda file, count: real_read(file, min(count, 90)))
    for files in (A, B):
        write(files, tmp_path / "site", project=tmp_path / "project")
        assert contents(tmp_path / "site") == expected(files)
    assert not write(B, tmp_path / "site", project=tmp_path / "project").changed


def test_old_site_that_cannot_be_removed_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    write(A, site, project=tmp_path / "project")
    real = os.remove

    def refusing(path: str) -> None:
        if path.endswith("next/robots.txt"):
            raise PermissionError(errno.EPERM, "no", path)
        real(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "remove", refusing)
        write(B, site, project=tmp_path / "project")
    assert contents(site) == expected(B)
    write(B, site, project=tmp_path / "project")
    assert debris(site) == []


# The swap of two folders


@pytest.mark.skipif(not exchange.SUPPORTED, reason="needs a swap of folders")
def test_exchange(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_bytes(b"")
    exchange.exchange(str(tmp_path / "a"), str(tmp_path / "b"))
    assert contents(tmp_path) == {"a": None, "a/b": b"", "b": None, "b/a": b""}


def test_exchange_says_why_not(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(FileNotFoundError) as caught:
        exchange.exchange(str(tmp_path / "a"), str(tmp_path / "b"))
    assert caught.value.filename == str(tmp_path / "b")


def test_exchange_on_other_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "SUPPORTED", False)
    with pytest.raises(OSError, match="not implemented") as caught:
        exchange.exchange(str(tmp_path), str(tmp_path))
    assert caught.value.errno in exchange.CANNOT


@pytest.mark.skipif(not exchange.SUPPORTED, reason="needs a swap of folders")
@pytest.mark.parametrize("machine", ["this", "abacus"])
def test_exchange_by_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, machine: str) -> None:
    """As with a C library that does not name the call."""
    import ctypes
    import platform
    import sys

    if sys.platform != "linux" or platform.machine() not in exchange._NUMBERS:
        pytest.skip("the number of the call is not known")
    real = ctypes.CDLL(None, use_errno=True)

    class Library:
        syscall = real.syscall

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library())
    if machine != "this":
        monkeypatch.setattr(platform, "machine", lambda: machine)
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_bytes(b"")
    if machine == "this":
        exchange.exchange(str(tmp_path / "a"), str(tmp_path / "b"))
        assert contents(tmp_path) == {"a": None, "a/b": b"", "b": None, "b/a": b""}
    else:
        with pytest.raises(OSError, match="not implemented") as caught:
            exchange.exchange(str(tmp_path / "a"), str(tmp_path / "b"))
        assert caught.value.errno == errno.ENOSYS
