"""The options that commands share, and the group of all commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from claimline.errors import ClaimlineError


class LateCommands(MutableMapping[str, click.Command]):
    """The commands of a group. The module of each is imported when somebody asks for the command.

    ``package`` has the modules. ``places`` has, for each command, the names of its module and of
    its function, with a colon between.
    """

    def __init__(self, package: str, places: Mapping[str, str]) -> None:
        self._package = package
        self._places = dict(places)
        self._imported: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._imported:
            module, _, function = self._places[name].partition(":")
            self._imported[name] = getattr(import_module(f"{self._package}.{module}"), function)
        return self._imported[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._places[name] = ""
        self._imported[name] = command

    def __delitem__(self, name: str) -> None:
        del self._places[name]
        self._imported.pop(name, None)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class DefaultToBuild(click.Group):
    """A group that runs ``build`` if no command is named.

    Options may stand before the command or after it: ``claimline --strict check``.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and print the message of a ``ClaimlineError``.

        A message may have a name in it that a terminal would act on, so it is printed with escapes.
        Where the user interrupts the command, the exit code is 130.
        """
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(130)
        except ClaimlineError as error:
            from claimline.diagnostics.report import printable

            raise click.ClickException(printable(error.full)) from error
        except click.UsageError as error:
            from claimline.diagnostics.report import printable

            raise click.UsageError(printable(error.format_message()), error.ctx) from error

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_word = bool(args) and not args[0].startswith("-")
        at = 0 if is_word else _first_word(args, self._valued(args))
        if at is not None and args[at] in self.commands:
            # Options before the name of a command move behind it.
            end = at + 1
            if isinstance(self.commands[args[at]], click.Group) and end < len(args):
                end += not args[end].startswith("-")
            args = [*args[at:end], *args[:at], *args[end:]]
        elif at is not None:
            from claimline.diagnostics import did_you_mean
            from claimline.diagnostics.report import printable

            near = did_you_mean(args[at], self.commands)
            message = f'No such command "{printable(args[at])}". {near}'
            raise click.UsageError(message.rstrip(), ctx)
        elif not ({"--help", "-h", "--version"} & set(args)):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def _valued(self, args: list[str]) -> set[str]:
        """Return the options that take a value: of all commands, or of ``build`` if that is enough.

        An option that two commands have takes a value in both or in neither.
        """
        asked = {arg.partition("=")[0] for arg in args if arg.startswith("-")}
        known, valued = _options([self.commands["build"]])
        return valued if asked <= known else _options(self.commands.values())[1]


def _options(commands: Iterable[click.Command]) -> tuple[set[str], set[str]]:
    """Return all options of some commands, and those of them that take a value."""
    options = [
        option
        for command in commands
        for option in command.params
        if isinstance(option, click.Option)
    ]
    valued = [option for option in options if not option.is_flag and not option.count]
    known, with_value = (
        {name for option in each for name in (*option.opts, *option.secondary_opts)}
        for each in (options, valued)
    )
    return known, with_value


def _first_word(args: list[str], valued: set[str]) -> int | None:
    """Return the index of the first argument that is neither an option nor its value."""
    skip = False
    for at, arg in enumerate(args):
        if skip:
            skip = False
        elif arg in valued:
            skip = True
        elif not arg.startswith("-"):
            return at
    return None


project_option = click.option(
    "--project", "-p", type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The project's folder.  [default: the current folder]",
)  # fmt: skip
output_option = click.option(
    "--output", "-o", type=click.Path(path_type=Path),
    help="The folder to write to.  [default: site/ in the project]",
)  # fmt: skip
timings_option = click.option(
    "--timings", is_flag=True,
    help="Print how long each step of a build took, and the most memory until then.",
)  # fmt: skip


def _address(ctx: click.Context, option: click.Parameter, words: str | None) -> str | None:
    """What the option takes: the same as the field of the record."""
    if words is None:
        return None
    from claimline.model.fields import read_base_url

    try:
        return read_base_url(words)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


base_url_option = click.option(
    "--base-url", metavar="URL", callback=_address,
    help="The address of the site.  [default: `base_url` in content/site.yaml]",
)  # fmt: skip


def _release(ctx: click.Context, option: click.Parameter, words: str | None) -> Any:
    """What the option takes: the same as the field ``not_before`` of a record."""
    if words is None:
        return None
    from claimline.model.workflow_fields import read_release

    try:
        return read_release(words)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


as_of_option = click.option(
    "--as-of", metavar="DATE", callback=_release,
    help="The day of publication: records with `not_before` up to it are published.",
)  # fmt: skip


def format_option(words: str) -> Callable[[Any], Any]:
    """Return the option that chooses between text and JSON. ``words`` are its help."""
    return click.option(
        "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
        help=words,
    )  # fmt: skip


def options(command: Any) -> Any:
    """Add the options that most commands have."""
    for option in reversed(
        (
            project_option,
            click.option("--strict", is_flag=True, help="Warnings count as errors."),
            click.option(
                "--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
                show_default=True, help="The format of the findings.",
            ),
            click.option(
                "--jobs", "-j", type=click.IntRange(min=1), metavar="N",
                help="How many processes may work at once; a small site takes one.  "
                "[default: one for each core]",
            ),
            click.option(
                "--verify", is_flag=True,
                help="Compare every file by its bytes, whatever its time says.",
            ),
            click.option(
                "--no-cache", is_flag=True, help="Neither read nor write the cache.",
            ),
            timings_option,
            click.option("--quiet", "-q", is_flag=True, help="Print findings and nothing else."),
            click.option(
                "--verbose", "-v", is_flag=True, help="Print each step, and tracebacks.",
            ),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def root(project: Path | None, default: Path | None) -> Path:
    """Return the project's folder: the named one, the default, or the current folder."""
    try:
        return (project or default or Path()).resolve()
    except OSError as error:
        raise click.UsageError(f"The current folder is gone: {error.strerror}.") from error
