"""The dataset, read by programs that are not ours."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from frictionless import Package

from claimline.analysis import analyse
from claimline.analysis.tables import TABLES
from claimline.diagnostics import Report
from claimline.exports import EXPORTS
from claimline.exports.dataset import cell, outputs
from claimline.exports.feeds import FEEDS
from claimline.options import BuildOptions
from claimline.pages.data import DataView
from claimline.pipeline import build
from tests.dossiers import dossier, planned
from tests.small import tree, write_small


@pytest.fixture(scope="module", params=["shipped", "small"])
def data(
    request: pytest.FixtureRequest, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder with the data of the shipped investigation, or of the small one."""
    folder = tmp_path_factory.mktemp("data")
    small = request.param == "small"
    project = write_small(folder / "project") if small else repository
    report = Report()
    build(BuildOptions(project, folder / "site"), report)
    assert not report.failed
    return folder / "site" / "data"


def test_another_program_finds_no_fault_in_the_tables(data: Path) -> None:
    checked = Package(data / "datapackage.json").validate()
    assert checked.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert checked.stats["tasks"] == len(TABLES)


def test_every_record_and_count_is_there(data: Path) -> None:
    whole = json.loads((data / "investigation.json").read_text(encoding="utf-8"))
    with open(data / "claims.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [claim["id"] for claim in whole["claims"]]
    for row in rows:
        sides = whole["corroboration"][row["id"]]
        assert int(row["sources"]) == len(sides["for"]["sources"])
        assert int(row["vantage_points"]) == len(sides["for"]["vantage_points"])
        assert int(row["commentators"]) == len(sides["for"]["commentators"])
        assert int(row["sources_against"]) == len(sides["against"]["sources"])
    assert whole["origins"].keys() == {each["id"] for each in whole["statements"]}


def test_the_example_of_the_docs_runs(
    data: Path,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (repository / "docs" / "exports.md").read_text(encoding="utf-8")
    code = text.partition("```py\n")[2].partition("```")[0]
    assert "csv" in code
    monkeypatch.chdir(data.parents[1])
    exec(code, {})
    whole = json.loads((data / "investigation.json").read_text(encoding="utf-8"))
    alone = [
        id_
        for id_, sides in whole["corroboration"].items()
        if len(sides["for"]["vantage_points"]) == 1
    ]
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == alone


def test_copies_are_not_given_away() -> None:
    capture = {
        "file": "a-9f2c1e0b7a44.txt",
        "sha256": "9f2c1e0b7a44" + "0" * 52,
        "captured": "2024-03-04",
        "type": "text/plain",
    }
    made = dossier({"source/a": {"captures": [capture]}})
    files = [output.render() for output in outputs(made, analyse(made, Report()))]
    assert all(b"9f2c1e0b7a44" not in data for data in files)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=1+1", "'=1+1"),
        ("+4", "'+4"),
        ("-0044-03-15", "'-0044-03-15"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("plain", "plain"),
        (-1.5, "-1.5"),
        (None, ""),
        (("a", "b"), "a; b"),
        (("=a", "b"), "'=a; b"),
    ],
)
def test_no_cell_is_a_formula(value: object, text: str) -> None:
    assert cell(value) == text


def test_a_table_is_csv_with_one_row_for_each_fact() -> None:
    made = dossier(
        {
            "source/a": {},
            "claim/c": {
                "claim": 'He said "so",\nand left.',
                "citations": [{"source": "a", "stance": "supports"}] * 2,
            },
        }
    )
    files = {each.path: each.render() for each in outputs(made, analyse(made, Report()))}
    rows = list(csv.reader(io.StringIO(files["data/citations.csv"].decode(), newline="")))
    assert [row[:4] for row in rows[1:]] == [["c", nth, "a", "supports"] for nth in "12"]
    assert all(len(row) == len(rows[0]) for row in rows)


def test_the_data_page_leads_to_every_file() -> None:
    site = {"site": {"base_url": "https://a.example.org"}}
    (view,) = (page.view for page in planned(site).pages if isinstance(page.view, DataView))
    listed = {file.path for _, files in view.groups for file in files}
    made = dossier(site)
    given = {
        output.path
        for export in EXPORTS.values()
        for output in export(made, analyse(made, Report()))
    }
    assert listed == {path for path in given if path.startswith("data/")}
    (bare,) = (page.view for page in planned({}).pages if isinstance(page.view, DataView))
    fewer = {file.path for _, files in bare.groups for file in files}
    assert listed - fewer == {f"{it}.{end}" for it in FEEDS.values() for end in ("atom", "json")}


def test_the_files_are_those_of_the_site(tmp_path: Path) -> None:
    project = write_small(tmp_path / "project")
    build(BuildOptions(project), Report())
    paths = tree(project / "site")
    assert {f"data/{table.name}.csv" for table in TABLES} <= paths.keys()
    assert "sitemap.xml" not in paths
