"""Kills whole builds and looks at the site that is left; run as a program by ``test_kill.py``.

    build_killed.py FOLDER SEED COUNT COMPILED

A build that is done before its blow falls does not count: blows go on until COUNT have struck.
Two states of one investigation are built in turn into one folder. The program is imported once
and each build runs in a fork, which a test process with threads must not do.
"""

from __future__ import annotations

import os
import random
import runpy
import signal
import sys
import time
from functools import cache
from pathlib import Path
from unittest import mock

import pytest

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.publish import paths, theme
from tests.compiling import compile_once_in_a_run
from tests.publish.output_sites import dead_ends
from tests.small import COPY, DETAIL, FILES, LATE, SITE, tree, write_files

BUILD = Path(__file__).resolve().parents[1] / "build.py"

BLOG = """\
title: Paint on the gate
publisher: Painter's blog
published: 2024-03-20
language: en
kind: social
url: https://painter.example.org/gate
carries:
  - statement: painter-2024-03-20
    how: quotes
"""
PAINTER_SAYS = """\
short: The painter says that the gate was open at nine
by: painter
said: 2024-03-20
says: At nine the gate was open, and wet with paint.
"""
PAINTED = """\
claim: The flood gate was painted on the day.
short: The gate was painted
by: painter
verdict: disputed
reasoning: >-
  The painter says so [@painter-blog, paragraph 1]; the board's notice does not speak of paint
  [@board-notice].
citations:
  - source: painter-blog
    at: paragraph 1
    stance: supports
  - source: board-notice
    at: line 3
    stance: disputes
related:
  - claim: gate-closed-late
    how: depends-on
tags: paint
"""
BRIEF = """\
---
title: What is known of the gate
claims: [gate-closed-late, gate-was-painted]
---
## The paint

A painter wrote of it [@painter-blog], and so of the hour [@painter-blog, paragraph 2].

## The hour

The board's notice [@board-notice] names an hour, the letter [@harbour-letter] another.
"""


def other_state() -> dict[str, str]:
    """The investigation later on: a claim, a source and citations gone, and others come."""
    gone = ("gate-was-repaired", "evening-copy", "about.md")
    files = {path: text for path, text in FILES.items() if not any(one in path for one in gone)}
    claim, _, rest = LATE.partition("  - source: evening-copy\n")
    claim = claim.replace("; @evening-copy", "").replace(
        "paragraph 6]", "paragraph 6; @painter-blog]"
    )
    claim = claim.replace("\n\n  See also [](claim:gate-was-repaired).", "")
    rest = "stances:" + rest.partition("stances:")[2]
    files["content/claims/gate-closed-late.yaml"] = (claim + rest).replace(
        "related:\n  - claim: gate-was-repaired\n    how: depends-on\n", ""
    )
    files["content/site.yaml"] = SITE.replace("gate-was-repaired", "gate-was-painted")
    files["content/details/when-the-gate-closed.yaml"] = DETAIL.replace("[evening-copy]", "[]")
    files["content/briefs/what-is-known.md"] = BRIEF
    files["content/actors/painter.yaml"] = "name: A painter\n"
    files["content/sources/painter-blog.yaml"] = BLOG
    files["content/statements/painter-2024-03-20.yaml"] = PAINTER_SAYS
    files["content/claims/gate-was-painted.yaml"] = PAINTED
    assert COPY not in files.values()
    return files


def start(project: Path, site: Path) -> int:
    """Run ``build.py`` in a process of its own; its number."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        # Not strict: one state after the other is a change that nothing explains.
        sys.argv = [str(BUILD), "--project", str(project), "--output", str(site)]
        runpy.run_path(str(BUILD), run_name="__main__")
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0
    finally:
        os._exit(code)


def whole_build(project: Path, site: Path) -> float:
    """Build to the end. Return how many seconds it took."""
    started = time.perf_counter()
    _, status = os.waitpid(start(project, site), 0)
    assert os.waitstatus_to_exitcode(status) == 0, "a build failed"
    return time.perf_counter() - started


def check_left(site: Path) -> None:
    """What a killed build left is a site: every page is whole, and no link that a reader can
    follow from the first page leads to a page that is not there."""
    files = tree(site)
    assert "index.html" in files
    assert dead_ends(site) == []
    for path, data in files.items():
        if path.endswith(".html"):
            assert data.endswith(b"</html>"), path
        assert data or path.startswith(paths.STAGING), path


def run(folder: Path, seed: int, count: int) -> None:
    chance = random.Random(seed)
    site = folder / "site"
    projects = [
        write_files(folder / name, files) for name, files in (("a", FILES), ("b", other_state()))
    ]
    # No fork compiles a template; what is killed is the rest of a build.
    compiled = cache(theme.environment)
    mock.patch(
        "claimline.publish.site_outputs.environment", lambda folder, *_: compiled(folder)
    ).start()
    expected = []
    for project in projects:
        pipeline.build(BuildOptions(project, site), Report())
        expected.append(tree(site))
    assert len(expected[0].keys() - expected[1].keys()) >= 3
    assert len(expected[1].keys() - expected[0].keys()) >= 3
    span = min(whole_build(project, site) for project in (projects[0], projects[1], projects[0]))

    killed = touched = 0
    now = 0
    for _ in range(8 * count):
        if killed == count:
            break
        child = start(projects[1 - now], site)
        # Half of the moments lie near the end, where the site is written.
        near_end = chance.random() < 0.5
        time.sleep(chance.uniform(0.7, 1.0) * span if near_end else chance.uniform(0, span))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        struck = os.WIFSIGNALED(status)
        killed += struck
        check_left(site)
        touched += struck and tree(site) != expected[now]
        now = chance.randrange(2)
        # The machine may be less busy than before, and blows that come too late strike nothing.
        span = (span + whole_build(projects[now], site)) / 2
        assert tree(site) == expected[now]
        left = sorted(path.name for path in folder.iterdir())
        assert left == ["a", "b", "site"], left
    print(killed, touched)


if __name__ == "__main__":
    compile_once_in_a_run(pytest.MonkeyPatch(), Path(sys.argv[4]))
    run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
