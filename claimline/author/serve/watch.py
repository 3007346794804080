"""Watching the folders that a build reads: what the system tells, and a look round now and then.

``content/`` and ``templates/`` are watched with all that is in them, and the project's folder
for their coming and going. A look round finds what the system did not tell; it is taken every
two seconds, or more seldom where a look takes long.
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

from claimline.author.serve.snapshot import Look, changed_at, look, passes
from claimline.publish.place import AUTHORED

EVERY = 2.0
"""Seconds between two looks, at the least."""
SHARE = 50
"""A look may take one part in so many of the time."""
SHORT = 0.05
"""Seconds that a look may take where somebody waits for it."""
GRAIN = 20_000_000
"""Nanoseconds by which the time of a change on the disk may lie behind the clock."""

# Not those for opening and reading a file: the build itself would cause them by the thousand.
_KINDS = (
    "FileCreatedEvent", "FileModifiedEvent", "FileMovedEvent", "FileDeletedEvent",
    "FileClosedEvent", "FileAttribEvent", "DirCreatedEvent", "DirMovedEvent", "DirDeletedEvent",
    "DirAttribEvent",
)  # fmt: skip
KINDS = [getattr(events, kind) for kind in _KINDS if hasattr(events, kind)]

# What watchdog logs is of no use to an author; a folder that cannot be watched is told below.
logging.getLogger("watchdog").addHandler(logging.NullHandler())
# So is its warning where a folder is seen twice while it is made: watchdog goes on well.
warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)


class Watcher:
    """Calls ``changed`` for each change to a file that a build reads, from a thread of its own.

    ``cannot`` is told, once, if the system does not watch; changes are then found by looking.
    """

    def __init__(
        self,
        project: Path,
        changed: Callable[[], None],
        cannot: Callable[[str], None],
        every: float = EVERY,
    ) -> None:
        self._project = project
        self._changed = changed
        self._cannot = cannot
        self._every = every
        self._observer: Any = None
        self._watches: dict[str, tuple[ObservedWatch, int]] = {}
        self._wake = threading.Event()
        self._ending = False
        self._told = False
        self._looking = threading.Lock()
        self._seconds: deque[float] = deque(maxlen=3)  # by the last looks
        self._look: Look = self._look_round()
        self._covered = time.time_ns()
        self._thread = threading.Thread(target=self._look_on, name="look", daemon=True)

    def covered(self, at: int) -> None:
        """Say that a build began at ``at``, in nanoseconds, and sees what changed before."""
        self._covered = at

    def start(self) -> None:
        """Begin to watch. What changed since this object was made is told too."""
        with suppress(OSError):
            self._observer = Observer()
            self._observer.start()
        self._renew()
        self.compare()
        self._thread.start()

    def stop(self) -> None:
        """End, with every thread."""
        self._ending = True
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join()
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()

    def compare(self, *, short: bool = False) -> None:
        """Look round, and tell of what changed since the last look if no build began later.

        With ``short``, only where a look takes no time to speak of.
        """
        with self._looking:
            if short and self._took > SHORT:
                return
            before, self._look = self._look, self._look_round()
            at = changed_at(before, self._look)
            if at is not None and at >= self._covered - GRAIN:
                self._changed()

    def _look_round(self) -> Look:
        began = time.perf_counter()
        found = look(self._project)
        self._seconds.append(time.perf_counter() - began)
        return found

    @property
    def _took(self) -> float:
        """The seconds that a look takes, though the machine was busy for a moment."""
        return min(self._seconds)

    def _look_on(self) -> None:
        while not self._ending:
            self._wake.wait(max(self._every, SHARE * self._took))
            self._wake.clear()
            if not self._ending:
                self._renew()
                self.compare()

    def _renew(self) -> None:
        """Watch the folders that are there now, also where one has taken another's place."""
        if self._observer is None:
            return
        for name in ("", *AUTHORED):
            path = os.path.realpath(self._project / name)
            try:
                inode = os.stat(path).st_ino if os.path.isdir(path) else None
            except OSError:
                inode = None
            watch, seen = self._watches.get(name, (None, None))
            if watch is not None and (seen != inode or watch.path != path):
                with suppress(KeyError, OSError):
                    self._observer.unschedule(watch)
                del self._watches[name]
                watch = None
            if watch is None and inode is not None:
                self._watch(name, path, inode)

    def _watch(self, name: str, path: str, inode: int) -> None:
        told = _Told(path, name, self._changed, self._wake.set)
        try:
            watch = self._observer.schedule(told, path, recursive=bool(name), event_filter=KINDS)
            self._watches[name] = watch, inode
        except OSError as error:
            if os.path.isdir(path) and not self._told:
                self._told = True
                self._cannot(
                    f"The system does not watch {path} ({error.strerror or error}); "
                    f"it is looked at every {self._every:g} s."
                )


class _Told(events.FileSystemEventHandler):
    """Takes what the system tells of one folder: ``name``, or the project if that is empty."""

    def __init__(
        self, top: str, name: str, changed: Callable[[], None], renew: Callable[[], None]
    ) -> None:
        self._top = top
        self._name = name
        self._changed = changed
        self._renew = renew

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path:
                self._see(os.fsdecode(path))

    def _see(self, path: str) -> None:
        inside = os.path.relpath(path, self._top)
        if not self._name:
            if inside in AUTHORED or inside == os.curdir:
                self._changed()
                self._renew()
        elif inside == os.curdir:
            self._changed()
            self._renew()
        elif passes(self._name, inside):
            self._changed()
