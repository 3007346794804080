"""Where sources and outputs lie while something is measured or tried."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from bench import setup

PER_CLAIM = 300_000
"""Bytes that one claim takes in all sources and outputs, with some room to spare."""


@contextmanager
def workshop(claims: int) -> Iterator[tuple[Path, bool]]:
    """A folder for ``claims`` claims, and whether it is on a file system in memory.

    It is in memory if such a file system has room.
    """
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > claims * PER_CLAIM * 2
    above = memory if roomy else setup.PLACE
    above.mkdir(parents=True, exist_ok=True)
    place = Path(mkdtemp(prefix="claimline-bench-", dir=above))
    try:
        yield place, roomy
    finally:
        shutil.rmtree(place, ignore_errors=True)
