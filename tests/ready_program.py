"""The commands of ``claimline``, run by a process that has imported the program already.

A walk through a page of the documentation runs dozens of commands, and each would import for
longer than it works. Here a command hands its arguments, its folder, its environment and its open
files to one process. That process forks, and the fork goes on as the program does when it starts.
How a command starts and what it imports by itself is tested in ``tests/test_first_steps.py``.

Before the first command, the process checks the small investigation. So the forms of records and
the templates are at hand as well.

    python -m tests.ready_program SOCKET COMPILED
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.pipeline import check
from tests.compiling import compile_once_in_a_run
from tests.small import write_small

IMPORTED = (
    *("claimline.prose.dialect", "claimline.publish.page_links", "claimline.diagnostics.printers"),
    *("claimline.cli.build", "claimline.cli.new", "claimline.cli.capture"),
    *("claimline.author.compose", "claimline.author.forms", "claimline.author.new_project"),
    *("claimline.author.captures.add", "claimline.author.captures.verify"),
    *("claimline.author.serve.dev_server", "jinja2.ext", "selectolax.lexbor"),
    *("filelock", "ruamel.yaml", "starlette.applications", "uvicorn"),
)
"""What most commands need. A fork imports what else its command needs."""

CALLER = """\
import json, os, signal, socket, sys
words = {"argv": sys.argv[2:], "folder": os.getcwd(), "environ": dict(os.environ)}
with socket.socket(socket.AF_UNIX) as program:
    program.connect(sys.argv[1])
    socket.send_fds(program, [b"."], [0, 1, 2])
    program.sendall(json.dumps(words).encode() + b"\\n")
    answers = program.makefile()
    fork = int(answers.readline())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: os.kill(fork, number))
    sys.exit(int(answers.readline()))
"""


@contextmanager
def ready_program(environ: Mapping[str, str], compiled: Path) -> Iterator[list[str | Path]]:
    """Start the process. Give the words that stand before the arguments of a command.

    Args:
        environ: adds to the environment of the process.
        compiled: where the processes of a run find what one of them compiled of a template.
    """
    if sys.platform != "linux":
        yield [sys.executable, "-m", "claimline"]
        return
    with TemporaryDirectory(dir="/tmp") as folder:  # the path of a socket has a hundred letters
        place, caller = Path(folder, "socket"), Path(folder, "caller.py")
        caller.write_text(CALLER, encoding="utf-8")
        command: list[str | Path] = [sys.executable, "-m", "tests.ready_program", place, compiled]
        # Pipes, since a stream of Python's remembers whether it is a file, in which it could seek.
        process = subprocess.Popen(
            command, cwd=Path(__file__).parents[1], env={**os.environ, **environ},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield [sys.executable, "-I", "-S", caller, place]
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # what a failed test left behind, too
            process.communicate()


def fork_for_each_caller(place: str) -> None:
    """Return in a fork for each command that is called, and nowhere else."""
    at_work: dict[int, tuple[int, socket.socket]] = {}
    with socket.socket(socket.AF_UNIX) as calls:
        calls.bind(place)
        calls.listen()
        print("ready", flush=True)
        while True:
            awaited: list[socket.socket | int] = [calls, *at_work]
            happened, _, _ = select.select(awaited, [], [])
            for ended in at_work.keys() & set(happened):
                fork, caller = at_work.pop(ended)
                os.close(ended)
                _, status = os.waitpid(fork, 0)
                with caller:
                    caller.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
            if calls in happened:
                caller, _ = calls.accept()
                _, files, _, _ = socket.recv_fds(caller, 1, 3)
                words = json.loads(caller.makefile().readline())
                fork = os.fork()
                if not fork:
                    break
                for file in files:
                    os.close(file)
                at_work[os.pidfd_open(fork)] = fork, caller
                caller.sendall(f"{fork}\n".encode())
    caller.close()
    for at, file in enumerate(files):
        os.dup2(file, at)
        os.close(file)
    os.environ.clear()
    os.environ.update(words["environ"])
    os.chdir(words["folder"])
    sys.argv = ["claimline", *words["argv"]]
    sys.path[0] = words["folder"]


if __name__ == "__main__":
    for name in IMPORTED:
        importlib.import_module(name)
    compile_once_in_a_run(pytest.MonkeyPatch(), Path(sys.argv[2]))  # never undone, for the forks
    with TemporaryDirectory() as folder:
        check(BuildOptions(write_small(Path(folder))), Report())
    gc.freeze()  # else each fork copies all objects, to look for garbage when it ends
    fork_for_each_caller(sys.argv[1])
    runpy.run_module("claimline", run_name="__main__", alter_sys=True)
