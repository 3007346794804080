"""The benchmark's own parts: the corpus, the comparison of outputs, the edits, watching."""

from __future__ import annotations

import hashlib
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import corpus, edits, equal, hugo, measure, rows, tools, watch, yamltext
from bench.case import Case, sizes
from bench.dice import Dice
from bench.peer import peers
from bench.periods import Periods
from claimline import pipeline
from claimline.diagnostics import Report
from claimline.engine.graph import Graph, Stale
from claimline.options import BuildOptions
from claimline.read import read_yaml

# Written down once. They change with the corpus, and then every earlier result is void.
CLAIMLINE_12 = "26e8d73cdc8ccb9e1ca0143cea0f58fc905d4aae94320a40d7b0f6d83c713c90"
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
        ("chronology/2024-03/page-2.html", ("chronology", "chronology")),
        ("chronology/2024-03.html#event-storm-1", ("event", "storm-1")),
        ("chronology.html#s-storm-1-2", ("event", "storm-1")),
        ("chronology/2024-03.html#day-2024-03-01", ("chronology", "chronology")),
        ("claims/page-2.html", ("claims index", "index")),
        ("claims/page/2.html", ("claims index", "index")),
        ("lists/claims-archived/page/2.html", ("lists/claims-archived", "lists/claims-archived")),
        ("lists/claims-archived/index.html", ("lists/claims-archived", "lists/claims-archived")),
        ("a-z/b.html", ("a-z", "a-z")),
        ("method.html", ("method", "method")),
    ],
)
def test_an_address_names_a_record(address: str, found: tuple[str, str]) -> None:
    assert equal.record(address) == found


def test_a_data_file_that_is_missing_is_told(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        _page(folder, "index.html")
    for path in ("data/sources.bib", "data/investigation.sqlite", "sources/s.ris", "manifest.json"):
        (one / path).parent.mkdir(parents=True, exist_ok=True)
        (one / path).write_text("text")
    assert equal.compare(equal.read(one), equal.read(two)) == [
        "files: 2 missing and 0 more, such as data/sources.bib"
    ]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ('id,claim,reasoning\nb,2,""\na,1,"other [@words]"\n', []),  # quotes, order, Markdown
        ("id,claim,reasoning\na,1,one\n", ["table data/claims.csv: 1 rows differ"]),
        ("id,claim,reasoning\na,1,one\nb,3,two\n", ["table data/claims.csv: 2 rows differ"]),
        ("id,said,reasoning\na,1,one\nb,2,two\n", ["table data/claims.csv: 2 rows differ"]),
        ("id,claim,reasoning\na,1,x\nb,2,x\nb,2,x\n", ["table data/claims.csv: 1 rows differ"]),
    ],
)
def test_tables_are_compared_cell_by_cell(tmp_path: Path, table: str, found: list[str]) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, text in ((one, "id,claim,reasoning\na,1,one\nb,2,two\n"), (two, table)):
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "claims.csv").write_text(text)
    assert equal.compare(equal.read(one), equal.read(two)) == found


def test_peers_are_told_the_pages_on_which_claimline_shows_a_date(tmp_path: Path) -> None:
    corpus.write(100, tmp_path, tools=["claimline"])
    built = pipeline.build(BuildOptions(tmp_path / "claimline", tmp_path / "site"), Report())
    assert built.written is not None
    days = {path.stem for path in (tmp_path / "site" / "chronology").glob("*.html")}
    named = [peer.data.get("chronology", []) for peer in peers(Case(100), hugo.cite)]
    assert {day for pages in named for day in pages} == days


def test_a_long_timeline_is_cut_by_months_for_peers() -> None:
    periods = Periods(Case(700))
    assert periods.of("2019-02-03")["period"] == "2019-02"
    assert periods.of("2019-02")["chronology"] == ["2019-02"]
    assert Periods(Case(100)).of("2019-02")["period"] is None


def test_a_difference_fails_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _page(tmp_path / "one", "claims/a.html", "b.html")
    _page(tmp_path / "two", "claims/a.html")
    same, other = f"one={tmp_path / 'one'}", f"two={tmp_path / 'two'}"
    assert equal.main([same, same]) == 0
    assert equal.main([same, other]) == 1
    assert "1 missing" in capsys.readouterr().out


