"""The program as it is installed from its wheel."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Installed:
    """The program as installed from its wheel into a folder of its own."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        """What Python's environment needs to find claimline in ``folder`` alone."""
        # The safe path keeps the working directory and the script's own folder out of the way.
        return {
            "PYTHONPATH": str(self.folder),
            "PYTHONSAFEPATH": "1",
            "PYTHONIOENCODING": "utf-8",
        }

    @property
    def scripts(self) -> Path:
        """The folder of the command ``claimline`` that pip makes."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, *arguments: str | Path, at: Path) -> str:
        """What Python prints when it is run in ``at`` and finds claimline in ``folder`` alone."""
        return run([sys.executable, *arguments], at=at, env={**os.environ, **self.env})


def run(command: list[str | Path], *, at: Path, env: dict[str, str] | None = None) -> str:
    """What the command prints; the test fails with all of it if the command does."""
    done = subprocess.run(
        command, cwd=at, env=env, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        pytest.fail(f"{command} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout
