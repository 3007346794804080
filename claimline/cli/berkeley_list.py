"""What ``claimline check --berkeley`` prints, besides diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimline.author.captures.berkeley import BerkeleySource


def print_berkeley(sources: tuple[BerkeleySource, ...] | None, *, quiet: bool) -> None:
    """Print a line for each source, and one for each thing that it lacks."""
    if sources is None or quiet:
        return
    for source in sources:
        asked = len(source.items) - source.count("does not apply")
        kept = f" ({source.file})" if source.file else ": no capture"
        click.echo(f"{source.source}: {source.count('met')} of {asked}{kept}")
        for item in source.items if source.file else ():
            if item.state == "lacking":
                click.echo(f"  {item.paragraph:<8} {item.asked}. {item.cure}")
    whole = sum(not source.count("lacking") for source in sources)
    click.echo(f"Berkeley Protocol, paragraphs 154 to 156: {whole} of {len(sources)} sources.")


def berkeley_summary(sources: tuple[BerkeleySource, ...] | None) -> dict[str, object]:
    """Return the sources for JSON, or None in their place if the records have errors."""
    if sources is None:
        return {"berkeley": None}
    return {
        "berkeley": [
            {
                "source": source.source,
                "file": source.file,
                "items": [
                    {
                        "paragraph": item.paragraph,
                        "asked": item.asked,
                        "state": item.state.replace(" ", "_"),
                        "cure": item.cure,
                    }
                    for item in source.items
                ],
            }
            for source in sources
        ]
    }
