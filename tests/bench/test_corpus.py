"""The benchmark's own parts: the corpus, the comparison of outputs, the edits, the results."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import xml.etree.ElementTree as ET
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import corpus, edits, equal, measure, plot, report, tools, watch, yamltext
from bench.case import Case, sizes
from bench.dice import Dice
from claimline import pipeline
from claimline.diagnostics import Report
from claimline.engine.graph import Graph
from claimline.options import BuildOptions
from claimline.read import read_yaml

# Written down once. They change with the corpus, and then every earlier result is void.
CLAIMLINE_12 = "6cc814cde2620ab8a26b7fe4d3abcc372e454d1732f170383fa6a78f0f906973"
DICE = [262, 522, 115, 53, 638]


def _read(text: str) -> Any:
    found = Report()
    read = read_yaml(text, "record.yaml", found)
    assert read
    assert not list(found)
    return read[0]


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


# The corpus


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    corpus.write(30, tmp_path / "one")
    corpus.write(30, tmp_path / "two")
    corpus.write(30, tmp_path / "other", seed=8)
    assert _digest(tmp_path / "one") == _digest(tmp_path / "two")
    assert _digest(tmp_path / "one") != _digest(tmp_path / "other")


def test_the_bytes_are_those_of_every_other_machine(tmp_path: Path) -> None:
    corpus.write(12, tmp_path, tools=["claimline"])
    assert _digest(tmp_path / "claimline") == CLAIMLINE_12


def test_the_dice_fall_as_they_always_did() -> None:
    dice = Dice(7, "claim", 3)
    assert [dice.below(1000) for _ in range(5)] == DICE


def test_a_corpus_has_no_finding_and_every_kind_of_page(tmp_path: Path) -> None:
    corpus.write(12, tmp_path, tools=["claimline"])
    found = Report(strict=True)
    built = pipeline.build(BuildOptions(tmp_path / "claimline", tmp_path / "site"), found)
    assert not list(found)
    assert built.written is not None
    pages = equal.read(tmp_path / "site").pages
    size = sizes(12)
    for kind in ("claims", "sources", "statements", "actors", "details", "briefs"):
        assert pages[kind] == getattr(size, kind), kind
        assert pages[f"{kind} index"] == 1, kind
    assert "matrix" not in pages
    assert "origins" not in pages


@pytest.mark.parametrize("claims", [12, 100, 1000])
def test_every_statement_is_carried_and_every_source_cited(claims: int) -> None:
    case = Case(claims)
    size = case.size
    carried = {said for source in range(size.sources) for said in case.carries(source)}
    assert carried == set(range(size.statements))
    assert {case.speaker(said) for said in range(size.statements)} == set(range(size.actors))
    assert {nth % size.sources for nth in range(size.claims)} == set(range(size.sources))


def test_an_investigation_that_is_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 12"):
        Case(11)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9)
TEXTS = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), TEXTS, min_size=1))
def test_a_record_is_read_as_it_was_written(record: dict[str, str]) -> None:
    assert _read(yamltext.document(record)) == record


# The comparison of outputs


def _page(folder: Path, name: str, *links: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    anchors = "".join(f'<a class="x" href="{link}">words</a>' for link in links)
    path.write_text(f'<nav><a href="/tags/no.html">no</a></nav><main id="main">{anchors}</main>')


def test_relative_and_absolute_links_are_the_same_link(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    _page(one, "claims/a.html", "../sources/s.html#from", "b.html", "#cite-1", "a.html#top")
    _page(two, "claims/a.html", "/sources/s.html", "/claims/b.html", "https://example.org/")
    assert equal.compare(equal.read(one), equal.read(two)) == []
    assert equal.read(one).links == {
        ("claims", "sources"): {("a", "s")},
        ("claims", "claims"): {("a", "b")},
    }


def test_what_is_missing_and_what_is_more_is_told(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    _page(one, "sources/s.html", "../claims/a.html", "../claims/b.html")
    _page(two, "sources/s.html", "/claims/a.html", "/claims/c.html", "/claims/d.html")
    _page(two, "index.html")
    assert equal.compare(equal.read(one), equal.read(two)) == [
        "pages, front: 0 and 1",
        "links, sources to claims: 1 missing and 2 more of 2, such as s to b",
    ]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("index.html", ("front", "index")),
        ("claims/index.html", ("claims index", "index")),
        ("claims/a.html", ("claims", "a")),
        ("chronology.html", ("chronology", "chronology")),
        ("chronology.html#event-storm-1", ("event", "storm-1")),
        ("chronology.html#cite-storm-1-2", ("event", "storm-1")),
        ("chronology.html#s-storm-1-2", ("event", "storm-1")),
        ("method.html", ("method", "method")),
    ],
)
def test_an_address_names_a_record(address: str, found: tuple[str, str]) -> None:
    assert equal.record(address) == found


def test_a_difference_fails_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _page(tmp_path / "one", "claims/a.html", "b.html")
    _page(tmp_path / "two", "claims/a.html")
    same, other = f"one={tmp_path / 'one'}", f"two={tmp_path / 'two'}"
    assert equal.main([same, same]) == 0
    assert equal.main([same, other]) == 1
    assert "1 missing" in capsys.readouterr().out


# The edits


@pytest.mark.parametrize("tool", ["claimline", "hugo", "eleventy"])
def test_an_edit_changes_the_claim_and_nothing_else(tmp_path: Path, tool: str) -> None:
    corpus.write(12, tmp_path, tools=[tool])
    paths = {"claimline": "content/claims/{}.yaml", "hugo": "content/claims/{}.md",
             "eleventy": "src/claims/{}.md"}  # fmt: skip
    one = tools.Tool(
        tool, "0", paths[tool], "short" if tool == "claimline" else "title", lambda *_: []
    )
    id_ = Case(12).id("claim", 4)
    path = tmp_path / tool / one.claim.format(id_)
    before = path.read_text(encoding="utf-8")
    tools.edit_body(one, path, "A new sentence.")
    tools.edit_title(one, path, "A new title")
    after = path.read_text(encoding="utf-8")
    assert after.count("A new sentence.") == 1
    lines = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line.strip() for line in lines] == [f"{one.title_key}: A new title", "A new sentence."]


def test_an_edited_corpus_still_has_no_finding(tmp_path: Path) -> None:
    corpus.write(12, tmp_path, tools=["claimline"])
    one = tools.Tool("claimline", "0", "content/claims/{}.yaml", "short", lambda *_: [])
    path = tmp_path / "claimline" / one.claim.format(Case(12).id("claim", 0))
    tools.edit_body(one, path, "A new sentence.")
    found = Report(strict=True)
    pipeline.check(BuildOptions(tmp_path / "claimline"), found)
    assert not list(found)
    record = _read(path.read_text(encoding="utf-8"))
    assert record["reasoning"].endswith("\n\nA new sentence.\n")


def test_an_edit_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    one = tools.Tool("claimline", "0", "{}", "short", lambda *_: [])
    path = tmp_path / "claim.yaml"
    path.write_text("claim: A claim without a title or a reasoning.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="was not changed"):
        tools.edit_title(one, path, "A title")


# The results


def _size(claims: int, walls: dict[str, list[float]]) -> dict[str, Any]:
    took = {
        tool: [{"wall": wall, "user": wall / 2, "system": 0.0} for wall in found]
        for tool, found in walls.items()
    }
    return {
        "claims": claims,
        "rounds": 3,
        "memory_backed": True,
        "times": {
            **dict.fromkeys(("cold", "unchanged", "body", "title"), took),
            "watch": {tool: [{"wall": wall} for wall in found] for tool, found in walls.items()},
        },
        "memory": {tool: {"tree": 50_000_000, "largest": 40_000_000} for tool in walls},
        "equal": {"pages": claims * 2, "links": claims * 40, "differences": {"hugo": []}},
        "weights": {tool: {"CSS": {"raw": 2000, "gzip": 1000}} for tool in walls},
    }


RESULTS: dict[str, Any] = {
    "format": 1,
    "command": "python -m bench.run",
    "machine": {"cores": 2, "system": "Linux"},
    "versions": {"claimline": "1.0", "hugo": "0.1", "python": "3.11"},
    "seed": 7,
    "sizes": [
        _size(1000, {"claimline": [1.0, 2.0, 9.0], "hugo": [2.0, 8.0, 3.0]}),
        _size(10_000, {"claimline": [10.0, 20.0, 12.0], "hugo": [20.0, 40.0, 24.0]}),
    ],
}


def test_ratios_are_taken_round_by_round() -> None:
    page = report.markdown(RESULTS)
    # The median of 1/2, 2/8 and 9/3; the ratio of the medians would be 2/3.
    assert "**2.00** (1.00 to 9.00)<br>0.50 × Hugo; processor 1.00" in page
    assert "| cold build | 6.00 | 8.00 |" in page  # growth: 12/2 and 24/3
    assert "It found no differences." in page
    assert "| edit while watching | **2.00** (1.00 to 9.00)<br>0.50 × Hugo |" in page


def test_the_page_of_results_names_what_it_rests_on() -> None:
    page = report.markdown(RESULTS)
    assert "claimline 1.0, Hugo 0.1, Python 3.11." in page
    assert "`python -m bench.run`" in page
    assert "| CSS | 2.0 (1.0) | 2.0 (1.0) |" in page
    assert "Eleventy |" not in page  # it was not run


def test_a_size_of_one_tool_alone_is_held_against_the_last() -> None:
    large = {
        "tool": "claimline", "claims": 100_000, "pages": 200_000, "content": 90_000_000,
        "output": 4_700_000_000, "wall": 720.0, "memory": 400_000_000, "memory_backed": False,
    }  # fmt: skip
    sizes = [size | {"content": size["claims"] * 1000} for size in RESULTS["sizes"]]
    page = report.markdown(RESULTS | {"sizes": sizes, "alone": large})
    assert "100,000 claims on one machine: 200,000 pages (4.7 GB) in 12.0 minutes" in page
    assert "the records grow 9.00 times and the memory 8.00 times" in page


def test_results_survive_their_file() -> None:
    assert report.markdown(json.loads(json.dumps(RESULTS))) == report.markdown(RESULTS)


def test_the_drawing_is_whole_and_tells_its_numbers_in_words() -> None:
    drawing = ET.fromstring(plot.svg(RESULTS))
    names = {"svg": "http://www.w3.org/2000/svg"}
    described = drawing.findtext("svg:desc", namespaces=names) or ""
    assert "1000 claims, cold build: claimline 2.00 s (0.50 times Hugo)" in described
    assert drawing.findtext("svg:title", namespaces=names)
    assert "prefers-color-scheme: dark" in (drawing.findtext("svg:style", namespaces=names) or "")
    _, _, width, height = map(float, drawing.attrib["viewBox"].split())
    for mark in drawing.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 < float(mark.attrib["cx"]) < width
        assert 0 < float(mark.attrib["cy"]) < height


def test_the_drawing_asks_nothing_of_the_network() -> None:
    addresses = re.findall(r"https?://[^\"\s]+", plot.svg(RESULTS))
    assert addresses == ["http://www.w3.org/2000/svg"]


# Watching

COPIER = """
import pathlib, time
print("Ready now", flush=True)
source, page = pathlib.Path("source"), pathlib.Path("page")
while True:
    page.write_text(source.read_text() + "</html>")
    time.sleep(0.01)
