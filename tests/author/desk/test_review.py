"""The review of a change: in words, side by side, and as a summary to copy."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli, pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from tests.author.desk.desks import Browser
from tests.small import write_small

CLAIM = "content/claims/gate-closed-late.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "p")


def commit(project: Path) -> None:
    for command in ("init -q", "add -A", "commit -q -m Records"):
        names = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *names, *command.split()], cwd=project, check=True)


def change(project: Path, old: str, new: str) -> None:
    file = project / CLAIM
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def test_changes_since_the_last_commit_are_told_in_words_and_side_by_side(project: Path) -> None:
    commit(project)
    browser = Browser(project)
    assert "0 records" in browser.open("review").text
    change(project, "confidence: medium", "confidence: low")
    change(project, "short: The gate closed after ten", "short: The <gate> closed late")
    (project / "content/actors/new.yaml").write_text("name: Newcomer\n")
    page = browser.open("review")
    assert "The confidence was “medium”. It is “low”." in page.text
    sides = [" ".join(each.text(separator=" ").split()) for each in page.all(".sides")]
    assert "Before medium Now low" in sides
    assert "Before The gate closed after ten Now The <gate> closed late" in sides
    assert "actor new : new" in page.text or "actor new: new" in page.text
    (summary,) = page.all("#summary")
    assert summary.text().lstrip().startswith("# ")
    assert "low" in summary.text()
    hrefs = [each.attributes["href"] for each in page.all(".changed a")]
    assert "http://127.0.0.1:8000/claims/gate-closed-late.html" in hrefs


def test_nothing_that_is_kept_back_is_in_the_summary(project: Path) -> None:
    commit(project)
    change(project, "confidence: medium", "confidence: low\nwithheld:\n  name: Secret Person")
    (summary,) = Browser(project).open("review").all("#summary")
    assert "low" in summary.text()
    assert "Secret" not in summary.text()


def test_without_a_repository_or_a_revision_the_page_says_so(project: Path) -> None:
    browser = Browser(project)
    assert "no git repository" in browser.open("review").text
    commit(project)
    assert "no revision" in browser.open("review?against=nothing").text
    assert "is not the name" in browser.open("review?against=--output=x").text


def test_claims_are_compared_with_what_readers_were_told(project: Path) -> None:
    browser = Browser(project)
    assert "Nothing is recorded as published" in browser.open("review?against=published").text
    report = Report()
    pipeline.record_published(BuildOptions(project, project / "site"), report, write=True)
    assert not report.failed
    assert "0 records" in browser.open("review?against=published").text
    change(project, "verdict: supported", "verdict: disputed")
    page = browser.open("review?against=published")
    assert "Verdict was: “supported” It is: “disputed”" in page.text
    (project / CLAIM).unlink()
    assert ": gone" in browser.open("review?against=published").text.replace(" :", ":")


def test_a_name_that_must_not_be_published_keeps_the_summary_back(project: Path) -> None:
    change(project, "confidence: medium", "confidence: low")
    (project / CLAIM).write_text(
        (project / CLAIM).read_text() + "unknowns: [What Ann Ashby saw.]\n"
    )
    commit(project)
    change(project, "What Ann Ashby saw.", "What a guard saw.")
    (summary,) = Browser(project).open("review").all("#summary")
    assert "a guard" in summary.text()
    (project / "private.yaml").write_text("never_publish: [ann ashby]\n")
    page = Browser(project).open("review")
    (summary,) = page.all("#summary")
    assert "Entry 1 of private.yaml" in summary.text()
    assert "guard" not in summary.text()
    for form in ("text", "markdown", "html"):
        done = CliRunner().invoke(
            cli.program, ["diff", "HEAD", "--format", form, "--project", str(project)]
        )
        assert done.exit_code == 1
        assert "Entry 1 of private.yaml" in done.output
        assert "Ashby" not in done.output
    (project / "private.yaml").write_text("never_publish: ann ashby\n")
    assert "cannot be read" in Browser(project).open("review").all("#summary")[0].text()
