"""``claimline import``: a dry run first, nothing overwritten, and only what is new."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimline import cli, pipeline
from claimline.diagnostics import Level, Report
from claimline.options import BuildOptions
from tests.small import tree, write_small

import_module_: Any = import_module("claimline.cli.import_files")

TABLE = """\
Date,Place,Title,Source,Injured
2024-03-04,Orla,The roof *fell* [@x],https://board.example.org/notices/gate,3
2024-03-05,Orla,A wall stands,https://wall.example.org/,
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small investigation, which is the current folder."""
    project = write_small(tmp_path / "project")
    monkeypatch.chdir(project)
    (project / "list.csv").write_text(TABLE, encoding="utf-8")
    return project


def run(*arguments: str, answers: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(cli.program, ["import", *arguments], answers, prog_name="claimline")
    return done.exit_code, done.output


def errors(project: Path) -> list[str]:
    """The errors of a check of the project."""
    report = Report()
    pipeline.check(BuildOptions(project, project / "site"), report)
    return [str(each) for each in report if each.level is Level.ERROR]


def test_nothing_is_written_without_write(small: Path) -> None:
    before = tree(small)
    code, printed = run("list.csv")
    assert code == 0, printed
    assert "list.csv: a table of incidents (CSV), 2 items." in printed
    assert "new    claim/a-wall-stands" in printed
    assert "there  source/board-notice" in printed
    assert "Add --write to write them." in printed
    assert tree(small) == before


def test_it_writes_what_builds_and_adds_only_what_is_new(small: Path) -> None:
    before = tree(small)
    code, printed = run("list.csv", "--write")
    assert code == 0, printed
    after = tree(small)
    assert before.items() <= after.items()
    claim = after["content/claims/the-roof-fell-x.yaml"].decode()
    assert "source: board-notice" in claim
    assert claim.startswith("# yaml-language-server")

    code, printed = run("list.csv", "--write")
    assert code == 0
    assert "There is nothing new." in printed
    assert tree(small) == after

    # What the author changed or took away stays so.
    (small / "content/claims/a-wall-stands.yaml").unlink()
    (small / "content/events/a-wall-stands.yaml").unlink()
    (small / "content/claims/the-roof-fell-x.yaml").write_text(
        claim.replace("claim: ", "claim: Then ", 1)
    )
    (small / "list.csv").write_text(f"{TABLE}2024-03-06,Orla,A door,https://wall.example.org/,\n")
    changed = tree(small)
    code, printed = run("list.csv", "--write")
    assert code == 0
    assert "Wrote 1 event, 1 claim." in printed
    assert "no longer there" in printed
    new = tree(small).keys() - changed.keys()
    assert new == {"content/claims/a-door.yaml", "content/events/a-door.yaml"}
    assert errors(small) == []


def test_an_item_that_has_changed_in_the_file_is_told_and_left(small: Path) -> None:
    run("list.csv", "--write")
    before = tree(small)
    (small / "list.csv").write_text(TABLE.replace(",3\n", ",5\n"), encoding="utf-8")
    code, printed = run("list.csv", "--write")
    assert code == 0
    assert "the file has other words" in printed
    after = tree(small)
    assert {path for path in after if after[path] != before.get(path)} == {
        "import-report.md", "imported.json", "list.csv",
    }  # fmt: skip
    assert b"Injured, text: 5" in after["import-report.md"]


def test_an_id_that_cannot_be_a_records_is_a_fact(small: Path) -> None:
    table = "Key,Claim\nindex,One\ncon,Two\nA B,Three\ngate-was-repaired,Four\nmy-id,Five\n"
    (small / "list.csv").write_text(table, encoding="utf-8")
    assert run("list.csv", "--write")[0] == 0
    claims = {Path(path).stem for path in tree(small) if path.startswith("content/claims/")}
    assert claims == {
        "gate-closed-late", "gate-was-repaired", "one", "two", "three", "four", "my-id",
    }  # fmt: skip
    assert errors(small) == []


def test_what_no_record_takes_goes_to_the_report(small: Path) -> None:
    table = "Our list,,,\nDate,Place,Title,Source\n,,,https://example.org/only-a-source\n"
    (small / "list.csv").write_text(table, encoding="utf-8")
    code, printed = run("list.csv", "--write")
    assert code == 0
    assert "2 texts go to import-report.md." in printed
    report = (small / "import-report.md").read_text(encoding="utf-8")
    assert "Our list" in report
    assert "https://example.org/only-a-source" in report


def test_dates_are_asked_for_once(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = "Date,Place,Title\n03/04/2024,Orla,x\n05/06/2024,Orla,y\n"
    (small / "list.csv").write_text(table, encoding="utf-8")
    code, printed = run("list.csv")
    assert code == 1
    assert "--dates day-first or --dates month-first" in printed
    monkeypatch.setattr(import_module_.sys, "stdin", _Terminal())
    with monkeypatch.context() as patch:
        patch.setattr(import_module_.click, "prompt", lambda *_, **__: "month-first")
        assert import_module_._findings(_given(table), "").proposals[1].data["date"] == "2024-03-04"
    code, printed = run("list.csv", "--dates", "day-first", "--write")
    assert code == 0
    assert b"date: 2024-04-03" in tree(small)["content/events/x.yaml"]


class _Terminal:
    def isatty(self) -> bool:
        return True


def _given(table: str) -> Any:
    from claimline.imports.recognise import Given

    return Given("list.csv", table.encode())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.csv"], "no such file"),
        (["content"], "folder"),
        (["content/site.yaml"], "of an unknown kind"),
        (["list.csv", "--as", "tabel"], 'no kind of file "tabel". Did you mean "table"?'),
        (["list.csv", "--as", "x"], 'no kind of file "x". The kinds are: table, claims,'),
        (["list.csv", "--language", "english please"], "such as en"),
        (["list.csv", "--encoding", "x"], "no encoding"),
        (["list.csv", "--mapping", "none.yaml"], "no such file"),
    ],
)
def test_what_cannot_be_done_is_said(small: Path, arguments: list[str], words: str) -> None:
    code, printed = run(*arguments)
    assert code in (1, 2)
    assert words in printed
    assert "Traceback" not in printed


def test_a_file_that_is_too_large(small: Path) -> None:
    with (small / "list.csv").open("wb") as stream:
        stream.truncate((64 << 20) + 1)
    code, printed = run("list.csv")
    assert code == 1
    assert "at most 64 megabytes" in printed
    assert "capture" not in printed


def test_without_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text(TABLE, encoding="utf-8")
    code, printed = run("list.csv")
    assert code == 1
    assert "claimline new project" in printed


def test_a_folder_that_leads_out_of_the_project(small: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (small / "content/claims").rename(tmp_path / "claims")
    (small / "content/claims").symlink_to(outside)
    code, printed = run("list.csv", "--write")
    assert code == 1
    assert "leads out of the project" in printed
    assert list(outside.iterdir()) == []


def test_a_write_that_fails_leaves_nothing(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record_files = import_module("claimline.imports.record_files")
    before = tree(small)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "imported.json")

    monkeypatch.setattr(record_files, "_replace", fail)
    code, printed = run("list.csv", "--write")
    assert code == 1
    assert "No space left" in printed
    assert tree(small) == before
