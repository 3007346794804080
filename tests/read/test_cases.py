"""What reading says about broken files, by example."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claimline.diagnostics import Report
from claimline.read import events, read_project
from tests.read.cases import Case, cases


@pytest.mark.parametrize("parser", [events.new_parser, events._PythonParser])
@pytest.mark.parametrize("case", cases("read-"), ids=lambda case: case.name)
def test_findings(case: Case, parser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "new_parser", parser)
    case.write(tmp_path)
    report = Report()
    read_project(tmp_path, report)
    assert [str(finding) for finding in report] == list(case.expected)


@pytest.mark.parametrize("case", cases("read-"), ids=lambda case: case.name)
def test_places_are_in_the_file(case: Case, tmp_path: Path) -> None:
    case.write(tmp_path)
    report = Report()
    read_project(tmp_path, report)
    for finding in report:
        place = finding.location
        if place.line:
            text = (tmp_path / place.path).read_bytes().decode("utf-8", "replace")
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
