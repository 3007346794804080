"""Runs Python's garbage collector between builds, not during one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_objects = 0
"""How many objects the last collection between two builds left."""


@contextmanager
def no_collection() -> Iterator[None]:
    """Run without the garbage collector: the objects of a build live to its end.

    What a build leaves is collected before a later one, or by ``collect_rest``. A process that ends
    after one build never spends that time.
    """
    was_enabled = gc.isenabled()
    if was_enabled:
        collect_rest()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.enable()


def collect_rest() -> None:
    """Collect what earlier builds have left, when a quarter more objects have gathered.

    That is Python's own rule. A program that waits for work calls this while it waits.
    """
    global _objects
    if objects := gc.get_freeze_count():
        gc.unfreeze()
        if objects > _objects * 1.25:
            gc.collect()
            _objects = len(gc.get_objects())
