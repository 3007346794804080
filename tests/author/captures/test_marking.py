"""A passage that is marked in a capture is found again by the check of quotes, at its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimline.author.captures.capture_text import Block, CaptureText
from claimline.author.captures.marking import MarkableText, UnmarkableError
from claimline.author.captures.meant_places import meant_places
from claimline.author.captures.quote_search import SearchableText


def page(*texts: str, wrapped: bool = False, kind: str = "paragraph") -> CaptureText:
    blocks = (Block(text, f"{kind} {nth}") for nth, text in enumerate(texts, 1))
    return CaptureText(tuple(blocks), wrapped, linkable=True)


def test_sentences_are_numbered_and_know_their_place() -> None:
    text = MarkableText(page("One. Two “is it?” Three", "它倒了。没有人。 ", "— … —"))
    assert [(each.number, each.text, each.place) for each in text.sentences] == [
        (1, "One.", "paragraph 1"),
        (2, "Two “is it?”", "paragraph 1"),
        (3, "Three", "paragraph 1"),
        (4, "它倒了。", "paragraph 2"),
        (5, "没有人。", "paragraph 2"),
        (6, "— …", "paragraph 3"),
        (7, "—", "paragraph 3"),
    ]


@pytest.mark.parametrize(
    ("texts", "first", "last", "words", "quote", "at"),
    [
        (("The roof fell. Nobody was hurt.",), 2, 2, "", "Nobody was hurt.", "paragraph 1"),
        (("The roof fell.", "Nobody was hurt."), 2, 1, "", "The roof fell. Nobody was hurt.",
         "paragraphs 1 to 2"),
        (("The roof fell.", "The roof fell."), 2, 2, "", "The roof fell.", "paragraph 2"),
        (("The roof of the library fell.",), 1, 1, "roof  of\nthe", "roof of the", "paragraph 1"),
        # A selection that cuts a word, a number or what belongs to it is widened.
        (("The roof of the library fell.",), 1, 1, "ibrary fe", "library fell.", "paragraph 1"),
        (("About 2.5 million left.",), 1, 1, "About 2", "About 2.5 million", "paragraph 1"),
        (("It cost 5", "million in all."), 1, 1, "", "It cost 5 million", "paragraphs 1 to 2"),
        # What the copy spells otherwise is found as the check finds it.
        (("She said “it’s gone”.",), 1, 1, "it's gone", "it’s gone", "paragraph 1"),
    ],
)  # fmt: skip
def test_a_passage_is_the_words_that_were_marked(
    texts: tuple[str, ...], first: int, last: int, words: str, quote: str, at: str
) -> None:
    passage = MarkableText(page(*texts)).marked(first, last, words)
    assert (passage.quote.rstrip("."), passage.at) == (quote.rstrip("."), at)


def test_a_word_that_a_line_divides_is_whole_in_the_quote() -> None:
    text = page("He is a seri-", "ous man.", wrapped=True, kind="line")
    for first, last in ((1, 2), (1, 1), (2, 2)):
        assert "serious" in MarkableText(text).marked(first, last).quote


def test_a_passage_says_what_turns_it_and_what_its_link_needs() -> None:
    text = MarkableText(page("The roof fell.", "The roof fell but was mended.", "The roof fell."))
    passage = text.marked(3, 3)
    assert passage.fragment is not None
    assert passage.is_linked
    assert text.marked(2, 2, "The roof fell").turned == "but was mended"
    assert not text.marked(1, 1).is_widened


def test_a_place_of_several_paragraphs_is_told_from_another_with_the_same_words() -> None:
    words = page("The roof", "fell.", "The roof", "fell.")
    passage = MarkableText(words).marked(3, 4)
    assert passage.at == "paragraphs 3 to 4"
    places = SearchableText(words).find(passage.quote)
    for locator in (passage.at, "Paras. 3-4", "¶ 3–4 of the notice"):
        assert [each.words for each in meant_places(places, locator)] == [passage.at]
    # A quote that stands in one paragraph of those that are named.
    roof = SearchableText(words).find("The roof")
    assert [each.words for each in meant_places(roof, "paragraphs 3 to 4")] == ["paragraph 3"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(0, 1, ""), (1, 9, ""), (2, 2, ""), (1, 1, "not there"), (3, 3, "")],
)
def test_what_cannot_be_marked_is_said(first: int, last: int, words: str) -> None:
    with pytest.raises(UnmarkableError):
        MarkableText(page("The roof fell.", "— —", "long " * 1001)).marked(first, last, words)


HARD_WORDS = """
The roof fell fell. roof. “gone” don’t 5 million 2.5 -5 1 500 10–15 non- lethal twenty five % a
it's … [...] seri- ous-minded مَدرسة سقط السقف 屋顶 倒了。 三百 カタカナ über cafe\u0301 ( ) — -
ﬁre x\u00ad-ray S-300 1/2 ½ ' " ของ ซึ่ง
"""
WORDS = st.sampled_from(HARD_WORDS.split())
BLOCKS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=7)


@settings(max_examples=100, deadline=None)
@given(BLOCKS, st.booleans(), st.integers(0, 40), st.integers(0, 40), st.integers(1, 3))
def test_any_marked_passage_is_found_again_at_its_place(
    texts: list[str], wrapped: bool, one: int, other: int, per_place: int
) -> None:
    blocks = tuple(Block(text, f"page {nth // per_place + 1}") for nth, text in enumerate(texts))
    words = CaptureText(blocks, wrapped, linkable=not wrapped)
    text = MarkableText(words)
    number = len(text.sentences)
    first, last = sorted((one % number + 1, other % number + 1))
    marked = text.sentences[first - 1 : last]
    if not any(c.isalnum() for each in marked for c in each.text):
        return
    passage = text.marked(first, last)
    searchable = SearchableText(words)
    places = meant_places(searchable.find(passage.quote), passage.at)
    assert any(
        each.start <= passage.end and passage.start <= each.end and each.words == passage.at
        for each in places
    )
    # All that was marked is in it.
    letters = [at for each in marked for at in range(each.start, each.end)]
    letters = [at for at in letters if searchable.raw[at].isalnum()]
    assert passage.start <= letters[0]
    assert letters[-1] < passage.end
