"""The files that differ between two sites, and a deployment that sends no others."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from claimline import cli, pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.proof.changed_files import compare_files, read_digests
from tests.small import tree, write_small
from tests.walk import steps

DIGESTS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123"))


def changes(*arguments: object) -> Result:
    return CliRunner().invoke(cli.program, ["changes", *map(str, arguments)])


def build(project: Path, site: Path) -> None:
    report = Report()
    pipeline.build(BuildOptions(project, site), report)
    assert not report.failed, list(report)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two sites: the second has a page more, and another title of a source."""
    folder = tmp_path_factory.mktemp("sites")
    project = write_small(folder / "project")
    build(project, folder / "old")
    page = project / "content/pages/readers.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("---\ntitle: For readers\n---\nWe read.\n", encoding="utf-8")
    source = project / "content/sources/board-notice.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("Notice on the flood gate", "The notice"), encoding="utf-8")
    build(project, folder / "new")
    return folder


@given(DIGESTS, DIGESTS)
def test_what_is_sent_and_removed_makes_the_new_site_of_the_old(
    old: dict[str, str], new: dict[str, str]
) -> None:
    found = compare_files(old, new)
    there = {path: held for path, held in old.items() if path not in found.removed}
    assert there | {path: new[path] for path in found.sent} == new
    assert all(old.get(path) != new[path] for path in found.sent)
    assert sorted((*found.added, *found.changed)) == list(found.sent)


def test_the_lists_are_what_differs_on_disk(sites: Path) -> None:
    old, new = tree(sites / "old"), tree(sites / "new")
    del old[".claimline.json"], new[".claimline.json"]
    told = json.loads(changes(sites / "old", sites / "new", "--format", "json").stdout)
    assert told == {
        "added": sorted(new.keys() - old.keys()),
        "changed": sorted(path for path in new.keys() & old.keys() if old[path] != new[path]),
        "removed": sorted(old.keys() - new.keys()),
    }
    assert "readers.html" in told["added"]
    assert "sources/board-notice.html" in told["changed"]
    lines = changes(sites / "old", sites / "new").stdout.splitlines()
    assert lines == [f"{sign} {path}" for sign, found in zip("+~-", told.values(), strict=True)
                     for path in found]  # fmt: skip
    for only in ("added", "changed", "removed"):
        done = changes(sites / "old", sites / "new", "--only", only, "-0")
        assert done.stdout_bytes.decode().split("\0")[:-1] == told[only]
    back = changes(sites / "new", sites / "old", "--only", "removed")
    assert back.stdout.splitlines() == told["added"]


def test_a_manifest_stands_for_its_site(sites: Path, tmp_path: Path) -> None:
    whole = read_digests(sites / "old")
    assert read_digests(sites / "old/manifest.json") == whole
    copy = tmp_path / "copy"
    shutil.copytree(sites / "old", copy)
    (copy / ".claimline.json").unlink()
    assert read_digests(copy) == whole
    assert changes(sites / "old/manifest.json", sites / "old").stdout == ""


def test_files_of_the_users_are_not_compared(sites: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(sites / "new", copy)
    (copy / "CNAME").write_text("example.org", encoding="utf-8")
    assert changes(sites / "new", copy).stdout == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["gone", "new"], "gone cannot be read: No such file or directory. Name the folder of a"),
        (["empty", "new"], "manifest.json cannot be read"),
        (["new", "note.json"], "note.json cannot be used: it is not a site's manifest"),
        (["deep.json", "new"], "deep.json cannot be used: it is not a site's manifest"),
        (["upward.json", "new"], "'../x' is not a path inside a site"),
        (["stopped", "new"], "is not whole: a build is running, or was stopped. Build the site"),
        (["damaged", "new"], "is not whole"),
        (["old", "new", "--null"], "--null goes with --only."),
        (["old", "new", "--only", "sent", "--format", "json"], "leave out --only."),
    ],
)
def test_what_cannot_be_compared_is_told_plainly(
    arguments: list[str], told: str, sites: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("old", "new"):
        (tmp_path / name).symlink_to(sites / name)
    (tmp_path / "empty").mkdir()
    (tmp_path / "note.json").write_text('{"files": []}', encoding="utf-8")
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    upward = {"claimline": "1", "files": {"../x": "0" * 64}, "records": {}, "format": 1}
    (tmp_path / "upward.json").write_text(json.dumps(upward), encoding="utf-8")
    for name, listed in (("stopped", '{"format": 3, "files": {"a.html": ""}}'), ("damaged", "{")):
        (tmp_path / name).mkdir()
        (tmp_path / name / ".claimline.json").write_text(listed, encoding="utf-8")
    done = changes(*arguments)
    assert done.exit_code in (1, 2)
    assert told in done.output
    assert not isinstance(done.exception, (KeyError, TypeError, ValueError, OSError))


# It copies as rsync does, where there is none.
STAND_IN = """\
#!{python}
import pathlib, shutil, sys
*options, source, target = sys.argv[1:]
(listed,) = [word.partition("=")[2] for word in options if word.startswith("--files-from=")]
for name in filter(None, pathlib.Path(listed).read_text().split("\\0")):
    if pathlib.Path(source, name).exists():
        pathlib.Path(target, name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(pathlib.Path(source, name), pathlib.Path(target, name))
    elif "--delete-missing-args" in options:
        pathlib.Path(target, name).unlink()
    else:
        sys.exit(23)
"""


def test_the_documented_deployment_makes_the_copy_the_new_site(
    sites: Path, tmp_path: Path, repository: Path
) -> None:
    text = (repository / "docs/large.md").read_text(encoding="utf-8")
    (commands,) = [step.text for step in steps(text) if "rsync" in step.text]
    online = tmp_path / "online"
    # The way back removes a page as well.
    shutil.copytree(sites / "new", online)
    shutil.copytree(sites / "old", tmp_path / "site")
    for only in ("sent", "removed"):
        done = changes(online, tmp_path / "site", "--only", only, "-0")
        assert done.stdout_bytes.count(b"\0") > 0
        (tmp_path / only).write_bytes(done.stdout_bytes)
    path = os.environ["PATH"]
    if shutil.which("rsync") is None:
        stand_in = tmp_path / "bin/rsync"
        stand_in.parent.mkdir()
        stand_in.write_text(STAND_IN.format(python=sys.executable), encoding="utf-8")
        stand_in.chmod(0o755)
        path = f"{stand_in.parent}{os.pathsep}{path}"
    local = commands.replace("web.example.org:/srv/roof/", f"{online}/")
    assert local.count(f"{online}/") == 2
    subprocess.run(["sh", "-ec", local], cwd=tmp_path, env={**os.environ, "PATH": path}, check=True)
    wanted = tree(sites / "old")
    there = tree(online)
    del wanted[".claimline.json"], there[".claimline.json"]
    assert there == wanted
