"""Reads the records of a git revision from git's objects. The work tree is never touched.

Git runs as a program. All its features that could start another program or use the network are
off. A repository may come from anybody, so the names of its files are checked before anything is
written.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer

from claimline.errors import ClaimlineError
from claimline.read.files import MAX_BYTES, shown
from claimline.value import Value

SECONDS = 120
MAX_FILES = 200_000
MAX_TOTAL = 1 << 28
"""Bytes of all records of a revision, at most."""
MAX_LISTED = 1 << 25
"""Bytes of what git prints besides records, at most. A tree may name its sub-trees without end."""
RECORD_FILES = (".yaml", ".yml", ".md")

_OPTIONS = (
    *("--no-optional-locks", "--no-replace-objects", "--literal-pathspecs", "--no-pager"),
    *("-c", "core.fsmonitor=false", "-c", "protocol.allow=never"),
)
_NAME = re.compile(r"[^-\s\x00-\x1f\x7f][^\x00-\x1f\x7f]{0,199}")
_ENTRY = re.compile(rb"(\d{6}) (\w+) ([0-9a-f]{40,64}) +(\d+|-)\t(.+)", re.DOTALL)
_COMMITTER = re.compile(rb"^committer .* (\d{1,12}) ([+-])(\d\d)(\d\d)$", re.MULTILINE)


class RevisionError(ClaimlineError):
    """A revision cannot be read."""


class Commit(Value, frozen=True):
    """A commit: the name by which it was asked for, its id, and the day on which it was made."""

    name: str
    id: str
    day: str

    def __str__(self) -> str:
        """Return the name, the start of the id and the day."""
        return f"{self.name} ({', '.join(filter(None, (self.id[:12], self.day)))})"


def find_commit(project: Path, name: str) -> Commit:
    """Return the commit that a revision names, such as ``HEAD~3``, a tag or a branch.

    Raises:
        RevisionError: git is not installed, the project is in no repository, or there is no such
            commit.
    """
    if not _NAME.fullmatch(name):
        raise RevisionError(f'"{shown(name)}" is not the name of a revision.', _NAMES)
    _git(project, "rev-parse", "--git-dir")
    try:
        id_ = _git(project, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode()
    except RevisionError:
        message = f'There is no revision "{shown(name)}" in this repository.'
        raise RevisionError(message, f"{_NAMES} A copy may lack its history.") from None
    # Not `git log`: the repository can set what it prints and which programs it runs.
    committer = _COMMITTER.search(_git(project, "cat-file", "commit", id_.strip()))
    return Commit(name, id_.strip(), _day(committer) if committer else "")


_NAMES = "Name a commit, a tag or a branch, such as HEAD~1."


def _day(committer: re.Match[bytes]) -> str:
    """Return the day of a commit, by the clock of the person who made it."""
    seconds, sign, hours, minutes = (part.decode() for part in committer.groups())
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        return datetime.fromtimestamp(int(seconds), timezone(offset)).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def write_records(project: Path, commit: Commit, folder: Path) -> None:
    """Write into ``folder`` the files of records that a commit has in ``content/``.

    Links are left out. A file that is too large to be read is written with its size but without its
    content.

    Raises:
        RevisionError: the commit has no records, or they cannot be read or written.
    """
    listed = _git(project, "ls-tree", "-r", "-z", "-l", commit.id, "content/")
    files = dict(_record_files(listed))
    if not files:
        message = f"There are no records in content/ at {commit}."
        raise RevisionError(message, "Name a revision in which the project has records.")
    small = [id_ for id_, size in files.values() if size <= MAX_BYTES]
    if len(files) > MAX_FILES or sum(size for _, size in files.values()) > MAX_TOTAL:
        raise RevisionError(f"The records at {commit} are too many or too large.")
    asked = "".join(f"{id_}\n" for id_ in small).encode()
    batch = _git(project, "cat-file", "--batch", given=asked, most=MAX_TOTAL + MAX_LISTED)
    blobs = list(_blobs(batch))
    if len(blobs) != len(small):
        message = f"Some of the records at {commit} are missing in this copy of the repository."
        raise RevisionError(message, "Fetch them first, or use a full clone.")
    waiting = iter(blobs)
    try:
        for path, (_, size) in files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with open(place, "xb") as file:
                if size <= MAX_BYTES:
                    file.write(next(waiting))
                else:
                    file.truncate(size)
    except OSError as error:
        raise RevisionError(f"The records at {commit} cannot be written: {error}.") from None


def _record_files(listed: bytes) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the path, the id and the size of each file of records that ``ls-tree`` lists."""
    for line in listed.split(b"\0"):
        entry = _ENTRY.fullmatch(line)
        if not entry or entry[1] not in (b"100644", b"100755") or entry[2] != b"blob":
            continue
        path = os.fsdecode(entry[5])
        parts = path.split("/")
        if parts[0] != "content" or {"", ".", ".."} & set(parts) or re.search(r"[\\:]", path):
            raise RevisionError(f'The repository has a file with the name "{shown(path)}".')
        if path.endswith(RECORD_FILES):
            yield path, (entry[3].decode(), int(entry[4]))


def _blobs(batch: bytes) -> Iterator[bytes]:
    """Yield the bytes of each object. ``batch`` is the output of ``cat-file --batch``."""
    at = 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        fields = batch[at:end].split()
        if len(fields) != 3:  # the object is missing
            return
        start, size = end + 1, int(fields[2])
        yield batch[start : start + size]
        at = start + size + 1


def _git(project: Path, *arguments: str, given: bytes = b"", most: int = 0) -> bytes:
    """Run git in the project and return what it prints, ``most`` bytes or MAX_LISTED at most.

    Raises:
        RevisionError: git is not installed, takes too long, prints too much, or fails.
    """
    most = most or MAX_LISTED
    # Environment variables can lead git to another repository, or make it run a program.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    off = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0"}
    try:
        with TemporaryFile() as asked, TemporaryFile() as errors:
            asked.write(given)
            asked.seek(0)
            with subprocess.Popen(
                ["git", *_OPTIONS, *arguments],
                cwd=project, env={**environment, **off, "LC_ALL": "C"},
                stdin=asked, stdout=subprocess.PIPE, stderr=errors,
            ) as process:  # fmt: skip
                assert process.stdout is not None
                alarm = Timer(SECONDS, process.kill)
                alarm.start()
                try:
                    printed = process.stdout.read(most + 1)
                    if len(printed) <= most:
                        process.wait()
                finally:
                    late = not alarm.is_alive()
                    alarm.cancel()
                    process.kill()  # if it has not ended
            errors.seek(0)
            reason = errors.read(1000).decode(errors="replace").strip().partition("\n")[0]
    except FileNotFoundError:
        raise RevisionError("git is not installed.", "Install it and try again.") from None
    except OSError as error:
        raise RevisionError(f"git cannot be run: {error}.") from None
    if late:
        raise RevisionError(f"git takes more than {SECONDS} seconds.")
    if len(printed) > most:
        raise RevisionError("The revision has too many files.")
    if process.returncode:
        if "not a git repository" in reason:
            message = "The project is in no git repository, so it has no revisions."
            raise RevisionError(message, "Run `git init` and commit the records.")
        raise RevisionError(f"git failed: {shown(reason.removeprefix('fatal: '))}.")
    return printed
