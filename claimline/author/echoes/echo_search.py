"""Find the sources of a project that share passages, and say which of two came first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from claimline.author.captures.capture_text import Block
from claimline.author.captures.kept_texts import read_captures
from claimline.author.captures.quoted import quotes
from claimline.author.echoes.shared_passages import Pair, SharedPassage, shared_passages
from claimline.author.echoes.word_list import WordList, word_list
from claimline.author.linked_records import linked_records
from claimline.dates import overlaps, sort_key
from claimline.diagnostics import Report
from claimline.model.dossier import Dossier
from claimline.value import Value

Order = Literal["later", "unknown"]
_SHOWN = 40
"""Words of a passage that are shown, at most."""


class Echo(Value, frozen=True):
    """Two sources that share passages.

    ``order`` is "later" if ``source`` was published after ``other``. It is "unknown" if a date is
    missing or both may be of the same time. ``words`` counts the words that they share outside
    quotation marks, and ``share`` is their part of ``source``, from 0 to 1. ``passage`` is the
    beginning of the longest passage, in the words of ``source``. It is at ``place`` there, and at
    ``other_place`` in the other. ``recorded`` says whether one of the two records already says that
    it carries the other.
    """

    source: str
    other: str
    order: Order
    words: int
    share: float
    passage: str
    place: str
    other_place: str
    recorded: bool


class EchoResult(Value, frozen=True):
    """The echoes, with the most words first, and the number of sources that were compared.

    ``without_text`` are the ids of sources with neither a readable capture nor a quote.
    """

    echoes: tuple[Echo, ...]
    compared: int
    without_text: tuple[str, ...]


def find_echoes(project: Path, report: Report) -> EchoResult | None:
    """Compare the captures of a project's sources. What cannot be read is reported.

    The latest readable capture of a source is compared. If there is none, the quotes that the
    records have of it are compared instead. Two records of one source are not compared. Returns
    None if the records have errors.
    """
    dossier = linked_records(project, report, with_private=True)
    if dossier is None:
        return None
    blocks = _texts(project, dossier, report)
    ids = sorted(blocks, key=lambda id_: _place_in_time(dossier, id_))
    words = {id_: word_list(blocks[id_]) for id_ in ids}
    echoes = [
        _echo(dossier, pair, words, blocks)
        for pair in shared_passages(words)
        if dossier.same_as.get(pair.text, pair.text) != dossier.same_as.get(pair.other, pair.other)
    ]
    echoes.sort(key=lambda echo: (-echo.words, echo.source, echo.other))
    without = tuple(id_ for id_ in dossier.sources if id_ not in blocks)
    return EchoResult(tuple(echoes), len(blocks), without)


def _texts(project: Path, dossier: Dossier, report: Report) -> dict[str, tuple[Block, ...]]:
    """Return the text of each source that has any."""
    quoted: dict[str, list[Block]] = defaultdict(list)
    for quote in quotes(dossier):
        if quote.kind == "data":
            quoted[quote.cited[0][0]].append(Block(quote.words, "a quote in the records"))
    texts = {}
    for id_ in dossier.sources:
        captures = read_captures(project, dossier, id_, report)
        if (capture := next(captures, None)) is not None:
            texts[id_] = capture.words.blocks
        elif id_ in quoted:
            texts[id_] = tuple(quoted[id_])
    return texts


def _place_in_time(dossier: Dossier, id_: str) -> tuple[bool, tuple[int, int, str], str]:
    """Return a key that sorts sources by date, those without a date last."""
    date = dossier.sources[id_].published
    zone = dossier.site.time_zone
    return date is None, sort_key(date, zone) if date else (0, 0, ""), id_


def _echo(
    dossier: Dossier,
    pair: Pair,
    words: Mapping[str, WordList],
    blocks: Mapping[str, tuple[Block, ...]],
) -> Echo:
    text, other = words[pair.text], words[pair.other]
    longest = max(pair.passages, key=lambda passage: passage.own)
    own = sum(passage.own for passage in pair.passages)
    return Echo(
        source=pair.text,
        other=pair.other,
        order=_order(dossier, pair),
        words=own,
        share=own / len(text),
        passage=_excerpt(text, blocks[pair.text], longest),
        place=blocks[pair.text][text.block[longest.start]].place,
        other_place=blocks[pair.other][other.block[longest.other_start]].place,
        recorded=_carries(dossier, pair.text, pair.other)
        or _carries(dossier, pair.other, pair.text),
    )


def _order(dossier: Dossier, pair: Pair) -> Order:
    """Return "later" if it is known that the second source came first, or else "unknown"."""
    date, before = (dossier.sources[id_].published for id_ in (pair.text, pair.other))
    if date is None or before is None or overlaps(date, before, dossier.site.time_zone):
        return "unknown"
    return "later"


def _carries(dossier: Dossier, source: str, other: str) -> bool:
    """Whether a source carries another, itself or through others."""
    waiting, seen = [source], {source}
    while waiting:
        for carried in dossier.sources[waiting.pop()].carries:
            if carried.source == other:
                return True
            if carried.source and carried.source not in seen:
                seen.add(carried.source)
                waiting.append(carried.source)
    return False


def _excerpt(text: WordList, blocks: tuple[Block, ...], passage: SharedPassage) -> str:
    """Return the first words of a passage as they stand in the text, within one block."""
    first = passage.start
    last = min(passage.end, first + _SHOWN) - 1
    while text.block[last] != text.block[first]:
        last -= 1
    block = blocks[text.block[first]].text
    words = " ".join(block[text.start[first] : text.end[last]].split())
    return words if last == passage.end - 1 else f"{words} ..."
