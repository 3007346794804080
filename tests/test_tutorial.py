"""The tutorial and the other pages of the documentation, their commands run as they stand."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.exports.headers import headers, policy
from claimline.read import read_yaml
from tests.author.captures.pdf_writer import pdf
from tests.author.desk.desks import Browser
from tests.ready_program import ready_program
from tests.walk import Step, Walker, commands, steps


@pytest.fixture(scope="module")
def env(
    repository: Path, compiled: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """An environment in which ``claimline`` is the program of this repository."""
    scripts = tmp_path_factory.mktemp("bin")
    path = os.pathsep.join([str(scripts), os.environ["PATH"]])
    env = {"PATH": path, "PYTHONPATH": str(repository), "PYTHONIOENCODING": "utf-8"}
    with ready_program(env, compiled) as command:
        for name, words in (("claimline", command), ("python", [sys.executable])):
            script = scripts / name
            script.write_text(f'#!/bin/sh\nexec {shlex.join(map(str, words))} "$@"\n')
            script.chmod(0o755)
        yield env


def text_of(repository: Path, name: str) -> str:
    return (repository / "docs" / name).read_text(encoding="utf-8")


def test_from_five_articles_to_a_published_page(
    repository: Path, env: dict[str, str], tmp_path: Path
) -> None:
    text = text_of(repository, "tutorial.md")
    (quoted,) = re.findall(r"^> (.+)$", text, re.MULTILINE)
    (page,) = re.findall(r"`(claims/[\w-]+\.html)`", text)
    seen = []

    def served(address: str, folder: Path) -> None:
        with urllib.request.urlopen(f"{address}{page}") as answer:
            seen.append(answer.read().decode())

    walker = Walker(tmp_path, env, served)
    walker.walk(list(steps(text)))
    assert quoted in seen[0]
    printed = "".join(walker.printed)
    assert "Quotes in 2 captures: 2 found" in printed
    # What a new record lacks for a while is told when it is written; nothing is left of it.
    said = re.sub(r"^  to do: .+$", "", printed, flags=re.MULTILINE)
    assert not re.search(r"\b(?:error|warning)", said)
    site = walker.folder / "site"
    built = (site / page).read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="https://example.org/ferry/{page}">' in built
    assert not list(site.rglob("*swan*")), "the example is gone"
    same_on_the_desk(text, walker.folder / "content", tmp_path / "on-desk")


def same_on_the_desk(text: str, written: Path, project: Path) -> None:
    """Check that the tables of the tutorial make the records that its commands and files make."""
    (project / "content").mkdir(parents=True)
    browser = Browser(project)
    tables = re.findall(r"^\| Field of (?:an?|the) (\w+) \|.*\n\|-.*\n((?:\|.*\n)+)", text, re.M)
    assert [kind for kind, _ in tables] == ["site", "actor", "statement", "source", "claim"]
    for kind, rows in tables:
        fields = re.findall(r"^\| (.+?) \| (.+?) \|$", rows, re.MULTILINE)
        page = browser.open("edit/site/site" if kind == "site" else f"new/{kind}")
        for label, words in fields:
            page = page.labelled(label, words)
        page = page.press("save")
        if "save-anyway" in page.html:  # it names records that are not written here
            page.press("save-anyway")
        name = "site.yaml" if kind == "site" else f"{kind}s/{dict(fields)['Id']}.yaml"
        on_desk, by_command = (
            read_yaml((folder / name).read_text(encoding="utf-8"), name, Report())
            for folder in (project / "content", written)
        )
        assert on_desk
        assert by_command
        for later in ("front", "captures"):  # further steps of the tutorial add them
            by_command[0].pop(later, None)
        assert on_desk[0] == by_command[0], name


def test_minutes_add_up_to_half_an_hour(repository: Path) -> None:
    minutes = re.findall(r"^## .+ \((\d+) minutes\)$", text_of(repository, "tutorial.md"), re.M)
    assert len(minutes) > 5
    assert sum(map(int, minutes)) == 30


def test_publishing(repository: Path, env: dict[str, str], tmp_path: Path) -> None:
    text = text_of(repository, "publishing.md")
    walker = Walker(tmp_path, env, lambda address, folder: None)
    walker.walk([Step("claimline new project case\ncd case\n"), *steps(text)])
    site = walker.folder / "site"
    assert f'content="{in_a_page()}"' in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "robots.txt").is_file()
    listed = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert "index.html" in listed
    assert ".claimline.json" not in listed


def in_a_page() -> str:
    """The policy as a page itself can state it."""
    return policy().replace("; frame-ancestors 'none'", "")


def test_snippets_for_hosts_have_the_headers(repository: Path) -> None:
    fences = re.findall(r"^```(\w+)\n(.*?)^```$", text_of(repository, "publishing.md"), re.M | re.S)
    for host in ("nginx", "caddy"):
        (snippet,) = [text for lang, text in fences if lang == host]
        for name, value in headers().items():
            assert re.search(rf'{name} "?{re.escape(value)}"?( always;)?$', snippet, re.M), name
    assert any(in_a_page() in text for lang, text in fences if lang == "html")


@pytest.mark.parametrize("name", ["authoring.md", "captures.md", "large.md", "serving.md"])
def test_the_other_pages_work_on_the_investigation_of_the_first_steps(
    name: str, repository: Path, env: dict[str, str], tmp_path: Path
) -> None:
    walk = [step for step in steps(text_of(repository, name)) if not step.path]
    first_steps = text_of(repository, "first-steps.md")
    project = tmp_path / "alderford"
    saved = tmp_path / "Downloads/library-roof.html"
    saved.parent.mkdir()
    saved.write_text("<p>The roof is gone.</p>", encoding="utf-8")
    project.mkdir()
    (project / "roof.pdf").write_bytes(pdf([["The roof is gone."]]))
    (project / "page.html").write_text("<p>The roof is gone!</p>", encoding="utf-8")
    (project / "page.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    visited = []

    def served(address: str, folder: Path) -> None:
        with urllib.request.urlopen(address) as answer:
            visited.append(answer.status)

    walker = Walker(project, {**env, "HOME": str(tmp_path)}, served)
    walker.walk([step for step in steps(first_steps) if step.path])
    walker.walk(walk)
    assert walker.ran
    assert (len(visited) > 1) == (name == "serving.md")


@pytest.mark.parametrize("name", ["authoring.md", "first-steps.md", "tutorial.md", "publishing.md"])
def test_what_is_not_run_says_why(name: str, repository: Path) -> None:
    found = list(steps(text_of(repository, name)))
    assert len(commands(found)) > 3
    for step in found:
        assert not step.not_run or len(step.not_run) > 10
    assert sum(bool(step.not_run) for step in found) <= 4
