"""Lines as short texts, in the encoded polyline format: differences in base 64, five bits each."""

from __future__ import annotations

from collections.abc import Iterable

Point = tuple[int, int]


def encode(points: Iterable[Point]) -> str:
    """Return a line of whole numbers as text."""
    letters: list[str] = []
    before = (0, 0)
    for point in points:
        for number, previous in zip(point, before, strict=True):
            difference = number - previous
            rest = ~(difference << 1) if difference < 0 else difference << 1
            while rest >= 0x20:
                letters.append(chr((0x20 | (rest & 0x1F)) + 63))
                rest >>= 5
            letters.append(chr(rest + 63))
        before = point
    return "".join(letters)


def decode(text: str) -> tuple[Point, ...]:
    """Return the line that ``encode`` wrote as ``text``."""
    numbers: list[int] = []
    rest = shift = 0
    for letter in text:
        bits = ord(letter) - 63
        rest |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            numbers.append(~(rest >> 1) if rest & 1 else rest >> 1)
            rest = shift = 0
    points: list[Point] = []
    x = y = 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return tuple(points)
