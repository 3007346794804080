"""The command line. The only part that prints or exits.

Each command is a function in a module here. It imports what it needs when it is called, so that
the program starts fast. Exit codes: 0, the site is built or the check is clean; 1, the content or
the output has an error; 2, the command was not understood.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from claimline import __version__
from claimline.cli.build import build, check, merge
from claimline.cli.capture import capture
from claimline.cli.changes import changes
from claimline.cli.cms import cms
from claimline.cli.diff import diff
from claimline.cli.echoes import echoes
from claimline.cli.export import export
from claimline.cli.import_files import import_files
from claimline.cli.new import new
from claimline.cli.publish import publish
from claimline.cli.rename import merge_records, remove, rename
from claimline.cli.schema import schema
from claimline.cli.serve import serve
from claimline.cli.shared_options import DefaultToBuild
from claimline.cli.todo import todo
from claimline.cli.verify import verify
from claimline.cli.words import words


@click.group(
    cls=DefaultToBuild,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0, all is well; 1, the content or the output has an error; 2, the "
    "command was not understood.",
)
@click.version_option(__version__, prog_name="claimline", message="%(prog)s %(version)s")
def program() -> None:
    """Build an investigation's records into a static site.

    Without a command, the project in the current folder is built into site/.
    """


for command in (
    *(build, check, todo, merge, publish, verify, diff, changes, export),
    *(rename, merge_records, remove),
    *(new, import_files, serve, capture, echoes, schema, cms, words),
):
    program.add_command(command)


def main(default_project: Path | None = None) -> None:
    """Run the program. ``default_project`` is used instead of the current folder."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows its number; it does not end the program.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        program(obj=default_project)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        # The pipe is closed, or the disk is full.
        with suppress(OSError):
            sys.stderr.write(f"claimline: {error.strerror or error}\n")
        os._exit(1)
