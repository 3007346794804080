"""The gate between builds and requests: no request is answered out of two builds.

Changes are counted as they are seen. A request waits until a build has covered every change
that was seen before the request came, and is let through before the next build begins. So it
waits for one build beyond the one under way, or for more where these are not fit to be seen.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

WAKE = 1.0
"""Seconds after which a wait without an end looks up, as some systems cannot be interrupted."""


class ClosedError(Exception):
    """The gate was closed while somebody waited at it."""


class Gate:
    """Keeps one builder and many readers apart. The first build is owed from the start.

    Every method may be called from any thread; ``settled`` and ``building`` from one only.
    """

    def __init__(self) -> None:
        self._moved = Condition()
        self._seen = 1  # changes seen so far; the first one is that there is no build yet
        self._taken = 0  # of these, those that a build has begun with
        self._covered = 0  # of these, those that a finished build has covered
        self._first = self._last = time.monotonic()  # of the changes that no build has taken
        self._building = False
        self._counts = True  # whether the build under way will have covered what it began with
        self._reading = 0
        self._waiting: list[int] = []  # for each request that waits, the changes it must see
        self._closed = False

    @property
    def pending(self) -> bool:
        """Whether a change was seen that no build has begun with."""
        with self._moved:
            return self._seen > self._taken

    def mark(self) -> None:
        """Say that something has changed. Requests that come from now on wait for it."""
        with self._moved:
            self._last = time.monotonic()
            if self._seen == self._taken:
                self._first = self._last
            self._seen += 1
            self._moved.notify_all()

    def close(self) -> None:
        """Let nobody wait any more."""
        with self._moved:
            self._closed = True
            self._moved.notify_all()

    def settled(self, quiet: float, longest: float) -> float | None:
        """Wait until changes have come and then stopped.

        That is ``quiet`` seconds after the last one, or ``longest`` seconds after the first.
        Gives the moment of the first one, by ``time.monotonic``, or None once closed.
        """
        with self._moved:
            while not self._closed:
                if self._seen == self._taken:
                    self._moved.wait(WAKE)
                    continue
                due = min(self._last + quiet, self._first + longest)
                left = due - time.monotonic()
                if left <= 0:
                    return self._first
                self._moved.wait(left)
        return None

    def hold(self) -> None:
        """Say that the build under way is not fit to be seen: requests wait for the next one."""
        self._counts = False

    @contextmanager
    def building(self) -> Iterator[None]:
        """Build in here: requests wait outside. Afterwards all that was seen before is covered."""
        with self._moved:
            # Those that waited for the last build are let through before the next one.
            while not self._closed and (self._reading or any(map(self._ready, self._waiting))):
                self._moved.wait(WAKE)
            self._building = self._counts = True
            self._taken = self._seen
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
        """Read files of the site in here: no build changes them meanwhile.

        Raises:
            ClosedError: the gate was closed before the build was whole.
        """
        with self._moved:
            need = self._seen
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
