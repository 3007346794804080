"""The watching row: from a saved edit to the written page, while a tool watches its sources.

The tool is started and left alone until its site stands. Each edit is then timed from the moment
it is saved until the page on disk shows it, which is looked at every few milliseconds. What the
tool writes after that page is not timed, so no tool is charged for how it orders its pages.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from bench.measure import RunError

EVERY = 0.002
"""Seconds between two looks at a page."""
PAUSE = 1.0
"""Seconds without an edit before each, so that a tool has come to rest."""
LONGEST = 600.0
"""Seconds after which a tool is taken to have missed an edit."""


@contextmanager
def watching(
    command: list[str], folder: Path, environment: dict[str, str], ready: str
) -> Iterator[Callable[[], str]]:
    """A tool that watches, from its word that it is ready (a pattern) until the end.

    Yields the function that returns what it has printed so far.

    Raises:
        RunError: it ended before that, or did not say so.
    """
    with TemporaryFile() as told:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
            start_new_session=True, stdin=subprocess.DEVNULL, stdout=told,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            latest = time.monotonic() + LONGEST
            while not re.search(ready, _said(told), re.MULTILINE):
                if process.poll() is not None or time.monotonic() > latest:
                    message = f"{command[0]} did not come to watch: {_said(told)[-800:]}"
                    raise RunError(message)
                time.sleep(PAUSE / 10)
            yield partial(_said, told)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _said(told: IO[bytes]) -> str:
    """What the process has printed so far. It has a place of its own in the file."""
    return os.pread(told.fileno(), 2**20, 0).decode(errors="replace")


def seconds_to(page: Path, words: str, edit: Callable[[], object]) -> float:
    """The seconds from an edit until a page has these words.

    Raises:
        RunError: it does not come to have them.
    """
    wanted = words.encode()
    time.sleep(PAUSE)
    edit()
    began = time.perf_counter()
    seen = None
    while time.perf_counter() - began < LONGEST:
        now = _state(page)
        if now != seen and now is not None:
            data = _bytes(page)
            if wanted in data:
                return time.perf_counter() - began
            # A page that is being written is looked at again, whatever its times say.
            seen = now if data.rstrip().endswith(b"</html>") else None
        time.sleep(EVERY)
    raise RunError(f"{page} did not come to show the edit")


def _state(page: Path) -> tuple[int, int, int] | None:
    try:
        found = page.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _bytes(page: Path) -> bytes:
    try:
        return page.read_bytes()
    except OSError:
        return b""
