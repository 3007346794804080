"""Mark a passage in a capture: the quote and its place, as the check of quotes finds them again.

A text is shown in numbered sentences. A passage is one or more sentences in a row, or some of their
words. It never cuts a word or a number: where it would, it is widened by the words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from claimline.author.captures.capture_text import CaptureText
from claimline.author.captures.fold import BREAK
from claimline.author.captures.linking import Linker
from claimline.author.captures.meant_places import meant_places
from claimline.author.captures.quote_search import QuotePlace, SearchableText
from claimline.author.captures.scripts import is_one_word, needs_no_space
from claimline.errors import ClaimlineError
from claimline.model.shared_fields import Fragment
from claimline.prose import sentence_starts
from claimline.value import Value

_HYPHENS = "-\u2010\xad"
_LONGEST = 5_000
"""Characters of a passage, at most."""
_WIDEST = 6
"""Words by which a passage is widened, at most."""


class UnmarkableError(ClaimlineError):
    """No quote can be made of the marked words."""


class MarkedSentence(Value, frozen=True):
    """A sentence, or a line with a part of one. ``start`` and ``end`` are its place in the text."""

    number: int
    text: str
    place: str
    start: int
    end: int


class MarkedPassage(Value, frozen=True):
    """A marked passage.

    ``at`` is its place in words. ``fragment`` is what a link to it needs besides the quote.
    ``is_linked`` says whether a link can lead to it. ``turned`` are words beside it that turn its
    meaning. ``is_widened`` says that it has more words than were marked.
    """

    quote: str
    at: str
    start: int
    end: int
    fragment: Fragment | None = None
    is_linked: bool = False
    turned: str = ""
    is_widened: bool = False


class MarkableText:
    """The text of a capture, ready to be marked."""

    def __init__(self, words: CaptureText) -> None:
        self._text = SearchableText(words)
        self._linker = Linker(self._text) if words.linkable else None
        self._wrapped = words.wrapped
        self.sentences = tuple(_sentences(self._text))

    def sentence(self, number: int) -> MarkedSentence:
        """Return a sentence by its number, from 1. Raises UnmarkableError."""
        if not 0 < number <= len(self.sentences):
            raise UnmarkableError(f"There is no sentence {number}.", "Choose one of the list.")
        return self.sentences[number - 1]

    def marked(self, first: int, last: int, words: str = "") -> MarkedPassage:
        """Return the passage from one sentence to another.

        Args:
            first: the number of its first sentence.
            last: the number of its last sentence.
            words: the words in these sentences that alone are marked; empty for all.

        Raises:
            UnmarkableError: these words are not there, or cannot be quoted.
        """
        first, last = min(first, last), max(first, last)
        start, end = self.sentence(first).start, self.sentence(last).end
        if wanted := words.strip():
            start, end = self._within(wanted, start, end)
        return self._passage(start, end)

    def _within(self, wanted: str, start: int, end: int) -> tuple[int, int]:
        """Return where words stand in a part of the text."""
        if exact := _words_at(self._text.raw, wanted, start, end):
            return exact
        for place in self._text.find(wanted):
            if start <= place.start and place.end <= end:
                return place.start, place.end
        raise UnmarkableError(
            "These words do not stand in the marked sentences.",
            "Shorten the quote only at its ends, or mark other sentences.",
        )

    def _passage(self, start: int, end: int) -> MarkedPassage:
        start, end = _trimmed(self._text.raw, start, end)
        if end - start > _LONGEST:
            message = f"A quote has {_LONGEST:,} characters at most."
            raise UnmarkableError(message, "Mark fewer sentences.")
        if not _has_words(self._text.raw[start:end]):
            raise UnmarkableError("There are no words in this passage.", "Mark more of the text.")
        for first, last in self._widened(start, end):
            quote = self._quote(first, last)
            places = self._text.find(quote)
            mine = next((each for each in places if self._is_at(each, first, last)), None)
            if mine is None or mine not in meant_places(places, mine.words):
                continue
            linked = self._linker.link(quote, mine) if self._linker else None
            return MarkedPassage(
                quote, mine.words, first, last,
                linked.fragment if linked else None,
                linked.leads if linked else False,
                self._text.turned(mine, before=True),
                _has_words(self._text.raw[first:start] + self._text.raw[end:last]),
            )  # fmt: skip
        raise UnmarkableError(
            "The check of quotes would not find these words again at this place.",
            "Mark more of the text around them.",
        )

    def _widened(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the passage, then wider ones: by one word, then by two, words after it first."""
        starts, ends = [self._word_start(start)], [self._word_end(end)]
        for _ in range(_WIDEST):
            starts.append(self._word_start(_before(self._text.raw, starts[-1])))
            ends.append(self._word_end(_after(self._text.raw, ends[-1])))
        spans = (
            (starts[more - after], ends[after])
            for more in range(_WIDEST + 1)
            for after in range(more, -1, -1)
        )
        return iter(dict.fromkeys(spans))

    def _word_start(self, at: int) -> int:
        while 0 < at < len(self._text.raw) and self._is_inside(at):
            at -= 1
        return at

    def _word_end(self, at: int) -> int:
        while 0 < at < len(self._text.raw) and self._is_inside(at):
            at += 1
        return at

    def _is_inside(self, at: int) -> bool:
        """Whether an offset lies in a word, which a line's end may divide."""
        raw = self._text.raw
        if is_one_word(raw[at - 1], raw[at]):
            return True
        near = raw[max(at - 2, 0) : at + 2]
        hyphen = next((n for n, c in enumerate(near) if c in _HYPHENS), None)
        if not self._wrapped or hyphen is None or BREAK not in near:
            return False
        return self._divides_word(max(at - 2, 0) + hyphen)

    def _divides_word(self, at: int) -> bool:
        """Whether a hyphen at an offset divides a word at the end of a line."""
        around = self._text.raw[max(at - 1, 0) : at + 3]
        if len(around) != 4 or around[1] not in _HYPHENS or around[2] != BREAK:
            return False
        return around[0].isalpha() and around[3].isalpha() and around[3] == around[3].lower()

    def _is_at(self, place: QuotePlace, start: int, end: int) -> bool:
        """Whether a place is this one, apart from punctuation at its ends."""
        raw = self._text.raw
        ends = (place.start, start), (place.end, end)
        return not any(_has_words(raw[min(pair) : max(pair)]) for pair in ends)

    def _quote(self, start: int, end: int) -> str:
        """Return the words of a passage on one line."""
        quote = ""
        for line in self._text.raw[start:end].split(BREAK):
            words = " ".join(line.split())
            if not words:
                continue
            if self._wrapped and quote and _divides(quote, words):
                quote = f"{quote[:-1]}{words}"
            elif quote and not (needs_no_space(quote[-1]) or needs_no_space(words[0])):
                quote = f"{quote} {words}"
            else:
                quote += words
        return quote


