"""Replaces parts of a text by position, and leaves the rest as it is."""

from __future__ import annotations

import re

from claimline.author.captures.yamledit import EditError

_BREAK = re.compile(r"\r\n?|\n")


class Splices:
    """A text, and the changes to make in it. All positions are those of the text as it was."""

    def __init__(self, text: str) -> None:
        self.text = text
        first = _BREAK.search(text)
        self.newline = first.group() if first else "\n"
        self._changes: list[tuple[int, int, int, str]] = []

    def put(self, start: int, end: int, words: str) -> None:
        """Replace the text from ``start`` to ``end``."""
        if start < end or words:
            self._changes.append((start, end, len(self._changes), words))

    def number(self) -> int:
        """Return how many changes there are so far."""
        return len(self._changes)

    def undo(self, number: int) -> None:
        """Forget all changes after the first ``number``."""
        del self._changes[number:]

    def put_lines(self, start: int, end: int, lines: list[str]) -> None:
        """Replace whole lines. ``start`` and ``end`` are the starts of lines, or the text's end."""
        words = "".join(f"{line}{self.newline}" for line in lines)
        if lines and end == len(self.text) and not self.text.endswith(("\n", "\r")):
            # The file ends without a line break, and keeps that.
            words = words.removesuffix(self.newline)
            if self.line_start(start) != start:
                words = self.newline + words
        self.put(start, end, words)

    def line_start(self, index: int) -> int:
        """Return the start of the line that holds a position."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        """Return the start of the line after the one that holds a position."""
        found = _BREAK.search(self.text, index)
        return found.end() if found else len(self.text)

    def result(self) -> str:
        """Return the changed text.

        Raises:
            EditError: two changes concern one place.
        """
        parts: list[str] = []
        at = 0
        for start, end, _, words in sorted(self._changes):
            if start < at:
                raise EditError("Two changes concern one place.")
            parts += [self.text[at:start], words]
            at = end
        return "".join([*parts, self.text[at:]])
