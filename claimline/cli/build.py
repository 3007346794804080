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
    from claimline.outcome import Outcome


def _address(ctx: click.Context, option: click.Parameter, words: str | None) -> str | None:
    """What the option takes: the same as the field of the record."""
    if words is None:
        return None
    from claimline.model.fields import read_base_url

    try:
        return read_base_url(words)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command()
@click.option(
    "--output", "-o", type=click.Path(path_type=Path),
    help="The folder to write to.  [default: site/ in the project]",
)  # fmt: skip
@click.option(
    "--base-url", metavar="URL", callback=_address,
    help="Where the site will stand.  [default: `base_url` in content/site.yaml]",
)  # fmt: skip
@shared_options
@click.pass_obj
def build(
    default: Path | None,
    /,
    output: Path | None,
    base_url: str | None,
    project: Path | None,
    **options: Any,
) -> None:
    """Build the site.

    \b
    Examples:
      claimline build
      claimline build --project case/ --output public/
      claimline build --base-url https://example.org/library-roof/
      claimline build --strict --format github
    """
    root = root_of(project, default)
    _run("build", root, (output or root / "site").absolute(), base_url=base_url, **options)


@click.command()
@shared_options
@click.pass_obj
def check(default: Path | None, /, project: Path | None, **options: Any) -> None:
    """Check the records, the templates and every link; write nothing.

    \b
    Examples:
      claimline check
      claimline check --strict
    """
    _run("check", root_of(project, default), None, **options)


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
    verify: bool,
    no_cache: bool,
    base_url: str | None = None,
) -> None:
    """Run a command, print what it found and what it came to, and exit."""
    started = time.perf_counter()
    # Heavy imports wait until there is work to do.
    from claimline.diagnostics import Code, Location, Report

    report = Report(strict=strict)
    outcome: Outcome | None = None
    clock = Clock()
    with progress_on(quiet or form != "text", verbose) as progress:
        try:
            from claimline.cache import Cache
            from claimline.outcome import remembered

            cache = Cache(None if no_cache else root, verify=verify)
            if output is not None:
                outcome = remembered(cache, output, report, base_url)
            if outcome is None:
                from claimline import pipeline
                from claimline.publish.parallel import available

                told = clock.around(progress)
                cores = jobs or available()
                if output is None:
                    outcome = pipeline.check(root, report, told, cores, cache)
                else:
                    outcome = pipeline.build(root, output, report, told, cores, cache, base_url)
            cache.close()
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
    print_outcome(command, report, outcome, output, form, quiet, seconds)
    sys.exit(1 if report.failed else 0)
