"""``claimline changes``."""

from __future__ import annotations

from pathlib import Path

import click

from claimline.cli.shared_options import format_option

_PLACE = click.Path(path_type=Path)


@click.command()
@click.argument("old", type=_PLACE)
@click.argument("new", type=_PLACE)
@click.option(
    "--only",
    type=click.Choice(["sent", "added", "changed", "removed"]),
    help="Print the paths of these files alone; sent: added or changed.",
)
@click.option("--null", "-0", is_flag=True, help="With --only: end each path with a zero byte.")
@format_option("The form of the list.")
def changes(old: Path, new: Path, only: str | None, null: bool, form: str) -> None:
    """List the files that differ between two built sites.

    OLD and NEW are the folders of sites, or copies of their manifest.json. Only files that the
    program wrote are compared. Files of your own in the folder are left out.

    \b
    Examples:
      claimline changes deployed.json site/
      claimline changes deployed.json site/ --only sent --null
      claimline changes old/ site/ --format json
    """
    if null and only is None:
        raise click.UsageError("--null goes with --only.")
    if only is not None and form == "json":
        raise click.UsageError("JSON has all lists: leave out --only.")
    from claimline.proof import changed_files

    differences = changed_files.compare_files(
        changed_files.read_digests(old), changed_files.read_digests(new)
    )
    if only is not None:
        end = "\0" if null else "\n"
        text = "".join(f"{path}{end}" for path in getattr(differences, only))
    else:
        forms = {"text": changed_files.changes_text, "json": changed_files.changes_json}
        text = forms[form](differences)
    # The bytes of the paths, whatever the terminal's character set is.
    click.echo(text.encode(), nl=False)
