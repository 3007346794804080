"""The state of the server: which build is in place, and what stops the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from claimline.value import Value


class ErrorLine(Value, frozen=True):
    """A diagnostic that stops a build, as the terminal prints it: ``place: message``.

    ``href`` opens its file in an editor, or is empty.
    """

    place: str
    message: str
    href: str


class State(Value, frozen=True):
    """Which site is served, and the errors of the last build.

    ``build`` names the build of the site in place; a page of another build is out of date.
    ``good`` is false where there is no site to show.
    """

    build: str
    good: bool
    errors: tuple[ErrorLine, ...] = ()


class StateFeed:
    """The current state, and the listeners that wait for the next one."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.closed = False
        self._listeners: list[Callable[[], object]] = []
        self._lock = Lock()

    @property
    def listeners(self) -> int:
        """The number of listeners."""
        return len(self._listeners)

    def put(self, state: State) -> None:
        """Replace the state, and wake all listeners. May be called from any thread."""
        self.state = state
        self._wake_all()

    def close(self) -> None:
        """Say that no other state will come, and wake all listeners."""
        self.closed = True
        self._wake_all()

    @contextmanager
    def listening(self, wake: Callable[[], object]) -> Iterator[None]:
        """Call ``wake``, from any thread, when the state changes or the feed closes."""
        with self._lock:
            self._listeners.append(wake)
        try:
            yield
        finally:
            with self._lock:
                self._listeners.remove(wake)

    def _wake_all(self) -> None:
        with self._lock:
            for wake in self._listeners:
                wake()
