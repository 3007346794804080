"""``claimline build`` and ``claimline check``."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimline.cli.options import options as shared_options
from claimline.cli.options import root as root_of
from claimline.cli.printing import print_outcome
from claimline.cli.progress import Clock
from claimline.cli.progress import progress as progress_on

if TYPE_CHECKING:
    from claimline.author.captures import Result
    from claimline.pipeline import Outcome


@click.command()
@click.option(
    "--output", "-o", type=click.Path(path_type=Path),
    help="The folder to write to.  [default: site/ in the project]",
)  # fmt: skip
@shared_options
@click.pass_obj
def build(
    default: Path | None, /, output: Path | None, project: Path | None, **options: Any
) -> None:
    """Build the site.

    \b
    Examples:
      claimline build
      claimline build --project case/ --output public/
      claimline build --strict --format github
    """
    root = root_of(project, default)
    _run("build", root, (output or root / "site").absolute(), **options)


@click.command()
@click.option(
    "--captures", is_flag=True,
    help="Check the captures as well, and look for every quote in them.",
)  # fmt: skip
@click.option(
    "--write", is_flag=True,
    help="With --captures: write the `fragment` of each quote whose link needs one.",
)  # fmt: skip
@shared_options
@click.pass_obj
def check(
    default: Path | None, /, project: Path | None, captures: bool, write: bool, **options: Any
) -> None:
    """Check the records, the templates and every link; write nothing.

    \b
    Examples:
      claimline check
      claimline check --strict
      claimline check --captures
      claimline check --captures --write
    """
    if write and not captures:
        raise click.UsageError("--write goes with --captures.")
    looked = ("write" if write else "look") if captures else ""
    _run("check", root_of(project, default), None, captures=looked, **options)


def _run(
    command: str,
    root: Path,
    output: Path | None,
    *,
    strict: bool,
    form: str,
    quiet: bool,
    verbose: bool,
    jobs: int | None,
    timings: bool,
    captures: str = "",
) -> None:
    """Run a command, print what it found and what it came to, and exit."""
    started = time.perf_counter()
    # Heavy imports wait until there is work to do.
    from claimline.diagnostics import Code, Location, Report

    report = Report(strict=strict)
    outcome: Outcome | None = None
    quotes: Result | None = None
    clock = Clock()
    with progress_on(quiet or form != "text", verbose) as progress:
        try:
            from claimline import pipeline
            from claimline.publish.parallel import available

            told = clock.around(progress)
            if output is None:
                outcome = pipeline.check(root, report, told, jobs or available())
                if captures:
                    from claimline.author.captures import verify

                    told("looking for quotes", 0, 0)
                    quotes = verify(root, report, write=captures == "write")
            else:
                outcome = pipeline.build(root, output, report, told, jobs or available())
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            sys.exit(130)
        except Exception as error:
            if verbose:
                raise
            message = f"{type(error).__name__}: {error}".rstrip(".") + "."
            hint = "Please report it with what --verbose prints."
            report.add(Location("claimline"), Code.INTERNAL, message, hint)
    seconds = time.perf_counter() - started
    if timings:
        for step, spent in clock.steps():
            click.echo(f"{spent:8.3f} s  {step}", err=True)
    more = None
    if captures:
        from claimline.cli.quotes import print_quotes, quotes_summary

        more = quotes_summary(quotes)
        if form != "json":
            print_quotes(quotes, quiet=quiet, verbose=verbose)
    print_outcome(command, report, outcome, output, form, quiet, seconds, more)
    sys.exit(1 if report.failed else 0)
