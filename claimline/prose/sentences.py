"""Finds the sentences of a Markdown text that cite, so that references can link back to them.

It is a heuristic for many scripts. If in doubt, it joins two sentences and does not cut one in
half: a return link then marks a little too much.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from claimline.late_pattern import late_pattern

CITATION = "\x00"
"""Replaces each character of a citation in a masked text."""

# Blank lines, list items, headings and table rows begin a block. The line of a heading ends one.
_BLOCK = re.compile(
    r"\n[ \t>]*(?=\n)|\n(?=[ \t>]*(?:[-*+]|\d+[.)])[ \t])|\n(?=[ \t>]*(?:\#{1,6}[ \t]|\|))"
    r"|(?:(?<=\n)|\A)[ \t>]*\#{1,6}[ \t][^\n]*\n"
)
_UNDERLINE = re.compile(r"^[ \t>]*+(?:=++|-++)[ \t]*+$", re.MULTILINE)
_BREAK = re.compile(r"^[ \t>]*+([-*_])(?:[ \t]*+\1){2,}+[ \t]*+$", re.MULTILINE)
_LEAD = re.compile(r"(?:\s+|(?:[-*+]|\d+[.)])[ \t]+|#{1,6}[ \t]+|>[ \t]?|\|[ \t]*)*")
_CLOSERS = "\"'\u201d\u2019\u00bb\u203a)\\]*_"
_STOP = "[.!?\u2026\u061f\u06d4\u0964]"
# No part of this backtracks, so no text is read more than once.
_END = re.compile(
    rf"{_STOP}(?<!{_STOP}{_STOP}){_STOP}*+[{_CLOSERS}]*+(?:[ {CITATION}]*{CITATION})?+"
    rf"(?=\s++\S)|[\u3002\uff01\uff1f]++[{_CLOSERS}]*+{CITATION}*+|\|"
)
_OPENERS = " \n\t\"'(*_[\u201c\u2018\u00ab\u201e"
_SHORTENED = re.compile(
    r"(?:\b(?:[^\W\d_a-z\u00df-\u00ff]|Mr|Mrs|Ms|Dr|Gen|Maj|Col|Lt|Sgt|Prof|St|No|Nos|vs|cf|ca|approx|p|pp|para|"
    r"art|vol|ed|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mio|Mrd|Tsd|Abs|Art|Bd|Bde|Hrsg|"
    r"Jh|Jhd|Nr|Nrn|Str|bzgl|bzw|evtl|ggf|inkl|lt|mind|sog|ugs|usw|vgl|zzgl|Frau|Hr|Fr|Ing|"
    r"Okt|Dez|Mrz|Chr|e\.g|i\.e|a\.m|p\.m))\.\Z"
)
# These shorten a word only before a number: "no" and "sec" are also words that end a sentence.
_NUMBERED = late_pattern(
    r"\b(?:no|nos|nr|art|arts|abs|sec|ch|fig|figs|tab|par|paras|reg|rn|ziff|bl|ep|cl|ann|app|"
    r"kap|anm|fn|lit|seite)\.\Z",
    re.IGNORECASE,
)
# "z. B.", "v. Chr.": a small letter and a full stop, then a short word and another full stop.
_PAIR = re.compile(r"\b[a-z]\.\Z")
_SECOND_OF_PAIR = re.compile(r"[^\W\d_]{1,3}\.")
# A German ordinal: a short number after a word of this kind, or before a word that is counted.
_ORDINAL = re.compile(
    r"\b(?:am|vom|zum|zur|bis|im|ab|seit|der|die|das|dem|den|des|beim|je[dn]\w{0,2}|ein\w{0,2}|"
    r"sein\w{0,2}|ihr\w{0,2}|und|sowie)\s+[0-9]{1,3}\.\Z"
)
_NUMBER = re.compile(r"(?<![\w.])[0-9]{1,3}\.\Z")
_COUNTED = late_pattern(
    r"(?:J\u00e4nner|Januar|Februar|M\u00e4rz|April|Mai|Juni|Juli|August|September|Oktober|"
    r"November|Dezember|Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez|Jahrhundert\w*|Jahrtausend\w*|"
    r"Jahrestag\w*|Jh|Geburtstag\w*|Weltkrieg\w*|Bundestag\w*|Legislaturperiode)\b"
)
_LONGEST_SHORTENED = 16


def citing(masked: str, cites: Sequence[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """Find the sentences that cite.

    Args:
        masked: the text, with ``CITATION`` for each character of a citation, and without any
            other characters that would look like the end of a sentence.
        cites: the offsets of the citations, in order.

    Returns:
        the start and end of each sentence, and for each citation the number of its sentence.
    """
    masked = _UNDERLINE.sub(lambda line: " " * len(line[0]), masked)
    masked = _BREAK.sub(lambda line: "\n" * len(line[0]), masked)
    starts = sentence_starts(masked)
    spans: list[tuple[int, int]] = []
    owner: list[int] = []
    last = -1
    for cite in cites:
        nth = bisect_right(starts, cite) - 1
        if nth != last:
            last = nth
            begin = starts[nth]
            stop = starts[nth + 1] if nth + 1 < len(starts) else len(masked)
            lead = _LEAD.match(masked, begin, stop)
            begin = lead.end() if lead else begin
            spans.append((begin, begin + len(masked[begin:stop].rstrip(" \t\r\n>|"))))
        owner.append(len(spans) - 1)
    return spans, owner


def split_sentences(text: str) -> list[str]:
    """Return all sentences of a Markdown text, in order, with single spaces."""
    starts = [0, *sentence_starts(text), len(text)]
    pieces = (" ".join(text[begin:end].split()) for begin, end in pairwise(starts))
    return [piece for piece in pieces if piece]


def without_lead(sentence: str) -> str:
    """Return a sentence without the marks that begin a list item, a heading or a cell before it."""
    lead = _LEAD.match(sentence)
    return sentence[lead.end() :].rstrip(" |") if lead else sentence


def sentence_starts(masked: str) -> list[int]:
    """Return the offsets at which blocks and sentences begin."""
    blocks = sorted({0, len(masked), *(block.end() for block in _BLOCK.finditer(masked))})
    starts = set(blocks[:-1] or blocks)
    for begin, stop in pairwise(blocks):
        table = masked[begin:stop].lstrip(" \t\n>").startswith("|")
        for end in _END.finditer(masked, begin, stop):
            if end[0] == "|":
                if table:
                    starts.add(end.end())
            elif not _goes_on(masked, begin, end, stop):
                starts.add(end.end())
    return sorted(starts)


def _goes_on(masked: str, begin: int, end: re.Match[str], stop: int) -> bool:
    """Return whether a sentence goes on after a full stop.

    It does after an abbreviation, and if a small letter follows.
    """
    at = end.end()
    while at < stop and masked[at] in _OPENERS:
        at += 1
    if masked[at : at + 1].islower():
        return True
    first = end.start() + 1
    before = masked[max(begin, first - _LONGEST_SHORTENED) : first]
    if _SHORTENED.search(before) or _ORDINAL.search(before):
        return True
    if _PAIR.search(before) and _SECOND_OF_PAIR.match(masked, at):
        return True
    if masked[at : at + 1].isdigit():
        return bool(_NUMBERED.search(before))
    return bool(_NUMBER.search(before) and _COUNTED.match(masked, at))
