"""Watching: what a build reads is seen to change, whoever tells, and nothing else is."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.author.serve import watch
from claimline.author.serve.snapshot import take_snapshot
from claimline.author.serve.watch import Watcher
from tests.serving import LONG, until
from tests.small import write_files

FILES = {"content/site.yaml": "title: T\n", "content/claims/a.yaml": "claim: A\n"}


class Seen:
    """Counts what a watcher tells."""

    def __init__(self) -> None:
        self.count = 0
        self.troubles: list[str] = []
        self._told = threading.Condition()

    def changed(self) -> None:
        with self._told:
            self.count += 1
            self._told.notify_all()

    def after(self, do: Callable[[], object]) -> None:
        """Do something, and wait until it was told of."""
        with self._told:
            before = self.count
        do()
        with self._told:
            assert self._told.wait_for(lambda: self.count > before, LONG), "nothing was told"

    def still(self) -> int:
        """The count once nothing has been told for a moment."""
        last = -1
        while last != self.count:
            last = self.count
            time.sleep(0.2)
        return last


@contextmanager
def watched(project: Path, every: float) -> Iterator[Seen]:
    seen = Seen()
    watcher = Watcher(project, seen.changed, seen.troubles.append, every)
    watcher.start()
    try:
        yield seen
    finally:
        watcher.stop()


class NoObserver:
    """A system that watches nothing."""

    def __init__(self) -> None:
        raise OSError(28, "No space left on device")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_files(tmp_path / "p", FILES)


@pytest.fixture(params=["told", "looked for"])
def seen(project: Path, request: pytest.FixtureRequest) -> Iterator[Seen]:
    """A watcher that only the system tells, and one that only looks."""
    if request.param == "told":
        with watched(project, every=LONG * 10) as seen:
            yield seen
    else:
        with (
            patch.object(watch, "Observer", NoObserver),
            patch.object(watch, "SHARE", 0),
            watched(project, every=0.02) as seen,
        ):
            yield seen


def replace_file(path: Path, text: str) -> None:
    """Save as careful editors do: a new file is moved over the old one."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text)
    os.replace(fresh, path)


def test_every_kind_of_change_is_seen(project: Path, seen: Seen, tmp_path: Path) -> None:
    content, claims = project / "content", project / "content/claims"
    a, b = claims / "a.yaml", claims / "b.yaml"
    seen.after(lambda: a.write_text("claim: changed\n"))
    seen.after(lambda: replace_file(a, "claim: replaced\n"))
    seen.after(lambda: b.write_text("claim: B\n"))
    seen.after(lambda: b.rename(claims / "c.yaml"))
    seen.after(lambda: (claims / "c.yaml").unlink())
    seen.after(lambda: write_files(content, {"sources/deep/er/x.yaml": "title: X\n"}))
    seen.still()
    seen.after(lambda: (content / "sources/deep/er/x.yaml").write_text("title: Y\n"))
    seen.after(lambda: (content / "sources/deep").rename(content / "sources/other"))
    seen.still()
    seen.after(lambda: (content / "sources/other/er/x.yaml").write_text("title: Z\n"))
    seen.after(lambda: shutil.rmtree(content / "sources"))
    seen.after(lambda: shutil.move(a, tmp_path / "out.yaml"))
    seen.after(lambda: shutil.move(tmp_path / "out.yaml", a))


def test_folders_that_come_and_go_are_seen(project: Path, seen: Seen) -> None:
    content, templates = project / "content", project / "templates"
    seen.after(lambda: write_files(templates, {"assets/css/90-own.css": "p{}"}))
    seen.still()
    seen.after(lambda: (templates / "assets/css/90-own.css").write_text("q{}"))
    seen.after(lambda: shutil.rmtree(templates))
    seen.still()
    seen.after(lambda: write_files(templates, {"base.html": "x"}))
    seen.still()
    seen.after(lambda: (templates / "base.html").write_text("y"))
    seen.after(lambda: content.rename(project / "elsewhere"))
    seen.still()
    seen.after(lambda: (project / "elsewhere").rename(content))
    seen.still()
    seen.after(lambda: (content / "site.yaml").write_text("title: U\n"))
    seen.after(lambda: shutil.rmtree(content))
    seen.still()
    seen.after(lambda: write_files(project, FILES))
    seen.still()
    seen.after(lambda: (content / "claims/a.yaml").write_text("claim: once more\n"))


@pytest.mark.parametrize("folder", ["content", "templates", "content/claims", "templates/_parts"])
def test_a_folder_moved_away_and_back_is_seen(project: Path, folder: str, tmp_path: Path) -> None:
    """A build that reads meanwhile finds nothing there, and all stamps are the same afterwards."""
    write_files(project, {"templates/base.html": "x", "templates/_parts/a.html": "x"})
    with watched(project, every=LONG * 10) as seen:
        for away in (project / "away", project / "content/away", tmp_path / "outside"):

            def move_and_return(away: Path = away) -> None:
                (project / folder).rename(away)
                away.rename(project / folder)

            if not away.is_relative_to(project / folder):
                seen.after(move_and_return)
                seen.still()


def test_a_folder_that_no_build_reads_may_move(project: Path) -> None:
    write_files(project, {"content/.git/objects/ab/c": "x", "content/_old/part/a.yaml": "x"})
    with watched(project, every=LONG * 10) as seen:
        before = seen.still()
        for folder in ("content/.git/objects/ab", "content/_old/part"):
            (project / folder).rename(project / f"{folder}-away")
        assert seen.still() == before


