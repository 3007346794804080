"""Writing a site where folders cannot be swapped, and after a build that was killed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from claimline.diagnostics import Code
from claimline.publish import difference, exchange, paths, swap, tree
from claimline.publish.output import OutputError, Written, write
from tests.publish.output_sites import A, B, C, Files, contents, debris, expected

Build = Callable[[Files], Written]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return lambda files: write(files, tmp_path / "site", project=tmp_path / "project")


def refuse(number: int) -> Callable[[str, str], None]:
    def exchange(one: str, other: str) -> None:
        raise OSError(number, os.strerror(number), other)

    return exchange


# Places where folders cannot be swapped


@pytest.mark.parametrize("number", sorted(exchange.CANNOT))
def test_without_a_swap(
    site: Path, build: Build, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(swap, "exchange", refuse(number))
    build(A)
    (site / "claims/mine.txt").write_bytes(b"mine")
    inode = site.stat().st_ino
    for files in (B, C, B, {}, A):
        build(files)
        kept = {"claims": None, "claims/mine.txt": b"mine"}
        assert contents(site) == expected(files) | kept
        assert debris(site) == []
        assert site.stat().st_ino == inode


def test_without_a_swap_file_becomes_folder(
    site: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", refuse(errno.EINVAL))
    one = {"a": b"1", "b/c/d": b"2", "b/e": b"3", "same": b""}
    other = {"a/x/y": b"1", "b": b"2", "same": b""}
    for files in (one, other, one):
        build(files)
        assert contents(site) == expected(files)


@pytest.mark.parametrize("files", [B, C])
def test_beside_is_another_device(
    site: Path, build: Build, monkeypatch: pytest.MonkeyPatch, files: Files
) -> None:
    """A mount of the same device says so only when a file is moved or linked across it."""
    build(A)
    real_replace, real_link = os.replace, os.link

    def across(one: object, other: object) -> bool:
        return (".site.claimline" in str(one)) != (".site.claimline" in str(other))

    def replace(one: str, other: str) -> None:
        if across(one, other):
            raise OSError(errno.EXDEV, "no", one)
        real_replace(one, other)

    def link(one: str, other: str, **more: bool) -> None:
        if across(one, other):
            raise OSError(errno.EXDEV, "no", one)
        real_link(one, other, **more)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "link", link)
    build(files)
    assert contents(site) == expected(files)
    assert debris(site) == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_no_folder_can_be_made_beside(
    site: Path, build: Build, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    build(A)
    real = os.mkdir

    def mkdir(path: str, mode: int = 0o777) -> None:
        if str(path).endswith(".site.claimline"):
            raise OSError(number, "no", path)
        real(path, mode)

    monkeypatch.setattr(os, "mkdir", mkdir)
    for files in (B, C):
        build(files)
        assert contents(site) == expected(files)
        assert debris(site) == []
    with pytest.raises(OutputError) as caught:
        write(A, site.parent / "other" / "site", project=site.parent / "project")
    assert caught.value.code is Code.OUTPUT_FAILED
    assert not (site.parent / "other").exists()


def test_part_on_another_device_is_not_swapped(
    site: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(A)
    (site / "media").mkdir()
    (site / "media/film").write_bytes(b"long")
    inode = site.stat().st_ino

    def walk(root: str) -> tree.Tree:
        return msgspec.structs.replace(tree.walk(root), whole=False)

    monkeypatch.setattr(difference, "walk", walk)
    build(B)
    assert site.stat().st_ino == inode
    assert contents(site) == expected(B) | {"media": None, "media/film": b"long"}


# What a killed build left


def test_leftovers_are_removed(site: Path, build: Build) -> None:
    build(A)
    for room in (site.parent / ".site.claimline", site / paths.STAGING):
        (room / "next/deep").mkdir(parents=True)
        (room / "next/deep/page.html").write_bytes(b"half")
        (room / "next/deep").chmod(0o500)
        (room / "lock").write_bytes(b"1\n")
    before = (site / "index.html").stat().st_mtime_ns
    assert not build(A).changed
    assert debris(site) == []
    assert contents(site) == expected(A)
    assert (site / "index.html").stat().st_mtime_ns == before


def test_what_leftovers_link_to_stays(site: Path, build: Build) -> None:
    build(A)
    (site.parent / "precious").mkdir()
    (site.parent / "precious/file").write_bytes(b"")
    room = site.parent / ".site.claimline"
    room.mkdir()
    (room / "next").symlink_to("../precious")
    build(B)
    assert (site.parent / "precious/file").exists()
    assert debris(site) == []
