"""What ``claimline check --links`` prints about addresses, besides diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimline.author.outside import LinkResult


def print_links(result: LinkResult | None, *, quiet: bool) -> None:
    """Print how many addresses answered, and in what way."""
    if result is None or quiet:
        return
    states = ", ".join(f"{number} {state}" for state, number in result.states.items())
    click.echo(f"Outside addresses: {result.addresses}{f' ({states})' if states else ''}.")
    click.echo(f"Asked for now: {result.asked}; the rest answered in the last seven days.")


def links_summary(result: LinkResult | None) -> dict[str, object]:
    """Return the numbers for JSON."""
    if result is None:
        return {"links": None}
    numbers = {state.replace(" ", "_"): number for state, number in result.states.items()}
    return {"links": {"addresses": result.addresses, "asked": result.asked, **numbers}}
