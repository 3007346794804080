"""The command line. The only module that prints or exits.

Exit codes: 0, the site is built or the check is clean; 1, the content or the output has an
error; 2, the command was not understood.
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimline import __version__

if TYPE_CHECKING:
    from claimline.diagnostics import Report
    from claimline.pipeline import Outcome, Progress

LONG = 0.5
"""Seconds after which a build is long enough for a progress bar."""
REDRAW = 0.1
"""Seconds between two drawings of it."""


TAKE_A_VALUE = ("--project", "-p", "--output", "-o", "--format", "--jobs", "-j")


class DefaultToBuild(click.Group):
    """A group whose first command runs where none is named.

    Options may stand before the command or after it: ``claimline --strict check``.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = _first_word(args)
        if at is not None and args[at] in self.commands:
            args = [args[at], *args[:at], *args[at + 1 :]]
        elif not ({"--help", "-h", "--version"} & set(args)):
            args = ["build", *args]
        return super().parse_args(ctx, args)


def _first_word(args: list[str]) -> int | None:
    """Where the first argument stands that is neither an option nor an option's value."""
    skip = False
    for at, arg in enumerate(args):
        if skip:
            skip = False
        elif arg in TAKE_A_VALUE:
            skip = True
        elif not arg.startswith("-"):
            return at
    return None


def _options(command: Any) -> Any:
    """The options that every command has."""
    for option in reversed(
        (
            click.option(
                "--project", "-p", type=click.Path(path_type=Path, file_okay=False, exists=True),
                help="The project's folder.  [default: the current folder]",
            ),
            click.option("--strict", is_flag=True, help="Warnings count as errors."),
            click.option(
                "--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
                show_default=True, help="The form of the findings.",
            ),
            click.option(
                "--jobs", "-j", type=click.IntRange(min=1), metavar="N",
                help="How many processes may work at once.  [default: one for each core]",
            ),
            click.option("--timings", is_flag=True, help="Print where the time went."),
            click.option("--quiet", "-q", is_flag=True, help="Print findings and nothing else."),
            click.option(
                "--verbose", "-v", is_flag=True, help="Print each step, and the whole of a fault.",
            ),
        )
    ):  # fmt: skip
        command = option(command)
    return command


@click.group(
    cls=DefaultToBuild,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0, all is well; 1, the content or the output has an error; 2, the "
    "command was not understood.",
)
@click.version_option(__version__, prog_name="claimline", message="%(prog)s %(version)s")
def program() -> None:
    """Build an investigation's records into a static site.

    Without a command, the project in the current folder is built into site/.
    """


@program.command()
@click.option(
    "--output", "-o", type=click.Path(path_type=Path),
    help="The folder to write to.  [default: site/ in the project]",
)  # fmt: skip
@_options
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
    root = _root(project, default)
    _run("build", root, (output or root / "site").absolute(), **options)


@program.command()
@_options
@click.pass_obj
def check(default: Path | None, /, project: Path | None, **options: Any) -> None:
    """Check the records, the templates and every link; write nothing.

    \b
    Examples:
      claimline check
      claimline check --strict
    """
    _run("check", _root(project, default), None, **options)


