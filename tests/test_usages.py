"""The list of what rests on an article names each sentence once, beside the article's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.model.dossier import Dossier
from tests import dossiers, quotes, usages
from tests.articles import Text
from tests.usages import Resting

GATE = Text(
    "The gate and the tide",
    ("The board said that the gate could shut in time.", "A fisher saw it open at ten."),
)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return dossiers.dossier(
        {
            "actor/board": {"name": "Water board"},
            "statement/shut": {"by": "board", "says": "The gate was shut in time."},
            "source/gate": {
                "publisher": "The Harbour",
                "note": "It names no hour.",
                "carries": [{"statement": "shut", "how": "reports", "note": "Has *could*."}],
            },
            "source/other": {"url": "https://paper.example.org/b", "publisher": "Another"},
            "claim/in-time": {
                "claim": "The gate was shut in time.",
                "reasoning": "The board says so [@other; @gate, paragraph 1]. Nobody saw it.",
                "citations": [
                    {
                        "source": "gate",
                        "stance": "disputes",
                        "quote": "open at ten",
                        "at": "paragraph 2",
                        "note": "A fisher's word.",
                        "extent": "part",
                        "missing": "The tide.",
                    },
                    {"source": "other", "stance": "supports"},
                ],
                "stances": [
                    {
                        "actor": "board",
                        "stance": "asserts",
                        "date": "2024-03-02",
                        "citation": {"source": "gate", "at": "paragraph 1"},
                        "note": "Before the storm.",
                    }
                ],
            },
            "event/flood": {
                "title": "The flood",
                "text": "Water came in. See [](claim:in-time) [@gate, headline].",
                "citations": [{"source": "gate", "stance": "context", "at": "paragraph 2"}],
            },
            "detail/hour": {
                "question": "When was it shut?",
                "values": [{"value": "at ten", "source": "gate", "at": "paragraph 2"}],
                "silent": ["other"],
            },
            "detail/who": {
                "question": "Who shut it?",
                "values": [{"value": "the board", "source": "other"}],
                "silent": ["gate"],
            },
        }
    )


def at_field(dossier: Dossier, field: str) -> Resting:
    (row,) = [row for row in usages.resting(dossier, "gate") if row.field == field]
    return row


def test_everything_that_rests_on_an_article_is_listed_once(dossier: Dossier) -> None:
    assert [row.field for row in usages.resting(dossier, "gate")] == [
        "source:gate note",
        "source:gate carries.0",
        "claim:in-time citations.0",
        "claim:in-time stances.0.citation",
        "event:flood citations.0",
        "detail:hour values.0",
        "detail:who silent.0",
        "claim:in-time reasoning",
        "event:flood text",
    ]


def test_what_rests_on_another_source_is_not_listed(dossier: Dossier) -> None:
    assert [row.field for row in usages.resting(dossier, "other")] == [
        "claim:in-time citations.1",
        "detail:hour silent.0",
        "detail:who values.0",
        "claim:in-time reasoning",
    ]


def test_citation_has_stance_quote_locator_and_note(dossier: Dossier) -> None:
    row = at_field(dossier, "claim:in-time citations.0")
    assert row.sentence == "The gate was shut in time."
    assert (row.stance, row.quote, row.locator) == ("disputes", "open at ten", "paragraph 2")
    assert row.note == "A fisher's word."
    assert (row.extent, row.missing) == ("part", "The tide.")


def test_extent_is_printed_of_evidence_alone(dossier: Dossier) -> None:
    source = dossier.sources["gate"]

    def printed(field: str) -> list[str]:
        found = usages.lines(at_field(dossier, field), source, GATE)
        return [line for line in found if line.startswith(("  extent", "  missing"))]

    cited = printed("claim:in-time citations.0")
    assert cited == ["  extent: part", "  missing: The tide."]
    assert printed("event:flood citations.0") == ["  extent: whole"]
    assert printed("claim:in-time stances.0.citation") == []
    assert printed("detail:hour values.0") == []


def test_stance_names_the_actor_and_the_day(dossier: Dossier) -> None:
    row = at_field(dossier, "claim:in-time stances.0.citation")
    assert (row.stance, row.note) == ("board asserts, 2024-03-02", "Before the storm.")
    assert row.sentence == "The gate was shut in time."


def test_carried_statement_is_what_the_article_is_said_to_pass_on(dossier: Dossier) -> None:
    row = at_field(dossier, "source:gate carries.0")
    assert (row.sentence, row.stance) == ("The gate was shut in time.", "reports")
    assert (row.statement, row.note) == ("shut", "Has *could*.")


def test_event_stands_with_its_text(dossier: Dossier) -> None:
    assert at_field(dossier, "event:flood citations.0").sentence.startswith(
        "The flood: Water came in."
    )


def test_answer_and_silence_stand_with_the_question(dossier: Dossier) -> None:
    assert at_field(dossier, "detail:hour values.0").sentence == "When was it shut? at ten"
    silent = at_field(dossier, "detail:who silent.0")
    assert (silent.sentence, silent.stance) == ("Who shut it?", "silent")


def test_prose_is_given_by_its_sentence_and_place(dossier: Dossier) -> None:
    row = at_field(dossier, "claim:in-time reasoning")
    assert (row.sentence, row.locator) == ("The board says so.", "paragraph 1")
    path, line, column = row.location.split(":")
    assert (path, line) == ("content/claim/in-time.yaml", "1")
    record = dossier.where["claim", "in-time"].marks.text
    assert record[int(column) - 1 :].startswith("[@other; @gate, paragraph 1]")


def test_link_without_words_has_the_title_of_its_record(dossier: Dossier) -> None:
    assert at_field(dossier, "event:flood text").sentence == "See A claim."


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        ("paragraph 2", ["  article, paragraph 2: A fisher saw it open at ten."]),
        ("headline", ["  article, headline: The gate and the tide"]),
        ("", []),
        ("paragraph 9", []),
    ],
)
def test_article_stands_beside_the_sentence(
    dossier: Dossier, locator: str, words: list[str]
) -> None:
    row = Resting("x.yaml:1:1", "claim:x reasoning", "gate", "So it\n is.", locator=locator)
    head, sentence, cites, *article = usages.lines(row, dossier.sources["gate"], GATE)
    assert (head, sentence) == ("x.yaml:1:1: claim:x reasoning", "  sentence: So it is.")
    assert cites == "  cites: The Harbour" + (f", {locator}" if locator else "")
    assert article == words


def test_option_prints_the_list(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(quotes, "read_articles", lambda folder: {"gate": GATE})
    monkeypatch.setattr(quotes, "shipped", lambda: dossier)
    assert quotes.main(["--usages", "folder"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[-2] == "gate: 9 sentences rest on it"
    assert "  article, paragraph 2: A fisher saw it open at ten." in printed


def test_option_without_a_folder_says_how(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quotes.main(["--usages"]) == 2
    assert "usage: python -m tests.quotes [--usages] FOLDER" in capsys.readouterr().err
    assert quotes.main(["--usages", str(tmp_path)]) == 2
