"""Run the work of a command: show progress, print the result, and exit."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from claimline.cli.printing import print_outcome
from claimline.cli.progress import progress as progress_on

if TYPE_CHECKING:
    from claimline.diagnostics import Report
    from claimline.options import Progress
    from claimline.outcome import Outcome

Work = Callable[["Report", "Progress", int], "Outcome"]
"""The work of a command. Takes the report, the progress function and the number of processes."""
Ending = Callable[[str, bool, bool], dict[str, Any] | None]
"""Takes the format, ``quiet`` and ``verbose``. Prints, and returns what JSON output also holds."""


def run(
    command: str,
    output: Path | None,
    work: Work,
    ending: Ending | None = None,
    *,
    strict: bool = False,
    form: str = "text",
    quiet: bool = False,
    verbose: bool = False,
    jobs: int | None = None,
    timings: bool = False,
) -> NoReturn:
    """Do the work, print its diagnostics and a summary, and exit.

    ``output`` is the folder that it writes to, or None.
    """
    started = time.perf_counter()
    # Heavy imports wait until there is work to do.
    from claimline.diagnostics import Code, Location, Report
    from claimline.options import cores
    from claimline.step_times import Clock, step_lines

    report = Report(strict=strict)
    outcome: Outcome | None = None
    clock = Clock()
    with progress_on(quiet or form != "text", verbose) as on_progress:
        try:
            outcome = work(report, clock.around(on_progress), jobs or cores())
        except Exception as error:
            if verbose:
                raise
            message = f"{type(error).__name__}: {error}".rstrip(".") + "."
            hint = "Please report it with what --verbose prints."
            report.add(Location("claimline"), Code.INTERNAL, message, hint)
    seconds = time.perf_counter() - started
    if timings:
        for line in step_lines(clock.steps()):
            click.echo(line, err=True)
    if outcome and not quiet:
        for remark in outcome.remarks:
            click.echo(remark, err=True)
    more = ending(form, quiet, verbose) if ending else None
    print_outcome(command, report, outcome, output, form, quiet, seconds, more)
    sys.exit(1 if report.failed else 0)
