"""``claimline todo``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from claimline.cli.shared_options import format_option, project_option
from claimline.cli.shared_options import root as root_of


@click.command()
@click.option(
    "--by",
    type=click.Choice(["kind", "record"]),
    default="kind",
    show_default=True,
    help="What the headings are: kinds of entries, or records.",
)
@click.option("--all", "whole", is_flag=True, help="List all entries, not ten for each heading.")
@click.option("--captures", is_flag=True, help="Also look for every quote in the captures.")
@format_option("The form of the list; JSON has all entries.")
@project_option
@click.pass_obj
def todo(
    default: Path | None,
    /,
    by: str,
    whole: bool,
    captures: bool,
    form: str,
    project: Path | None,
) -> None:
    """List what is left to do: findings, drafts, and what the records lack.

    What records lack is no mistake: a claim that rests on one vantage point, a source without an
    archive copy, a quote that no capture can check, a statement that no claim uses.

    \b
    Examples:
      claimline todo
      claimline todo --by record
      claimline todo --captures
      claimline todo --format json
    """
    from claimline import pipeline
    from claimline.author.linked_records import all_records
    from claimline.author.todo import todo as todo_of
    from claimline.author.todo_words import todo_data, todo_text
    from claimline.diagnostics import Report
    from claimline.diagnostics.report import printable
    from claimline.engine.cache import Cache
    from claimline.model.edition import EVERYTHING
    from claimline.options import BuildOptions

    root = root_of(project, default)
    report = Report()
    with closing(Cache(root)) as cache:
        pipeline.check(BuildOptions(root, cache=cache), report)
    if captures:
        from claimline.author.captures import verify

        verify(root, report, edition=EVERYTHING)
    listed = todo_of(all_records(root), report)
    if form == "json":
        import json

        click.echo(json.dumps(todo_data(listed), ensure_ascii=False, indent=2))
        return
    for line in todo_text(listed, "record" if by == "record" else "kind", whole=whole).splitlines():
        click.echo(printable(line))
