"""Show the progress of a command."""

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
