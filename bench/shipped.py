"""The investigation that comes with claimline: what a build of it takes, beside a bare Python."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import measure, steps, tools
from bench.tools import ROOT, Tool
from bench.workshop import workshop

ROWS = ("cold", "body", "unchanged", "python")


def measured(tool: Tool, rounds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """The rows of the shipped case, on a copy of it."""
    claims = sorted((ROOT / "content" / "claims").glob("*.yaml"))
    with workshop(len(claims)) as (place, memory_backed):
        site, output = place / "sites" / "case", place / "out" / "case"
        shutil.copytree(ROOT / "content", site / "content")
        times: dict[str, list[dict[str, float]]] = {row: [] for row in ROWS}
        edited = _with_reasoning(site / tool.claim.format("*"))
        measure.run(tool.command(site, output), site, tool.environment(output))
        for nth in range(rounds):
            for row in ROWS:
                command = tool.command(site, output)
                if row == "cold":
                    shutil.rmtree(output)
                    for cache in tool.caches:
                        shutil.rmtree(site / cache, ignore_errors=True)
                elif row == "body":
                    tools.edit_body(tool, edited, f"This line was edited in round {nth + 1}.")
                elif row == "python":
                    command = [sys.executable, "-c", "pass"]
                took = measure.run(command, site, tool.environment(output))
                times[row].append({"wall": took.wall, "user": took.user, "system": took.system})
        profiles = _profiles(tool, site, output, edited)
        say(f"the shipped case: {rounds} rounds")
        return {"claims": len(claims), "memory_backed": memory_backed, "times": times,
                "steps": profiles}  # fmt: skip


def _profiles(tool: Tool, site: Path, output: Path, edited: Path) -> dict[str, steps.Profile]:
    """The steps of one more edit, of a build after which nothing has changed, and a cold build."""
    tools.edit_body(tool, edited, "This line was edited once more.")
    body = steps.profile(tool, site, output)
    unchanged = steps.profile(tool, site, output)
    shutil.rmtree(output)
    for cache in tool.caches:
        shutil.rmtree(site / cache, ignore_errors=True)
    return {"cold": steps.profile(tool, site, output), "unchanged": unchanged, "body": body}


def _with_reasoning(pattern: Path) -> Path:
    """The first claim whose reasoning the edit of a body can add to."""
    for path in sorted(pattern.parent.glob(pattern.name)):
        if "\nreasoning: |\n" in path.read_text(encoding="utf-8"):
            return path
    raise ValueError(f"{pattern.parent} has no claim with a reasoning")
