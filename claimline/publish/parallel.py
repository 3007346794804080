"""Divides work among several processes, by forking.

A child process starts with a copy of its parent's memory, works on its share of the items, and
sends the result through a pipe. If the system cannot fork or kills a child, the parent does the
work itself. The results do not depend on the number of processes.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
FEWEST = 300
"""The fewest items for which a second process saves time."""
SHARE = 64
"""About the fewest items for each process."""


def shared(
    work: Callable[[Sequence[Item]], Result], items: Sequence[Item], jobs: int
) -> list[Result]:
    """Divide items into shares, and return the result of ``work`` for each, in order.

    Args:
        work: the work on one share.
        items: all items.
        jobs: the most processes. Each has one share.

    Raises:
        Exception: whatever ``work`` raises. If a child raised it, a note holds its traceback.
    """
    jobs = min(jobs, len(items) // SHARE + 1) if len(items) >= FEWEST else 1
    shares = [items[nth::jobs] for nth in range(jobs)]
    if jobs < 2 or not _can_fork():
        return [work(share) for share in shares]
    # The collector of a child then does not touch these objects, so their memory stays shared.
    gc.freeze()
    children: list[_Child] = []
    try:
        for share in shares[1:]:
            children.append(_Child(work, share))
        return [work(shares[0]), *(child.result() for child in children)]
    finally:
        for child in children:
            child.end()
        gc.unfreeze()


def _can_fork() -> bool:
    """Return whether a fork is safe: there is no other thread, and the system is not macOS."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


class _Child:
    """A process that does one share of the work."""

    def __init__(self, work: Callable[[Any], Any], share: Any) -> None:
        self._work, self._share = work, share
        reader, writer = os.pipe()
        try:
            self._id = os.fork()
        except OSError:
            os.close(reader)
            os.close(writer)
            raise
        if not self._id:
            os.close(reader)
            _send(work, share, writer)
        os.close(writer)
        self._pipe = os.fdopen(reader, "rb")

    def result(self) -> Any:
        """Wait for the result. If the child was killed, do its work here."""
        sent = self._pipe.read()
        _, status = os.waitpid(self._id, 0)
        self._id = 0
        if status or not sent:
            return self._work(self._share)
        result, error, trace = pickle.loads(sent)
        if error is not None:
            error.add_note(f"In a child process:\n{trace}")
            raise error
        return result

    def end(self) -> None:
        """Stop the child if it still runs, and let the system forget it."""
        self._pipe.close()
        if self._id:
            with suppress(OSError):
                os.kill(self._id, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(self._id, 0)


def _send(work: Callable[[Any], Any], share: Any, writer: int) -> NoReturn:
    """Do the work in a child, send the result or the error, and end the child.

    It ends at once, without the exit handlers of its parent.
    """
    status = 1
    try:
        result, error, trace = None, None, ""
        try:
            result = work(share)
        except Exception as failure:
            error, trace = _sendable(failure), traceback.format_exc()
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump((result, error, trace), pipe, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)


def _sendable(error: Exception) -> Exception:
    """Return the error, or one with its name and message if it cannot be pickled."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
