"""What open pages are told: which build is in place, and what stops the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from claimline.value import Value


class Fault(Value, frozen=True):
    """A finding that stops a build. ``href`` opens its file in an editor, or is empty.

    ``place`` and ``words`` with a colon and a space between them are its line in the terminal.
    """

    place: str
    words: str
    href: str


class State(Value, frozen=True):
    """How things stand.

    ``build`` names the site in place; a page that was sent with another name is out of date.
    ``good`` says that there is a site to show.
    """

    build: str
    good: bool
    faults: tuple[Fault, ...] = ()


class News:
    """The state of now, and those who want to know of the next one."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.closed = False
        self._listeners: list[Callable[[], object]] = []
        self._lock = Lock()

    @property
    def listeners(self) -> int:
        """How many listen."""
        return len(self._listeners)

    def put(self, state: State) -> None:
        """Replace the state, and wake everybody. May be called from any thread."""
        self.state = state
        self._wake()

    def close(self) -> None:
        """Say that no other state will come, and wake everybody."""
        self.closed = True
        self._wake()

    @contextmanager
    def listening(self, wake: Callable[[], object]) -> Iterator[None]:
        """Have ``wake`` called, from any thread, when the state changes or the news close."""
        with self._lock:
            self._listeners.append(wake)
        try:
            yield
        finally:
            with self._lock:
                self._listeners.remove(wake)

    def _wake(self) -> None:
        with self._lock:
            for wake in self._listeners:
                wake()
