"""Show the progress of a command, and measure how long each step takes."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from claimline.options import Progress

LONG = 0.5
"""Seconds after which a build is long enough for a progress bar."""
REDRAW = 0.1
"""Seconds between two updates of the bar."""


class Clock:
    """Measures the wall time of each step."""

    def __init__(self) -> None:
        self._marks = [("starting", time.perf_counter())]

    def around(self, progress: Progress | None) -> Progress:
        """Return a progress function that measures each step and then calls ``on_progress``."""

        def timed(step: str, done: int, total: int) -> None:
            if step != self._marks[-1][0]:
                self._marks.append((step, time.perf_counter()))
            if progress:
                progress(step, done, total)

        return timed

    def steps(self) -> list[tuple[str, float]]:
        """Return the seconds of each step; the last step ends now."""
        ends = [*(at for _, at in self._marks[1:]), time.perf_counter()]
        return [(step, end - at) for (step, at), end in zip(self._marks, ends, strict=True)]


@contextmanager
def progress(silent: bool, verbose: bool) -> Iterator[Progress | None]:
    """Yield a progress function: a bar for long work, lines with ``--verbose``, or nothing."""
    if verbose and not silent:
        previous = ""

        def lines(step: str, done: int, total: int) -> None:
            nonlocal previous
            if step != previous:
                click.echo(f"{step} ...", err=True)
                previous = step

        yield lines
    elif silent or not sys.stderr.isatty():
        yield None
    else:
        with _bar() as bar:
            yield bar


@contextmanager
def _bar() -> Iterator[Progress]:
    """Yield a progress function with a bar that appears only if the work takes long."""
    started = time.perf_counter()
    drawn = 0.0
    shown: Any = None
    task: Any = None

    def step(words: str, done: int, total: int) -> None:
        nonlocal drawn, shown, task
        if shown is None:
            if time.perf_counter() - started < LONG:
                return
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

            shown = Progress(
                TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
                console=Console(stderr=True), transient=True, auto_refresh=False,
            )  # fmt: skip
            shown.start()
            task = shown.add_task(words, total=total or None)
        now = time.perf_counter()
        if now - drawn >= REDRAW or done == total:
            drawn = now
            shown.update(task, description=words, completed=done, total=total or None, refresh=True)

    try:
        yield step
    finally:
        if shown is not None:
            shown.stop()
