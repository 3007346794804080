"""What ``claimline check --newsroom`` prints, besides diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimline.author.newsroom import NewsroomItem


def print_newsroom(items: tuple[NewsroomItem, ...] | None, *, quiet: bool) -> None:
    """Print a line for each item, under a heading for each list."""
    if items is None or quiet:
        return
    from claimline.author.newsroom import LISTS

    for standard, address in LISTS.items():
        listed = [item for item in items if item.standard == standard]
        lacking = sum(item.state == "lacking" for item in listed)
        click.echo(f"{standard} ({address}): {lacking} of {len(listed)} lacking.")
        for item in listed:
            where = f": {item.where}" if item.where else ""
            click.echo(f"  {item.state:<14}  {item.asked}{where}")


def newsroom_summary(items: tuple[NewsroomItem, ...] | None) -> dict[str, object]:
    """Return the items for JSON, or None in their place if the records have errors."""
    if items is None:
        return {"newsroom": None}
    return {
        "newsroom": [
            {
                "list": item.standard,
                "asked": item.asked,
                "where": item.where,
                "state": item.state.replace(" ", "_"),
            }
            for item in items
        ]
    }
