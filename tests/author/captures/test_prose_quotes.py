"""Words in quotation marks before a citation, in the marks of many languages."""

from __future__ import annotations

from time import process_time

import pytest

from claimline.author.captures.prose_quotes import _IN_MARKS, in_prose, is_quote, start_in
from claimline.prose import read_prose


def quoted(text: str) -> list[tuple[str, str]]:
    """The quoted words, with the sources that they are given to."""
    return [
        (words, " ".join(source for source, _ in cited))
        for words, cited in in_prose(read_prose(text))
    ]


@pytest.mark.parametrize(
    "marks",
    [
        '""', "“”", "„“", "„”", "””", "«»", "»«", "»»", "‹›", "›‹", "‘’", "‚‘", "‚’", "「」",
        "『』", "｢｣", "﹁﹂", "﹃﹄", "〝〞", "〝〟", "＂＂",
    ],
)  # fmt: skip
def test_all_quotation_marks_are_known(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    text = f"It says {opening}the bridge is shut{closing} and {opening}so on{closing} [@gazette]."
    assert quoted(text) == [("the bridge is shut", "gazette"), ("so on", "gazette")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"the bridge **is shut**" [@a]', "the bridge is shut"),
        ('"the *bridge* is _shut_" [@a]', "the bridge is shut"),
        ('**"the bridge is shut"** [@a]', "the bridge is shut"),
        ('"un**law**ful acts" [@a]', "unlawful acts"),
        ('"a \\*b\\* c" [@a]', "a *b* c"),
        ('"what the f*** is it" [@a]', "what the f*** is it"),
        ('"the [bridge](claim:x) is" [@a]', "the bridge is"),
        ('"the `bridge` is" [@a]', "the bridge is"),
        ("&ldquo;the bridge&rdquo; [@a]", "the bridge"),
        ('"fire &amp; water" [@a]', "fire & water"),
        ("« le pont » [@a]", " le pont "),
        ("‘the board’s bridge’ [@a]", "the board’s bridge"),
        ("“the ‘old’ bridge” [@a]", "the ‘old’ bridge"),
        ("„die ‚alte‘ Brücke“ [@a]", "die ‚alte‘ Brücke"),
        ("「『旧』橋は閉鎖」[@a]", "『旧』橋は閉鎖"),
        ('"It fell. Nobody saw it" [@a]', "It fell. Nobody saw it"),
        ('- "the bridge" [@a]', "the bridge"),
        ('> "the bridge\n> is shut" [@a]', "the bridge\nis shut"),
        ('[words](http://x.example/ "a title here") "the bridge" [@a]', "the bridge"),
    ],
)
def test_words_are_those_that_a_reader_sees(text: str, words: str) -> None:
    assert quoted(text) == [(words, "a")]


@pytest.mark.parametrize(
    "text",
    [
        '"the bridge is shut". It is so [@a]',
        '"the bridge is shut"\n\nIt is so [@a]',
        '- "the bridge is\n- shut" [@a]',
        "“the bridge is shut [@a]",
        "the boys’ bridge and the girls’ gate [@a]",
        '[@a] "the bridge is shut"',
        '"" [@a]',
    ],
)
def test_what_is_given_to_no_citation(text: str) -> None:
    assert quoted(text) == []


def test_citations_side_by_side_count_as_one() -> None:
    assert quoted('"one two" [@a] [@b][@c] "three" [@d].') == [("one two", "a b c"), ("three", "d")]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("shut", False), ("the bridge", True), ("革命", False), ("桥已关闭", True),
        ("ドローン", True), ("สะพาน", False), ("สะพานถูกปิดแล้ว", True), ("", False),
    ],
)  # fmt: skip
def test_a_single_word_is_often_no_quote(words: str, answer: bool) -> None:
    assert is_quote(words) == answer


def test_the_place_of_words_with_emphasis() -> None:
    assert start_in('so "the bridge **is** shut"', "the bridge is shut") == "the bridge"
    assert start_in('so "the bridge"', "the bridge") == "the bridge"


@pytest.mark.parametrize("mark", ["„", "«", "»", '"', "‘", "‚", "「", "”", "„«‘", "‘’a"])
def test_marks_that_are_never_closed_cost_in_line_with_their_number(mark: str) -> None:
    def seconds(number: int) -> float:
        text, spent = f"{mark}a " * number, []
        for _ in range(3):
            start = process_time()
            assert all(match.end() for match in _IN_MARKS.finditer(text))
            spent.append(process_time() - start)
        return min(spent)

    assert seconds(32_000) < 40 * max(seconds(4_000), 0.0005)
