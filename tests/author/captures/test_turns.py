"""A quote that stops at words that turn its meaning is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.author.captures import verify
from claimline.author.captures.capture_text import words_of
from claimline.author.captures.quote_search import SearchableText
from claimline.diagnostics import Code, Report
from tests.author.captures.test_verify import LATE, change, keep
from tests.small import write_small


def turned(source: str, quote: str, kind: str = "text/plain", *, before: bool = True) -> str:
    text = SearchableText(words_of(source.encode(), kind))
    (place,) = text.find(quote)
    return text.turned(place, before=before)


@pytest.mark.parametrize(
    ("source", "quote", "words"),
    [
        ("The board did not close the gate.", "The board", "did not close the gate"),
        ("The gate was closed, but only late.", "The gate was closed", "but only late"),
        ("The gate was closed but nobody saw it.", "gate was closed", "but nobody saw it"),
        ("We will strike if they cross the river.", "We will strike", "if they cross the river"),
        ("They attacked – not once.", "They attacked", "not once"),
        ("The gate is closed unless it rains.", "gate is closed", "unless it rains"),
        ("They never came.", "They", "never came"),
        ("The man didn't see it.", "The man", "didn't see it"),
        ("The man didn’t see it.", "The man", "didn’t see it"),
        ("The man has no proof.", "The man", "has no proof"),
        ("Das Tor wurde nicht geschlossen.", "Das Tor", "wurde nicht geschlossen"),
        ("Das Tor war zu, aber nur kurz.", "Das Tor war zu", "aber nur kurz"),
        ("Das Tor ist kein Problem.", "Das Tor", "ist kein Problem"),
        ("قال إن الجسر مغلق ولكن ليس دائما", "الجسر مغلق", "ولكن ليس دائما"),
        ("قال إن الجسر ليس مغلقا", "الجسر", "ليس مغلقا"),
        ("The claim is not true.", "true", "not"),
        ("It was not a great success.", "great success", "not a"),
        ("There is no evidence of it.", "evidence of it", "no"),
        ("They didn't attack the gate.", "attack the gate", "didn't"),
        ("Das ist nicht wahr.", "wahr", "nicht"),
        ("الخبر غير صحيح", "صحيح", "غير"),
        ("It was minus 5 degrees.", "5 degrees", "minus"),
        ("At least 500 people came.", "500 people", "At least"),
        ("Some 5 to 10 people came.", "10 people", "5 to"),
        ("Es kamen weniger als 500 Leute.", "500 Leute", "weniger als"),
        ("أكثر من 500 شخص", "500 شخص", "أكثر من"),
        ("桥没有关闭。", "关闭", ""),
        ("他不同意停火。", "同意停火", "不"),
        ("The gate was closed,\nbut only late.", "The gate was closed", "but only late"),
    ],
)  # fmt: skip
def test_words_that_turn_a_quote(source: str, quote: str, words: str) -> None:
    assert turned(source, quote) == words


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("The gate was closed. But nobody saw it.", "The gate was closed."),
        ("The gate was closed. But nobody saw it.", "The gate was closed"),
        ("“The gate was closed,” he said, but not when.", "The gate was closed"),
        ("The gate was closed at ten and not later.", "The gate was closed"),
        ("The gate was closed in time.", "The gate was closed"),
        ("No evidence, no casualties", "No evidence"),
        ("It cost 5 pounds.", "It cost 5"),
        ("The gate was closed\n\nBut for us", "The gate was closed"),
        ("They did not attack the gate.", "did not attack the gate"),
        ("It was a notable success.", "success"),
        ("The butler came.", "The"),
        ("He came over the bridge.", "the bridge"),
        ("He walked to 10 houses.", "10 houses"),
        ("Not in vain was this. It is true.", "It is true"),
    ],
)
def test_words_that_turn_nothing(source: str, quote: str) -> None:
    assert turned(source, quote) == ""


def test_another_paragraph_turns_nothing() -> None:
    page = "<p>The gate was closed<p>But nobody saw it<p>not<p>true"
    assert turned(page, "The gate was closed", "text/html") == ""
    assert turned(page, "true", "text/html") == ""
    assert turned("<p>The gate was closed<br>but not for long", "gate was closed", "text/html")


def test_the_words_before_count_only_where_asked() -> None:
    assert turned("It is not true.", "true", before=False) == ""


def test_a_turned_quote_is_a_warning(tmp_path: Path) -> None:
    project = write_small(tmp_path / "project")
    keep(project, "board-notice", "<p>The gate closed at 21:30, but not wholly.")
    report = Report()
    assert verify(project, report)
    assert {each.code for each in report} == {Code.QUOTE_TURNED}
    assert {each.level for each in report} == {"warning"}
    assert '"but not wholly"' in next(iter(report)).message


def test_a_place_without_such_words_is_enough_if_none_is_named(tmp_path: Path) -> None:
    project = write_small(tmp_path / "project")
    page = "<p>The gate closed at 21:30, but not wholly.<p>It closed at 21:30 sharp."
    keep(project, "board-notice", page)
    report = Report()
    assert verify(project, report)
    assert Code.QUOTE_TURNED not in {each.code for each in report}
    change(project, LATE, "at: line 3", "at: para. 1")
    assert verify(project, report)
    warnings = [each for each in report if each.code is Code.QUOTE_TURNED]
    assert {each.location.path for each in warnings} == {LATE}
