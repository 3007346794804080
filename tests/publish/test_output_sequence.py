"""Any sequence of builds and of the user's own doings leaves the site and the user's files."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from claimline.diagnostics import Code
from claimline.publish import paths
from claimline.publish.writing import OutputError, write
from tests.publish.output_sites import Files, contents, debris

# Few names, so that files, folders and the user's own often meet.
names = st.sampled_from(["a", "b", "c.html", "d"])
places = st.lists(names, min_size=1, max_size=3).map("/".join)
data = st.sampled_from([b"", b"one", b"two", b'<p id="x">', b'<p id="y">', b'<i id="x">'])


def no_conflict(files: Files) -> bool:
    return not files.keys() & paths.folders_above(files)


sites = st.dictionaries(places, data, max_size=8).filter(no_conflict)


class Writing(RuleBasedStateMachine):
    """Tells the user's files from the program's by itself, and compares."""

    @initialize()
    def start(self) -> None:
        self.root = Path(tempfile.mkdtemp()).resolve()
        self.site = self.root / "site"
        self.known: set[str] = set()  # the files of the last build

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def reachable(self, path: Path) -> bool:
        """Whether the path's folder is there, and no link leads to it."""
        return path.parent.is_dir() and path.parent.resolve() == path.parent

    @rule(files=sites)
    def build(self, files: Files) -> None:
        before = contents(self.site)
        inodes = {path: (self.site / path).lstat().st_ino for path in before}
        # The user's: what is there and no build has listed, links, and folders not of ours.
        ours_above = paths.folders_above(self.known)
        theirs = {
            path: what
            for path, what in before.items()
            if (path not in ours_above if what is None else path not in self.known)
            or isinstance(what, str)
        }
        held = paths.folders_above(theirs) | {p for p, what in theirs.items() if what is None}
        blocked = {
            path
            for path in files
            if path in held
            or (path in theirs and theirs[path] != files[path])
            or any(
                isinstance(theirs.get(each), bytes | str) for each in paths.folders_above([path])
            )
        }
        try:
            written = write(files, self.site, project=self.root / "project")
        except OutputError as error:
            if error.code is not Code.OUTPUT_FOREIGN:
                raise
            assert blocked
            assert contents(self.site) == before
            return
        assert not blocked
        kept = {path: what for path, what in theirs.items() if path not in files}
        folders = paths.folders_above([*files, *kept])
        assert contents(self.site) == {**dict.fromkeys(folders), **kept, **files}
        same = {path for path in files if before.get(path) == files[path]}
        for path in same | kept.keys() - held:
            assert (self.site / path).lstat().st_ino == inodes[path]
        assert written.same == len(same)
        assert written.created + written.replaced + written.same == len(files)
        assert written.removed == len(
            {p for p in self.known - files.keys() if isinstance(before.get(p), bytes)}
        )
        self.known = set(files)

    @rule(place=places, content=data)
    def user_writes(self, place: str, content: bytes) -> None:
        path = self.site / place
        if self.reachable(path) and not path.is_symlink() and not path.is_dir():
            path.write_bytes(content)

    @rule(place=places)
    def user_makes_a_folder(self, place: str) -> None:
        path = self.site / place
        if self.reachable(path) and not os.path.lexists(path):
            path.mkdir()

    @rule(place=places, leads=st.sampled_from(["a", "..", "nowhere"]))
    def user_links(self, place: str, leads: str) -> None:
        path = self.site / place
        if self.reachable(path) and not os.path.lexists(path):
            path.symlink_to(leads)

    @rule(place=places)
    def user_removes(self, place: str) -> None:
        path = self.site / place
        if not self.reachable(path):
            return
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)

    @invariant()
    def nothing_is_left_over(self) -> None:
        assert {entry.name for entry in self.root.iterdir()} <= {"site"}
        if self.site.exists():
            assert debris(self.site) == []


TestWriting = Writing.TestCase