# The edits

PATHS = {
    "claimline": ("content/claims/{}.yaml", "content/sources/{}.yaml", "short"),
    "hugo": ("content/claims/{}.md", "content/sources/{}/_index.md", "title"),
    "eleventy": ("src/claims/{}.md", "src/sources/{}.md", "title"),
}
TOOLS = {name: tools.Tool(name, "0", *paths, lambda *_: []) for name, paths in PATHS.items()}


@pytest.mark.parametrize("tool", ["claimline", "hugo", "eleventy"])
def test_an_edit_changes_the_claim_and_nothing_else(tmp_path: Path, tool: str) -> None:
    corpus.write(12, tmp_path, tools=[tool])
    one = TOOLS[tool]
    id_ = Case(12).id("claim", 4)
    path = tmp_path / tool / one.claim.format(id_)
    before = path.read_text(encoding="utf-8")
    tools.edit_body(one, path, "A new sentence.")
    tools.edit_title(one, path, "A new title")
    after = path.read_text(encoding="utf-8")
    assert after.count("A new sentence.") == 1
    lines = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line.strip() for line in lines] == [f"{one.title_key}: A new title", "A new sentence."]


@pytest.mark.parametrize("tool", ["claimline", "hugo", "eleventy"])
def test_a_claim_is_added_and_a_source_removed_in_every_form(tmp_path: Path, tool: str) -> None:
    corpus.write(12, tmp_path, tools=[tool])
    one, site, case = TOOLS[tool], tmp_path / tool, Case(12)
    before = _digest(site)
    rows.prepare(one, site, case, 2)
    spare = site / one.source.format("spare-source-1")
    assert case.id("source", 1) not in spare.read_text(encoding="utf-8")
    for nth in range(2):
        rows.edit(one, site, tmp_path, "removed", nth, case)
    assert _digest(site) == before
    rows.edit(one, site, tmp_path, "added", 0, case)
    added = (site / one.claim.format("added-claim-0")).read_text(encoding="utf-8")
    assert added.count("This claim was added in round 1") == 2  # the title and the words


def test_every_edit_of_a_row_builds_without_an_error_and_is_seen(tmp_path: Path) -> None:
    corpus.write(12, tmp_path, tools=["claimline"])
    one, case = TOOLS["claimline"], Case(12)
    site, output = tmp_path / "claimline", tmp_path / "site"
    rows.prepare(one, site, case, 1)
    for row in rows.ROWS:
        rows.edit(one, site, output, row, 0, case)
        if row not in ("cold", "unchanged"):
            with pytest.raises(measure.RunError, match=row):
                rows.verify(one, output, row, 0, case)
        found = Report()
        assert pipeline.build(BuildOptions(site, output), found).written is not None
        assert not found.failed
        rows.verify(one, output, row, 0, case)


def test_an_edited_corpus_still_has_no_finding(tmp_path: Path) -> None:
    corpus.write(12, tmp_path, tools=["claimline"])
    one = TOOLS["claimline"]
    path = tmp_path / "claimline" / one.claim.format(Case(12).id("claim", 0))
    tools.edit_body(one, path, "A new sentence.")
    found = Report(strict=True)
    pipeline.check(BuildOptions(tmp_path / "claimline"), found)
    assert not list(found)
    record = _read(path.read_text(encoding="utf-8"))
    assert record["reasoning"].endswith("\n\nA new sentence.\n")


def test_an_edit_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    one = TOOLS["claimline"]
    path = tmp_path / "claim.yaml"
    path.write_text("claim: A claim without a title or a reasoning.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="was not changed"):
        tools.edit_title(one, path, "A title")


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
    monkeypatch.setattr(Graph, "stale", lambda *_: Stale(frozenset(), frozenset(), frozenset()))
    monkeypatch.setattr(edits.Desk, "edits", lambda desk: [desk.title])
    assert not edits.run(12, 3, 3, told.append)
    assert "DIFFERENT" in told[-2]
