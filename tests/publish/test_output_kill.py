"""Builds that are killed, and builds at the same time: the site in place always holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.publish.output_sites import A, B, contents, debris, expected

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def _start(repository: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-B", "-m", "tests.publish.output_killed", *arguments],
        cwd=repository,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _run(repository: Path, *arguments: str) -> str:
    process = _start(repository, *arguments)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out


@pytest.mark.parametrize(("old", "new"), [("A", "B"), ("A", "C"), ("C", "A")])
def test_kill_at_every_change(tmp_path: Path, repository: Path, old: str, new: str) -> None:
    moments = int(_run(repository, "steps", str(tmp_path), old, new))
    assert moments > 30


def test_kill_at_random_moments(tmp_path: Path, repository: Path) -> None:
    _run(repository, "random", str(tmp_path), "20251229", "50")


def test_two_builds_at_once(tmp_path: Path, repository: Path) -> None:
    """Each build is done or is told of the other, and a reader meets whole files only."""
    site = tmp_path / "site"
    both = [_start(repository, "loop", str(tmp_path), name, "2") for name in "AB"]
    reads = 0
    while any(process.poll() is None for process in both):
        for path in A.keys() | B.keys():
            try:
                data = (site / path).read_bytes()
            except FileNotFoundError:
                continue
            assert data in (A.get(path), B.get(path))
            reads += 1
    results = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], results
    counts = [tuple(map(int, out.split())) for out, _ in results]
    assert all(done for done, _ in counts)
    assert sum(locked for _, locked in counts)
    assert reads
    assert contents(site) in (expected(A), expected(B))
    assert debris(site) == []
