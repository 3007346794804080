"""Watching the folders that a build reads.

An event of the system and the passing of time lead to the same thing: a snapshot, compared with
the last one. Events are fast and miss some changes: on some network folders, behind a link, in a
folder that is new. So a snapshot is also taken every two seconds, or less often where it takes
long. Snapshots in turn miss a folder that is moved away and back while a build reads it, so each
move of a folder counts as a change.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from claimline.author.serve.snapshot import Snapshot, passed_over_in, take_snapshot
from claimline.publish.output_folder import AUTHORED

EVERY = 2.0
"""Seconds between two snapshots while no event comes, at least."""
SHARE = 50
"""Snapshots may take one part in so many of the time while no event comes."""

# Not the events for opening and reading a file: each build would cause thousands of them.
_KINDS = (
    "FileCreatedEvent", "FileModifiedEvent", "FileMovedEvent", "FileDeletedEvent",
    "FileClosedEvent", "FileAttribEvent", "DirCreatedEvent", "DirMovedEvent", "DirDeletedEvent",
    "DirAttribEvent",
)  # fmt: skip
KINDS = [getattr(events, kind) for kind in _KINDS if hasattr(events, kind)]

_MOVES = (events.DirMovedEvent, events.DirCreatedEvent, events.DirDeletedEvent)
"""A folder that moves out of the project and back counts as deleted and created."""

# What watchdog logs does not help an author; a folder that cannot be watched is reported below.
logging.getLogger("watchdog").addHandler(logging.NullHandler())
# Nor does its warning about a folder that it sees twice while the folder is made.
warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)


class Watcher:
    """Calls ``on_change``, from a thread of its own, when a file that a build reads has changed.

    ``on_trouble`` gets a message, once, if the system does not watch a folder. ``every`` is the
    time between two snapshots in seconds.
    """

    def __init__(
        self,
        project: Path,
        on_change: Callable[[], None],
        on_trouble: Callable[[str], None],
        every: float = EVERY,
    ) -> None:
        self._project = project
        self._on_change = on_change
        self._on_trouble = on_trouble
        self._every = every
        self._observer: Any = None
        self._watches: dict[str, tuple[ObservedWatch, int]] = {}
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._reported = False
        self._comparing = threading.Lock()
        self._seconds: deque[float] = deque(maxlen=3)  # that the last snapshots took
        self._snapshot = self._take()
        self._thread = threading.Thread(target=self._watch_on, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to watch. A change since this object was made counts too."""
        with suppress(OSError):
            self._observer = Observer()
            self._observer.start()
        self._watch_folders()
        self.compare()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching, and end every thread."""
        self._ended.set()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join()
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()

    def refresh(self) -> Snapshot:
        """Take a snapshot without a comparison: the build that begins now reads these files."""
        with self._comparing:
            self._snapshot = self._take()
            return self._snapshot

    def compare(self) -> None:
        """Take a snapshot, and call ``on_change`` if it differs from the last one."""
        with self._comparing:
            before, self._snapshot = self._snapshot, self._take()
            if self._snapshot != before:
                self._on_change()

    def _take(self) -> Snapshot:
        began = time.perf_counter()
        snapshot = take_snapshot(self._project)
        self._seconds.append(time.perf_counter() - began)
        return snapshot

    def _on_event(self, is_move: bool) -> None:
        """Note an event. ``is_move`` says that a folder was moved, with all that lies in it."""
        if is_move:
            self._on_change()
        self._wake.set()

    def _watch_on(self) -> None:
        while not self._ended.is_set():
            # The shortest of the last times, as the machine may have been busy for a moment.
            self._wake.wait(max(self._every, SHARE * min(self._seconds)))
            self._wake.clear()
            if not self._ended.is_set():
                self._watch_folders()
                self.compare()
                # However many events come, half of the time is left to the build.
                self._ended.wait(min(self._seconds))

    def _watch_folders(self) -> None:
        """Watch the folders that exist, also where one has replaced another."""
        if self._observer is None:
            return
        for name in ("", *AUTHORED):
            path = os.path.realpath(self._project / name)
            try:
                inode = os.stat(path).st_ino if os.path.isdir(path) else None
            except OSError:
                inode = None
            watch, watched_inode = self._watches.get(name, (None, None))
            if watch is not None and (watched_inode != inode or watch.path != path):
                with suppress(KeyError, OSError):
                    self._observer.unschedule(watch)
                del self._watches[name]
                watch = None
            if watch is None and inode is not None:
                self._watch(name, path, inode)

    def _watch(self, name: str, path: str, inode: int) -> None:
        handler = _Waker(self._on_event, name, path)
        try:
            watch = self._observer.schedule(handler, path, recursive=bool(name), event_filter=KINDS)
            self._watches[name] = watch, inode
        except OSError as error:
            if os.path.isdir(path) and not self._reported:
                self._reported = True
                self._on_trouble(
                    f"The system cannot watch {path} ({error.strerror or error}). "
                    f"claimline looks for changes every {self._every:g} s."
                )


class _Waker(events.FileSystemEventHandler):
    """Takes the system's events of one folder.

    ``name`` is that of the folder in the project. It is empty for the folder of the project itself,
    in which only some folders count. ``path`` is the folder's own path.
    """

    def __init__(self, on_event: Callable[[bool], None], name: str, path: str) -> None:
        self._on_event = on_event
        self._name = name
        self._path = path

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        paths = filter(None, (os.fsdecode(event.src_path), os.fsdecode(event.dest_path)))
        self._on_event(isinstance(event, _MOVES) and any(map(self._is_read, paths)))

    def _is_read(self, path: str) -> bool:
        """Whether a build reads what lies at a path."""
        if not self._name:
            return os.path.basename(path) in AUTHORED
        below = path.removeprefix(self._path + os.sep)
        steps = below.split(os.sep) if below != path else [os.path.basename(path)]
        return not any(map(passed_over_in(self._name), steps))
