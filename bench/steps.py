"""How long each step of a build takes, and its memory: a profile of rows that miss their target."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import rows, targets
from bench.case import Case
from bench.measure import RunError
from bench.tools import Tool

PYTHON = "Python itself"
"""The step before and after those that the program measures."""
FIRST_OF_A_REBUILD = "waiting"
_STEP = re.compile(r"^ *([\d.]+) s(?: +(\d+) MB)?  (.+)$", re.MULTILINE)

Profile = dict[str, dict[str, float]]
"""For each step its seconds, and the most memory in bytes until its end (0 if it is not known)."""


def profile(tool: Tool, site: Path, output: Path) -> Profile:
    """Build once more, and return the steps."""
    began = time.perf_counter()
    ended = subprocess.run(
        [*tool.command(site, output), "--timings"],
        cwd=site, env={**os.environ, **tool.environment(output)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return of_run(ended.stderr, time.perf_counter() - began)


def of_run(printed: str, wall: float) -> Profile:
    """Return the steps of a build that has printed its timings and took ``wall`` seconds."""
    steps = _read(printed)
    known = sum(step["seconds"] for step in steps.values())
    return {PYTHON: {"seconds": max(0.0, wall - known), "memory": 0}, **steps}


def _read(printed: str) -> Profile:
    return {
        step: {"seconds": float(spent), "memory": int(memory or 0) * 1_000_000}
        for spent, memory, step in _STEP.findall(printed)
    }


def of_last_rebuild(said: Callable[[], str], rebuilds: int) -> Profile:
    """Return the steps of a server's last build, once it has built so many times.

    Raises:
        RunError: it does not come to that.
    """
    latest = time.monotonic() + 60
    while said().count("Rebuilt in ") < rebuilds:
        if time.monotonic() > latest:
            raise RunError(f"the server did not say that it has built: {said()[-800:]}")
        time.sleep(0.1)
    printed = said()
    # Its lines begin with the line of the first step.
    return _read(printed[printed.rfind("\n", 0, printed.rfind(f"  {FIRST_OF_A_REBUILD}\n")) + 1 :])


def of_missed_rows(
    size: dict[str, Any], tool: Tool, site: Path, output: Path, case: Case
) -> dict[str, Profile]:
    """Do each row that misses its target once more, as a round that is not timed."""
    profiles = {}
    for row in rows.ROWS:
        if targets.is_missed(size, row) or targets.is_memory_missed(size, row):
            rows.edit(tool, site, output, row, size["rounds"] + 1, case)
            profiles[row] = profile(tool, site, output)
    return profiles
