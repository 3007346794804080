"""Runs Python's garbage collector between builds, not during one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_gathered = 0
"""How many objects builds have added since the last collection."""
_objects = 0
"""How many objects the last collection between two builds left."""


@contextmanager
def no_collection() -> Iterator[None]:
    """Run without the garbage collector: the objects of a build live to its end.

    What a build leaves is collected before a later one, or by ``collect_rest``. A process that ends
    after one build never spends that time.
    """
    global _gathered
    was_enabled = gc.isenabled()
    if was_enabled:
        collect_rest()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            _gathered += gc.get_count()[0]
            gc.freeze()
            gc.enable()


def collect_rest() -> None:
    """Collect what earlier builds have left, when a quarter more objects have gathered.

    That is Python's own rule. A program that waits for work calls this while it waits.
    """
    global _gathered, _objects
    if _gathered > _objects / 4:
        gc.unfreeze()
        gc.collect()
        _gathered, _objects = 0, _count()


def _count() -> int:
    """Return how many objects the collector knows.

    ``gc.get_objects`` would hand out every object, also a tuple that another thread is still
    filling. That thread then fails with a ``SystemError``. Nothing is handed out here.
    """
    gc.freeze()
    count = gc.get_freeze_count()
    gc.unfreeze()
    return count
