"""The project that ``claimline new project`` writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli
from claimline.author.new_project import example_files
from claimline.model.records import KINDS


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(cli.program, list(map(str, arguments)), prog_name="claimline")
    return done.exit_code, done.output


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    code, printed = run("new", "project", folder)
    assert code == 0, printed
    return folder


def test_example_builds_at_once_without_a_finding(made: Path) -> None:
    code, printed = run("check", "--strict", "--project", made)
    assert code == 0, printed
    assert re.fullmatch(r"Checked \d+ pages in [\d.]+ s\.\n", printed)
    assert run("build", "--strict", "--project", made)[0] == 0
    front = (made / "site/index.html").read_text(encoding="utf-8")
    # A reader who comes upon it is told that it is no news.
    assert "a made-up example" in front
    assert "Everything on this site is made up" in front
    page = (made / "site/claims/swan-caused-blackout.html").read_text(encoding="utf-8")
    assert (
        "3 sources carry it, tracing to 1 statement from 1 vantage point: Lindmere Power." in page
    )


def test_commands_that_are_printed_are_the_next_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("case", "."):
        code, printed = run("new", "project", folder)
        assert code == 0, printed
        calls = re.findall(r"^  claimline (.+)$", printed, re.MULTILINE)
        assert len(calls) == 2
        for call in calls:
            assert run(*call.split())[0] == 0
        for path in sorted(tmp_path.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()


def test_example_has_every_kind_but_places_and_teaches(made: Path) -> None:
    content = made / "content"
    names = {path.name.partition(".")[0].removesuffix("s") for path in content.iterdir()}
    assert names == {"site", *KINDS} - {"place"}
    yaml = sorted(content.rglob("*.yaml"))
    taught = [path for path in yaml if len(re.findall(r"(?m)^ *# ", path.read_text("utf-8"))) > 1]
    assert len(taught) >= len(yaml) - 1
    ignored = (made / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/site/", "/preview/", "/captures/"} <= set(ignored)


def test_schema_lines_lead_to_schemas(made: Path) -> None:
    count = 0
    for path in (made / "content").rglob("*.*"):
        for line in re.findall(r"yaml-language-server: \$schema=(\S+)", path.read_text("utf-8")):
            assert (path.parent / line).resolve().is_relative_to(made)
            assert (path.parent / line).is_file()
            count += 1
    assert count > 8


def test_readme_of_the_example_names_what_is_there(made: Path) -> None:
    text = (made / "README.md").read_text(encoding="utf-8")
    assert "made up" in text
    for name in re.findall(r"`((?:content|schema)/[^`]*)`", text):
        assert (made / name).exists(), name
    for call in re.findall(r"^claimline (\w+)", text, re.MULTILINE):
        assert call in cli.program.commands


@pytest.mark.parametrize("name", ["a.txt", ".hidden", "content"])
def test_folder_that_holds_anything_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / ".git").mkdir()
    code, printed = run("new", "project", tmp_path)
    assert code == 1
    assert f"is not empty: it holds {name}. Name a new folder." in " ".join(printed.split())
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".git", name])


def test_fresh_repository_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("new", "project", tmp_path)[0] == 0
    assert run("new", "project", tmp_path)[0] == 1


def test_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, printed = run("new", "project", tmp_path / "file/case")
    assert code == 1
    assert "cannot be written" in printed
    assert run("new", "project", tmp_path / "file")[0] == 2


def test_example_is_the_same_each_time() -> None:
    assert list(example_files()) == sorted(example_files())
    for name, text in example_files().items():
        assert text.endswith("\n")
        assert "\t" not in text or name == "Makefile"
