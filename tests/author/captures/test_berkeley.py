"""``claimline check --berkeley``: what each source has of what the Protocol asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli
from claimline.author.captures.berkeley import ASKED, BerkeleySource, berkeley_sources
from tests.small import FILES, write_files, write_small

NOTICE = "content/sources/board-notice.yaml"
WHOLE = {
    "captured": "2024-03-04T10:11:12Z", "clock": "NTP", "collector": "Ann Ashby",
    "egress": "192.0.2.17", "context": "The first of two.", "hashed": "when-collected",
    "tool": "Firefox 123.0", "method": "by-hand",
    "types": ["text/html", "image/png", "video/mp4", "application/json"],
}  # fmt: skip


def judged(tmp_path: Path, *captures: Mapping[str, object], **source: object) -> BerkeleySource:
    """The notice with these captures."""
    project = write_small(tmp_path / "project")
    entries = []
    for number, fields in enumerate(captures):
        data = {"captured": "2024-03-04", **fields}
        types = data.pop("types")
        assert isinstance(types, list)
        files = [
            {"file": f"f{number}-{nth}.x", "sha256": f"{nth}" * 64, "type": kind}
            for nth, kind in enumerate(types)
        ]
        entries.append({**files[0], **data, "other_files": files[1:]})
    text = FILES[NOTICE] + f"captures: {json.dumps(entries)}\n"
    if "url" in source:
        text = text.replace(
            "url: https://board.example.org/notices/gate\n", "url_status: unknown\n"
        )
        text += "note: On paper.\n"
    write_files(project, {NOTICE: text})
    sources = berkeley_sources(project)
    assert sources is not None
    return next(each for each in sources if each.source == "board-notice")


def lacking(source: BerkeleySource) -> list[str]:
    return [item.asked for item in source.items if item.state == "lacking"]


def test_a_capture_with_everything_lacks_nothing(tmp_path: Path) -> None:
    assert lacking(judged(tmp_path, WHOLE)) == []


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({"types": ["text/plain"]}, 5),
        ({"types": ["application/wacz"]}, 0),
        ({"types": ["text/html"]}, 3),
        ({"captured": "2024-03-04T10:11Z"}, 1),
        ({"clock": ""}, 1),
        ({"collector": ""}, 1),
        ({"egress": ""}, 1),
        ({"context": ""}, 1),
        ({"hashed": "later"}, 1),
        ({"tool": ""}, 1),
    ],
)
def test_each_thing_that_is_missing_is_named(
    tmp_path: Path, change: Mapping[str, object], lacks: int
) -> None:
    fields = {name: value for name, value in {**WHOLE, **change}.items() if value}
    source = judged(tmp_path, fields)
    assert len(lacking(source)) == lacks
    assert all(item.cure for item in source.items if item.state == "lacking")


def test_the_best_capture_counts_and_captures_are_not_mixed(tmp_path: Path) -> None:
    poor = {"types": ["application/wacz"]}
    rich = {**WHOLE, "types": ["text/html"]}
    source = judged(tmp_path, poor, rich)
    assert source.file == "f1-0.x"
    assert len(lacking(source)) == 3


def test_a_source_without_an_address_needs_no_page(tmp_path: Path) -> None:
    source = judged(tmp_path, {**WHOLE, "types": ["image/jpeg", "application/json"]}, url=None)
    assert lacking(source) == []
    assert source.count("does not apply") == 3


def test_the_command_prints_the_sources_and_json_has_all(tmp_path: Path) -> None:
    project = write_small(tmp_path / "project")
    command = ["check", "--berkeley", "--project", str(project)]
    done = CliRunner().invoke(cli.program, command)
    assert done.exit_code == 0
    assert "board-notice: 0 of 12: no capture" in done.output
    data = json.loads(CliRunner().invoke(cli.program, [*command, "--format", "json"]).stdout)
    assert {len(each["items"]) for each in data["berkeley"]} == {len(ASKED)}
