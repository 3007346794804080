"""Walks through a page of the documentation: writes the files it shows, runs its commands.

A file is a fence below a line that ends in its name: ``Who speaks. `content/actors.yaml`:``.
Commands are fences marked ``sh``. They run in order, in one folder, in a real shell that stops at
the first fault. What a test cannot do, such as sending a site to a host, has a comment before its
fence that says why: ``<!-- not run: sends the site to a host -->``.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

STEP = re.compile(
    r"(?P<not_run><!-- not run: (?P<why>[^\n]+) -->\n)?"
    r"^```(?P<lang>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
NAMED = re.compile(r"`(?P<path>[\w.-]+(?:/[\w.-]+)*\.\w+|(?:[\w.-]+/)*_headers)`:\n\n\Z")
SECONDS = 600


@dataclass(frozen=True)
class Step:
    """A file to write, or commands to run."""

    text: str
    path: str = ""
    not_run: str = ""


def steps(text: str) -> Iterator[Step]:
    """The files and the commands of a page, in order."""
    for found in STEP.finditer(text):
        named = NAMED.search(text, 0, found.start())
        if named:
            yield Step(found["text"], path=named["path"])
        elif found["lang"] == "sh":
            yield Step(found["text"], not_run=found["why"] or "")


def commands(walk: list[Step]) -> list[str]:
    """Every command of a walk, those that a test cannot run as well; comments left out."""
    found = []
    for step in walk:
        if not step.path:
            joined = step.text.replace("\\\n", " ")
            lines = (line.partition("  #")[0].strip() for line in joined.splitlines())
            found += [line for line in lines if line and not line.startswith("#")]
    return found


Served = Callable[[str, Path], None]
"""What a test does with a served site: its address, and the folder in which it was started."""


@dataclass
class Walker:
    """Where a walk has come to. ``env`` adds to the environment, ``printed`` is all output."""

    folder: Path
    env: Mapping[str, str]
    served: Served
    printed: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)

    def walk(self, walk: list[Step]) -> None:
        """Write and run all of it.

        Raises:
            AssertionError: a command fails.
        """
        for step in walk:
            if step.path:
                path = self.folder / step.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(step.text, encoding="utf-8")
            elif not step.not_run:
                self._run(step.text)

    def _run(self, text: str) -> None:
        before, serve, after = text.partition("claimline serve")
        if serve:
            if before.strip():
                self._run(before)
            line, _, after = after.partition("\n")
            with self._serving(serve + line) as address:
                self.served(address, self.folder)
            if after.strip():
                self._run(after)
            return
        state = self.folder / ".walked-to"
        script = f"set -e\n{text}\npwd > {shlex.quote(str(state))}\n"
        done = subprocess.run(
            ["sh", "-c", script], cwd=self.folder, env={**os.environ, **self.env},
            capture_output=True, encoding="utf-8", timeout=SECONDS, check=False,
        )  # fmt: skip
        self.printed.append(done.stdout + done.stderr)
        self.ran.append(text)
        assert done.returncode == 0, f"{text}\n{self.printed[-1]}"
        self.folder = Path(state.read_text(encoding="utf-8").strip())
        state.unlink()

    @contextmanager
    def _serving(self, command: str) -> Iterator[str]:
        """Run the server of the page until its test is done; then end it as Ctrl-C does."""
        self.ran.append(command)
        process = subprocess.Popen(
            shlex.split(command), cwd=self.folder, env={**os.environ, **self.env},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        late = threading.Timer(SECONDS, process.kill)
        late.start()
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line)
                if found := re.search(r"^Serving .* at (http://\S+)", line):
                    yield f"{found[1].rstrip('/')}/"
                    break
            else:
                raise AssertionError(f"{command} served nothing\n{''.join(said)}")
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()
            self.printed.append("".join(said) + rest)
            assert process.wait() == 0, self.printed[-1]
        finally:
            late.cancel()
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()
