"""What a link to a quote needs. That a browser agrees is tested in ``tests/browser/``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.author.captures.browser import BrowserText
from claimline.author.captures.capture_text import Block, CaptureText
from claimline.author.captures.linking import Linker, QuoteLink
from claimline.author.captures.quote_search import SearchableText
from claimline.model.shared_fields import Fragment
from claimline.pages.fragment import TextDirective, text_directive


def page(*lines: str, menu: str = "Menu") -> SearchableText:
    blocks = [Block(menu, "navigation", read=False)]
    blocks += [Block(line, f"paragraph {nth}") for nth, line in enumerate(lines, 1)]
    return SearchableText(CaptureText(tuple(blocks), wrapped=False, linkable=True))


def links(text: SearchableText, quote: str) -> list[QuoteLink]:
    return [Linker(text).link(quote, place) for place in text.find(quote)]


def test_words_that_stand_once_need_nothing() -> None:
    assert links(page("The gate closed."), "gate closed") == [QuoteLink(None, True)]


def test_the_words_of_a_menu_come_first() -> None:
    text = page("The gate closed.", menu="Gate closed")
    assert links(text, "gate closed") == [QuoteLink(Fragment(prefix="The"), True)]


def test_each_place_has_what_tells_it_apart() -> None:
    text = page("one gate, two gate, two gates, gate", "gate")
    assert links(text, "gate") == [
        QuoteLink(None, True),
        QuoteLink(Fragment(prefix="two"), True),
        QuoteLink(Fragment(prefix="gates,"), True),
        QuoteLink(Fragment(prefix="gate"), True),
    ]


def test_the_source_s_own_words_where_they_are_spelt_otherwise() -> None:
    text = page("So—they say—it was.")
    assert links(text, "they say – it was") == [QuoteLink(Fragment(start="they say—it was"), True)]


def test_two_parts_where_a_block_ends() -> None:
    text = page("The ship sailed", "at dawn.")
    assert links(text, "ship sailed at dawn") == [
        QuoteLink(Fragment(start="ship sailed", end="at dawn"), True)
    ]


def test_what_no_words_tell_apart() -> None:
    assert links(page("gate", "gate", "gate"), "gate") == [
        QuoteLink(None, True),
        QuoteLink(Fragment(prefix="gate"), True),
        QuoteLink(None, False),
    ]


WORD = st.sampled_from(["a", "b", "gate", "Gate", "gates", "g\u00e2te", "a-b", "b,"])
LINE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)


@given(st.lists(LINE, min_size=1, max_size=4), LINE, st.data())
def test_a_link_leads_to_the_place_it_was_made_for(
    lines: list[str], menu: str, data: st.DataObject
) -> None:
    text = page(*lines, menu=menu)
    words = " ".join(lines).split()
    first = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[first : first + data.draw(st.integers(1, 4))])
    sight = BrowserText([menu, *lines])
    whole = "\n".join([menu, *lines])
    for place, link in zip(text.find(quote), links(text, quote), strict=True):
        directive = text_directive(quote, link.fragment)
        assert directive is not None
        found = sight.first(directive)
        start = place.start + len(menu) + 1
        if link.leads:
            assert found is not None
            between = whole[min(found[0], start) : max(found[0], start)]
            assert not any(map(str.isalnum, between))
        else:
            assert link.fragment is None


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4))
def test_nothing_makes_the_search_fail(words: str, lines: list[str]) -> None:
    sight = BrowserText([line.replace("\n", " ") for line in lines])
    for directive in (
        TextDirective(words), TextDirective("a", words), TextDirective("a", "", words, words),
    ):  # fmt: skip
        found = sight.first(directive)
        assert found is None or found[0] < found[1] <= sum(map(len, lines)) + len(lines)


@pytest.mark.parametrize("end", ["b", "missing"])
def test_an_end_without_its_suffix_is_looked_for_once(
    end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not once for each start, of which a page may have a million."""
    calls = 0
    follows = BrowserText._follows

    def counted(self: BrowserText, suffix: str, stop: int) -> bool:
        nonlocal calls
        calls += 1
        return follows(self, suffix, stop)

    monkeypatch.setattr(BrowserText, "_follows", counted)
    sight = BrowserText(["a b " * 2000])
    assert sight.first(TextDirective("a", end, suffix="nowhere")) is None
    assert calls <= 2000
