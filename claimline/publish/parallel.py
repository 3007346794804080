"""One piece of work over several processor cores, by forking: nothing is sent but the results.

A child sees all that the parent has made so far, takes its share of the items, and sends what
it made through a pipe. Where forking is not to be had, or a child dies, the parent does the
work itself. The results do not depend on the number of processes.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
FEWEST = 64
"""Items below which a second process costs more than it saves."""


def available() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def shared(work: Callable[[Sequence[Item]], Made], items: Sequence[Item], jobs: int) -> list[Made]:
    """What ``work`` makes of each share of the items, in the order of shares.

    ``jobs`` is the number of processes at most; there is one share for each.
    """
    jobs = min(jobs, len(items) // FEWEST + 1)
    shares = [items[nth::jobs] for nth in range(jobs)]
    if jobs < 2 or not _can_fork():
        return [work(share) for share in shares]
    # What lives now is not looked through again in any child, so that its pages stay shared.
    gc.freeze()
    children = [_start(work, share) for share in shares[1:]]
    try:
        made = [work(shares[0])]
        for (child, reader), share in zip(children, shares[1:], strict=True):
            with os.fdopen(reader, "rb") as pipe:
                sent = pipe.read()
            _, status = os.waitpid(child, 0)
            made.append(pickle.loads(sent) if status == 0 and sent else work(share))
    finally:
        gc.unfreeze()
    return made


def _can_fork() -> bool:
    """Whether a fork is safe: not beside other threads, nor where the system warns of it."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def _start(work: Callable[[Any], Any], share: Any) -> tuple[int, int]:
    """Start a child on its share; gives its id and the end of the pipe to read from."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    # The child leaves without running what the parent has registered for its own end.
    status = 1
    try:
        os.close(reader)
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(work(share), pipe, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)
