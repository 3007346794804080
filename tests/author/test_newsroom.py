"""``claimline check --newsroom``: what is asked, where it belongs, and whether it is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli
from claimline.author.newsroom import LISTS, newsroom_items

PAGE = "---\ntitle: Ours\n---\nWords.\n"
POLICIES = (
    "{corrections: ours, ethics: ours, funding: ours, method: ours, mission: ours, "
    "independence: ours, suggestions: ours, complaints: ours, ai: ours}"
)
SOURCE = "title: Notice\npublisher: Board\nlanguage: en\npublished: 2024-03-02\nkind: news\n"
FULL = f"""\
title: T
summary: S
publisher: P
ownership: A society
contact: desk@example.org
editors: [{{name: A. Moss, background: Reporter}}]
policies: {POLICIES}
"""


def project(folder: Path, site: str = "title: T\nsummary: S\n", source: str = "") -> Path:
    files = {"site.yaml": site, "pages/ours.md": PAGE}
    files |= {"sources/notice.yaml": SOURCE + source} if source else {}
    for path, text in files.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(text, encoding="utf-8")
    return folder


def states(folder: Path) -> dict[tuple[str, str], str]:
    items = newsroom_items(folder)
    assert items is not None
    assert len({(item.standard, item.asked) for item in items}) == len(items)
    return {(item.standard, item.where or item.asked): item.state for item in items}


def test_a_bare_site_lacks_everything_but_the_list_of_corrections(tmp_path: Path) -> None:
    found = states(project(tmp_path))
    stated = [where for (_, where), state in found.items() if state == "stated"]
    assert stated == ["`sections.corrections` in site.yaml"]
    assert {standard for standard, _ in found} == set(LISTS)
    assert sum(state == "not in records" for state in found.values()) == 2


def test_a_full_site_lacks_nothing(tmp_path: Path) -> None:
    found = states(project(tmp_path, FULL, "url: https://board.example.org/notice\n"))
    assert "lacking" not in found.values()


@pytest.mark.parametrize(
    ("old", "new", "lacking"),
    [
        ("publisher: P\n", "", 2),
        ("ownership: A society\n", "", 2),
        ("contact: desk@example.org\n", "", 2),
        (", background: Reporter", "", 1),
        ("editors: [{name: A. Moss, background: Reporter}]\n", "", 2),
        ("funding: ours, ", "", 2),
        ("corrections: ours, ", "", 2),
        ("method: ours, ", "", 2),
        (", ai: ours", "", 1),
        (", complaints: ours", "", 1),
        ("suggestions: ours, ", "", 1),
        ("independence: ours, ", "", 1),
        ("mission: ours, ", "", 1),
        ("ethics: ours, ", "", 1),
        ("title: T\n", "title: T\nsections: {corrections: false}\n", 1),
    ],
)
def test_what_is_taken_away_is_lacking(tmp_path: Path, old: str, new: str, lacking: int) -> None:
    assert old in FULL
    found = states(project(tmp_path, FULL.replace(old, new), "url: https://board.example.org/\n"))
    assert list(found.values()).count("lacking") == lacking


def test_words_on_funding_are_enough(tmp_path: Path) -> None:
    site = FULL.replace("funding: ours, ", "") + "funding: Gifts\n"
    found = states(project(tmp_path, site, "url: https://board.example.org/\n"))
    assert "lacking" not in found.values()


def test_a_source_without_an_address_is_counted(tmp_path: Path) -> None:
    found = states(project(tmp_path, FULL, "url_status: unknown\n"))
    where = "`url` or `archives` of sources (1 of 1 have neither)"
    assert found["IFCN", where] == "lacking"


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(cli.program, ["check", *map(str, arguments)])
    return done.exit_code, done.output


def test_the_command_prints_the_lists_and_does_not_fail(tmp_path: Path) -> None:
    code, printed = run("--newsroom", "--project", project(tmp_path))
    assert code == 0
    assert "IFCN (https://ifcncodeofprinciples.poynter.org/): 11 of 14 lacking.\n" in printed
    assert "  lacking         How accuracy is ensured: `policies.method` in site.yaml\n" in printed
    assert "  not in records  A check is published each week\n" in printed
    assert "IFCN" not in run("--newsroom", "--quiet", "--project", tmp_path)[1]
    assert "IFCN" not in run("--project", tmp_path)[1]


def test_json_has_every_item(tmp_path: Path) -> None:
    code, printed = run("--newsroom", "--format", "json", "--project", project(tmp_path))
    items = json.loads(printed)["newsroom"]
    assert code == 0
    assert len(items) == 24
    assert items[0] == {
        "list": "IFCN", "asked": "Who publishes the site", "where": "`publisher` in site.yaml",
        "state": "lacking",
    }  # fmt: skip


def test_records_with_errors_have_no_answer(tmp_path: Path) -> None:
    folder = project(tmp_path, "title: T\n")
    code, printed = run("--newsroom", "--format", "json", "--project", folder)
    assert code == 1
    assert json.loads(printed)["newsroom"] is None
