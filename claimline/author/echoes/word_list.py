"""The words of a text in the form in which two texts are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from claimline.author.captures.capture_text import Block
from claimline.author.captures.fold import fold
from claimline.author.captures.scripts import SPACELESS
from claimline.value import Value

_TOKEN = re.compile(rf"([{SPACELESS}]|[^\W_{SPACELESS}]+)|([\"“”„‟«»「」『』〝〞〟＂])")


class WordList(Value, frozen=True):
    """The words of a text, without case, punctuation and typesetting.

    In a script without spaces, each letter is a word. ``quoted`` has a 1 for each word that
    stands in quotation marks. ``block`` has the number of each word's block, ``start`` and
    ``end`` its offsets in the text of that block.
    """

    words: tuple[str, ...]
    quoted: bytes
    block: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)


def word_list(blocks: Iterable[Block]) -> WordList:
    """Return the words of a text's blocks. Navigation is left out.

    A quotation that is not closed ends with its block.
    """
    words: list[str] = []
    quoted = bytearray()
    places: list[tuple[int, int, int]] = []
    for number, block in enumerate(blocks):
        if not block.read:
            continue
        inside = False
        for match in _TOKEN.finditer(block.text):
            if match[2]:
                inside = not inside
            elif word := _plain(match[1]):
                words.append(word)
                quoted.append(inside)
                places.append((number, *match.span()))
    block_of, start, end = zip(*places, strict=True) if places else ((), (), ())
    return WordList(tuple(words), bytes(quoted), block_of, start, end)


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    return fold(word).text.casefold()
