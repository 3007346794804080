"""What is left to do: findings and gaps, by kind and by record, each with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline import cli, pipeline
from claimline.author.linked_records import all_records
from claimline.author.todo import TODO_KINDS, TodoList, todo
from claimline.author.todo_words import SHOWN, todo_data, todo_text
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from tests.small import CASE_WITH_ERROR, write_files, write_small

BARE_CLAIM = """\
claim: The gate is green.
short: The gate is green
citations:
  - source: board-notice
    statement: board-2024-03-02
    stance: supports
"""
LONE = """\
short: The board says that the gate is old
by: water-board
says: The gate is old.
"""
BOARD_STATEMENT = "content/statements/board-2024-03-02.yaml:1:1"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path)


def todo_of(project: Path) -> TodoList:
    report = Report()
    pipeline.check(BuildOptions(project), report)
    return todo(all_records(project), report)


def places(listed: TodoList, kind: str) -> list[str]:
    return [str(item.location) for item in listed.items if item.kind == kind]


def run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.program, ["todo", "--project", str(project), *words])


def test_gaps_of_a_project_without_a_finding(project: Path) -> None:
    listed = todo_of(project)
    assert places(listed, "error") == places(listed, "warning") == []
    assert places(listed, "second-origin") == ["content/claims/gate-was-repaired.yaml:1:1"]
    assert places(listed, "archive") == ["content/sources/harbour-letter.yaml:1:1"]
    assert len(places(listed, "capture")) == 3
    assert "content/claims/gate-closed-late.yaml:21:12" in places(listed, "quote")
    assert places(listed, "statement") == places(listed, "verdict") == []


def test_a_gap_that_a_finding_names_is_listed_once(project: Path) -> None:
    write_files(project, {"content/claims/green.yaml": BARE_CLAIM})
    listed = todo_of(project)
    (missing,) = [item for item in listed.items if item.kind == "verdict"]
    assert missing.record == ("claim", "green")
    assert missing.code == "claim-without-verdict"
    assert places(listed, "warning") == []


@pytest.mark.parametrize("kind", ["opinion", "prediction"])
def test_what_gets_no_verdict_lacks_none(kind: str, project: Path) -> None:
    write_files(project, {"content/claims/green.yaml": f"{BARE_CLAIM}kind: {kind}\n"})
    listed = todo_of(project)
    assert not any(item.record == ("claim", "green") for item in listed.items)


def test_statements_that_no_claim_uses(project: Path) -> None:
    """One that a source carries and a question shows counts for no claim."""
    write_files(project, {"content/statements/board-old.yaml": LONE})
    listed = todo_of(project)
    assert places(listed, "statement") == ["content/statements/board-old.yaml:1:1"]
    cited = BARE_CLAIM.replace("board-2024-03-02", "board-old")
    notice = project / "content/sources/board-notice.yaml"
    notice.write_text(f"{notice.read_text()}  - {{statement: board-old, how: quotes}}\n")
    write_files(project, {"content/claims/green.yaml": cited})
    # The source carries two statements now, and the other claims do not say which they mean.
    assert places(todo_of(project), "statement") == [BOARD_STATEMENT]


def test_the_origin_of_a_statement_in_use_is_in_use(project: Path) -> None:
    files = {
        "content/statements/board-old.yaml": LONE,
        "content/statements/fishers-repeat.yaml": LONE.replace("water-board", "fishers")
        + "repeats: board-old\n",
    }
    notice = project / "content/sources/board-notice.yaml"
    text = notice.read_text() + "  - {statement: fishers-repeat, how: quotes}\n"
    cited = BARE_CLAIM.replace("board-2024-03-02", "fishers-repeat")
    files |= {"content/sources/board-notice.yaml": text, "content/claims/green.yaml": cited}
    write_files(project, files)
    assert places(todo_of(project), "statement") == [BOARD_STATEMENT]


def test_a_finding_in_a_list_belongs_to_its_record(project: Path) -> None:
    extra = "- id: second-place\n  name: A second place\n- id: third-place\n  name: A third\n"
    place_file = project / "content/places.yaml"
    place_file.write_text(place_file.read_text() + extra)
    listed = todo_of(project)
    unused = {item.record: str(item.location) for item in listed.items if item.kind == "warning"}
    assert unused == {
        ("place", "second-place"): "content/places.yaml:4:3",
        ("place", "third-place"): "content/places.yaml:6:3",
    }
    assert [item.title for item in listed.items if item.kind == "warning"] == [
        "A second place",
        "A third",
    ]


def test_private_records_are_listed(project: Path) -> None:
    write_files(project, {"content/claims/green.yaml": f"{BARE_CLAIM}private: true\n"})
    assert "content/claims/green.yaml:1:1" in places(todo_of(project), "second-origin")


def test_errors_are_listed_though_nothing_can_be_linked(project: Path) -> None:
    write_files(project, CASE_WITH_ERROR)
    listed = todo_of(project)
    assert {item.kind for item in listed.items} == {"error"}
    assert listed.by_record() == {None: listed.items}
    assert run(project).exit_code == 0
    assert "content/claims/x.yaml:3:1: [unknown-key]" in run(project).output


def test_groups(project: Path) -> None:
    write_files(project, {"content/claims/green.yaml": BARE_CLAIM})
    listed = todo_of(project)
    kinds = list(listed.by_kind())
    assert kinds == [kind for kind in TODO_KINDS if kind in kinds]
    assert sum(len(items) for items in listed.by_kind().values()) == len(listed.items)
    assert sum(len(items) for items in listed.by_record().values()) == len(listed.items)
    assert next(iter(listed.by_record())) == ("source", "board-notice")
    assert "claim green: The gate is green (" in todo_text(listed, "record")


def test_text_shows_ten_of_each_and_all_on_demand(project: Path) -> None:
    files = {
        f"content/claims/c{nth}.yaml": BARE_CLAIM.replace("gate is", f"gate no. {nth} is")
        for nth in range(SHOWN + 2)
    }
    write_files(project, files)
    listed = todo_of(project)
    text = todo_text(listed)
    assert f"{TODO_KINDS['verdict']} ({SHOWN + 2})\n" in text
    assert "  2 more; --all lists them.\n" in text
    whole = todo_text(listed, whole=True)
    assert whole.count("\n  ") == len(listed.items)
    assert "more; --all" not in whole


def test_json_has_every_entry(project: Path) -> None:
    result = run(project, "--format", "json")
    data = json.loads(result.output)
    assert data == json.loads(json.dumps(todo_data(todo_of(project))))
    assert set(data["counts"]) == set(TODO_KINDS)
    assert sum(data["counts"].values()) == len(data["items"])
    first = next(item for item in data["items"] if item["kind"] == "archive")
    assert first["record"] == {"kind": "source", "id": "harbour-letter"}
    assert first["title"] == "Die Schleuse: zwei Uhrzeiten"


def test_captures_add_their_findings(project: Path) -> None:
    notice = project / "content/sources/board-notice.yaml"
    capture = "captures:\n  - file: gone-123456789012.txt\n    type: text/plain\n"
    capture += f"    captured: 2024-03-05\n    sha256: {'0' * 64}\n"
    notice.write_text(notice.read_text() + capture)
    (project / "captures").mkdir()
    (project / "captures/gone-123456789012.txt").write_text("changed")
    assert "capture-changed" not in run(project).output
    assert "[capture-changed]" in run(project, "--captures").output


def test_nothing_left() -> None:
    assert todo_text(TodoList(())) == "Nothing is left to do.\n"


def test_names_cannot_reach_the_terminal_raw(project: Path) -> None:
    cited = BARE_CLAIM.replace("short: The gate is green", 'short: "The \\u202Egate"')
    write_files(project, {"content/claims/green.yaml": cited})
    assert "\u202e" not in run(project, "--by", "record").output
