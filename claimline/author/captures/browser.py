"""Find the text that a browser finds for a text directive.

Follows "find a range from a text directive" in the WICG's draft on URL Fragment Text Directives:

- The first match counts.
- Each of the four parts lies inside one block.
- Letters are compared without case and accents (the primary level of Unicode's collation).
- Only white space may stand between prefix and start, and between end and suffix.
- A word ends where letters and digits end. So no match is found inside text of scripts that put no
  space between words.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache

from claimline.pages.fragment import TextDirective

_BREAK = "\n"
_SINGLE = "\u2018\u2019\u201a\u201b\u2039\u203a"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_SPACE = re.compile(r"\s*")


class BrowserText:
    """The text of a page as a browser compares it.

    Offsets are those in the blocks joined by breaks.
    """

    def __init__(self, blocks: Sequence[str]) -> None:
        raw = _BREAK.join(blocks)
        compared: list[str] = []
        at = array("I")
        for offset, character in enumerate(raw):
            piece = _comparable(character)
            if piece == " " and compared and compared[-1] == " ":
                continue
            compared.append(piece)
            at.extend([offset] * len(piece))
        self._text = "".join(compared)
        at.append(len(raw))
        self._at = at

    def first(self, directive: TextDirective) -> tuple[int, int] | None:
        """Return the start and end of the first match of a directive, or None."""
        prefix, start, end, suffix = (
            _compared(part)
            for part in (directive.prefix, directive.start, directive.end, directive.suffix)
        )
        whole = bool(end) or not suffix
        for begin, stop in self._starts(prefix, start, whole):
            if not end:
                if self._follows(suffix, stop):
                    return self._place(begin, stop)
                continue
            for _, last in self._all(end, stop, ends=not suffix):
                if self._follows(suffix, last):
                    return self._place(begin, last)
            return None  # what does not follow here does not follow a later start
        return None

    def _place(self, begin: int, stop: int) -> tuple[int, int]:
        return self._at[begin], self._at[stop - 1] + 1

    def _starts(self, prefix: str, start: str, whole: bool) -> Iterator[tuple[int, int]]:
        if not prefix:
            yield from self._all(start, 0, ends=whole)
            return
        for _, stop in self._all(prefix, 0, ends=False):
            begin = self._skip(stop)
            end = begin + len(start)
            if self._text.startswith(start, begin) and not (whole and self._cuts(end)):
                yield begin, end

    def _follows(self, suffix: str, stop: int) -> bool:
        begin = self._skip(stop)
        end = begin + len(suffix)
        return not suffix or (self._text.startswith(suffix, begin) and not self._cuts(end))

    def _all(self, words: str, at: int, *, ends: bool) -> Iterator[tuple[int, int]]:
        """Return the matches from ``at`` on that begin, and with ``ends`` end, between words."""
        while words and (at := self._text.find(words, at)) >= 0:
            stop = at + len(words)
            if not self._cuts(at) and not (ends and self._cuts(stop)):
                yield at, stop
            at += 1

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _cuts(self, at: int) -> bool:
        """Whether an offset lies inside a word."""
        around = self._text[at - 1 : at + 1] if at else ""
        return len(around) == 2 and around[0].isalnum() and around[1].isalnum()


def _compared(words: str) -> str:
    return "".join(map(_comparable, " ".join(words.split())))


@lru_cache(maxsize=8192)
def _comparable(character: str) -> str:
    if character == _BREAK:
        return _BREAK
    if character.isspace():
        return " "
    if character in _SINGLE:
        return "'"
    if character in _DOUBLE:
        return '"'
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(
        c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    )
