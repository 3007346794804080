"""Subtitles, as SubRip and WebVTT: their lines, with the time at which each appears."""

from __future__ import annotations

import re

from claimline.author.captures.capture_text import Block, CaptureText
from claimline.author.captures.encoding import decode
from claimline.author.captures.plain_text import lines_of

_MOMENT = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\s*({_MOMENT})\s+-->\s+({_MOMENT})")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")


def subtitle_words(data: bytes, encoding: str = "", language: str = "") -> CaptureText:
    """Return each line of a subtitle as a block whose place is its time, as "00:01:02".

    A line that the next subtitle repeats at once counts once. Raises MissingExtraError.
    """
    decoded = decode(data, recorded=encoding, language=language)
    blocks: list[Block] = []
    place = ""
    before: list[str] = []
    lines: list[str] = []
    end = 0
    for line in lines_of(decoded.text):
        if times := _TIMES.match(line):
            start, place = seconds_of(times[1]), _shown(times[1])
            before, lines = (lines if start <= end + 1 else []), []
            end = seconds_of(times[2])
        elif not line.strip():
            place = ""  # what follows is a number, a note or a style
        elif place and (text := " ".join(_TAG.sub("", line).split())):
            lines.append(text)
            if text not in before:
                blocks.append(Block(text, place))
    return CaptureText(tuple(blocks), True, False, decoded.encoding, decoded.doubt)


def seconds_of(time: str) -> int:
    """Return the whole seconds of a time as "1:02" or "00:01:02.500"."""
    seconds = 0
    for part in re.split(r"[.,]", time)[0].split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def _shown(time: str) -> str:
    seconds = seconds_of(time)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
