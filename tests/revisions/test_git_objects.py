"""Records are read from git's objects: nothing is run, nothing is written outside."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli
from claimline.revisions import git_objects
from claimline.revisions.git_objects import Commit, RevisionError, find_commit, write_records
from tests.revisions.repositories import commit, git, small_repository
from tests.small import FILES, tree, write_small


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_repository(tmp_path_factory.mktemp("repository"))


def test_a_commit_has_its_records_and_its_day(repository: Path, tmp_path: Path) -> None:
    head = find_commit(repository, "HEAD")
    assert str(head) == f"HEAD ({git(repository, 'rev-parse', 'HEAD')[:12]}, 2024-05-01)"
    write_records(repository, head, tmp_path)
    assert tree(tmp_path) == {path: text.encode() for path, text in FILES.items()}


def test_the_work_tree_and_the_repository_are_left_as_they_are(tmp_path: Path) -> None:
    project = small_repository(tmp_path / "project")
    (project / "content/actors/fishers.yaml").write_text("name: changed\n")
    before = tree(project)
    write_records(project, find_commit(project, "HEAD"), tmp_path / "out")
    assert tree(project) == before


def test_a_project_may_lie_below_the_top_of_a_repository(tmp_path: Path) -> None:
    project = write_small(tmp_path / "cases" / "gate")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, {"content/actors/other.yaml": "name: of another project\n"})
    write_records(project, find_commit(project, "main"), tmp_path / "out")
    assert tree(tmp_path / "out").keys() == FILES.keys()


@pytest.mark.parametrize(
    "name",
    ["no-such-tag", "HEAD~9", "HEAD:content", "--help", "-p", "", " ", "a\nb", "x" * 300, "HEAD^{"],
)
def test_what_names_no_commit_is_an_error(repository: Path, name: str) -> None:
    with pytest.raises(RevisionError, match="revision"):
        find_commit(repository, name)


def test_without_a_repository_or_git_the_error_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_small(tmp_path)
    done = CliRunner().invoke(cli.program, ["diff", "HEAD", "--project", str(tmp_path)])
    assert done.exit_code == 1
    assert "in no git repository" in done.output
    assert "git init" in done.output
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="git is not installed"):
        find_commit(tmp_path, "HEAD")


def test_a_commit_without_records_is_an_error(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    commit(tmp_path, {"readme.txt": "x"})
    with pytest.raises(RevisionError, match="no records in content/"):
        write_records(tmp_path, find_commit(tmp_path, "HEAD"), tmp_path / "out")


def test_no_program_that_a_repository_names_is_run(tmp_path: Path) -> None:
    project = small_repository(tmp_path / "project")
    script = tmp_path / "script.sh"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    script.chmod(0o755)
    (project / ".gitattributes").write_text("* filter=x diff=x\n")
    commit(project, {})
    for key in (
        "core.fsmonitor", "core.pager", "core.sshCommand", "diff.x.textconv", "filter.x.smudge",
        "gpg.program", "diff.external", "credential.helper", "uploadpack.packObjectsHook",
    ):  # fmt: skip
        git(project, "config", key, str(script))
    git(project, "config", "log.showSignature", "true")
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        shutil.copy(script, project / ".git/hooks" / hook)
    write_records(project, find_commit(project, "HEAD"), tmp_path / "out")
    assert not (tmp_path / "ran").exists()


def test_a_variable_of_git_leads_nowhere_else(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert find_commit(repository, "HEAD").day == "2024-05-01"


def test_links_are_not_followed_and_large_files_not_read(tmp_path: Path) -> None:
    project = small_repository(tmp_path / "project")
    (tmp_path / "secret.yaml").write_text("name: secret\n")
    (project / "content/actors/link.yaml").symlink_to(tmp_path / "secret.yaml")
    commit(project, {"content/actors/large.yaml": "#" * (2 << 20)})
    out = tmp_path / "out"
    write_records(project, find_commit(project, "HEAD"), out)
    assert not (out / "content/actors/link.yaml").is_symlink()
    assert not (out / "content/actors/link.yaml").exists()
    assert (out / "content/actors/large.yaml").read_bytes() == b"\0" * (2 << 20)


@pytest.mark.parametrize("name", ["..", "a:b.yaml", "a\\b.yaml"])
def test_a_file_that_would_lie_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    project = small_repository(tmp_path / "project")
    blob = git(project, "hash-object", "-w", "content/places.yaml")
    # Objects that git itself would not write.
    entry = f"100644 {name}\0".encode() + bytes.fromhex(blob)
    if name == "..":
        inner = _object(project, "tree", b"100644 evil.yaml\0" + bytes.fromhex(blob))
        entry = b"40000 ..\0" + bytes.fromhex(inner)
    content = _object(project, "tree", entry)
    root = _object(project, "tree", b"40000 content\0" + bytes.fromhex(content))
    id_ = git(project, "commit-tree", root, "-m", "x")
    with pytest.raises(RevisionError, match="a file with the name"):
        write_records(project, Commit("x", id_, ""), tmp_path / "out" / "in")
    assert not (tmp_path / "out").exists()


def _object(project: Path, kind: str, data: bytes) -> str:
    file = project.parent / "object"
    file.write_bytes(data)
    return git(project, "hash-object", "-w", "--literally", "-t", kind, str(file))


def test_the_command_prints_each_form(repository: Path) -> None:
    for form, start in (("text", "Changes"), ("markdown", "# Changes"), ("html", "<!doctype")):
        done = CliRunner().invoke(
            cli.program, ["diff", "HEAD", "--format", form, "--project", str(repository)]
        )
        assert done.exit_code == 0, done.output
        assert done.output.startswith(start)
        assert "Nothing changed in the records." in done.output


def test_a_tree_that_names_its_sub_trees_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few objects can stand for millions of files."""
    folder = small_repository(tmp_path)
    tree = git(folder, "rev-parse", "HEAD:content")
    for names in (*["abcdefghij"] * 5, ["content"]):
        entries = "".join(f"040000 tree {tree}\t{name}\n" for name in names)
        made = subprocess.run(
            ["git", "mktree"], cwd=folder, input=entries.encode(), capture_output=True, check=True
        )
        tree = made.stdout.decode().strip()
    git(folder, "update-ref", "HEAD", git(folder, "commit-tree", tree, "-m", "x"))
    monkeypatch.setattr(git_objects, "MAX_LISTED", 100_000)
    with pytest.raises(RevisionError, match="too many"):
        write_records(folder, find_commit(folder, "HEAD"), tmp_path / "out")


def test_git_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "git"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(git_objects, "SECONDS", 0.2)
    with pytest.raises(RevisionError, match="takes more than"):
        find_commit(tmp_path, "HEAD")
