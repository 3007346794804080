"""``claimline rename``, ``claimline merge-records`` and ``claimline remove``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimline.cli.shared_options import project_option
from claimline.cli.shared_options import root as root_of

if TYPE_CHECKING:
    from claimline.author.renaming import ProjectChange
    from claimline.author.workspace import Snapshot


def _options(command: Any) -> Any:
    """Add the options of these commands."""
    dry_run = click.option(
        "--dry-run", is_flag=True, help="Show the changes as a diff, and write nothing."
    )
    return dry_run(project_option(click.pass_obj(command)))


@click.command()
@click.argument("kind")
@click.argument("old")
@click.argument("new")
@_options
def rename(
    default: Path | None, /, kind: str, old: str, new: str, dry_run: bool, project: Path | None
) -> None:
    """Give a record another id, and change every reference to it.

    References are changed in all records, texts and site.yaml, to the letter. A redirect in
    site.yaml leads from the old page to the new one. All is written, or nothing.

    \b
    Examples:
      claimline rename claim roof-fell-in library-roof --dry-run
      claimline rename source gazette gazette-2024-03-04
    """
    from claimline.author.renaming import rename as renamed

    _change(
        default, project, lambda snapshot: renamed(snapshot, kind, old, new), "Renamed", dry_run
    )


@click.command("merge-records")
@click.argument("kind")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="INTO")
@_options
def merge_records(
    default: Path | None,
    /,
    kind: str,
    source: str,
    target: str,
    dry_run: bool,
    project: Path | None,
) -> None:
    """Let every reference to the record FROM lead to INTO, and remove FROM.

    The fields of INTO stay as they are: copy first what FROM alone has. A redirect leads from the
    page of FROM to that of INTO. All is written, or nothing.

    \b
    Examples:
      claimline merge-records source gazette-copy gazette --dry-run
      claimline merge-records actor the-mayor mayor
    """
    from claimline.author.renaming import merge_records as merged

    _change(
        default, project, lambda snapshot: merged(snapshot, kind, source, target), "Merged", dry_run
    )


@click.command()
@click.argument("kind")
@click.argument("id_", metavar="ID")
@_options
def remove(
    default: Path | None, /, kind: str, id_: str, dry_run: bool, project: Path | None
) -> None:
    """Remove a record that nothing names.

    If something names it, nothing is removed, and each place is listed.

    \b
    Examples:
      claimline remove source gazette-copy
    """
    from claimline.author.renaming import remove as removed

    _change(default, project, lambda snapshot: removed(snapshot, kind, id_), "Removed", dry_run)


def _change(
    default: Path | None,
    project: Path | None,
    change_of: Callable[[Snapshot], ProjectChange],
    done: str,
    dry_run: bool,
) -> None:
    from claimline.author.renaming import NamedError, change_text, write_change
    from claimline.author.workspace import Workspace

    root = root_of(project, default)
    try:
        change = change_of(Workspace(root).snapshot())
    except NamedError as error:
        for place in error.places:
            click.echo(place.location, err=True)
        raise
    if dry_run:
        click.echo(change_text(change), nl=False)
        return
    write_change(root, change)
    files = len(change.texts)
    click.echo(
        f"{done}: {change.number} reference{'s' if change.number != 1 else ''}, "
        f"{files} file{'s' if files != 1 else ''} changed."
    )
