"""When nothing is written: a wrong place, the user's files in the way, impossible paths."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claimline.diagnostics import Code
from claimline.publish import paths
from claimline.publish.manifest import stamp
from claimline.publish.writing import OutputError, UnchangedFiles, write
from tests.publish.output_sites import A, B, C, contents, debris, expected


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "outer" / "project"
    for name in ("content/claims", "templates"):
        (folder / name).mkdir(parents=True)
    (folder / "content/claims/a.yaml").write_bytes(b"claim: x\n")
    return folder


# The place


@pytest.mark.parametrize(
    "output",
    [
        "project",
        "project/../project/.",
        ".",
        "project/content",
        "project/content/claims",
        "project/content/claims/site",
        "project/templates",
        "project/templates/site",
        "link",
        "link/content/site",
        "project/file",
        "project/file/site",
        "project/none/none/site",
        "home",
        "outside",
        "outside/site",
        "/",
    ],
)
def test_place_is_refused(project: Path, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    outer = project.parent
    (outer / "link").symlink_to(project)
    (project / "file").write_bytes(b"x")
    (outer / "home" / "me").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(outer / "home" / "me"))
    monkeypatch.setenv("USERPROFILE", str(outer / "home" / "me"))
    (project / "templates").rename(outer / "outside")
    if not output.startswith("project/templates"):
        (project / "templates").symlink_to(outer / "outside")
    else:
        (project / "templates").mkdir()
    before = contents(outer)
    with pytest.raises(OutputError) as caught:
        write(A, outer / output, project=project)
    assert caught.value.code is Code.OUTPUT_PLACE
    assert caught.value.message
    assert caught.value.suggestion
    assert str(caught.value) == caught.value.message
    assert contents(outer) == before


@pytest.mark.parametrize("output", ["project/site", "project/build/site", "contents", "project-2"])
def test_place_is_taken(project: Path, output: str) -> None:
    site = project.parent / output
    write(A, site, project=project)
    assert contents(site) == expected(A)
    assert (project / "content/claims/a.yaml").read_bytes() == b"claim: x\n"


def test_relative_place(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    write(A, Path("site"), project=Path("."))
    assert contents(project / "site") == expected(A)
    with pytest.raises(OutputError) as caught:
        write(A, Path("content"), project=Path("."))
    assert caught.value.code is Code.OUTPUT_PLACE


def test_link_to_the_site_is_followed(project: Path) -> None:
    real = project.parent / "elsewhere" / "real"
    real.mkdir(parents=True)
    (project / "site").symlink_to(real)
    for files in (A, B, C):
        write(files, project / "site", project=project)
        assert (project / "site").is_symlink()
        assert contents(real) == expected(files)
        assert debris(real) == []
        assert debris(project / "site") == []


# What is in the way


def stand(kind: str, path: Path) -> None:
    """Put something of the user's at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "file":
            path.write_bytes(b"mine")
        case "folder":
            path.mkdir()
        case "full folder":
            path.mkdir()
            (path / "x").write_bytes(b"mine")
        case "link":
            path.symlink_to("../target")
        case "pipe":
            os.mkfifo(path)


@pytest.mark.parametrize("ours", ["nothing", "other pages", "the page"])
@pytest.mark.parametrize("kind", ["file", "folder", "full folder", "link", "pipe"])
@pytest.mark.parametrize(
    "place", ["claims/new.html", "new/deep/page.html", "new", ".claimline.json"]
)
def test_foreign(tmp_path: Path, project: Path, ours: str, kind: str, place: str) -> None:
    site = tmp_path / "site"
    target = tmp_path / "target"
    target.mkdir()
    page = {"new": "new/deep/page.html", ".claimline.json": "index.html"}.get(place, place)
    new = A | {page: b"page"}
    if ours != "nothing":
        write(A if ours == "other pages" else new, site, project=project)
        if place == page and ours == "the page":
            (site / page).unlink()
        elif place == "new" and ours == "the page":
            (site / page).unlink()
            (site / "new/deep").rmdir()
            (site / "new").rmdir()
        elif place == paths.MANIFEST:
            (site / place).unlink()
    stand(kind, site / place)
    pipes = [path for path in site.rglob("*") if path.is_fifo()]
    before = None if pipes else contents(site)
    fine = (
        (kind == "file" and place == paths.MANIFEST and ours != "other pages")
        # What stands at a page of ours is ours, if it is a file; a folder may hold our pages.
        or (kind == "file" and ours == "the page" and place == page)
        or (kind in ("folder", "full folder") and place == "new")
    )
    if fine:
        write(new, site, project=project)
        assert (site / page).read_bytes() == b"page"
    else:
        with pytest.raises(OutputError) as caught:
            write(new, site, project=project)
        assert caught.value.code is Code.OUTPUT_FOREIGN
        shown = "index.html" if place == paths.MANIFEST and kind == "file" else place
        assert shown in caught.value.message
        assert before is None or contents(site) == before
    assert list(target.iterdir()) == []
    assert debris(site) == []


