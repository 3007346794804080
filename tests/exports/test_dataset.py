"""The dataset, read by programs that are not ours."""

from __future__ import annotations

import ast
import csv
import html
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import feedparser
import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from geojson_pydantic import FeatureCollection
from jsonschema import Draft202012Validator

from claimline.analysis import analyse, analysis_of
from claimline.analysis.tables import TABLES
from claimline.diagnostics import Report
from claimline.exports import EXPORTS, geography
from claimline.exports.dataset import cell, outputs
from claimline.exports.feeds import FEEDS
from claimline.options import BuildOptions
from claimline.pages.data import PYTHON, SQL, DataView
from claimline.pages.downloads import CITATION, CRATE
from claimline.pipeline import build
from tests.dossiers import Given, dossier, planned
from tests.small import tree, write_small


def json_of(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def test_another_program_finds_no_fault_in_the_tables(data: Path) -> None:
    from frictionless import Package  # a large one, which the other processes do without

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
        assert row["confirmed"] == str(sides["confirmed"]).lower()
    assert whole["origins"].keys() == {each["id"] for each in whole["statements"]}


def test_the_records_fit_the_schema_that_is_given_with_them(data: Path) -> None:
    whole = json_of(data / "investigation.json")
    schema = json_of(data / whole["$schema"])
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(whole)] == []
    strange = {**whole, "claims": [{**whole["claims"][0], "captures": []}]}
    assert not Draft202012Validator(schema).is_valid(strange)


def test_each_citation_has_its_way_to_the_origin(data: Path) -> None:
    whole = json_of(data / "investigation.json")
    for claim in whole["claims"]:
        ways = whole["corroboration"][claim["id"]]["provenance"]
        assert [way["source"] for way in ways] == [it["source"] for it in claim["citations"]]


def test_the_maps_are_geojson(data: Path) -> None:
    whole = json_of(data / "investigation.json")
    for kind in ("places", "events"):
        collection: FeatureCollection[Any] = FeatureCollection.model_validate(
            json_of(data / f"{kind}.geojson")
        )
        ids = [f"{kind[:-1]}:{record['id']}" for record in whole[kind]]
        assert [feature.id for feature in collection.features] == ids


def test_an_event_lies_where_it_says_or_where_its_place_does() -> None:
    given: Given = {
        "place/p": {"latitude": "52.5", "longitude": "-1.5", "note": "That of the town."},
        "place/q": {"latitude": "1"},
        "event/e": {"place": "p", "no_source": "None is known."},
        "event/f": {"place": "q", "no_source": "None is known."},
        "event/g": {
            "place": "p",
            "latitude": 1,
            "longitude": 2.25,
            "within": 50,
            "no_source": "None is known.",
        },
    }
    made = dossier(given)
    outputs_of_places = geography.outputs(made, analysis_of(made))
    files = {each.path: json.loads(each.render()) for each in outputs_of_places}
    features = files["data/events.geojson"]["features"]
    position = {"type": "Point", "coordinates": [-1.5, 52.5]}
    own = {"type": "Point", "coordinates": [2.25, 1]}
    assert [feature["geometry"] for feature in features] == [position, None, own]
    assert features[2]["properties"]["within_metres"] == 50
    assert "precision" not in features[2]["properties"]
    assert features[0]["properties"]["precision"] == "That of the town."


def test_the_crate_is_read_by_another_program(data: Path) -> None:
    from rocrate.rocrate import ROCrate  # as above

    crate = ROCrate(data.parent)
    site = json_of(data / "investigation.json")["site"]
    assert (crate.name, crate.version) == (site["title"], "1.2")
    root = crate.root_dataset
    assert root["datePublished"] == site["updated"]
    assert root["license"]["name"] == site["licence"]["name"]
    own = {"https://a.example.org/x/", "https://notebook.example.org/"}
    assert root["publisher"]["url"] in own
    parts = root["hasPart"]
    assert {file.name for file in data.iterdir()} - {"index.html"} <= {
        part.id.rpartition("/")[2] for part in parts
    }
    assert all((data.parent / part.id).is_file() for part in parts)


