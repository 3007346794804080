"""Whole builds that are killed: the site in place holds, and the next build finishes the work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from tests.build_killed import other_state
from tests.small import write_files

BLOWS = int(os.environ.get("CLAIMLINE_BLOWS", "20"))
"""Builds that are killed. Each moment of the writing is tried in ``publish/test_output_kill.py``;
here the rest of a build stands before it."""


def test_the_other_state_has_no_finding(tmp_path: Path) -> None:
    report = Report(strict=True)
    project = write_files(tmp_path / "b", other_state())
    pipeline.build(BuildOptions(project, tmp_path / "site"), report)
    assert [str(finding) for finding in report] == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kill_at_random_moments(tmp_path: Path, repository: Path, compiled: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-B",
            "-m",
            "tests.build_killed",
            tmp_path,
            "20240302",
            str(BLOWS),
            compiled,
        ],
        cwd=repository,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    killed, touched = map(int, done.stdout.split())
    assert killed == BLOWS
    # Most blows fall before the site is touched.
    assert touched < BLOWS
