"""``claimline capture``: keep copies of sources."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimline.cli.shared_options import project_option
from claimline.cli.shared_options import root as root_of


@click.group()
def capture() -> None:
    """Keep copies of sources in captures/, against which quotes are checked.

    \b
    Examples:
      claimline capture add gazette ~/Downloads/library-roof.html
    """


@capture.command()
@click.argument("source")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--captured", metavar="DATE",
    help="When the file was saved, such as 2025-12-29T19:20+03:00.  [default: now]",
)  # fmt: skip
@project_option
@click.pass_obj
def add(
    default: Path | None,
    /,
    source: str,
    file: Path,
    captured: str | None,
    project: Path | None,
) -> None:
    """Copy FILE into captures/ and enter it in the record of SOURCE.

    FILE is text, HTML, MHTML, PDF or subtitles (.srt, .vtt).

    The entry has the file's SHA-256, its media type and the time. The rest of the record stays
    as it is. The copy is never published.

    \b
    Examples:
      claimline capture add gazette ~/Downloads/library-roof.html
      claimline capture add gazette roof.pdf --captured 2024-03-05
    """
    from claimline.author.captures import add as add_capture
    from claimline.cli.printing import coloured
    from claimline.diagnostics import Report

    report = Report()
    added = add_capture(root_of(project, default), source, file, _date(captured), report)
    for diagnostic in report:
        click.echo(coloured(diagnostic), err=True)
    if added is None:
        click.echo("Nothing was added.", err=True)
        sys.exit(1)
    if added.new:
        click.echo(f"Kept as {added.file} ({added.type}, SHA-256 {added.sha256}).")
        click.echo(f"Entered in {added.record}.")
    else:
        click.echo(f"{source} has this file already, as {added.file}. The record is unchanged.")
    if added.note:
        click.echo(f"No quote can be looked up in it: {added.note}", err=True)
    if added.doubt:
        click.echo(added.doubt, err=True)


def _date(captured: str | None) -> str:
    """Return the time of saving: the one of the option, or the current minute."""
    from datetime import UTC, datetime

    from claimline.dates import DateError, parse

    if captured is None:
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
    try:
        parse(captured)
    except DateError as error:
        message = f"{error.reason}. {error.suggestion}".strip()
        raise click.BadParameter(message, param_hint="'--captured'") from None
    return captured
