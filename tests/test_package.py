"""The program as others get it: a wheel that builds another investigation, and the hand-over."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.installed import Installed

# A made-up investigation, far from the shipped one.
FILES = {
    "content/site.yaml": """\
title: The footbridge at Mill Lane
summary: When did the footbridge at Mill Lane open again? Two neighbours remember it differently.
language: en
time_zone: Europe/London
front: the-two-days
key_claims: [bridge-opened-on-saturday]
verdicts:
  - id: disputed
    label: Disputed
    meaning: Those who were there disagree, and nothing published decides it.
    tone: disputed
""",
    "content/actors/parish-council.yaml": """\
name: Parish council
kind: organisation
access: direct
""",
    "content/actors/walking-club.yaml": """\
name: Walking club
kind: group
access: direct
""",
    "content/sources/village-letter.yaml": """\
title: Village letter, June
publisher: The village letter
published: 2024-06-01
language: en
kind: news
url: https://example.org/village-letter/june
carries:
  - statement: council-on-the-bridge
    how: reports
  - statement: club-on-the-bridge
    how: quotes
""",
    "content/statements/council-on-the-bridge.yaml": """\
short: The council says that the bridge opened on Saturday
by: parish-council
said: 2024-05-20
channel: notice board
says: The footbridge has been open since Saturday 18 May.
""",
    "content/statements/club-on-the-bridge.yaml": """\
short: The club says that the bridge opened on Sunday
by: walking-club
said: 2024-05-21
channel: a letter
says: The club found the footbridge closed on Saturday and open on Sunday.
""",
    "content/claims/bridge-opened-on-saturday.yaml": """\
claim: The footbridge at Mill Lane opened again on Saturday 18 May 2024.
short: The footbridge opened again on a Saturday
by: parish-council
said: 2024-05-20
statement: council-on-the-bridge
event: bridge-opens
verdict: disputed
confidence: medium
reasoning: The council and the club were both there, and name two days [@village-letter, page 2].
unknowns: Whether anybody took a photograph.
would_change: A dated photograph of people on the bridge.
citations:
  - source: village-letter
    statement: council-on-the-bridge
    at: page 2
    stance: supports
  - source: village-letter
    statement: club-on-the-bridge
    quote: shut on Saturday
    at: page 3
    stance: disputes
stances:
  - actor: walking-club
    stance: denies
    date: 2024-05-21
tags: bridge
""",
    "content/events/bridge-opens.yaml": """\
title: The footbridge opens again
date: 2024-05-18/2024-05-19
status: reported
text: The footbridge opens to walkers after repairs.
citations:
  - source: village-letter
    statement: council-on-the-bridge
    at: page 2
    stance: supports
claims: [bridge-opened-on-saturday]
actors: [parish-council]
""",
    "content/briefs/the-two-days.md": """\
---
title: The two days
summary: What the council and the club say about the bridge.
claims: [bridge-opened-on-saturday]
---
The council names [a Saturday](claim:bridge-opened-on-saturday) [@village-letter, page 2].
""",
}

CLAIM_PAGE = "claims/bridge-opened-on-saturday.html"
MARK = "Kept by the village archive"
OVERRIDE = f"""\
{{% extends "theme/pages/claim.html" %}}
{{% block main %}}{{{{ super() }}}}<p>{MARK}</p>{{% endblock %}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The made-up investigation, in a folder of its own."""
    folder = tmp_path / "footbridge"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_wheel_holds_the_program_and_the_theme(wheel: Path, repository: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    theme = repository / "templates"
    files = {
        path.relative_to(theme).as_posix()
        for path in theme.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "base.html" in files
    assert any(name.startswith("assets/") for name in files)
    assert {name for name in names if name.startswith("claimline/theme/")} == {
        f"claimline/theme/{name}" for name in files
    }
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"claimline"}
    assert {"claimline/py.typed", "claimline/locale/ar.po", "claimline/locale/de.po"} <= names
    example = repository / "claimline/author/example"
    assert {name for name in names if name.startswith("claimline/author/example/")} == {
        f"claimline/author/example/{path.relative_to(example).as_posix()}"
        for path in example.rglob("*")
        if path.is_file()
    }


def test_source_distribution_holds_the_whole_project(distributions: Path) -> None:
    (found,) = distributions.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {
        ".ci/run",
        ".github/workflows/test.yml",
        ".pre-commit-config.yaml",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "SECURITY.md",
        "build.py",
        "claimline/cli/__init__.py",
        "content/site.yaml",
        "pyproject.toml",
        "templates/base.html",
        "tests/test_package.py",
    }
    tops = {name.partition("/")[0] for name in names}
    assert tops.isdisjoint({"site", ".git", ".venv", "captures", "build", "dist"})


def test_installed_program_is_the_one_of_the_wheel(installed: Installed, tmp_path: Path) -> None:
    where = installed.run("-c", "import claimline; print(claimline.__file__)", at=tmp_path)
    assert Path(where.strip()).resolve() == (installed.folder / "claimline/__init__.py").resolve()


def test_installed_program_builds_another_investigation(
    installed: Installed, project: Path
) -> None:
    installed.run("-m", "claimline", at=project)
    site = project / "site"
    assert "The footbridge at Mill Lane" in (site / "index.html").read_text(encoding="utf-8")
    page = (site / CLAIM_PAGE).read_text(encoding="utf-8")
    assert "The footbridge opened again on a Saturday" in page
    assert "Disputed" in page
    assert MARK not in page


def test_installed_program_begins_an_investigation(installed: Installed, tmp_path: Path) -> None:
    printed = installed.run("-m", "claimline", "new", "project", "case", at=tmp_path)
    assert printed.startswith("Wrote ")
    installed.run("-m", "claimline", "check", "--strict", at=tmp_path / "case")
    new = ["new", "actor", "--name", "Ключ"]
    assert "content/actors/klyuch.yaml" in installed.run(
        "-m", "claimline", *new, at=tmp_path / "case"
    )


def test_project_overrides_a_page_of_the_theme(installed: Installed, project: Path) -> None:
    template = project / "templates/pages/claim.html"
    template.parent.mkdir(parents=True)
    template.write_text(OVERRIDE, encoding="utf-8")
    # The script that pip makes, where the other test goes by the module.
    scripts = installed.folder / ("Scripts" if os.name == "nt" else "bin")
    installed.run(scripts / "claimline", at=project)
    page = (project / "site" / CLAIM_PAGE).read_text(encoding="utf-8")
    assert MARK in page
    assert "The footbridge opened again on a Saturday" in page
    assert MARK not in (project / "site/index.html").read_text(encoding="utf-8")


# The hand-over


def test_build_py_needs_no_working_directory(built_site: Path) -> None:
    """The site is built from another folder: see ``conftest.py``."""
    assert (built_site / "index.html").is_file()


def test_build_py_says_what_a_bare_python_lacks(repository: Path, tmp_path: Path) -> None:
    # Without site-packages, as in a Python into which nothing was installed.
    done = subprocess.run(
        [sys.executable, "-S", repository / "build.py"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "make site" in line
    assert "pip install -e ." in line
