"""What open pages are told: which build is in place, and what stops the next one."""

from __future__ import annotations

from threading import Condition

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
    """The state of now, and a way to wait for the next one."""

    def __init__(self, state: State) -> None:
        self._changed = Condition()
        self._state = state
        self._closed = False

    @property
    def state(self) -> State:
        """How things stand now."""
        return self._state

    def put(self, state: State) -> None:
        """Tell everybody."""
        with self._changed:
            self._state = state
            self._changed.notify_all()

    def after(self, known: State | None, timeout: float) -> State | None:
        """A state other than ``known``, waited for ``timeout`` seconds; None once closed.

        After that time the state is given that is known already.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state != known, timeout)
            return None if self._closed else self._state

    def close(self) -> None:
        """Let nobody wait any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
