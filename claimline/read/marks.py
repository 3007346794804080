"""The positions of every key and value of a file.

The positions of a file are one flat list of tokens in the order of the file, which is cheap to
keep. A tree is made of it only if the file has a diagnostic::

    file  := value END
    value := POSITION
           | POSITION MAPPING (key POSITION value)* END
           | POSITION SEQUENCE value* END
           | POSITION ALIAS index-of-the-anchored-value
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimline.diagnostics import Location
from claimline.read.scalars import Scalar, scalars
from claimline.read.text import NEWLINE, place
from claimline.value import Value

MAPPING, SEQUENCE, END, ALIAS = -1, -2, -3, -4

Loc = tuple[str | int, ...]
Token = int | str


def pack(line: int, column: int) -> int:
    """Return one integer for a line and a column, both counted from 0."""
    return (line + 1) << 32 | (column + 1)


def unpack(position: int) -> tuple[int, int]:
    """Return the line and the column, both counted from 1."""
    return position >> 32, position & 0xFFFFFFFF


class Spot(Value, frozen=True):
    """The packed positions of a key, of its value, and of the value's text.

    Without a key, its position is that of the value. The last two differ for an alias, whose text
    stands at its anchor.
    """

    key: int
    value: int
    text: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The positions of one file, and the text in which a word inside a value is found.

    ``body`` is the line, from 1, on which a Markdown file's body starts; 0 where it has none.
    ``comments`` holds, by the packed position of a plain value, the index in the text of a comment
    that may be meant as a part of the value.
    """

    text: str = field(repr=False)
    tokens: Sequence[Token] = field(repr=False)
    body: int = 0
    comments: Mapping[int, int] = field(default_factory=dict, repr=False)
    _trees: dict[int, dict[Loc, Spot]] = field(default_factory=dict, compare=False, repr=False)
    _lines: list[int] = field(default_factory=list, compare=False, repr=False)
    _scalars: dict[int, Scalar] = field(default_factory=dict, compare=False, repr=False)

    def items(self) -> list[int]:
        """Return the first token of each item of a file that holds a list."""
        starts = []
        index = 2
        while self.tokens[index] != END:
            starts.append(index)
            index = self._after(index)
        return starts

    def _after(self, index: int) -> int:
        """Return the index of the token after the value that starts at a token."""
        tokens = self.tokens
        depth = 0
        while True:
            index += 1
            kind = tokens[index]
            if kind == ALIAS:
                index += 1
                if not depth:
                    return index + 1
            elif kind in (MAPPING, SEQUENCE):
                depth += 1
            elif kind == END:
                depth -= 1
                if depth <= 0:
                    return index + 1 if depth == 0 else index
            elif not depth:
                return index

    def tree(self, start: int) -> dict[Loc, Spot]:
        """Return the spots below the value at the token ``start``, by path."""
        spots = self._trees.get(start)
        if spots is None:
            spots = self._trees[start] = {}
            self._fill(spots, start, (), 0)
            if self.body:
                body = pack(self.body - 1, 0)
                spots["body",] = Spot(body, body, body)
        return spots

    def _fill(self, spots: dict[Loc, Spot], index: int, loc: Loc, key: int) -> int:
        """Add the value at a token and all values in it. Return the index of the token after it.

        It calls itself once for each level; a file has at most fifty.
        """
        tokens = self.tokens
        position = _number(tokens[index])
        kind = tokens[index + 1]
        if kind == ALIAS:
            target = _number(tokens[index + 2])
            self._fill(spots, target, loc, key)
            spots[loc] = Spot(key or position, position, spots[loc].text)
            return index + 3
        spots[loc] = Spot(key or position, position, position)
        if kind != MAPPING and kind != SEQUENCE:
            return index + 1
        index += 2
        item = 0
        while tokens[index] != END:
            if kind == MAPPING:
                name, at = tokens[index], _number(tokens[index + 1])
                index = self._fill(spots, index + 2, (*loc, name), at)
            else:
                index = self._fill(spots, index, (*loc, item), 0)
                item += 1
        return index + 1

    def index(self, position: int) -> int:
        """Return the index in the text of a packed position."""
        if not self._lines:
            self._lines.extend([0, *(match.end() for match in NEWLINE.finditer(self.text))])
        line, column = unpack(position)
        return self._lines[line - 1] + column - 1

    def find(self, position: int, token: str, nth: int, *, body: bool) -> int | None:
        """Return the index of the ``nth`` ``token`` in the scalar at a packed position, or None."""
        start = self.index(position)
        if not self._scalars:
            self._scalars.update(scalars(self.text))
        scalar = Scalar("|", start, len(self.text)) if body else self._scalars.get(start)
        return scalar.find(self.text, token, nth) if scalar else None


