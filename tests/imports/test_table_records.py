"""Tables of claims, sources and incidents: what rows become, and that no cell is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimline.author.plain_words import as_markdown, line_of
from claimline.imports.column_names import target_of
from claimline.imports.mapping import Mapped, read_mapping
from claimline.imports.proposal import Findings, words_of_value
from claimline.imports.safe_bytes import UnimportableError
from claimline.imports.spreadsheet import read_csv
from claimline.imports.table_records import read_table
from claimline.imports.when import TwoWaysError


def read(text: str, name: str = "list.csv", **mapped: Any) -> Findings:
    return read_table(read_csv(text.encode()), Mapped(**mapped), name)


def records(findings: Findings, kind: str) -> list[Any]:
    return [proposal.data for proposal in findings.proposals if proposal.kind == kind]


INCIDENTS = """\
Date,Place,Title,Description,Source,Injured,Latitude,Longitude,Tags
5 March 2024,Orla,The gate falls,The *gate* fell <b>down</b>.,\
"Gazette https://example.org/a, https://example.org/b",3,52.1,-1.5,"gate, Flood & rain"
,Orla,No date,,Gazette of 3 May,,,,
someday,Orla,Strange,,,,,,
"""


def test_a_row_becomes_claim_event_place_and_sources() -> None:
    findings = read(INCIDENTS)
    assert findings.what == "a table of incidents (CSV)"
    assert findings.items == 3
    (event,) = records(findings, "event")
    first = records(findings, "claim")[0]
    (place,) = records(findings, "place")
    assert place == {"name": "Orla", "latitude": "52.1", "longitude": "-1.5"}
    assert event["date"] == first["when"] == "2024-03-05"
    assert event["text"] == r"The \*gate\* fell &lt;b>down&lt;/b>."
    assert event["fields"] == [
        {"label": "Injured", "text": "3"}, {"label": "Tag", "text": "Flood & rain"},
    ]  # fmt: skip
    assert event["tags"] == ["gate"]
    assert event["status"] == "reported"
    assert [it["source"].key for it in first["citations"]] == [
        "page:example.org/a", "page:example.org/b",
    ]  # fmt: skip
    # What a source does for a claim is for a person to say.
    assert {it["stance"] for it in first["citations"]} == {"context"}
    assert first["event"].key == "row:the gate falls|2024-03-05|orla"


def test_what_has_no_date_is_a_claim_and_says_where_it_comes_from() -> None:
    findings = read(INCIDENTS)
    _, no_date, strange = records(findings, "claim")
    assert no_date["fields"] == [{"label": "Place", "text": "Orla"}]
    assert {"label": "Date", "text": "someday"} in strange["fields"]
    (citation,) = strange["citations"]
    assert citation["source"].key == "table:list.csv"
    assert (citation["stance"], citation["at"]) == ("context", "row 4")
    table = records(findings, "source")[-1]
    assert table["url_status"] == "unknown"
    assert "list.csv" in table["note"]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("Claim,Source", "claims"),
        ("Behauptung;Quelle;Datum", "claims"),
        ("الادعاء,المصدر", "claims"),
        ("Title,URL,Publisher,Date", "sources"),
        ("Titel;Link;Herausgeber", "sources"),
        ("العنوان,الرابط,الناشر", "sources"),
        ("Titre;Lien;Éditeur", "sources"),
        ("Datum;Ort;Titel", "incidents"),
        ("Date;Lieu;Titre;Sources", "incidents"),
        ("التاريخ,المكان,العنوان", "incidents"),
        ("incident date\tlat\tlon\tdescription", "incidents"),
    ],
)
def test_the_kind_of_a_table_is_seen_in_four_languages(names: str, kind: str) -> None:
    mark = next(mark for mark in "\t;," if mark in names)
    cells = mark.join(["x"] * len(names.split(mark)))
    assert read(f"{names}\n{cells}\n").what == f"a table of {kind} (CSV)"


def test_columns_that_say_nothing_need_words() -> None:
    with pytest.raises(UnimportableError, match="do not say what the table is of") as error:
        read("A,B\n1,2\n")
    assert "--as" in error.value.suggestion
    findings = read("A,B\n1,2\n", table="claims", columns={"A": "claim"})
    (claim,) = records(findings, "claim")
    assert claim["claim"] == "1"
    assert claim["fields"] == [{"label": "B", "text": "2"}]


def test_numbered_columns_are_alike() -> None:
    assert target_of("Source 12") == target_of("Quelle 2") == "source"
    assert target_of("Victims") == ""


def test_dates_with_two_readings_ask_once_for_the_whole_table() -> None:
    table = "Date,Place,Title\n03/04/2024,A,x\n05/06/2024,B,y\n25/06/2024,B,z\n"
    with pytest.raises(TwoWaysError, match=r'2 dates .* "03/04/2024" in row 2'):
        read(table)
    dates = [event["date"] for event in records(read(table, order="month-first"), "event")]
    assert dates == ["2024-03-04", "2024-05-06", "2024-06-25"]


def test_time_and_end_are_part_of_the_date() -> None:
    table = (
        "Date,Time,End date,Place,Title\n2024-03-04,9:05,,A,x\n2024-03-04,,2024-03-06,A,y\n"
        "2024-03-04,late,,A,z\n"
    )
    x, y, z = records(read(table), "event")
    assert (x["date"], y["date"]) == ("2024-03-04T09:05", "2024-03-04/2024-03-06")
    assert z["fields"] == [{"label": "Time", "text": "late"}]


def test_rows_with_the_same_words_are_told_apart() -> None:
    table = (
        "Date,Place,Title,Injured\n2024-03-04,A,Shot,1\n2024-03-04,A,Shot,2\n"
        "2024-03-04,A,Shot,1\n2024-03-05,A,Shot,1\n"
    )
    findings = read(table)
    assert len(records(findings, "event")) == len(records(findings, "claim")) == 3
    assert "Row 4 is the same as row 2, and counts once." in findings.notes


def test_one_source_of_many_rows_is_one_record_and_its_other_titles_are_left() -> None:
    table = (
        "Claim,Source\nIt fell.,Roof falls https://example.org/a\n"
        "It stands.,Roof stands http://www.example.org/a?utm_source=x#top\n"
    )
    findings = read(table)
    (source,) = records(findings, "source")
    assert source["title"] == "Roof falls"
    left = {leftover.text for leftover in findings.leftovers}
    assert left == {"Roof stands", "http://www.example.org/a?utm_source=x#top"}


def test_places_of_one_name_with_other_positions_are_two() -> None:
    table = "Date,Place,Lat,Lon,Title\n2024,A,1,2,x\n2024,A,3,4,y\n2024,A,,,z\n2024,A,1,200,w\n"
    findings = read(table)
    assert len(records(findings, "place")) == 3
    (w,) = (event for event in records(findings, "event") if event["title"] == "w")
    assert w["fields"] == [{"label": "Lat, Lon", "text": "1 200"}]


def test_a_source_row() -> None:
    table = (
        "Title,URL,Publisher,Authors,Published,Language,Archive,Pages,Type\n"
        "Roof falls,https://example.org/a,Gazette,A. B; C. D,4 March 2024,EN,"
        "https://web.archive.org/web/2024/https://example.org/a,12,Newspaper\n"
    )
    (source,) = records(read(table), "source")
    assert source["authors"] == ["A. B", "C. D"]
    assert source["published"] == "2024-03-04"
    assert source["language"] == "en"
    assert source["archives"][0]["url"].startswith("https://web.archive.org/")
    assert {field["label"] for field in source["fields"]} == {"Pages", "Type"}


def test_a_quote_needs_one_source_and_a_locator() -> None:
    table = (
        "Claim,Source,Quote,Locator\nA.,https://example.org/a,so it was,p. 3\n"
        "B.,https://example.org/a,so it was,\nC.,https://example.org/a," + "word " * 41 + ",p. 1\n"
    )
    findings = read(table)
    a, b, _ = (claim["citations"][0] for claim in records(findings, "claim"))
    assert (a["quote"], a["at"]) == ("so it was", "p. 3")
    assert "quote" not in b
    assert [leftover.label for leftover in findings.leftovers] == ["Quote", "Quote"]


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("Roof (part 2) https://example.org/a", "Roof (part 2)"),
        ("Gazette (https://example.org/a), p. 3", "Gazette , p. 3"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("[Post]", "[Post]"),
        ("<https://example.org/a>", "[example.org/a]"),
    ],
)
def test_the_words_around_an_address_are_the_title(cell: str, title: str) -> None:
    (source,) = records(read(f'Claim,Source\nIt fell.,"{cell}"\n'), "source")
    assert source["title"] == title


def test_one_source_without_an_address_in_two_rows_is_one_record() -> None:
    findings = read("Claim,Source\nA.,Gazette\nB.,Gazette\n")
    assert len(records(findings, "source")) == 1
    assert findings.leftovers == ()


def test_a_row_with_too_many_cells_is_told() -> None:
    findings = read("Claim,Source\nA, really,Gazette\nB,Radio\n")
    assert "More cells than there are names of columns are in: row 2." in findings.notes


def test_a_cell_of_many_addresses_is_read_in_time_and_none_is_lost() -> None:
    addresses = [f"https://example.org/{nth}" for nth in range(3000)]
    findings = read(f'Claim,Source\nIt fell.,"{" ".join(addresses)}"\n')
    assert len(records(findings, "source")) == 100
    (leftover,) = findings.leftovers
    assert leftover.text.endswith("https://example.org/2999")


def test_mapping_files() -> None:
    mapping = read_mapping(
        "as: incidents\nrecords: [event, place]\ndates: day-first\nlanguage: de\nstance: supports\n"
        "columns:\n  Was: title\n  Intern: leave-out\n",
        "m.yaml",
    )
    table = "Was,Date,Intern,Ort\nTor fällt,03/04/2024,not for readers,Orla\n"
    findings = read_table(read_csv(table.encode()), mapping, "x.csv")
    assert {proposal.kind for proposal in findings.proposals} == {"event", "place"}
    assert "not for readers" not in str(findings.proposals)
    assert [it.text for it in findings.leftovers] == ["not for readers"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("as: incident\n", r'm.yaml:1:5: `as` cannot be "incident"'),
        ("colums:\n  A: title\n", r'm.yaml:1:1: "colums" is not a key'),
        ("columns:\n  A: titel\n", r'm.yaml:2:6: A column cannot be "titel"'),
        ("records: [claim, actor]\n", "cannot become"),
        ("language: klingonish\n", "m.yaml:1:11: .* is not a language"),
        ("- a\n", "has keys"),
        ("a: [\n", "m.yaml"),
        ("", "m.yaml"),
    ],
)
def test_a_wrong_mapping_says_where(text: str, message: str) -> None:
    with pytest.raises(UnimportableError, match=message):
        read_mapping(text, "m.yaml")


def test_a_mapping_that_names_no_column() -> None:
    with pytest.raises(UnimportableError, match='no column "C"'):
        read("A,B\n1,2\n", table="claims", columns={"C": "claim"})


_NAMES = st.sampled_from([
    "Claim", "Title", "Date", "End date", "Time", "Place", "Country", "Lat", "Lon", "Coordinates",
    "Source", "Source 2", "URL", "Publisher", "Author", "Published", "Language", "Archive", "Quote",
    "Locator", "Tags", "Description", "Victims", "id", "Claimant", "Claim date", "Source type",
])  # fmt: skip
_CELLS = st.sampled_from([
    "", "alpha", "https://example.org/a", "https://example.org/b beta", "2024-03-05", "someday",
    "52.1", "200", "GB", "de", "gamma delta; epsilon", "Big & bad", "*star*", "1, 2",
])  # fmt: skip


@settings(max_examples=40)
@given(
    st.data(),
    st.lists(_NAMES, min_size=1, max_size=9, unique=True),
    st.sampled_from(["claims", "incidents", "sources"]),
)
def test_no_word_of_a_table_is_lost(data: st.DataObject, names: list[str], kind: str) -> None:
    rows = data.draw(
        st.lists(st.lists(_CELLS, min_size=len(names), max_size=len(names)), min_size=1, max_size=3)
    )
    lines = [names, *rows]
    table = "\n".join(
        ";".join(cell.replace(";", "\n") and f'"{cell}"' for cell in line) for line in lines
    )
    findings = read(
        f"{table}\n", table=kind, columns={names[0]: "title"} if kind == "claims" else {}
    )
    kept = " ".join([
        *(words_of_value(it.data) for it in findings.proposals),
        *(it.text for it in findings.leftovers), *findings.notes,
    ])  # fmt: skip
    for row in rows:
        for cell in row:
            for word in cell.replace(";", " ").replace(",", " ").split():
                plain = line_of(word)
                assert any(
                    form.lower() in kept.lower()
                    for form in (plain, as_markdown(plain), plain.replace("-", ""))
                ), (word, kept)
