"""Damaged projects: whatever their files hold, a build ends with findings or with a sound site."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.publish import site_outputs
from claimline.publish.link_check import broken_links
from tests.fuzz.changes import change_project
from tests.fuzz.judge import judge
from tests.small import tree, write_files, write_small

ROUNDS = 15
SEEDS = 10


def _lines_of(data: bytes) -> list[str]:
    """The lines of a file as an editor counts them."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return re.split(r"\r\n?|\n", text)


def _judge(project: Path, output: Path, told: str) -> str:
    """Build a project and hold the outcome to the promise; what became of it."""
    report = Report()
    try:
        outcome = pipeline.build(BuildOptions(project, output), report)
    except Exception as error:
        raise AssertionError(f"{type(error).__name__}: {error}\n{told}") from error
    for finding in report:
        place, message = finding.location, str(finding)
        assert not place.path.startswith(("/", "..")), f"{message}\n{told}"
        assert "\n" not in message, f"{message!r}\n{told}"
        assert finding.message, f"{message}\n{told}"
        if place.line:
            lines = _lines_of((project / place.path).read_bytes())
            assert 1 <= place.line <= len(lines) + 1, f"{message}\n{told}"
            line = lines[place.line - 1] if place.line <= len(lines) else ""
            assert 1 <= place.column <= len(line) + 1, f"{message}\n{told}"
        else:
            assert place.column == 0
    if report.failed:
        assert outcome.written is None
        return "failed"
    assert outcome.written is not None
    site = tree(output)
    assert list(broken_links(site)) == [], told
    for path, data in site.items():
        if path.endswith(".html"):
            page = data.decode()
            marks = re.findall("[\ue000-\ue010\x00-\x08]", page)
            assert not marks, f"{path} has {marks} in it\n{told}"
            assert "<script>alert" not in page, f"{path}\n{told}"
    return "built"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_damaged_projects(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A little of what ``python -m tests.fuzz`` does, with the site built."""
    # This process keeps the compiled templates: see tests/compiling.py.
    monkeypatch.setattr(site_outputs, "bytecode", lambda *_: None)
    whole = write_small(tmp_path / "whole")
    seen = set()
    for run in range(ROUNDS):
        project = tmp_path / "project"
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(whole, project)
        done = change_project(random.Random(f"{seed}-{run}"), project)
        faults, failed = judge(project)
        assert faults == [], done
        if not failed:
            seen.add(_judge(project, tmp_path / "site", done))
    assert seen == {"built"}


@pytest.mark.parametrize(
    "words",
    [
        "\ue000",
        "\ue0000\ue001",
        "\ue0020\ue003 and \ue004",
        "\ue010",
        "\x02claim:gate-closed-late\x03",
        "claimline-link-0",
        "[a](claimline-link-0)",
        "{{ site.title }}",
        "{% include 'base.html' %}",
        "<script>alert(1)</script>",
        "<a href='javascript:alert(1)'>x</a>",
        "<p onclick='alert(1)' style='color:red' id='main'>x</p>",
        "</main></article>",
        "<!-- [@board-notice] -->",
        "`[@board-notice]` and `[x](nowhere:x)`",
        "*a [@board-notice] b*",
        "> a [@board-notice]\n  > b",
    ],
)
def test_words_that_are_not_ours_stay_words(words: str, tmp_path: Path) -> None:
    """In Markdown, in a quote and in a title."""
    texts = {
        "content/claims/x.yaml": (
            "claim: &w |-\n  The words " + words + " were painted.\n"
            "short: *w\nreasoning: *w\nunknowns: *w\n"
            "citations:\n  - source: board-notice\n    quote: *w\n    at: *w\n    note: *w\n"
        )
    }
    project = write_files(write_small(tmp_path / "project"), texts)
    result = _judge(project, tmp_path / "site", words)
    if result == "built":
        page = (tmp_path / "site/claims/x.html").read_text(encoding="utf-8")
        assert page.count("<main") == page.count("</main>") == 1
        assert page.count("<article") == page.count("</article>") == 1
        assert "onclick='" not in page
        assert not re.search(r"<[^>]* (onclick|style)=", page)
        assert not re.search(r"href=.javascript:", page)
