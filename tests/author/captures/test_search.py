"""A quote is found where a careful reader would find it, and nowhere else."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimline.author.captures.capture_text import Block, CaptureText
from claimline.author.captures.fold import fold
from claimline.author.captures.quote_search import SearchableText


def text(*lines: str, wrapped: bool = False) -> SearchableText:
    blocks = (Block(line, f"paragraph {nth}") for nth, line in enumerate(lines, 1))
    return SearchableText(CaptureText(tuple(blocks), wrapped, linkable=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the gate", " the \n\t gate\u00a0"),
        ("the gate", "the\u2009gate"),
        ('"so"', "“so”"),
        ('"so"', "„so“"),
        ('"so"', "« so »"),
        ('"so"', "''so''"),
        ("don't", "don’t"),
        ("don't", "donʼt"),
        ("a - b", "a — b"),
        ("a—b", "a -- b"),
        ("well-known", "well\u2011known"),
        ("-5", "\u22125"),
        ("office flow", "o\ufb03ce \ufb02ow"),
        ("official", "of\u00adfi\u00adcial"),
        ("offi\u200bcial", "official\u200e"),
        ("café", "cafe\u0301"),
        ("ＡＢＣ", "ABC"),
        ("so ...", "so…"),
        ("so ...", "so . . ."),
        ("vrai ?", "vrai\u202f?"),
        ("vrai?", "vrai ?"),
        ("(so)", "( so )"),
        ("й", "и\u0306"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("কো", unicodedata.normalize("NFD", "কো")),
    ],
)
def test_typesetting_makes_no_difference(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x²", "x2"), ("½", "1/2"), ("½", "12"), ("10³", "103"), ("café", "cafe"), ("its", "it's"),
        ("The", "the"), ("re-sign", "resign"), ("a, b", "a b"), ("①", "1"), ("ёлка", "елка"),
        ("no one", "noone"), ("1.5", "15"), ("™", "TM"), ("№", "No1"),
    ],
)  # fmt: skip
def test_what_can_change_the_meaning_makes_a_difference(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


PAGE = text(
    "The board said that the gate  was “shut in time”.",
    "They saw it open at ten. The made-up hour—so it’s called—is not theirs, she added.",
    "Nobody else was there. The dogs’ bark was heard; the dog’s bark was not.",
)


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ('the gate was "shut in time"', "paragraph 1"),
        ('"shut in time"', "paragraph 1"),
        ("“the gate was ‘shut in time’”", "paragraph 1"),
        ("open at ten. The made-up", "paragraph 2"),
        ("shut in time”. They saw it", "paragraphs 1 to 2"),
        ("made-up hour - so it's called - is not", "paragraph 2"),
        ("open at ten [...] is not theirs", "paragraph 2"),
        ("The board said … open at ten (...) Nobody else", "paragraphs 1 to 3"),
        ("... open at ten ...", "paragraph 2"),
        ("[…] open at ten", "paragraph 2"),
        ("The dogs' bark", "paragraph 3"),
        ("the dog's bark was not.", "paragraph 3"),
    ],
)
def test_found(quote: str, place: str) -> None:
    assert [found.words for found in PAGE.find(quote)] == [place]


@pytest.mark.parametrize(
    "quote",
    [
        "open at Ten", "open at ten,", "mad", "they saw it", "the dog", "open at ten The made",
        "is not theirs ... open at ten", "gate was shut", "", "...", "open ten", "it's call",
        "shut in times",
    ],
)  # fmt: skip
def test_not_found(quote: str) -> None:
    assert PAGE.find(quote) == ()


def test_words_that_are_left_out_are_not_without_end() -> None:
    far = text("It began. " + "So it went on. " * 300 + "It ended.")
    assert far.find("It began ... It ended") == ()
    assert text("It began. So it went on. It ended.").find("It began ... It ended")


def test_every_place_is_found() -> None:
    page = text("the gate, the gate", "the gate of the gates")
    assert [(p.start, p.end) for p in page.find("the gate")] == [(0, 8), (10, 18), (19, 27)]


@pytest.mark.parametrize(
    ("quote", "differences"),
    [
        ("They saw it closed at ten", ['"closed" where the source has "open"']),
        ("They saw it at ten", ['"open" is left out']),
        ("They often saw it open at ten", ['"often" is not in the source']),
        ("they saw it open at ten", ['"they" where the source has "They"']),
        ("is not theirs.", ['"theirs." where the source has "theirs,"']),
        ("made up hour", ['"made" where the source has "made-"']),
    ],
)
def test_differences_are_told(quote: str, differences: list[str]) -> None:
    near = PAGE.near(quote)
    assert near is not None
    assert list(near.differences) == differences
    assert near.place.words == "paragraph 2"


@pytest.mark.parametrize("quote", ["wholly other words", "open", "at nine", "x", "", "!"])
def test_what_is_not_near(quote: str) -> None:
    near = text("They saw nothing of it.").near(quote)
    assert near is None


# Properties

LETTERS = "abdefilmnorstuvAEFT\u00e9\u00fc\u0431\u0434\u0438\u0439\u044f"
PLAIN = st.text(LETTERS, min_size=1, max_size=7)
WORDS = st.one_of(
    PLAIN,
    st.sampled_from(["office", "flow", "it's", "well-known", "fire", "1,000", "don't", "a-b"]),
    st.tuples(PLAIN, st.sampled_from([",", ".", ";", "?", "!"])).map("".join),
    PLAIN.map(lambda word: f'"{word}"'),
)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=4)
FORMS = {
    "'": "'\u2019\u02bc", '"': '"\u201c\u201d\u201e\u00ab\u00bb', "-": "-\u2010\u2011\u2013\u2014",
    " ": [" ", "\u00a0", "\n", "  ", "\t", " \u2009", "\u202f"],
}  # fmt: skip
LIGATURES = {"ffi": "\ufb03", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}


@st.composite
def disturbed(draw: st.DrawFn, words: str) -> str:
    """The words as another typesetter would have them."""
    for plain, ligature in LIGATURES.items():
        if draw(st.booleans()):
            words = words.replace(plain, ligature)
    made = []
    for character, after in pairwise(f"{words}\0"):
        if character in FORMS:
            made.append(draw(st.sampled_from(list(FORMS[character]))))
        else:
            made.append(character)
        if character.isalpha() and after.isalpha() and draw(st.integers(0, 5)) == 0:
            made.append(draw(st.sampled_from("\u00ad\u200b")))
    whole = "".join(made)
    return unicodedata.normalize("NFD" if draw(st.booleans()) else "NFC", whole)


@given(st.data())
def test_a_disturbed_quote_is_found_where_it_stands(data: st.DataObject) -> None:
    paragraphs = data.draw(PARAGRAPHS)
    words = [(word, nth) for nth, line in enumerate(paragraphs, 1) for word in line]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = " ".join(word for word, _ in words[first : last + 1])
    page = text(*(data.draw(disturbed(" ".join(line))) for line in paragraphs))
    found = page.find(data.draw(disturbed(quote)))
    start, end = words[first][1], words[last][1]
    names = f"paragraph {start}" if start == end else f"paragraphs {start} to {end}"
    assert names in [place.words for place in found]


@given(st.data())
def test_a_quote_with_words_left_out_is_found(data: st.DataObject) -> None:
    words = data.draw(st.lists(PLAIN, min_size=4, max_size=20))
    first = data.draw(st.integers(1, len(words) - 3))
    last = data.draw(st.integers(first + 1, len(words) - 1))
    gap = data.draw(st.sampled_from(["...", "\u2026", "[...]", "[\u2026]", "(...)", "[ ... ]"]))
    quote = f"{' '.join(words[:first])} {gap} {' '.join(words[last:])}"
    assert text(" ".join(words)).find(data.draw(disturbed(quote)))


@given(st.data())
def test_a_quote_with_a_changed_word_is_never_found(data: st.DataObject) -> None:
    words = data.draw(st.lists(PLAIN, min_size=1, max_size=20))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    changed = data.draw(st.integers(first, last))
    other = data.draw(PLAIN.filter(lambda word: word != words[changed]))
    quote = [*words[first:changed], other, *words[changed + 1 : last + 1]]
    size = len(quote)
    # The changed words may happen to stand elsewhere.
    assume(all(words[at : at + size] != quote for at in range(len(words) - size + 1)))
    page = text(data.draw(disturbed(" ".join(words))), wrapped=data.draw(st.booleans()))
    sought = data.draw(disturbed(" ".join(quote)))
    assert page.find(sought) == ()
    near = page.near(sought)
    assert near is None or near.differences


@given(st.data())
def test_words_broken_at_the_ends_of_lines_are_found(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.text("abdef", min_size=2, max_size=9), min_size=1, max_size=12))
    joined = " ".join(words)
    cuts = data.draw(st.sets(st.integers(1, len(joined) - 1), max_size=4))
    lines, at = [], 0
    for cut in [*sorted(cuts), len(joined)]:
        inside = joined[cut - 1].isalpha() and joined[cut : cut + 1].isalpha()
        lines.append(joined[at:cut].strip() + ("-" if inside else ""))
        at = cut
    page = text(*(line for line in lines if line), wrapped=True)
    assert page.find(joined)


@given(st.text(max_size=60), st.text(max_size=200))
def test_nothing_makes_it_fail(quote: str, page: str) -> None:
    made = text(*(line for line in page.split("\n") if line.strip()), wrapped=True)
    places = made.find(quote)
    for place in places:
        assert 0 <= place.start < place.end <= len(made.raw)
        assert fold(made.raw[place.start : place.end], wrapped=True).text
    near = made.near(quote)
    assert near is None or 0 <= near.place.start < near.place.end <= len(made.raw)


@given(st.text(max_size=100))
def test_folding_again_changes_nothing(words: str) -> None:
    once = fold(words)
    assert len(once.at) == len(once.text) + 1
    assert list(once.at) == sorted(once.at)
    assert not re.search(r"\s\s|[^\S ]", once.text)
    assert fold(once.text).text == once.text.strip()
