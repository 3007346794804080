"""``claimline echoes`` names sources with the same passages, and writes what a person accepts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline import cli
from claimline.author.captures import add
from claimline.diagnostics import Report
from tests.small import tree, write_small

PASSAGE = (
    "The gate at Orla was down before ten, the board's engineers found, and the water in the "
    "lower basin had risen by two hands when the watchman came back from his round."
)
LETTER = "content/sources/harbour-letter.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "project")


def keep(project: Path, source: str, text: str) -> None:
    file = project.parent / f"{source}.txt"
    file.write_text(text, "utf-8")
    report = Report()
    assert add(project, source, file, "2024-03-20", report), list(report)


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.program, ["echoes", "-p", str(project), *arguments])


def echoes(project: Path, *arguments: str) -> list[dict[str, object]]:
    result = run(project, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    listed: list[dict[str, object]] = json.loads(result.stdout)["echoes"]
    return listed


def test_the_earlier_of_two_sources_is_named(project: Path) -> None:
    keep(project, "board-notice", PASSAGE)
    keep(project, "harbour-letter", f"A flood at Orla.\n\n{PASSAGE}\n\nMore tomorrow.")
    (echo,) = echoes(project)
    assert (echo["source"], echo["other"]) == ("harbour-letter", "board-notice")
    assert echo["order"] == "later"
    assert echo["passage"] == PASSAGE.rstrip(".")
    assert (echo["place"], echo["other_place"]) == ("line 3", "line 1")
    words = run(project).output
    assert "board-notice came first" in words
    assert "--accept harbour-letter:board-notice" in words
    assert "--accept board-notice:harbour-letter" not in words


def test_without_a_date_the_order_is_not_known(project: Path) -> None:
    notice = project / "content/sources/board-notice.yaml"
    notice.write_text(notice.read_text("utf-8").replace("published: 2024-03-02\n", ""), "utf-8")
    keep(project, "board-notice", PASSAGE)
    keep(project, "harbour-letter", PASSAGE)
    assert [echo["order"] for echo in echoes(project)] == ["unknown"]
    words = run(project).output
    assert "the dates do not say which came first" in words
    assert "--accept harbour-letter:board-notice" in words
    assert "--accept board-notice:harbour-letter" in words


def test_dates_that_overlap_say_nothing(project: Path) -> None:
    notice = project / "content/sources/board-notice.yaml"
    text = notice.read_text("utf-8").replace("published: 2024-03-02", "published: 2024-03")
    notice.write_text(text, "utf-8")
    keep(project, "board-notice", PASSAGE)
    keep(project, "harbour-letter", PASSAGE)
    assert [echo["order"] for echo in echoes(project)] == ["unknown"]


def test_what_is_accepted_is_written_and_then_known(project: Path) -> None:
    keep(project, "board-notice", PASSAGE)
    keep(project, "harbour-letter", PASSAGE)
    before = (project / LETTER).read_text("utf-8")
    result = run(project, "--accept", "harbour-letter:board-notice")
    assert result.exit_code == 0, result.output
    after = (project / LETTER).read_text("utf-8")
    added = "  - source: board-notice\n    how: reprints\n"
    assert added in after
    assert after.replace(added, "") == before
    assert echoes(project) == []
    assert [echo["recorded"] for echo in echoes(project, "--all")] == [True]
    assert "in the records already: 1" in run(project).output


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ("board-notice:harbour-letter", "was published before"),
        ("harbour-letter:evening-copy", "share no passage"),
        ("harbour-letter:../../etc/passwd", "share no passage"),
        ("harbour-letter", "does not name two sources"),
        (":board-notice", "does not name two sources"),
    ],
)
def test_what_is_not_an_echo_is_refused(project: Path, pair: str, words: str) -> None:
    keep(project, "board-notice", PASSAGE)
    keep(project, "harbour-letter", PASSAGE)
    before = tree(project)
    result = run(project, "--accept", pair)
    assert result.exit_code != 0
    assert words in result.output
    assert tree(project) == before


def test_a_recorded_copy_is_not_written_again(project: Path) -> None:
    keep(project, "board-notice", PASSAGE)
    keep(project, "harbour-letter", PASSAGE)
    run(project, "--accept", "harbour-letter:board-notice")
    before = tree(project)
    result = run(project, "--accept", "harbour-letter:board-notice")
    assert result.exit_code == 1
    assert "already say" in result.output
    assert tree(project) == before


def test_quotes_stand_in_for_captures(project: Path) -> None:
    """A source without a capture is compared by the words that the records quote of it."""
    late = project / "content/claims/gate-closed-late.yaml"
    cited = f"citations:\n  - source: harbour-letter\n    quote: {PASSAGE}\n    stance: supports\n"
    late.write_text(late.read_text("utf-8").replace("citations:\n", cited), "utf-8")
    keep(project, "board-notice", PASSAGE)
    (echo,) = echoes(project)
    assert (echo["source"], echo["place"]) == ("harbour-letter", "a quote in the records")


def test_a_changed_capture_is_reported_and_not_compared(project: Path) -> None:
    keep(project, "board-notice", PASSAGE)
    keep(project, "harbour-letter", PASSAGE)
    (file,) = (project / "captures").glob("harbour-letter-*")
    file.write_text("Changed.", "utf-8")
    result = run(project)
    assert "capture-changed" in result.stderr
    assert "Pairs that share a passage: 0" in result.stdout


def test_records_with_errors_are_reported(project: Path) -> None:
    (project / LETTER).write_text("title: [", "utf-8")
    before = tree(project)
    result = run(project)
    assert result.exit_code == 1
    assert "harbour-letter.yaml" in result.stderr
    assert tree(project) == before