NOWHERE = Marks("", (0, END))
"""Marks without a position."""


def _number(token: Token) -> int:
    assert isinstance(token, int)
    return token


class Comment(Value, frozen=True):
    """A comment that may be meant as a part of a value.

    ``whole`` is the value with the comment, where both stand on one line.
    """

    loc: Loc
    location: Location
    words: str
    whole: str


@dataclass(frozen=True, slots=True)
class Where:
    """Finds the places of one record in its file.

    A path is made of the keys and indices that lead to a value, as in
    ``where.at("citations", 0, "quote")``. ``path`` is relative to the project, with ``/``
    between its parts; ``start`` is the record's first token in the marks. ``given`` are the
    marks, or a function that returns them: only records with a diagnostic need their marks.
    """

    path: str
    given: Marks | Callable[[], Marks] = field(repr=False, compare=False)
    start: int = field(default=0, repr=False)

    @property
    def marks(self) -> Marks:
        """Return the marks of the file."""
        return self.given if isinstance(self.given, Marks) else self.given()

    def has(self, *loc: str | int) -> bool:
        """Whether the file holds a value at this place."""
        return self._spot(loc)[1]

    def _spot(self, loc: Loc) -> tuple[Spot, bool]:
        try:
            tree = self.marks.tree(self.start)
        except (IndexError, AssertionError):  # the file is another one by now
            return Spot(0, 0, 0), False
        for end in range(len(loc), -1, -1):
            if spot := tree.get(loc[:end]):
                return spot, end == len(loc)
        return Spot(0, 0, 0), False

    def comments(self) -> Iterator[Comment]:
        """Yield the comments that may be meant as a part of a value."""
        marks = self.marks
        if not marks.comments:
            return
        for loc, spot in marks.tree(self.start).items():
            if (start := marks.comments.get(spot.text)) is not None:
                end = NEWLINE.search(marks.text, start)
                stop = end.start() if end else len(marks.text)
                value = marks.text[marks.index(spot.text) : stop].strip()
                whole = "" if NEWLINE.search(value) else value
                location = Location(self.path, *place(marks.text, start))
                yield Comment(loc, location, marks.text[start:stop].strip(), whole)

    def _location(self, position: int) -> Location:
        return Location(self.path, *unpack(position))

    def at(self, *loc: str | int) -> Location:
        """Return the place of a value, or of the nearest value above it if there is none."""
        return self._location(self._spot(loc)[0].value)

    def key(self, *loc: str | int) -> Location:
        """Return the place of a key. If the path does not end in one, do as :meth:`at`."""
        spot, spots = self._spot(loc)
        return self._location(spot.key if spots else spot.value)

    @property
    def id(self) -> Location:
        """Return the place of the field ``id``, or the file if it has none."""
        return self.key("id") if self.has("id") else Location(self.path)

    def inside(self, loc: Loc, token: str, nth: int = 0) -> Location:
        """Return the place of the ``nth`` occurrence, from 0, of ``token`` in the text at ``loc``.

        The search is in the file as written, so the place is right in block, folded and quoted
        texts. If ``token`` is not there, the place is that of the text.
        """
        offset = self.offset_inside(loc, token, nth)
        if offset is not None:
            return Location(self.path, *place(self.marks.text, offset))
        return self._location(self._spot(loc)[0].value)

    def offset(self, loc: Loc) -> int | None:
        """Return the index in the file's text at which a value is written, or None."""
        spot, is_there = self._spot(loc)
        return self.marks.index(spot.text) if is_there else None

    def offset_inside(self, loc: Loc, token: str, nth: int = 0) -> int | None:
        """Return the index of what :meth:`inside` finds, or None."""
        spot, is_there = self._spot(loc)
        if not is_there or not token or nth < 0:
            return None
        body = self.marks.body > 0 and loc == ("body",)
        return self.marks.find(spot.text, token, nth, body=body)
