"""People see ten findings of each rule and how many more there are; machines get all."""

from __future__ import annotations

import json

import pytest

from claimline.cli.printing import coloured
from claimline.diagnostics import Code, Diagnostic, Location
from claimline.diagnostics.printers import as_github, as_json, as_text, grouped


def findings(code: Code, number: int) -> list[Diagnostic]:
    return [
        Diagnostic(Location("content/claims/x.yaml", line, 1), code, f"Fact {line}.")
        for line in range(1, number + 1)
    ]


@pytest.mark.parametrize(("number", "lines"), [(0, 0), (1, 1), (10, 10), (11, 11), (3845, 11)])
def test_ten_are_shown_and_the_number_of_the_others(number: int, lines: int) -> None:
    shown = as_text(findings(Code.UNKNOWN_ORIGIN, number)).splitlines()
    assert len(shown) == lines
    if number > 10:
        assert shown[9].endswith("Fact 10.")
        assert shown[10] == (
            f"warning[unknown-origin] {number - 10:,} more of this rule; `--format json` lists all."
        )


def test_each_rule_has_its_own_ten() -> None:
    many = sorted([*findings(Code.UNKNOWN_ORIGIN, 12), *findings(Code.BAD_DATE, 3)])
    text = as_text(many)
    assert text.count("error[bad-date]") == 3
    assert text.count("warning[unknown-origin]") == 11
    assert "2 more" in text


def test_github_gets_the_same_and_json_all() -> None:
    many = findings(Code.UNKNOWN_ORIGIN, 12)
    lines = as_github(many).splitlines()
    assert len(lines) == 11
    assert lines[-1].startswith("::warning title=unknown-origin::2 more of this rule")
    assert len(json.loads(as_json(many))["diagnostics"]) == 12


def test_a_terminal_gets_the_same() -> None:
    lines = [coloured(each) for each in grouped(findings(Code.BAD_DATE, 12))]
    assert len(lines) == 11
    assert "2 more of this rule" in lines[-1]
