"""The ledger names every assertion once, and every record that it names is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.model.dossier import Dossier
from tests import coverage_table
from tests.coverage_table import ARTICLES, LEDGER, TABLE, LedgerError, Row, Target
from tests.quotes import shipped


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    return coverage_table.read_rows(LEDGER.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return shipped()


# The shipped ledger


def test_rows_run_without_gaps(rows: tuple[Row, ...]) -> None:
    expected = [
        f"{number}-{nth:02}"
        for number, article in ARTICLES.items()
        for nth in range(1, article.assertions + 1)
    ]
    assert [row.id for row in rows] == expected
    assert len(expected) == 157


def test_every_row_has_a_record_or_a_reason(rows: tuple[Row, ...]) -> None:
    assert [row.id for row in rows if bool(row.to) == bool(row.left_out)] == []


def test_every_record_is_there(rows: tuple[Row, ...], dossier: Dossier) -> None:
    records = coverage_table.targets(dossier)
    assert [(row.id, name) for row in rows for name in row.to if name not in records] == []


def test_every_row_goes_to_a_record_that_rests_on_its_article(
    rows: tuple[Row, ...], dossier: Dossier
) -> None:
    resting: dict[str, set[str]] = {}
    for number, article in ARTICLES.items():
        citing = {":".join(usage.carrier) for usage in dossier.usages[article.source]}
        carried = {f"statement:{id_}" for id_ in dossier.carried(article.source)}
        resting[number] = citing | carried
    alone = [row.id for row in rows if row.to and not set(row.to) & resting[row.id[:3]]]
    assert alone == []


def test_table_is_up_to_date() -> None:
    assert TABLE.read_text(encoding="utf-8") == coverage_table.made()


# The table, on a made-up ledger


RECORDS = {
    "claim:gate": Target("The gate [late]", "../content/claims/gate.yaml"),
    "event:tide": Target("The tide", "../content/events/2024.yaml"),
}
TITLES = {"900": ("Hafen|brief", "../content/sources/letter.yaml")}


def test_table_shows_where_each_row_went() -> None:
    made = coverage_table.table(
        (
            Row("900-01", "the hour | the gate", ("claim:gate", "event:tide")),
            Row("900-02", "the weather", left_out="not on the gate"),
            Row("900-03", "the tide", ("event:tide",)),
        ),
        TITLES,
        RECORDS,
    )
    lines = made.splitlines()
    assert "make 3 assertions; 2 of them" in made
    assert "and 1 are left out" in made
    assert r"| 900 [Hafen\|brief](../content/sources/letter.yaml) | 3 | 2 | 1 |" in lines
    assert lines[-3:] == [
        (
            r"| 900-01 | the hour \| the gate"
            r" | claim [The gate \[late\]](../content/claims/gate.yaml);"
            r" event [The tide](../content/events/2024.yaml) |"
        ),
        "| 900-02 | the weather | left out: not on the gate |",
        "| 900-03 | the tide | event [The tide](../content/events/2024.yaml) |",
    ]


def test_unknown_record_stops_the_table() -> None:
    with pytest.raises(KeyError):
        coverage_table.table((Row("900-01", "the hour", ("claim:door",)),), TITLES, RECORDS)


def test_table_is_written_where_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage_table, "made", lambda: "the table\n")
    assert coverage_table.main(tmp_path / "coverage.md") == 0
    assert (tmp_path / "coverage.md").read_bytes() == b"the table\n"
    assert capsys.readouterr().out.startswith("wrote ")


# The ledger's reader, on planted faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- 900-01", "no mapping"),
        ("900-01: {about: a, to: [claim:x]}\n900-01: {about: b, to: [claim:x]}", "stands twice"),
        ("900-01: {about: a, to: [claim:x], left-out: no}", "either `to` or `left-out`"),
        ("900-01: {about: a}", "either `to` or `left-out`"),
        ("900-01: {to: [claim:x]}", "what it is about"),
        ("900-01: {about: a, to: []}", "neither a record nor a reason"),
        ("900-01: {about: a, left-out: ''}", "neither a record nor a reason"),
        ("900-01: {about: a, to: [claim:x], why: b}", "'why', which no row has"),
    ],
)
def test_planted_fault_is_found(text: str, fault: str) -> None:
    with pytest.raises(LedgerError, match=fault):
        coverage_table.read_rows(text)


def test_rows_are_read() -> None:
    text = "900-01: {about: a, to: [claim:x, event:y]}\n900-02: {about: b, left-out: c}"
    assert coverage_table.read_rows(text) == (
        Row("900-01", "a", ("claim:x", "event:y")),
        Row("900-02", "b", left_out="c"),
    )
