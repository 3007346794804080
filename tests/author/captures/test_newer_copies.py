"""A quote that a newer capture no longer has is told, noted in the record, and told to readers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimline.author.captures import VerifyResult, add, verify
from claimline.diagnostics import Code, Report
from tests.author.captures.test_verify import check
from tests.small import write_small

HAS = "Vorwort\n\nSie war um zehn noch offen.\n"
LACKS = "Vorwort\n\nSie war schon geschlossen.\n"
CLAIM = "content/claims/gate-closed-late.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "project")


def _keep(project: Path, text: str, captured: str) -> str:
    file = project.parent / "saved.txt"
    file.write_text(f"{text}\nKept {captured}.\n", encoding="utf-8")
    report = Report()
    added = add(project, "harbour-letter", file, captured, report)
    assert added is not None, [str(each) for each in report]
    return added.file


def _checked(project: Path, *, write: bool = False) -> tuple[VerifyResult, list[str]]:
    report = Report()
    result = verify(project, report, write=write)
    assert result is not None
    return result, [found.message for found in report if found.code == Code.QUOTE_GONE]


@pytest.mark.parametrize(
    ("captures", "since"),
    [
        ([(HAS, "2024-03-04"), (LACKS, "2024-03-06")], "2024-03-06"),
        # Since the first capture after the last that has it.
        ([(HAS, "2024-03-04"), (LACKS, "2024-03-06"), (LACKS, "2024-03-08")], "2024-03-06"),
        ([(LACKS, "2024-03-01"), (HAS, "2024-03-04"), (LACKS, "2024-04")], "2024-04"),
        ([(HAS, "2024-03-04T09:00Z"), (LACKS, "2024-03-04T09:30Z")], "2024-03-04T09:30Z"),
        # The order is that of the dates, not that of the record.
        ([(LACKS, "2024-03-06"), (HAS, "2024-03-04")], "2024-03-06"),
        # It came back, or was put in.
        ([(HAS, "2024-03-04"), (LACKS, "2024-03-06"), (HAS, "2024-03-08")], ""),
        ([(LACKS, "2024-03-01"), (HAS, "2024-03-04")], ""),
        # Nobody knows which is newer.
        ([(HAS, "2024-03-04"), (LACKS, "2024-03-04")], ""),
        ([(HAS, "2024-03"), (LACKS, "2024-03-20")], ""),
        ([(HAS, "2024-03-04")], ""),
    ],
)
def test_a_newer_capture_without_the_quote(
    project: Path, captures: list[tuple[str, str]], since: str
) -> None:
    for text, captured in captures:
        _keep(project, text, captured)
    result, messages = _checked(project)
    quote = next(each for each in result.quotes if each.at.path == CLAIM and each.file)
    assert quote.gone_since == since
    assert [message.rpartition("(")[2] for message in messages] == ([f"{since})."] if since else [])


def test_it_is_noted_once_and_taken_out_when_the_words_are_back(project: Path) -> None:
    before = (project / CLAIM).read_text(encoding="utf-8")
    first = _keep(project, HAS, "2024-03-04")
    second = _keep(project, LACKS, "2024-03-09")
    _, messages = _checked(project)
    assert messages == [f'The quote is in "{first}" and no longer in "{second}" (2024-03-09).']
    result, messages = _checked(project, write=True)
    assert (result.noted, messages) == (1, [])
    noted = (project / CLAIM).read_text(encoding="utf-8")
    assert noted == before.replace(
        "    quote: um zehn noch offen\n",
        "    quote: um zehn noch offen\n    gone_since: 2024-03-09\n",
    )
    assert (_checked(project, write=True)[0].noted, _checked(project)[1]) == (0, [])
    third = _keep(project, HAS, "2024-03-12")
    assert _checked(project)[1] == [f'The quote is in "{third}", which is newer than 2024-03-09.']
    assert _checked(project, write=True)[0].noted == 1
    assert (project / CLAIM).read_text(encoding="utf-8") == before


def test_what_an_author_saw_on_the_page_stays(project: Path) -> None:
    text = (project / CLAIM).read_text(encoding="utf-8")
    quote = "    quote: um zehn noch offen\n"
    seen = text.replace(quote, f"{quote}    gone_since: 2024-03-07\n")
    (project / CLAIM).write_text(seen, encoding="utf-8")
    _keep(project, HAS, "2024-03-04")
    assert _checked(project)[1] == []
    _keep(project, LACKS, "2024-03-09")
    assert _checked(project)[1] == []
    _keep(project, LACKS, "2024-03-05")
    assert len(_checked(project)[1]) == 1


def test_the_command_says_so(project: Path) -> None:
    _keep(project, HAS, "2024-03-04")
    _keep(project, LACKS, "2024-03-09")

    def run(*options: str) -> str:
        return check(project, "--captures", *options)[1]

    assert 'gone since 2024-03-09: "um zehn noch offen"' in run("--verbose")
    quotes = json.loads(run("--format", "json"))["captures"]["quotes"]
    assert [each["gone_since"] for each in quotes if each["gone_since"]] == ["2024-03-09"]
    assert "`gone_since` written or removed: 1." in run("--write")
    assert "[judge-again]" in run()