def test_foreign_names_five(tmp_path: Path, project: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in "abcdefg":
        (site / name).write_bytes(b"mine")
    with pytest.raises(OutputError) as caught:
        write(dict.fromkeys("abcdefgh", b""), site, project=project)
    assert caught.value.message.endswith(": a, b, c, d, e and 2 more")
    assert caught.value.suggestion


def test_folder_of_ours_with_a_file_of_the_users_does_not_become_a_page(
    tmp_path: Path, project: Path
) -> None:
    site = tmp_path / "site"
    write({"a/b.html": b""}, site, project=project)
    (site / "a/mine.txt").write_bytes(b"mine")
    with pytest.raises(OutputError) as caught:
        write({"a": b""}, site, project=project)
    assert caught.value.code is Code.OUTPUT_FOREIGN
    assert contents(site) == {"a": None, "a/b.html": b"", "a/mine.txt": b"mine"}


def test_same_bytes_are_taken_over(tmp_path: Path, project: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_bytes(A["index.html"])
    (site / "mine.html").write_bytes(b"mine")
    inode = (site / "index.html").stat().st_ino
    written = write(A, site, project=project)
    assert (written.created, written.same) == (len(A) - 1, 1)
    assert (site / "index.html").stat().st_ino == inode
    write({}, site, project=project)
    assert contents(site) == {"mine.html": b"mine"}


def test_link_at_a_page_that_is_no_longer_written_stays(tmp_path: Path, project: Path) -> None:
    site = tmp_path / "site"
    write(A, site, project=project)
    (site / "robots.txt").unlink()
    (site / "robots.txt").symlink_to("index.html")
    new = {path: data for path, data in A.items() if path != "robots.txt"}
    write(new, site, project=project)
    assert contents(site) == expected(new) | {"robots.txt": "index.html"}


def test_other_case_on_a_system_that_knows_none(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "Index.html").write_bytes(b"mine")
    write({"b": b""}, site, project=project)
    real = os.path.lexists
    monkeypatch.setattr(
        os.path, "lexists", lambda path: real(str(path).replace("index.html", "Index.html"))
    )
    with pytest.raises(OutputError) as caught:
        write({"b": b"", "index.html": b""}, site, project=project)
    assert caught.value.code is Code.OUTPUT_FOREIGN
    assert "Index.html" in caught.value.message
    monkeypatch.undo()
    write({"b": b"", "index.html": b""}, site, project=project)
    assert (site / "Index.html").read_bytes() == b"mine"


@pytest.mark.parametrize("path", ["claims", "claims/b.html", "robots.txt", ".claimline.json"])
def test_what_is_known_to_be_in_place_hides_no_link(
    tmp_path: Path, project: Path, path: str
) -> None:
    """No file comes or goes, so the folder is not listed, and yet what is in the way is found."""
    site, away = tmp_path / "site", tmp_path / "away"
    write(A, site, project=project)
    (site / path).rename(away)
    (site / path).symlink_to(away)
    in_place = UnchangedFiles(frozenset(A) - {"claims/b.html", "robots.txt"}, stamp(str(site)))
    with pytest.raises(OutputError) as caught:
        write(A | {"robots.txt": b"new"}, site, project=project, unchanged=in_place)
    assert caught.value.code is Code.OUTPUT_FOREIGN
    assert path in caught.value.message
    assert (site / path).is_symlink()


def test_what_is_known_to_be_in_place_may_stand_beside_files_of_the_users(
    tmp_path: Path, project: Path
) -> None:
    site = tmp_path / "site"
    write(A, site, project=project)
    (site / "claims/mine.txt").write_bytes(b"mine")
    new = A | {"robots.txt": b"new"}
    in_place = UnchangedFiles(frozenset(A) - {"robots.txt"}, stamp(str(site)))
    written = write(new, site, project=project, unchanged=in_place)
    assert (written.replaced, written.same) == (1, len(A) - 1)
    assert contents(site) == expected(new) | {"claims/mine.txt": b"mine"}


# The paths


@pytest.mark.parametrize(
    "bad",
    [
        [""], ["/a"], ["a/"], ["a//b"], ["."], [".."], ["a/../b"], ["../a"], ["a/./b"], ["a/.."],
        ["a\\b"], ["C:/a"], ["C:"], ["a\nb"], ["a\0"], ["a\x7f"], ["a\x85"], ["\ud800"],
        ["a", "a/b"], ["a/b/c", "a/b"], ["a", "A"], ["a/x", "A/y"], ["A/b", "a"],
        ["straße", "STRASSE"], ["\u00e9", "e\u0301"],
        [".claimline.json"], [".Claimline.json"], [".claimline-next/a"], [".claimline.json/a"],
    ],
)  # fmt: skip
def test_bad_paths(tmp_path: Path, project: Path, bad: list[str]) -> None:
    with pytest.raises(ValueError, match=r"site|systems|folder|itself") as caught:
        write(dict.fromkeys(bad, b""), tmp_path / "site", project=project)
    assert any(
        repr(part) in str(caught.value) for path in bad for part in (path, path.partition("/")[0])
    )
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "good",
    [["a", "b/a", "b/c/a"], ["..a", "a..", "...", ".well-known/x", "a.b/.c"], ["ä/ö", "a b"]],
)
def test_good_paths(tmp_path: Path, project: Path, good: list[str]) -> None:
    files = dict.fromkeys(good, b"")
    write(files, tmp_path / "site", project=project)
    assert contents(tmp_path / "site") == expected(files)


def test_paths_are_good_or_bad_whatever_was_good_before() -> None:
    many = [f"claims/{number}.html" for number in range(9)]
    paths.check(many)
    for new in ("claims", "Claims/9.html", "claims/1.HTML", "claims/0.html/x", "a//b", "a\\b"):
        with pytest.raises(ValueError, match=r"site|systems|folder"):
            paths.check([*many, new])
    paths.check([*many, "claims/9.html"])
    paths.check([*many[1:], "claims/0.HTML"])  # the other spelling has gone
    with pytest.raises(ValueError, match="systems"):
        paths.check([*many, "claims/0.HTML"])
    paths.check(["claims"])
    paths.check(many[:2])


def test_folders_above() -> None:
    assert paths.folders_above(["a", "b/c", "d/e/f", "d/g"]) == {"b", "d", "d/e"}
