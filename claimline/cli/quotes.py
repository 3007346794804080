"""What ``claimline check --captures`` prints about quotes, besides diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimline.author.captures import CheckedQuote, VerifyResult


def print_quotes(result: VerifyResult | None, *, quiet: bool, verbose: bool) -> None:
    """Print the counts and, with ``--verbose``, a line for each quote before them."""
    if result is None or quiet:
        return
    from claimline.author.captures.verify import STATUSES

    if verbose:
        for each in result.quotes:
            click.echo(f"{each.at}: {_line(each)}", err=True)
    counts = ", ".join(f"{result.count(status)} {words}" for status, words in STATUSES)
    click.echo(f"Quotes in {_number(result.captures, 'capture')}: {counts}.")
    if result.absent:
        click.echo(f"Not here: {_number(result.absent, 'file')} of captures.")
    if result.written:
        click.echo(f"Fragments written: {result.written}.")
    if result.noted:
        click.echo(f"`gone_since` written or removed: {result.noted}.")


def quotes_summary(result: VerifyResult | None) -> dict[str, object]:
    """Return the quotes for JSON: counts, and each quote with its place."""
    if result is None:
        return {"captures": None}
    from claimline.author.captures.verify import STATUSES

    counts = {status.replace(" ", "_"): result.count(status) for status, _ in STATUSES}
    quotes = [
        {
            "path": each.at.path,
            "line": each.at.line,
            "column": each.at.column,
            "quote": each.words,
            "status": each.status.replace(" ", "_"),
            "source": each.source,
            "file": each.file,
            "place": each.place,
            "differences": list(each.differences),
            "link": each.link,
            "gone_since": each.gone_since,
        }
        for each in result.quotes
    ]
    summary = {
        "files": result.captures,
        "files_not_here": result.absent,
        **counts,
        "fragments_written": result.written,
        "gone_since_written": result.noted,
    }
    return {"captures": {**summary, "quotes": quotes}}


def _line(each: CheckedQuote) -> str:
    place = f" in {each.file}, {each.place}" if each.file else ""
    source = f" of {each.source}" if not each.file and each.source else ""
    source += f", gone since {each.gone_since}" if each.gone_since else ""
    words = each.words if len(each.words) <= 60 else f"{each.words[:57]}..."
    return f'{each.status}{place}{source}: "{words}"'


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}"