def _words_at(text: str, wanted: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where words stand in a part of a text, with any white space between them."""
    words = " ".join(wanted.split())
    spaced = " ".join(text[start:end].split())
    if (at := spaced.find(words)) < 0:
        return None
    letters = [n for n in range(start, end) if not text[n].isspace()]
    first = len(spaced[:at].replace(" ", ""))
    return letters[first], letters[first + len(words.replace(" ", "")) - 1] + 1


def _sentences(text: SearchableText) -> Iterator[MarkedSentence]:
    number = start = 0
    for block in (each for each in text.blocks if each.read):
        for begin, stop in pairwise([*sentence_starts(block.text), len(block.text)]):
            first, last = _trimmed(block.text, begin, stop)
            if first < last:
                number += 1
                words = block.text[first:last]
                yield MarkedSentence(number, words, block.place, start + first, start + last)
        start += len(block.text) + 1


def _divides(line: str, following: str) -> bool:
    """Whether a hyphen at the end of a line divides a word that goes on in the next."""
    joined = len(line) > 1 and line[-1] in _HYPHENS and line[-2].isalpha()
    return joined and following[0].isalpha() and following[0] == following[0].lower()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _before(text: str, at: int) -> int:
    """Return an offset in the word before ``at``."""
    while at > 0 and not text[at - 1].isalnum():
        at -= 1
    return max(at - 1, 0)


def _after(text: str, at: int) -> int:
    """Return an offset in the word after ``at``."""
    while at < len(text) and not text[at].isalnum():
        at += 1
    return min(at + 1, len(text))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
