"""How long each step of a build takes: a profile of the rows that miss their target."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path
from typing import Any

from bench import rows, targets
from bench.case import Case
from bench.tools import Tool

PYTHON = "Python itself"
"""The step before and after those that the program measures."""
_STEP = re.compile(r"^ *([\d.]+) s  (.+)$", re.MULTILINE)


def steps(tool: Tool, site: Path, output: Path) -> dict[str, float]:
    """Build once more, and return the wall time of each step in seconds."""
    began = time.perf_counter()
    ended = subprocess.run(
        [*tool.command(site, output), "--timings"],
        cwd=site, env={**os.environ, **tool.environment(output)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    wall = time.perf_counter() - began
    measured = {step: float(spent) for spent, step in _STEP.findall(ended.stderr)}
    return {PYTHON: max(0.0, wall - sum(measured.values())), **measured}


def of_missed_rows(
    size: dict[str, Any], tool: Tool, site: Path, output: Path, case: Case
) -> dict[str, dict[str, float]]:
    """Do each row that misses its target once more, as a round that is not timed."""
    profiles = {}
    for row in rows.ROWS:
        if targets.is_missed(size, row):
            rows.edit(tool, site, output, row, size["rounds"] + 1, case)
            profiles[row] = steps(tool, site, output)
    return profiles
