"""The group of all commands: what it imports, and which words it takes for a command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from claimline import cli
from claimline.cli.shared_options import LateCommands
from tests.small import write_small

LISTED = """
import sys
from claimline import cli
sys.argv = ["claimline", *sys.argv[1:]]
try:
    cli.main()
finally:
    print(*(name for name in sys.modules if name.startswith("claimline.cli.")), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("words", "module"),
    [("--quiet -p no-folder", "build"), ("todo --help", "todo"), ("capture add --help", "capture")],
)
def test_only_the_module_of_the_command_is_imported(words: str, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LISTED, *words.split()], capture_output=True, text=True, check=False
    )
    loaded = {name.removeprefix("claimline.cli.") for name in done.stderr.split()}
    commands = {place.partition(":")[0] for place in cli.COMMANDS.values()}
    assert loaded & commands == {module}


@pytest.mark.parametrize("words", ["check", "todo", "echoes", "capture list", "diff a b"])
def test_a_command_that_is_interrupted_says_so(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(write_small(tmp_path / "project"))
    for command in _commands(cli.program):
        monkeypatch.setattr(command, "callback", interrupted)
    done = CliRunner().invoke(cli.program, words.split())
    assert (done.exit_code, done.stderr) == (130, "Stopped.\n")


def _commands(group: click.Group) -> Iterator[click.Command]:
    """Yield each command of a group that does something, at any depth."""
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from _commands(command)
        else:
            yield command


def test_each_command_has_the_name_by_which_it_is_called() -> None:
    assert {name: command.name for name, command in cli.program.commands.items()} == {
        name: name for name in cli.COMMANDS
    }


def test_an_option_takes_a_value_in_all_commands_or_in_none() -> None:
    takes: dict[str, dict[bool, list[str]]] = {}
    for called, command in cli.program.commands.items():
        for option in command.params:
            if isinstance(option, click.Option):
                valued = not option.is_flag and not option.count
                for name in (*option.opts, *option.secondary_opts):
                    takes.setdefault(name, {}).setdefault(valued, []).append(called)
    assert {name: by for name, by in takes.items() if len(by) > 1} == {}


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("--strict -p . check", "check"),
        ("--host github check", "check"),
        ("--port 0 -p . serve", "serve"),
        ("-j2 -p .", "build"),
        ("-p . --output=there", "build"),
        ("", "build"),
    ],
)
def test_options_may_stand_before_the_command(
    words: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    for name, command in cli.program.commands.items():
        monkeypatch.setattr(command, "callback", lambda *_, name=name, **__: ran.append(name))
    cli.program(words.split(), standalone_mode=False)
    assert ran == [asked]


def test_late_commands_are_a_mapping_that_can_change() -> None:
    late = LateCommands("claimline.cli", {"todo": "todo:todo"})
    own = click.Command("own")
    late["own"] = own
    assert late["own"] is own
    assert list(late) == ["todo", "own"]
    assert len(late) == 2
    del late["own"]
    assert "own" not in late
    assert late.get("own") is None
    assert late["todo"].name == "todo"