"""


def test_an_edit_is_timed_until_the_page_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "PAUSE", 0)
    source, page = tmp_path / "source", tmp_path / "page"
    source.write_text("before")
    with watch.watching([sys.executable, "-c", COPIER], tmp_path, {}, "^Ready"):
        took = watch.seconds_to(page, "after", partial(source.write_text, "after"))
        assert "after" in page.read_text()
        assert 0 < took < 60
        monkeypatch.setattr(watch, "LONGEST", 0.1)
        with pytest.raises(measure.RunError, match="did not come to show"):
            watch.seconds_to(page, "never", lambda: None)


def test_a_tool_that_ends_before_it_watches_is_reported(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('no such folder')"]
    with (
        pytest.raises(measure.RunError, match="no such folder"),
        watch.watching(command, tmp_path, {}, "^Ready"),
    ):
        pass


def test_a_long_run_of_edits_finds_what_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    assert edits.run(12, 6, 3, told.append)
    assert "6 edits" in told[-1]
    # A cache that takes every page for unchanged is found out.
    monkeypatch.setattr(Graph, "stale", lambda *_: frozenset())
    monkeypatch.setattr(edits.Desk, "edits", lambda desk: [desk.title])
    assert not edits.run(12, 3, 3, told.append)
    assert "DIFFERENT" in told[-2]
