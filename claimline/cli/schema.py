"""``claimline schema``."""

from __future__ import annotations

from pathlib import Path

import click

from claimline.cli.printing import shown
from claimline.cli.shared_options import project_option
from claimline.cli.shared_options import root as root_of


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@project_option
@click.pass_obj
def schema(default: Path | None, /, folder: Path | None, project: Path | None) -> None:
    """Write JSON Schemas of all records into DIR, by which editors check and complete them.

    Without DIR, they go to schema/ in the project. The first line of a record that `claimline
    new` writes names a schema there. Schemas of an older version are replaced.

    \b
    Examples:
      claimline schema
      claimline schema --project case/
      claimline schema editor/
    """
    from claimline.author.json_schema import FOLDER, write_schemas

    target = (folder or root_of(project, default) / FOLDER).absolute()
    files = write_schemas(target)
    click.echo(f"Wrote {len(files)} schemas into {shown(target)}")
