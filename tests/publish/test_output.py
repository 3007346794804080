"""Writing a site: what is in place afterwards, and what is not touched."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from claimline.diagnostics import Code
from claimline.publish import manifest, paths
from claimline.publish.writing import OutputError, Written, write
from tests.publish.output_sites import A, B, C, Files, contents, debris, expected

Build = Callable[[Files], Written]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return lambda files: write(files, tmp_path / "site", project=tmp_path / "project")


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """The inode and the time of change of all that lies in a folder, itself included."""
    found = [folder, *folder.rglob("*")]
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_ino, path.lstat().st_mtime_ns)
        for path in found
    }


def listed(site: Path) -> set[str]:
    return set(manifest.read(str(site))[0])


# What is in place


def test_first_build(site: Path, build: Build) -> None:
    assert build(A) == Written(len(A), 0, 0, 0)
    assert contents(site) == expected(A)
    assert debris(site) == []


def test_changed_says_whether_files_changed(build: Build) -> None:
    assert build(A).changed
    assert not build(A).changed
    assert Written(0, 1, 0, 0).changed
    assert Written(0, 0, 1, 0).changed


def test_manifest_lists_the_files(site: Path, build: Build) -> None:
    build({"b.html": b"two", "a.html": b"one"})
    text = (site / ".claimline.json").read_text(encoding="utf-8")
    assert text == (
        '{"format":3,"files":'
        '{"a.html":"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",'
        '"b.html":"3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"}}\n'
    )


@pytest.mark.parametrize(("old", "new"), [(A, B), (B, A), (A, C), (C, A), (A, {}), ({}, A)])
def test_second_build(site: Path, build: Build, old: Files, new: Files) -> None:
    build(old)
    same = {path for path in old.keys() & new.keys() if old[path] == new[path]}
    assert build(new) == Written(
        created=len(new.keys() - old.keys()),
        replaced=len(old.keys() & new.keys()) - len(same),
        removed=len(old.keys() - new.keys()),
        same=len(same),
    )
    assert contents(site) == expected(new)
    assert listed(site) == set(new)
    assert debris(site) == []


def test_result_does_not_depend_on_the_way_there(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write(B, one, project=tmp_path / "project")
    for files in (A, C, A, B):
        write(dict(reversed(files.items())), other, project=tmp_path / "project")
    assert contents(one) == contents(other)
    assert (one / paths.MANIFEST).read_bytes() == (other / paths.MANIFEST).read_bytes()


def test_same_site_is_not_touched(tmp_path: Path, build: Build) -> None:
    build(A)
    before = stamps(tmp_path)
    assert build(dict(A)) == Written(0, 0, 0, len(A))
    assert stamps(tmp_path) == before


@pytest.mark.parametrize("new", [B, C])
def test_same_files_keep_inode_and_time(site: Path, build: Build, new: Files) -> None:
    build(A)
    before = stamps(site)
    build(new)
    after = stamps(site)
    for path in A.keys() & new.keys():
        assert (before[path] == after[path]) == (A[path] == new[path])


def test_file_becomes_folder_and_folder_becomes_file(site: Path, build: Build) -> None:
    one = {"a": b"1", "b/c/d": b"2", "b/e": b"3"}
    other = {"a/x/y": b"1", "b": b"2"}
    for files in (one, other, one):
        build(files)
        assert contents(site) == expected(files)


def test_file_takes_the_place_of_a_folder_whose_files_the_user_removed(
    site: Path, build: Build
) -> None:
    build({"a/b/c": b"old"})
    (site / "a/b/c").unlink()
    build({"a": b"new"})
    assert contents(site) == {"a": b"new"}


def test_modes_follow_the_umask(site: Path, build: Build) -> None:
    old = os.umask(0o027)
    try:
        build(A)
        build(B)
        build(C)
    finally:
        os.umask(old)
    for path in [site, *site.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o750 if path.is_dir() else 0o640), path


def test_mode_of_the_folder_is_kept(site: Path, build: Build) -> None:
    build(A)
    site.chmod(0o700)
    (site / "claims").chmod(0o711)
    build(B)
    assert stat.S_IMODE(site.stat().st_mode) == 0o700
    assert stat.S_IMODE((site / "claims").stat().st_mode) == 0o711


def test_damaged_page_is_healed(site: Path, build: Build) -> None:
    build(A)
    (site / "index.html").write_bytes(b"damaged")
    (site / "robots.txt").unlink()
    assert build(A) == Written(1, 1, 0, len(A) - 2)
    assert contents(site) == expected(A)


def test_page_edited_by_the_user_is_still_ours(site: Path, build: Build) -> None:
    build(A)
    (site / "claims/e.html").write_bytes(b"edited")  # not in B
    build(B)
    assert contents(site) == expected(B)


# What the user put there


def test_users_files_survive(site: Path, build: Build) -> None:
    build(A)
    (site / "claims/mine.txt").write_bytes(b"mine")
    (site / "own/empty").mkdir(parents=True)
    (site / "own").chmod(0o700)
    (site / "link").symlink_to("claims/b.html")
    (site / "astray").symlink_to("nowhere")
    (site / "folder").symlink_to("..")
    os.mkfifo(site / "pipe")
    inode = (site / "claims/mine.txt").stat().st_ino
    for files in (B, A, {}, C, A):
        build(files)
        left = contents_without_pipe(site)
        users = {
            "claims": None,
            "claims/mine.txt": b"mine",
            "own": None,
            "own/empty": None,
            "link": "claims/b.html",
            "astray": "nowhere",
            "folder": "..",
        }
        assert left == expected(files) | users
        assert (site / "claims/mine.txt").stat().st_ino == inode
        assert stat.S_ISFIFO((site / "pipe").lstat().st_mode)
        assert stat.S_IMODE((site / "own").stat().st_mode) == 0o700
        assert listed(site) == set(files)


def contents_without_pipe(site: Path) -> dict[str, bytes | str | None]:
    (site / "pipe").rename(site.parent / "pipe")
    found = contents(site)
    (site.parent / "pipe").rename(site / "pipe")
    return found


def test_folder_of_files_without_a_site(site: Path, build: Build) -> None:
    (site / "claims").mkdir(parents=True)
    (site / "claims/mine.txt").write_bytes(b"mine")
    build(A)
    build({})
    assert contents(site) == {"claims": None, "claims/mine.txt": b"mine"}


def test_empty_folder_of_the_users_in_one_of_ours_stays(site: Path, build: Build) -> None:
    build({"a/b/c": b"", "d": b""})
    (site / "a/b/own").mkdir()
    build({"d": b""})
    assert contents(site) == {"a": None, "a/b": None, "a/b/own": None, "d": b""}


# Manifests that are none


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"format": 4, "files": {"index.html": ""}}',
        '{"format": true, "files": {"index.html": ""}}',
        '{"format": 3, "files": {"index.html": "", "../mine.txt": ""}}',
        '{"format": 3, "files": {"index.html": "", "/etc/passwd": ""}}',
        '{"format": 3, "files": {"index.html": 1}}',
        '{"format": 3, "files": {"index.html": "xyz"}}',
        '{"format": 3, "files": {"index.html": "7692c3ad3540bb803c020b3aee66cd88"}}',
        '{"format": 3, "files": ["index.html"]}',
        '{"format": 3, "files": {"index.html": ""}, "more": 1}',
    ],
)
def test_broken_manifest_lists_nothing(site: Path, build: Build, text: str) -> None:
    (site.parent / "mine.txt").write_bytes(b"mine")
    build(A)
    (site / paths.MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        build(A | {"index.html": b"other"})
    assert caught.value.code is Code.OUTPUT_FOREIGN
    assert contents(site) == expected(A)
    # The same bytes are taken over; what is no longer written stays as the user's.
    assert build({"index.html": A["index.html"]}) == Written(0, 0, 0, 1)
    assert contents(site) == expected(A)
    assert listed(site) == {"index.html"}
    assert (site.parent / "mine.txt").read_bytes() == b"mine"


def test_a_manifest_with_short_digests_still_lists_files(site: Path, build: Build) -> None:
    build(A)
    whole = (site / paths.MANIFEST).read_bytes()
    short = {path: digest[:32] for path, digest in json.loads(whole)["files"].items()}
    text = json.dumps({"format": 2, "files": short})
    (site / paths.MANIFEST).write_text(text, encoding="utf-8")
    assert not build(A).changed
    assert (site / paths.MANIFEST).read_bytes() == whole


def test_open_digests_are_settled(site: Path, build: Build) -> None:
    build(A)
    whole = (site / paths.MANIFEST).read_bytes()
    text = json.dumps({"format": 3, "files": dict.fromkeys(A, "")})
    (site / paths.MANIFEST).write_text(text, encoding="utf-8")
    assert not build(A).changed
    assert (site / paths.MANIFEST).read_bytes() == whole


# What a killed build left


def leave(site: Path) -> Path:
    room = site / paths.STAGING
    (room / "deep").mkdir(parents=True)
    (room / "deep/page.html").write_bytes(b"half")
    return room


def test_leftovers_are_removed(site: Path, build: Build) -> None:
    build(A)
    leave(site)
    before = (site / "index.html").stat().st_mtime_ns
    assert not build(A).changed
    assert debris(site) == []
    assert contents(site) == expected(A)
    assert (site / "index.html").stat().st_mtime_ns == before


@pytest.mark.parametrize("inside", [False, True])
def test_what_leftovers_link_to_stays(site: Path, build: Build, inside: bool) -> None:
    build(A)
    precious = site.parent / "precious"
    precious.mkdir()
    (precious / "file").write_bytes(b"")
    link = leave(site) / "0" if inside else site / paths.STAGING
    link.symlink_to(precious)
    build(B)
    assert (precious / "file").exists()
    assert contents(site) == expected(B)
    assert debris(site) == []
