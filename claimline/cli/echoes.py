"""``claimline echoes``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimline.cli.shared_options import format_option, project_option
from claimline.cli.shared_options import root as root_of

if TYPE_CHECKING:
    from claimline.author.echoes import Echo, EchoResult


@click.command()
@click.option(
    "--accept", "accepted", metavar="COPY:ORIGINAL", multiple=True,
    help="Enter in the record of COPY that it reprints ORIGINAL. May be given several times.",
)  # fmt: skip
@click.option(
    "--all", "with_recorded", is_flag=True,
    help="Also list echoes that the records already explain.",
)  # fmt: skip
@format_option("The form of the list.")
@project_option
@click.pass_obj
def echoes(
    default: Path | None,
    /,
    accepted: tuple[str, ...],
    with_recorded: bool,
    form: str,
    project: Path | None,
) -> None:
    """List sources that share passages nearly word for word.

    The captures of all sources are compared; if a source has none, its quotes in the records are.
    Words in quotation marks do not count: two sources may quote the same speaker. A shared passage
    is a hint, not a proof. You decide, and nothing is written without --accept.

    \b
    Examples:
      claimline echoes
      claimline echoes --accept herald:gazette
    """
    from claimline.author.echoes import accept, find_echoes
    from claimline.cli.printing import coloured
    from claimline.diagnostics import Report

    root = root_of(project, default)
    report = Report()
    result = find_echoes(root, report)
    for diagnostic in report:
        click.echo(coloured(diagnostic), err=True)
    if result is None:
        sys.exit(1)
    if accepted:
        for copy, original in map(_pair, accepted):
            record = accept(root, result.echoes, copy, original)
            click.echo(f"Entered in {record}: {copy} reprints {original}.")
        return
    shown = [echo for echo in result.echoes if with_recorded or not echo.recorded]
    if form == "json":
        import json

        click.echo(json.dumps(_data(result, shown), ensure_ascii=False, indent=2))
    else:
        _print(result, shown)


def _pair(accepted: str) -> tuple[str, str]:
    copy, colon, original = accepted.partition(":")
    if not colon or not copy or not original:
        message = f'"{accepted}" does not name two sources. Write COPY:ORIGINAL.'
        raise click.BadParameter(message, param_hint="'--accept'")
    return copy, original


def _print(result: EchoResult, shown: list[Echo]) -> None:
    for echo in shown:
        click.echo(_heading(echo))
        click.echo(f'  "{echo.passage}"')
        click.echo(f"  {echo.source}: {echo.place}; {echo.other}: {echo.other_place}.")
        if echo.recorded:
            click.echo("  The records say so already.")
            continue
        click.echo(f"  If it is a copy: claimline echoes --accept {echo.source}:{echo.other}")
        if echo.order == "unknown":
            click.echo(f"  or the other way: claimline echoes --accept {echo.other}:{echo.source}")
    recorded = sum(echo.recorded for echo in result.echoes)
    click.echo(
        f"Sources compared: {result.compared}. Pairs that share a passage: {len(result.echoes)}; "
        f"in the records already: {recorded}."
    )
    if result.without_text:
        click.echo(f"Sources without a capture or a quote: {len(result.without_text)}.")


def _heading(echo: Echo) -> str:
    order = (
        f"{echo.other} came first"
        if echo.order == "later"
        else "the dates do not say which came first"
    )
    share = f"{echo.share:.0%} of {echo.source}"
    return f"{echo.source} and {echo.other} share {echo.words} words ({share}); {order}."


def _data(result: EchoResult, shown: list[Echo]) -> dict[str, object]:
    """Return the result as JSON has it."""
    import msgspec

    return {
        "compared": result.compared,
        "without_text": list(result.without_text),
        "echoes": msgspec.to_builtins(shown),
    }
