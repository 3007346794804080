"""The command line. The only part that prints or exits.

Each command is a function in a module here. The module is imported when the command is called, and
the function imports what it needs, so that the program starts fast. Exit codes: 0, the site is
built or the check is clean; 1, the content or the output has an error; 2, the command was not
understood; 130, the user interrupted it.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from claimline import __version__
from claimline.cli.shared_options import DefaultToBuild, LateCommands

COMMANDS = {
    **{name: f"build:{name}" for name in ("build", "check", "merge")},
    **{name: f"rename:{name}" for name in ("rename", "remove")},
    "merge-records": "rename:merge_records",
    "import": "import_files:import_files",
    **{
        name: f"{name}:{name}"
        for name in (
            *("todo", "publish", "verify", "diff", "changes", "export", "new", "serve"),
            *("capture", "echoes", "schema", "cms", "words"),
        )
    },
}
"""For each command, its module in this folder and its function there."""


@click.group(
    cls=DefaultToBuild,
    commands=LateCommands(__name__, COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0, all is well; 1, the content or the output has an error; 2, the "
    "command was not understood.",
)
@click.version_option(__version__, prog_name="claimline", message="%(prog)s %(version)s")
def program() -> None:
    """Build an investigation's records into a static site.

    Without a command, the project in the current folder is built into site/.
    """


def main(default_project: Path | None = None) -> None:
    """Run the program. ``default_project`` is used instead of the current folder."""
    # Pydantic would look for plugins in every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
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
    finally:
        gc.freeze()  # the process ends, so Python need not look for garbage once more
