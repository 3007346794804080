"""Warnings that records accept: taken out of the report and counted, and never for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli, pipeline
from claimline.diagnostics import Code, Level, Report
from claimline.model.workflow_fields import ACCEPTABLE
from claimline.options import BuildOptions
from tests.small import write_files, write_small

CLAIM = """\
claim: The gate is {0}.
short: The gate is {0}
citations:
  - source: board-notice
    stance: supports
"""
ACCEPTED = "accept:\n  - rule: claim-without-verdict\n    why: It is for the court.\n"


def checked(project: Path, **files: str) -> Report:
    write_files(project, {f"content/claims/{name}.yaml": text for name, text in files.items()})
    report = Report(strict=True)
    pipeline.check(BuildOptions(project), report)
    return report


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path)


def test_a_waived_warning_does_not_count(project: Path) -> None:
    assert checked(project, green=CLAIM.format("green")).failed
    report = checked(project, green=CLAIM.format("green") + ACCEPTED)
    assert not report.failed
    assert len(report) == 0
    (waived,) = report.waived
    assert waived.code is Code.CLAIM_WITHOUT_VERDICT
    assert waived.location.path == "content/claims/green.yaml"


def test_a_waiver_is_for_its_record_and_its_rule_alone(project: Path) -> None:
    late = CLAIM.format("green").replace("  - source: board-notice\n    stance: supports", "")
    late += "  - source: board-notice\n    quote: closed at 21:30\n"
    report = checked(project, green=late + ACCEPTED, blue=CLAIM.format("blue"))
    assert {(found.location.path, found.code) for found in report} == {
        ("content/claims/green.yaml", Code.CITATION_WITHOUT_STANCE),
        ("content/claims/green.yaml", Code.QUOTE_WITHOUT_LOCATOR),
        ("content/claims/blue.yaml", Code.CLAIM_WITHOUT_VERDICT),
    }


def test_one_waiver_is_for_all_warnings_of_its_rule(project: Path) -> None:
    text = CLAIM.format("green") + "  - source: board-notice\n    at: line 3\n" * 2
    text += "verdict: disputed\nreasoning: So it is.\n"
    assert len(checked(project, green=text)) == 2
    text += "accept: [{rule: citation-without-stance, why: It is open.}]\n"
    report = checked(project, green=text)
    assert (len(report), len(report.waived)) == (0, 2)


def test_in_a_list_a_waiver_is_for_its_own_record(project: Path) -> None:
    places = project / "content/places.yaml"
    accept = "  accept: [{rule: unused-record, why: A page will name it.}]\n"
    text = f"- id: a\n  name: A\n{accept}- id: b\n  name: B\n"
    places.write_text(f"- id: z\n  name: Z\n{text}{places.read_text()}")
    report = checked(project)
    assert [str(found.location) for found in report] == [
        "content/places.yaml:1:3",
        "content/places.yaml:6:3",
    ]
    assert [str(found.location) for found in report.waived] == ["content/places.yaml:3:3"]


def test_a_waiver_without_its_warning_is_an_error(project: Path) -> None:
    judged = CLAIM.format("green") + "verdict: disputed\nreasoning: So it is.\n" + ACCEPTED
    report = checked(project, green=judged)
    assert [found.code for found in report] == [Code.UNUSED_WAIVER]


@pytest.mark.parametrize("rule", ["quote-differs", "link-gone", "quoted-words"])
def test_a_build_does_not_judge_what_it_cannot_see(rule: str, project: Path) -> None:
    text = CLAIM.format("green") + ACCEPTED + f"  - rule: {rule}\n    why: Known.\n"
    assert not checked(project, green=text).failed


def test_a_check_of_captures_judges_its_own(project: Path) -> None:
    text = CLAIM.format("green") + ACCEPTED + "  - rule: quote-differs\n    why: Known.\n"
    checked(project, green=text)
    result = CliRunner().invoke(cli.program, ["check", "--captures", "-p", str(project)])
    assert result.exit_code == 1
    assert result.output.count("error[unused-waiver]") == 1
    assert 'no warning "quote-differs"' in result.output


def test_waivers_of_drafts_are_not_judged(project: Path) -> None:
    judged = CLAIM.format("green") + "verdict: disputed\nreasoning: So.\nstage: draft\n" + ACCEPTED
    assert list(checked(project, green=judged)) == []


def test_only_warnings_about_a_record_can_be_accepted() -> None:
    levels = {Code(rule).level for rule in ACCEPTABLE}
    assert levels == {Level.WARNING}
    assert "unexplained-change" not in ACCEPTABLE
    assert len(ACCEPTABLE) > 25


def test_the_summary_counts_them(project: Path) -> None:
    checked(project, green=CLAIM.format("green") + ACCEPTED, blue=CLAIM.format("blue"))
    command = ["check", "-p", str(project)]
    for _ in range(2):
        assert "(1 warning, 1 waived)." in CliRunner().invoke(cli.program, command).output
    data = CliRunner().invoke(cli.program, [*command, "--format", "json"]).stdout
    assert '"waived": 1' in data


def test_a_build_in_which_nothing_changed_counts_them_again(project: Path) -> None:
    write_files(project, {"content/claims/green.yaml": CLAIM.format("green") + ACCEPTED})
    command = ["build", "-p", str(project), "--strict"]
    for line in ("Built ", "Nothing to write: "):
        result = CliRunner().invoke(cli.program, command)
        assert result.exit_code == 0
        assert line in result.output
        assert "(1 waived)." in result.output
