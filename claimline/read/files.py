"""Find and open the files of the project, and nothing outside it.

The kind of a file is checked before it is opened: a pipe or a device would block the build.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator

from claimline.diagnostics import Code, Location, Report
from claimline.value import Value

MAX_BYTES = 1 << 20

_LEFTOVERS = ("~", ".swp", ".swo", ".orig", ".bak", ".tmp")
_SYSTEM_FILES = ("Thumbs.db", "desktop.ini")


class PathInfo(Value, frozen=True):
    """A file or a folder: its name, its place on disk, and its path in the project."""

    name: str
    disk: str
    path: str
    is_folder: bool


def is_passed_over(name: str) -> bool:
    """Whether a file is ignored: it starts with ".", "_" or "#", or a program left it there."""
    return name.startswith((".", "_", "#")) or name.endswith(_LEFTOVERS) or name in _SYSTEM_FILES


def shown(name: str) -> str:
    """Return a name that can be printed, with escapes for characters that cannot."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


class Tree:
    """The files below the project's root.

    ``root`` is the project's real path. Problems go to the report.
    """

    def __init__(self, root: str, report: Report) -> None:
        self.root = root
        self.report = report

    def entries(self, disk: str, path: str) -> Iterator[PathInfo]:
        """Return the files and folders in a folder, sorted by name, without ignored ones."""
        try:
            with os.scandir(disk) as scan:
                children = sorted((entry for entry in scan), key=lambda entry: entry.name)
        except OSError as error:
            self._unreadable(path, f"The folder cannot be read: {_reason(error)}.")
            return
        for entry in children:
            if not is_passed_over(entry.name):
                name = shown(entry.name)
                below = f"{path}/{name}" if path else name
                if _is_plain(entry):
                    yield PathInfo(entry.name, entry.path, below, False)
                elif file := self.look(entry.path, below, entry.is_symlink):
                    yield file

    def look(
        self, disk: str, path: str, is_link: Callable[[], bool] | None = None
    ) -> PathInfo | None:
        """Return what is at a path, or None.

        ``is_link`` returns whether the path is a link, if the caller can tell. What must not be
        opened is reported; a path with nothing there is not.
        """
        try:
            if is_link() if is_link else os.path.islink(disk):
                real = os.path.realpath(disk)
                if real != self.root and not real.startswith(self.root.rstrip(os.sep) + os.sep):
                    self.report.add(
                        Location(path),
                        Code.FILE_OUTSIDE,
                        "The link leads out of the project.",
                        "Copy what it leads to into the project.",
                    )
                    return None
            mode = os.stat(disk).st_mode
        except FileNotFoundError:
            if os.path.lexists(disk):
                self._unreadable(path, "The link leads to nothing.", "Remove it, or mend it.")
            return None
        except OSError as error:
            self._unreadable(path, f"The file cannot be read: {_reason(error)}.")
            return None
        if stat.S_ISDIR(mode) or stat.S_ISREG(mode):
            return PathInfo(os.path.basename(disk), disk, path, stat.S_ISDIR(mode))
        message = f"This is {_what(mode)}, not a file."
        self._unreadable(path, message, "Remove it from the project.")
        return None

    def walk(self, folder: PathInfo) -> Iterator[PathInfo]:
        """Yield the files below a folder. Each real folder is read once.

        Folders that are links come last, so that the path of a file does not depend on the names
        of links.
        """
        waiting: list[PathInfo] = [folder]
        links: list[PathInfo] = []
        seen: set[str] = set()
        while waiting or links:
            current = (waiting or links).pop(0)
            real = os.path.realpath(current.disk)
            if real in seen:
                message = "The link leads to a folder that is read already."
                self._unreadable(current.path, message, "Remove the link.")
                continue
            seen.add(real)
            for child in self.entries(current.disk, current.path):
                if not child.is_folder:
                    yield child
                elif child.name.endswith((".yaml", ".yml", ".md")):
                    self.not_a_file(child)
                else:
                    (links if os.path.islink(child.disk) else waiting).append(child)

    def read(self, file: PathInfo) -> bytes | None:
        """Return the bytes of a file, or None if it cannot be read or is too large."""
        try:
            with open(file.disk, "rb", buffering=0) as stream:
                size = os.fstat(stream.fileno()).st_size
                if size <= MAX_BYTES:
                    data = stream.read(MAX_BYTES + 1) or b""
                    while len(data) <= MAX_BYTES and (more := stream.read(MAX_BYTES)):
                        data += more
                    size = len(data)
        except OSError as error:
            self._unreadable(file.path, f"The file cannot be read: {_reason(error)}.")
            return None
        if size > MAX_BYTES:
            self.report.add(
                Location(file.path),
                Code.FILE_TOO_LARGE,
                f"The file has {size:,} bytes; one has at most {MAX_BYTES:,}.",
                "Split a list of records into several files in the folder of its kind, or move "
                "what is not a record out of `content/`.",
            )
            return None
        return data

    def not_a_file(self, folder: PathInfo) -> None:
        """Report a folder that has the name of a file."""
        self._unreadable(folder.path, "This is a folder with the name of a file.", "Rename it.")

    def _unreadable(self, path: str, message: str, suggestion: str = "") -> None:
        self.report.add(Location(path), Code.FILE_UNREADABLE, message, suggestion)


def _is_plain(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file, and no link. Most systems tell this with the names in a folder."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _what(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
