"""``claimline new``: a project to start from, and new records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimline.cli.printing import coloured
from claimline.cli.shared_options import root as root_of

if TYPE_CHECKING:
    from claimline.author.drafts import ProjectRecords
    from claimline.author.forms import FieldOption

EXAMPLES = {
    "actor": ("--name 'Ann Ashby' --position 'Mayor of Alderford' --party town-hall",),
    "source": (
        "--title 'Roof falls in' --publisher Gazette --language en --kind news",
        "--id gazette --url https://example.org/roof --carries mayor-on-monday",
    ),
    "statement": ("--title 'The mayor on the roof' --by mayor --says 'The roof is gone.'",),
    "claim": (
        "--claim 'The roof of the library fell in.' --by mayor",
        "--claim 'The roof fell in.' --supports gazette --repeats county-radio",
    ),
    "event": ("--title 'A storm' --date 2024-03-03 --status reported --text 'It blew.'",),
    "detail": ("--question 'What came down?' --answer plaster gazette",),
    "place": ("--name 'Alderford library' --country GB",),
    "brief": ("--title 'What came down' --claim roof-fell-in",),
    "page": ("--title 'About this site'",),
}
KINDS = tuple(EXAMPLES)


class LateOptions(click.Command):
    """A command that reads its options from the schema only when it is called."""

    def __init__(self, kind: str, **settings: Any) -> None:
        super().__init__(kind, **settings)
        self.kind = kind
        self.ready = False

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        if not self.ready:
            from claimline.author.forms import form

            self.params = [
                *(_option(self.kind, field) for field in form(self.kind)),
                *self.params,
            ]
            self.ready = True
        return super().get_params(ctx)


def _option(kind: str, field: FieldOption) -> click.Option:
    names = [f"--{name}" for name in (field.name, field.other) if name]
    from claimline.author.forms import DERIVED

    follows = DERIVED.get((kind, field.name))
    needed = f"  [default: the {follows}, if it is short]" if follows else "  [required]"
    needed = needed if field.required else ""
    choice: Any = click.Choice(field.choices) if field.choices else None
    return click.Option(
        [field.name.replace("-", "_"), *names],
        help=f"{field.help}{needed}",
        multiple=field.many,
        nargs=field.values,
        type=choice,
        metavar=None if field.choices else field.metavar,
    )


@click.group()
def new() -> None:
    """Write a new record, or a whole project to start from.

    In a terminal, the command asks for what is missing. It overwrites nothing.

    \b
    Examples:
      claimline new project case/
      claimline new actor --name 'Ann Ashby'
      claimline new claim
    """


@new.command(short_help="Write a whole project to start from.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--title", default="", metavar="TEXT", help="Write a project of this name, without records."
)
@click.option(
    "--newsroom", is_flag=True, help="With --title: add pages that readers expect of a newsroom."
)
def project(folder: Path, title: str, newsroom: bool) -> None:
    """Write a small, made-up investigation into the new folder DIR, to read and to change.

    Comments in every file say what it is for. DIR must be new or empty; a git repository in it
    does not count. With --title, the project has this title and no records yet. With --newsroom,
    it also has pages to be written, on method, corrections, money, owner and contact.

    \b
    Examples:
      claimline new project case/
      claimline new project case/ --title 'The roof of Alderford library'
      claimline new project desk/ --title 'Checks of the Alderford Notebook' --newsroom
    """
    from claimline.author.new_project import write_project

    if newsroom and not title.strip():
        raise click.UsageError("Missing option --title. A newsroom's project has its own name.")
    files = write_project(folder, title.strip(), newsroom=newsroom)
    there = "" if folder.resolve() == Path.cwd() else f" --project {folder}"
    click.echo(f"Wrote {len(files)} files into {folder}. To check and to build:")
    click.echo(f"  claimline check --strict{there}\n  claimline build{there}")


def _command(kind: str) -> click.Command:
    article = "an" if kind[0] in "aeiou" else "a"

    def write(**answers: Any) -> None:
        _write(kind, answers)

    calls = "\n".join(f"  claimline new {kind} {call}" for call in EXAMPLES[kind])
    return LateOptions(
        kind,
        callback=write,
        short_help=f"Write {article} {kind}.",
        help=f"Write a new {kind} into the project.\n\n"
        "Other records are named by their ids, and must exist.\n\n"
        f"\b\nExamples:\n{calls}",
        params=[
            click.Option(["id_", "--id"], metavar="ID", help="Its id.  [default: from its title]"),
            click.Option(
                ["project", "--project", "-p"],
                type=click.Path(path_type=Path, file_okay=False, exists=True),
                help="The project's folder.  [default: the current folder]",
            ),
        ],
    )


for _kind in KINDS:
    new.add_command(_command(_kind))


def _write(kind: str, answers: dict[str, Any]) -> None:
    """Ask for what is missing, write the record, and report what it still lacks."""
    from claimline.author.author_error import AuthorError
    from claimline.author.drafts import draft, open_project, write_draft
    from claimline.author.forms import data_of, form
    from claimline.author.json_schema import FOLDER

    folder, id_ = answers.pop("project"), answers.pop("id_")
    answers = {name.replace("_", "-"): value for name, value in answers.items()}
    root = root_of(folder, click.get_current_context().obj)
    try:
        project = open_project(root)
        _complete(project, kind, answers)
        id_ = id_ or _id(project, kind, answers)
        new_draft = draft(project, kind, id_, data_of(kind, answers))
        write_draft(project, new_draft)
    except AuthorError as error:
        names = [field.name for field in form(kind) if field.key == error.field]
        if names or error.field == "id":
            name = names[0] if names else "id"
            raise click.UsageError(f"--{name}: {error.full}") from error
        raise
    click.echo(f"Wrote {new_draft.path}.")
    for diagnostic in new_draft.todo:
        click.echo(f"  to do: {coloured(diagnostic)}")
    if not (root / FOLDER).is_dir():
        click.echo("Run `claimline schema` once, and editors check records while you write.")


def _complete(project: ProjectRecords, kind: str, answers: dict[str, Any]) -> None:
    """Add the required answers that are missing, or raise an error that names their options."""
    from claimline.author.forms import derived, form

    missing = [each for each in form(kind) if each.required and not answers.get(each.name)]
    lacking = []
    for field in missing:
        follows = derived(kind, field.name, answers)
        if _asks():
            answers[field.name] = _ask(project, kind, field, follows)
        elif follows:
            answers[field.name] = follows
        else:
            lacking.append(f"--{field.name}")
    if lacking:
        options = "option" if len(lacking) == 1 else "options"
        raise click.UsageError(f"Missing {options} {', '.join(lacking)}.")


def _asks() -> bool:
    """Whether a person can answer."""
    return sys.stdin.isatty()


def _ask(project: ProjectRecords, kind: str, field: FieldOption, default: str) -> Any:
    from claimline.author.author_error import AuthorError
    from claimline.author.drafts import check_field

    def read(words: str) -> str:
        words = words.strip()
        if field.choices and words not in field.choices:
            raise click.UsageError(f"Answer one of: {', '.join(field.choices)}.")
        try:
            check_field(project, kind, field.key, words)
        except AuthorError as error:
            raise click.UsageError(error.full) from error
        return words

    choices = f" ({', '.join(field.choices)})" if field.choices else ""
    label = f"{field.name}: {field.help.rstrip('.')}{choices}"
    return click.prompt(label, default=default or None, value_proc=read, prompt_suffix="\n> ")


def _id(project: ProjectRecords, kind: str, answers: dict[str, Any]) -> str:
    """Return an id made from the title; ask for it in a terminal."""
    from claimline.author.author_error import AuthorError
    from claimline.author.drafts import suggest_id
    from claimline.author.forms import title_of
    from claimline.author.new_ids import check_id

    suggested = suggest_id(project, kind, title_of(kind, answers))

    def read(words: str) -> str:
        try:
            check_id(words.strip(), kind, project.ids.get(kind, frozenset()))
        except AuthorError as error:
            raise click.UsageError(error.full) from error
        return words.strip()

    if _asks():
        label = "id: Its name in the address of its page, and in other records"
        return str(
            click.prompt(label, default=suggested or None, value_proc=read, prompt_suffix="\n> ")
        )
    if not suggested:
        raise click.UsageError("No id can be made of the title. Missing option --id.")
    return suggested
