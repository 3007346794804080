"""The gate between builds and requests: no request is answered from two builds.

The gate counts changes. A request waits until a build has covered every change that came before
the request, and reads before the next build begins. So it waits for at most one build beyond the
one that runs, or for more if ``hold`` keeps builds from being shown.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import Condition

WAKE = 1.0
"""Seconds after which an endless wait wakes up: on some systems it cannot be interrupted."""


class ClosedError(Exception):
    """The gate was closed while a request waited."""


class Gate:
    """Keeps one builder and many readers apart. From the start, readers wait for a first build.

    Every method may be called from any thread, but ``settled`` and ``building`` from one only.
    """

    def __init__(self) -> None:
        self._moved = Condition()
        self._changes = 1  # so far; the first one is that there is no build yet
        self._taken = 0  # of these, those that came before a build began
        self._covered = 0  # of these, those that a finished build has covered
        self._first = self._last = time.monotonic()  # of the changes that no build has taken
        self._building = False
        self._counts = True  # whether the build that runs will cover the changes it took
        self._reading = 0
        self._waiting: list[int] = []  # for each request that waits, the changes it needs
        self._closed = False

    @property
    def pending(self) -> bool:
        """Whether a change came after the last build began."""
        with self._moved:
            return self._changes > self._taken

    def mark(self) -> None:
        """Count a change. Requests that come from now on wait for a build that covers it."""
        with self._moved:
            self._last = time.monotonic()
            if self._changes == self._taken:
                self._first = self._last
            self._changes += 1
            self._moved.notify_all()

    def close(self) -> None:
        """End every wait."""
        with self._moved:
            self._closed = True
            self._moved.notify_all()

    def settled(self, quiet: float, longest: float, retry_at: float = inf) -> float | None:
        """Wait until changes have come and then stopped.

        That is ``quiet`` seconds after the last one, or ``longest`` seconds after the first.
        Without any change, one is counted at ``retry_at``, by ``time.monotonic``. Returns the
        time of the first change, by the same clock, or None once the gate is closed.
        """
        with self._moved:
            while not self._closed:
                clock = time.monotonic()
                if self._changes == self._taken:
                    if clock >= retry_at:
                        self.mark()
                    else:
                        self._moved.wait(min(WAKE, retry_at - clock))
                    continue
                due = min(self._last + quiet, self._first + longest)
                if due <= clock:
                    return self._first
                self._moved.wait(due - clock)
        return None

    def hold(self) -> None:
        """Do not show the build that runs: requests wait for the next one."""
        self._counts = False

    @contextmanager
    def building(self) -> Iterator[None]:
        """Keep requests waiting during a build. It covers all changes that came before it."""
        with self._moved:
            # Requests that waited for the last build read before the next one.
            while not self._closed and (self._reading or any(map(self._ready, self._waiting))):
                self._moved.wait(WAKE)
            self._building = self._counts = True
            self._taken = self._changes
        try:
            yield
        finally:
            with self._moved:
                self._building = False
                if self._counts:
                    self._covered = self._taken
                self._moved.notify_all()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Keep builds waiting while a request reads files of the site.

        Raises:
            ClosedError: the gate was closed before the build was done.
        """
        with self._moved:
            need = self._changes
            self._waiting.append(need)
            try:
                self._moved.wait_for(lambda: self._closed or self._may_read(need))
                if not self._may_read(need):
                    raise ClosedError
                self._reading += 1
            finally:
                self._waiting.remove(need)
                self._moved.notify_all()
        try:
            yield
        finally:
            with self._moved:
                self._reading -= 1
                self._moved.notify_all()

    def _may_read(self, need: int) -> bool:
        return not self._building and self._ready(need)

    def _ready(self, need: int) -> bool:
        return need <= self._covered