def test_what_no_build_reads_is_passed_over(project: Path, seen: Seen) -> None:
    before = seen.still()
    write_files(
        project,
        {
            "content/claims/.a.yaml.swp": "x", "content/claims/#a.yaml#": "x",
            "content/claims/a.yaml~": "x", "content/_drafts/b.yaml": "x", "content/.git/c": "x",
            "content/claims/4913.tmp": "x", "site/index.html": "x", "site/.claimline-next/a": "x",
            "notes.txt": "x", "captures/a.html": "x", ".git/index": "x",
        },
    )  # fmt: skip
    (project / "content/claims/.a.yaml.swp").unlink()
    (project / "content/claims/a.yaml").read_text()
    os.rename(project / "site", project / "public")
    assert seen.still() == before
    seen.after(lambda: (project / "content/claims/a.yaml").chmod(0o600))


def test_what_changed_before_the_start_is_told(project: Path) -> None:
    seen = Seen()
    watcher = Watcher(project, seen.changed, seen.troubles.append, LONG * 10)
    (project / "content/site.yaml").write_text("title: Early\n")
    try:
        seen.after(watcher.start)
    finally:
        watcher.stop()


def test_what_a_build_has_read_is_not_told_again(project: Path) -> None:
    """A snapshot shows what changed; if a build began after that, there is nothing to tell."""
    seen = Seen()
    watcher = Watcher(project, seen.changed, seen.troubles.append)
    (project / "content/site.yaml").write_text("title: Early\n")
    watcher.refresh()
    watcher.compare()
    assert seen.count == 0
    (project / "content/claims/a.yaml").unlink()
    watcher.compare()
    assert seen.count == 1


def test_links_into_the_project_are_looked_behind(project: Path) -> None:
    write_files(project, {"shared/s.yaml": "title: S\n"})
    (project / "content/sources").symlink_to(project / "shared")
    (project / "content/loop").symlink_to(project / "content")
    (project / "content/dead.yaml").symlink_to(project / "none")
    with patch.object(watch, "SHARE", 0), watched(project, every=0.02) as seen:
        seen.after(lambda: (project / "shared/s.yaml").write_text("title: Other\n"))


def test_a_system_that_watches_nothing_is_told_of_once(project: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    with (
        patch("watchdog.observers.api.BaseObserver.schedule", refuse),
        watched(project, every=0.02) as seen,
    ):
        seen.after(lambda: (project / "content/site.yaml").write_text("title: Seen\n"))
        (words,) = seen.troubles
        assert "inotify watch limit reached" in words


def test_a_checkout_of_another_branch_is_seen(project: Path, seen: Seen) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        command = ["git", *identity, *words]
        subprocess.run(command, cwd=project, check=True, capture_output=True)

    git("init", "-qb", "main")
    git("add", ".")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "other")
    (project / "content/claims/a.yaml").unlink()
    write_files(project, {"content/claims/b.yaml": "claim: B\n"})
    git("add", "-A")
    git("commit", "-qm", "two")
    seen.still()
    seen.after(lambda: git("checkout", "-q", "main"))
    seen.still()
    seen.after(lambda: git("checkout", "-q", "other"))


def test_nothing_is_left_running(project: Path) -> None:
    before = set(threading.enumerate())
    with watched(project, every=LONG):
        assert set(threading.enumerate()) - before
    until(lambda: set(threading.enumerate()) <= before)


@pytest.mark.parametrize(
    ("folder", "path", "read"),
    [
        ("content", "claims/a.yaml", True), ("content", "_a.yaml", False),
        ("content", "claims/.a.swp", False), ("content", "_old/a.yaml", False),
        ("content", "a.yaml~", False), ("content", "#a#", False), ("content", "a.bak", False),
        ("templates", "base.html", True), ("templates", "_macros.html", True),
        ("templates", "assets/x.css~", True), ("templates", ".base.html.swp", False),
        ("templates", ".git/x", False), ("templates", "assets/.x/y", False),
    ],
)  # fmt: skip
def test_what_passes(project: Path, folder: str, path: str, read: bool) -> None:
    write_files(project, {f"{folder}/{path}": "x"})
    assert (os.path.join(project, folder, path) in take_snapshot(project)) is read


@given(data=st.data())
def test_two_snapshots_differ_where_files_do(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("snapshot")
    names = st.sampled_from(["a.yaml", "b.yaml", "c/d.yaml", "c/e/f.yaml", ".hidden", "c/_g"])
    files = st.dictionaries(names, st.sampled_from(["", "x", "yy"]))
    one, two = data.draw(files), data.draw(files)
    shown = [{n: t for n, t in each.items() if n[0] != "." and "_" not in n} for each in (one, two)]
    (root / "p/content").mkdir(parents=True)
    write_files(root / "p/content", one)
    before = take_snapshot(root / "p")
    assert take_snapshot(root / "p") == before
    for name in one:
        (root / "p/content" / name).unlink()
    write_files(root / "p/content", two)
    after = take_snapshot(root / "p")
    assert after != before or shown[0] == shown[1]
    found = {os.path.relpath(path, root / "p/content") for path, times in after.items() if times}
    assert found == set(shown[1])
