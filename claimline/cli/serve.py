"""``claimline serve``."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimline.cli.printing import coloured, print_outcome, shown
from claimline.cli.shared_options import output_option, project_option, timings_option
from claimline.cli.shared_options import root as root_of

if TYPE_CHECKING:
    from claimline.author.serve.dev_server import BuildResult
    from claimline.diagnostics import Diagnostic


@click.command()
@project_option
@output_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="The port; 0 for any free one.  [default: 8000, or the next one that is free]",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on. Only this machine reaches the default.",
)
@click.option(
    "--editor",
    default="vscode",
    show_default=True,
    help="What a link at an error opens: vscode, vscodium, cursor, zed, idea, pycharm, sublime, "
    "textmate, none, or an address with {path}, {line} and {column} in it.",
)
@click.option(
    "--preview",
    is_flag=True,
    help="Show drafts too, in preview/, where every page says that it is a preview.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@timings_option
@click.option("--quiet", "-q", is_flag=True, help="Print diagnostics and the address, no more.")
@click.option("--verbose", "-v", is_flag=True, help="Print times and tracebacks.")
@click.pass_obj
def serve(
    default: Path | None,
    /,
    project: Path | None,
    output: Path | None,
    port: int | None,
    host: str,
    editor: str,
    preview: bool,
    strict: bool,
    timings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Serve the site while you write: each save shows at once.

    The site is built into site/, and built again when a file in content/ or templates/ changes.
    Open pages reload and keep their place. While the records have an error, the last good site
    is served, and its pages show the error. Ctrl-C ends it.

    \b
    Examples:
      claimline serve
      claimline serve --preview
      claimline serve --port 0 --editor sublime
      claimline serve --project case/ --output public/
    """  # fmt: skip
    try:
        from claimline.author.serve.dev_server import DevServer, Settings
        from claimline.author.serve.http_server import is_loopback
    except ModuleNotFoundError as error:
        raise click.UsageError(
            f"The server needs the package {error.name}. Install it from a checkout of claimline: "
            "pip install -e '.[serve]'."
        ) from error

    root = root_of(project, default)
    folder = (output or root / ("preview" if preview else "site")).absolute()
    settings = Settings(root, folder, host, port, strict, editor, preview=preview)
    if not is_loopback(host):
        drafts = ", drafts too" if preview else ""
        message = f"everyone who can reach this address can read the site{drafts}."
        click.echo(
            f"{click.style('Warning:', fg='yellow')} with --host {host}, {message}", err=True
        )
    try:
        server = DevServer(settings, _Terminal(folder, timings, quiet, verbose))
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--editor") from error
    except OSError as error:
        at = f"{host}:{port}" if port else host
        reason = (error.strerror or str(error)).partition(" (while ")[0]
        click.echo(f"claimline: Cannot listen on {at}: {reason}.", err=True)
        click.echo("Choose another port with --port, or any free one with --port 0.", err=True)
        sys.exit(1)
    import signal

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server.run()
    except KeyboardInterrupt:
        # Ctrl-C is how an author ends the server: no failure.
        if not quiet:
            click.echo("Stopped.", err=True)


class _Terminal:
    """Prints the result of each build."""

    def __init__(self, output: Path, timings: bool, quiet: bool, verbose: bool) -> None:
        self._output = output
        self._timings = timings
        self._quiet = quiet
        self._verbose = verbose
        self._warned: set[Diagnostic] = set()
        self._lock = threading.Lock()

    def on_first_build(self, result: BuildResult) -> None:
        with self._lock:
            self._print_traceback(result.error)
            self._warned = set(result.report)
            self._print_timings(result)
            print_outcome(
                "build", result.report, result.outcome, self._output, "text", self._quiet,
                result.seconds,
            )  # fmt: skip

    def on_serving(self, url: str, desk_url: str) -> None:
        with self._lock:
            click.echo(f"Serving {shown(self._output)} at {url} (Ctrl-C ends it)")
            if desk_url and not self._quiet:
                click.echo(f"Write in the browser at {desk_url}")

    def on_rebuild(self, result: BuildResult) -> None:
        with self._lock:
            self._print_traceback(result.error)
            self._print_timings(result)
            self._diagnostics(result)
            if not self._quiet:
                self._summary(result)

    def on_trouble(self, message: str, error: BaseException | None = None) -> None:
        with self._lock:
            kind = f" ({type(error).__name__}: {error})" if error else ""
            click.echo(f"{click.style('Warning:', fg='yellow')} {message}{kind}", err=True)
            self._print_traceback(error)

    def _print_traceback(self, error: BaseException | None) -> None:
        if error is not None and self._verbose:
            import traceback

            click.echo("".join(traceback.format_exception(error)), nl=False, err=True)

    def _print_timings(self, result: BuildResult) -> None:
        if self._timings:
            from claimline.step_times import step_lines

            for line in step_lines(result.steps):
                click.echo(line, err=True)

    def _diagnostics(self, result: BuildResult) -> None:
        """Print every error, and the warnings that the last build did not have."""
        from claimline.diagnostics import Level

        for diagnostic in result.report:
            if (
                diagnostic.level is Level.ERROR
                or result.report.strict
                or diagnostic not in self._warned
            ):
                click.echo(coloured(diagnostic), err=True)
        if not result.report.failed:  # a failed build may stop before the others
            self._warned = set(result.report)
        else:
            self._warned |= set(result.report)

    def _summary(self, result: BuildResult) -> None:
        from claimline.diagnostics import Level, printers

        report, written = result.report, result.outcome.written if result.outcome else None
        counted = printers.counted(
            report.count(Level.ERROR), report.count(Level.WARNING), len(report.waived)
        )
        if report.failed or written is None:
            click.echo(f"Build failed: {counted}. The last good site is still there.", err=True)
            return
        named = (
            (written.created, "new"), (written.replaced, "changed"), (written.removed, "removed"),
        )  # fmt: skip
        words = ", ".join(f"{number} {word}" for number, word in named if number)
        late = f", {result.latency:.2f} s after the change" if self._verbose else ""
        click.echo(f"Rebuilt in {result.seconds:.2f} s{late}: {words or 'nothing changed'}.")
