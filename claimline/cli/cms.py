"""``claimline cms``: the setup of a content management system for a team."""

from __future__ import annotations

import re
from pathlib import Path

import click

from claimline.cli.printing import shown
from claimline.cli.shared_options import project_option
from claimline.cli.shared_options import root as root_of

_SHOWN = 10


def _repository(ctx: click.Context, option: click.Parameter, name: str) -> str:
    """What the option takes: an owner, or a path of groups, and a name."""
    if not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+", name, re.ASCII):
        raise click.BadParameter("Write the owner and the name, as in owner/name.")
    return name


@click.group()
def cms() -> None:
    """Write the setup of a content management system, by which a team edits in the browser.

    \b
    Examples:
      claimline cms sveltia --repo notebook/alderford
    """


@cms.command()
@click.option(
    "--repo", required=True, metavar="OWNER/NAME", callback=_repository,
    help="The repository that holds the project.",
)  # fmt: skip
@click.option(
    "--forge", type=click.Choice(["github", "gitlab"]), default="github", show_default=True,
    help="Where the repository is.",
)  # fmt: skip
@click.option("--branch", default="main", show_default=True, help="The branch that is published.")
@click.option(
    "--direct", is_flag=True, help="Let the CMS write into the branch, without a pull request."
)
@project_option
@click.pass_obj
def sveltia(
    default: Path | None, /, repo: str, forge: str, branch: str, direct: bool, project: Path | None
) -> None:
    """Write admin/config.yml and admin/index.html, with which Sveltia CMS edits the records.

    No build reads admin/. The script of the CMS belongs into it as well: docs/cms.md says how to
    get it, and what the CMS changes in your files. Run the command again when records move to
    another folder or list.

    \b
    Examples:
      claimline cms sveltia --repo notebook/alderford
      claimline cms sveltia --repo desk/notebook/alderford --forge gitlab
      claimline cms sveltia --repo notebook/alderford --branch drafts --direct
    """
    from claimline.author.cms.admin_files import write_admin
    from claimline.author.cms.rewritten_values import commented_files, rewritten_values
    from claimline.author.cms.sveltia_config import Repository

    root = root_of(project, default)
    files = write_admin(root, Repository(forge, repo, branch, direct))
    click.echo(f"Wrote {len(files)} files into {shown(files[0].parent.absolute())}")
    changed = rewritten_values(root)
    if changed:
        click.echo("The CMS changes these places when it saves their files. Quote the values:")
        for each in changed[:_SHOWN]:
            click.echo(f"  {each.location}: {each.message}")
        if len(changed) > _SHOWN:
            click.echo(f"  and {len(changed) - _SHOWN:,} more")
    commented = len(commented_files(root))
    if commented:
        files_have = "1 file has" if commented == 1 else f"{commented:,} files have"
        click.echo(f"{files_have} comments. The CMS removes them when it saves the file.")
