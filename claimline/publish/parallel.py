"""Work over several processor cores, by forking: only results pass from process to process.

A child sees all that the parent has made so far, takes its share of the items, and sends its
result through a pipe. Where the system cannot fork, or kills a child, the parent does the work
itself. The results do not depend on the number of processes.
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
Made = TypeVar("Made")
FEWEST = 300
"""Items below which a second process costs more than it saves."""
SHARE = 64
"""Items that each process gets at the least."""


def available() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def shared(work: Callable[[Sequence[Item]], Made], items: Sequence[Item], jobs: int) -> list[Made]:
    """Return what ``work`` makes of each share of the items, in the order of shares.

    ``jobs`` is the number of processes at most; there is one share for each.

    Raises:
        Exception: what ``work`` raises, in this process or in a child. A note on it then holds
            the child's traceback.
    """
    jobs = min(jobs, len(items) // SHARE + 1) if len(items) >= FEWEST else 1
    shares = [items[nth::jobs] for nth in range(jobs)]
    if jobs < 2 or not _can_fork():
        return [work(share) for share in shares]
    # What lives now is not looked through again in any child, so that its pages stay shared.
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
    """Whether a fork is safe: not beside other threads, nor where the system warns of it."""
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
    """Do the work in a child, send the result or the error, and leave.

    The child leaves without running what the parent has registered for its own end.
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
    """The error, or one with its name and words where it cannot pass between processes."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