def test_the_citation_file_has_what_its_format_asks_for(data: Path) -> None:
    site = json_of(data / "investigation.json")["site"]
    fields = yaml.safe_load((data.parent / CITATION).read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= fields.keys()
    assert fields["cff-version"] == "1.2.0"
    assert fields["type"] == "dataset"
    assert (fields["title"], fields["date-released"]) == (site["title"], site["updated"])
    assert fields["authors"] == [{"name": site["publisher"]}]


def test_every_feed_is_read_by_another_program(data: Path) -> None:
    site = data.parent
    feeds_ = [file for name in ("data", "actors", "tags") for file in site.glob(f"{name}/*.atom")]
    whole = json_of(data / "investigation.json")
    assert len(feeds_) > len(whole["actors"])
    for file in feeds_:
        parsed = feedparser.parse(file.read_bytes())
        assert not parsed.bozo, file
        assert parsed.feed.title
        assert parsed.feed.updated
        plain = json_of(file.with_suffix(".json"))
        assert plain["version"] == "https://jsonfeed.org/version/1.1"
        ids = [entry.id for entry in parsed.entries]
        assert ids == [item["id"] for item in plain["items"]]
        assert len(set(ids)) == len(ids)
        page = parsed.feed.link.removeprefix("https://a.example.org/x/")
        assert (site / page).is_file()


def test_each_source_has_its_reference_beside_its_page(data: Path) -> None:
    for record in json_of(data / "investigation.json")["sources"]:
        page = data.parent / "sources" / f"{record['id']}.html"
        (item,) = json_of(page.with_suffix(".csl.json"))
        (entry,) = parse_string(page.with_suffix(".bib").read_text(encoding="utf-8")).entries
        (reference,) = rispy.loads(page.with_suffix(".ris").read_text(encoding="utf-8"))
        assert item["id"] == entry.key == reference["id"] == record["id"]
        assert item["title"] == reference["title"] == record["title"]
        text = page.read_text(encoding="utf-8")
        assert all(f'{record["id"]}.{end}"' in text for end in ("csl.json", "bib", "ris"))


def test_the_examples_of_the_data_page_say_the_same(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(PYTHON.splitlines()) <= 15
    page = (data / "index.html").read_text(encoding="utf-8")
    assert PYTHON in html.unescape(page)
    assert SQL in html.unescape(page)
    monkeypatch.chdir(data.parent)
    exec(PYTHON, {})
    with closing(sqlite3.connect(data / "investigation.sqlite")) as connection:
        rows = connection.execute(SQL).fetchall()
    assert rows
    printed = capsys.readouterr().out
    by_title: dict[str, dict[str, int]] = {}
    for title, party, number in rows:
        by_title.setdefault(title, {})[party or ""] = number
    for title, counted in by_title.items():
        line = next(line for line in printed.splitlines() if line.startswith(f"{title} {{"))
        assert ast.literal_eval(line.removeprefix(f"{title} ")) == counted


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
        ("＝1+1", "'＝1+1"),
        ("＠x", "'＠x"),
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
    assert listed == {path for path in given if path.startswith("data/")} | {CITATION}
    (bare,) = (page.view for page in planned({}).pages if isinstance(page.view, DataView))
    fewer = {file.path for _, files in bare.groups for file in files}
    feeds = {f"{it}.{end}" for it in FEEDS.values() for end in ("atom", "json")}
    assert listed - fewer == {*feeds, "data/claimreview.json"}
    deposited = {"licence": {"name": "CC0"}, "updated": "2024-04-01"}
    (full,) = (
        page.view for page in planned({"site": deposited}).pages if isinstance(page.view, DataView)
    )
    assert {file.path for _, files in full.groups for file in files} - fewer == {CRATE}


def test_the_files_are_those_of_the_site(tmp_path: Path) -> None:
    project = write_small(tmp_path / "project")
    build(BuildOptions(project), Report())
    paths = tree(project / "site")
    assert {f"data/{table.name}.csv" for table in TABLES} <= paths.keys()
    assert "sitemap.xml" not in paths
