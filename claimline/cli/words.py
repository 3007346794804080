"""``claimline words``: a project's own catalogue of the interface's words."""

from __future__ import annotations

import re
from pathlib import Path

import click

from claimline.cli.printing import shown
from claimline.cli.shared_options import project_option
from claimline.cli.shared_options import root as root_of


def _language(ctx: click.Context, option: click.Parameter, code: str) -> str:
    from claimline.model.editor_values import LANGUAGE_PATTERN

    language = code.replace("_", "-")
    if not re.match(LANGUAGE_PATTERN, language):
        raise click.BadParameter("Write the code of a language, such as nl or pt-BR.")
    return language


@click.command()
@click.argument("language", callback=_language)
@project_option
@click.pass_obj
def words(default: Path | None, /, language: str, project: Path | None) -> None:
    """Write a catalogue of the interface's words, or add the messages that it lacks.

    The catalogue is content/locale/LANGUAGE.po. Its translations stay. Fill the empty ones in any
    editor for such files. Until then, these words are in English.

    \b
    Examples:
      claimline words nl
      claimline words pt-BR --project ../inquiry
    """
    from claimline.author.own_words import write_catalogue

    written = write_catalogue(root_of(project, default), language)
    click.echo(f"Wrote {shown(written.path.absolute())}")
    if written.untranslated:
        click.echo(f"{written.untranslated:,} messages have no translation yet.")
