"""``claimline diff``."""

from __future__ import annotations

from pathlib import Path

import click

from claimline.cli.shared_options import project_option
from claimline.cli.shared_options import root as root_of


@click.command()
@click.argument("old", metavar="REV")
@click.argument("new", metavar="[REV]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html"]),
    default="text",
    show_default=True,
    help="The form of the changes.",
)
@project_option
@click.pass_obj
def diff(
    default: Path | None,
    /,
    old: str,
    new: str | None,
    form: str,
    project: Path | None,
) -> None:
    """Say in words what changed in the records between two git revisions.

    It lists verdicts, sentences, citations, dates and counts, with the reasons that the records
    give to readers. Without a second REV, the files are compared as they are now. Private records
    and fields are left out. If a name of private.yaml is in the list, it is not shown.

    \b
    Examples:
      claimline diff HEAD
      claimline diff HEAD~5 HEAD
      claimline diff published --format markdown
    """
    from claimline.author.author_error import AuthorError
    from claimline.publish.never_published import refusal_of
    from claimline.revisions.change_texts import FORMS
    from claimline.revisions.compare_revisions import compare_revisions

    root = root_of(project, default)
    text = FORMS[form](compare_revisions(root, old, new))
    if refusal := refusal_of(root, text):
        raise AuthorError(f"The list of changes is not shown. {refusal}", "See `git diff`.")
    click.echo(text, nl=False)