def main(default_project: Path | None = None) -> None:
    """Run the program. ``default_project`` stands in for the current folder."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows its number; it does not end the program.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        program(obj=default_project)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        # Nobody listens any more, or there is no room for what is printed.
        with suppress(OSError):
            sys.stderr.write(f"claimline: {error.strerror or error}\n")
        os._exit(1)


def _root(project: Path | None, default: Path | None) -> Path:
    try:
        return (project or default or Path()).resolve()
    except OSError as error:
        raise click.UsageError(f"The current folder is gone: {error.strerror}.") from error


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
) -> None:
    """Run a command, print what it found and what it came to, and exit."""
    started = time.perf_counter()
    # Heavy imports wait until there is work to do.
    from claimline.diagnostics import Code, Location, Report

    report = Report(strict=strict)
    outcome: Outcome | None = None
    clock = Clock()
    with _progress(quiet or form != "text", verbose) as progress:
        try:
            from claimline import pipeline
            from claimline.publish.parallel import available

            told = clock.around(progress)
            if output is None:
                outcome = pipeline.check(root, report, told, jobs or available())
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
    _print(command, report, outcome, output, form, quiet, seconds)
    sys.exit(1 if report.failed else 0)


class Clock:
    """How long each step took, by the wall, from the moment when it was told to begin."""

    def __init__(self) -> None:
        self._marks = [("starting", time.perf_counter())]

    def around(self, progress: Progress | None) -> Progress:
        """A progress that is timed and passed on."""

        def told(step: str, done: int, of: int) -> None:
            if step != self._marks[-1][0]:
                self._marks.append((step, time.perf_counter()))
            if progress:
                progress(step, done, of)

        return told

    def steps(self) -> list[tuple[str, float]]:
        """Each step with its seconds, the last one until now."""
        ends = [*(at for _, at in self._marks[1:]), time.perf_counter()]
        return [(step, end - at) for (step, at), end in zip(self._marks, ends, strict=True)]


def _print(
    command: str,
    report: Report,
    outcome: Outcome | None,
    output: Path | None,
    form: str,
    quiet: bool,
    seconds: float,
) -> None:
    from claimline.diagnostics import Level, printers

    errors, warnings = report.count(Level.ERROR), report.count(Level.WARNING)
    written = outcome.written if outcome else None
    if form == "json":
        summary: dict[str, object] = {
            "command": command,
            "ok": not report.failed,
            "errors": errors,
            "warnings": warnings,
            "pages": outcome.pages if outcome else 0,
            "written": written
            and {
                "created": written.created,
                "replaced": written.replaced,
                "removed": written.removed,
                "same": written.same,
            },
        }
        click.echo(printers.as_json(report, summary), nl=False)
        return
    if form == "github":
        click.echo(printers.as_github(report), nl=False)
    else:
        for found in report:
            click.echo(_coloured(found), err=True)
    if quiet:
        return
    found_words = printers.counted(errors, warnings) if len(report) else ""
    tail = f" ({found_words})" if found_words else ""
    if report.failed:
        kept = "" if output is None else " Nothing was written."
        strict = " Warnings count as errors." if not errors else ""
        click.echo(f"{command.capitalize()} failed: {found_words}.{strict}{kept}", err=True)
    elif output is None or written is None:
        pages = outcome.pages if outcome else 0
        click.echo(f"Checked {_pages(pages)} in {seconds:.2f} s{tail}.")
    elif not written.changed:
        click.echo(
            f"Nothing to write: {_pages(outcome.pages if outcome else 0)} in "
            f"{_shown(output)} are up to date; {seconds:.2f} s{tail}."
        )
    else:
        click.echo(
            f"Built {_pages(outcome.pages if outcome else 0)} into {_shown(output)} in "
            f"{seconds:.2f} s: {_counts(written)}{tail}."
        )


def _pages(number: int) -> str:
    return f"{number} page{'s' if number != 1 else ''}"


def _counts(written: Any) -> str:
    named = (
        (written.created, "new"), (written.replaced, "changed"), (written.removed, "removed"),
        (written.same, "unchanged"),
    )  # fmt: skip
    return ", ".join(f"{number} {word}" for number, word in named if number)


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return f"{path.relative_to(Path.cwd()).as_posix()}/"
    except (ValueError, OSError):
        return f"{path}/"


def _coloured(found: Any) -> str:
    from claimline.diagnostics import Level

    colour = "red" if found.level is Level.ERROR else "yellow"
    rest = " ".join(filter(None, (found.message, found.suggestion)))
    label = click.style(f"{found.level}[{found.code}]", fg=colour, bold=True)
    return f"{click.style(str(found.location), bold=True)}: {label} {rest}"


@contextmanager
def _progress(silent: bool, verbose: bool) -> Iterator[Progress | None]:
    """A bar on a terminal once the work is long; plain lines with ``--verbose``; else nothing."""
    if verbose and not silent:
        last = ""

        def lines(step: str, done: int, of: int) -> None:
            nonlocal last
            if step != last:
                click.echo(f"{step} ...", err=True)
                last = step

        yield lines
    elif silent or not sys.stderr.isatty():
        yield None
    else:
        with _bar() as bar:
            yield bar


@contextmanager
def _bar() -> Iterator[Progress]:
    """A progress bar that shows itself only when the work turns out to be long."""
    started = time.perf_counter()
    drawn = 0.0
    shown: Any = None
    task: Any = None

    def step(words: str, done: int, of: int) -> None:
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
            task = shown.add_task(words, total=of or None)
        now = time.perf_counter()
        if now - drawn >= REDRAW or done == of:
            drawn = now
            shown.update(task, description=words, completed=done, total=of or None, refresh=True)

    try:
        yield step
    finally:
        if shown is not None:
            shown.stop()
