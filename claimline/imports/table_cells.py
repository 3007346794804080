"""The cells of a row by the meaning of their columns. Each is used once, or left over."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimline.author.plain_words import address_of, addresses_in, free_field, line_of, tags_of
from claimline.imports.mapping import FIELD, LEAVE_OUT, Mapped
from claimline.imports.proposal import Collector
from claimline.imports.sources import archive_of, language_of
from claimline.imports.spreadsheet import SheetRow
from claimline.imports.when import read_when
from claimline.value import Value

_COORDINATES = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)[\s,;]+(-?\d{1,3}(?:\.\d+)?)\s*", re.ASCII)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|<\s*>")
_TIME = re.compile(r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::\d\d)?", re.ASCII)


class InputColumn(Value, frozen=True):
    """A column of a table: its name, and its meaning, such as "date"."""

    name: str
    target: str


class RowCells:
    """The cells of a row.

    ``fields`` collects cells for `fields` of the next record that takes them. ``origin`` is the
    row's place in words.
    """

    def __init__(
        self, columns: tuple[InputColumn, ...], row: SheetRow, mapped: Mapped, collector: Collector
    ) -> None:
        self.columns = columns
        self.row = row
        self.mapped = mapped
        self.collector = collector
        self.origin = f"row {row.number}"
        self.fields: list[dict[str, str]] = []
        self._cells: dict[str, list[tuple[str, str]]] = {}
        for column, cell in zip(columns, row.cells, strict=False):
            if not cell.strip():
                continue
            if column.target == FIELD:
                self.fields.append(free_field(column.name, cell))
            elif column.target == LEAVE_OUT:
                collector.leave(self.origin, column.name, cell)
            else:
                self._cells.setdefault(column.target, []).append((column.name, cell.strip()))
        for extra in row.cells[len(columns) :]:
            collector.leave(self.origin, "Beyond the last column", extra)

    def take(self, *targets: str) -> list[tuple[str, str]]:
        """Take the cells of these columns, each with its column's name."""
        return [cell for target in targets for cell in self._cells.pop(target, [])]

    def text(self, target: str) -> str:
        """Take the text of the first such column. Those of the others go to `fields`."""
        cells = self.take(target)
        self.add_fields(cells[1:])
        return cells[0][1] if cells else ""

    def line(self, target: str) -> str:
        """Take a text as one line."""
        return line_of(self.text(target))

    def peek(self, target: str) -> str:
        """Return the text of such columns, without taking the cells."""
        return "|".join(cell for _, cell in self._cells.get(target, []))

    def take_fields(self) -> list[dict[str, str]]:
        """Take the cells that were collected for `fields`."""
        fields, self.fields = self.fields, []
        return fields

    def add_fields(self, cells: Iterable[tuple[str, str]]) -> None:
        """Let cells go to `fields`."""
        self.fields += [free_field(name, cell) for name, cell in cells if cell]

    def drop(self) -> None:
        """Drop all cells: the row is the same as another."""
        self._cells, self.fields = {}, []

    def leave_the_rest(self) -> None:
        """Keep all other cells for the report."""
        for cells in self._cells.values():
            for name, cell in cells:
                self.collector.leave(self.origin, name, cell)
        for field in self.take_fields():
            self.collector.leave(self.origin, field["label"], field["text"])
        self._cells = {}

    def date(self, target: str) -> str:
        """Take a date in EDTF. A text that is not a date goes to `fields`."""
        cells = self.take(target)
        edtf = read_when(cells[0][1], self.mapped.order).edtf if cells else ""
        if cells and not edtf:
            words = line_of(cells[0][1])[:60]
            self.note(f'"{words}" is not a date; it goes to `fields`.')
        self.add_fields(cells[bool(edtf) :])
        return edtf

    def span(self) -> str:
        """Take the date, with the time of day and the end that other columns give."""
        date = self.date("date")
        times = self.take("time")
        match = _TIME.fullmatch(times[0][1]) if times else None
        if match and re.fullmatch(r"-?\d{4}-\d\d-\d\d", date):
            timed = read_when(f"{date}T{int(match['hour']):02}:{match['minute']}").edtf
            date, times = (timed, times[1:]) if timed else (date, times)
        self.add_fields(times)
        end = self.date("end_date")
        if end and end != date:
            span = read_when(f"{date}/{end}").edtf if date else ""
            self.add_fields([] if span else [("End", end)])
            date = span or date
        return date

    def position(self) -> tuple[str, str]:
        """Take latitude and longitude in degrees, or empty texts. Other texts go to `fields`."""
        pairs = self.take("coordinates")
        latitudes, longitudes = self.take("latitude"), self.take("longitude")
        if latitudes and longitudes:
            text = f"{latitudes[0][1]} {longitudes[0][1]}".replace(",", ".")
            pairs.append((f"{latitudes[0][0]}, {longitudes[0][0]}", text))
        else:
            pairs += [*latitudes, *longitudes]
        position = ("", "")
        for name, text in pairs:
            match = _COORDINATES.fullmatch(text)
            fits = match and abs(float(match[1])) <= 90 and abs(float(match[2])) <= 180
            if match and fits and not position[0]:
                position = (match[1], match[2])
            elif match is None or (match[1], match[2]) != position:
                self.add_fields([(name, text)])
        return position

    def tags(self) -> list[str]:
        """Take words as tags. Words that cannot be tags go to `fields`."""
        words = [word for _, cell in self.take("tags") for word in re.split(r"[,;|\n]", cell)]
        tags, unfit = tags_of(words)
        self.add_fields(("Tag", word) for word in unfit)
        return tags

    def language(self) -> str:
        """Take a language code, or an empty text."""
        words = self.line("language")
        language = language_of(words)
        if not language:
            self.add_fields([("Language", words)])
        return language

    def people(self, target: str) -> list[str]:
        """Take names, with a semicolon or a line break between them."""
        names = [
            line_of(name) for _, cell in self.take(target) for name in re.split(r"[;\n]", cell)
        ]
        return list(dict.fromkeys(filter(None, names)))

    def archives(self) -> list[dict[str, str]]:
        """Take archived copies. A text that is not an address goes to `fields`."""
        archives = []
        for name, cell in self.take("archive"):
            addresses = addresses_of(cell)
            self.add_fields([(name, cell)] if words_around(cell, addresses) else [])
            archives += [archive_of(address) for address in addresses]
        return archives

    def note(self, sentence: str) -> None:
        """Add a sentence on this row."""
        self.collector.note(f"{self.origin.capitalize()}: {sentence}")

    def all_words(self) -> str:
        """Return all cells with the names of their columns."""
        pairs = zip(self.columns, self.row.cells, strict=False)
        return "; ".join(f"{column.name}: {cell.strip()}" for column, cell in pairs if cell.strip())


def addresses_of(cell: str) -> list[str]:
    """Return the addresses in a cell. An address alone in a cell needs no "https"."""
    return addresses_in(cell) or [address for address in [address_of(cell)] if address]


def words_around(cell: str, addresses: list[str]) -> str:
    """Return the words of a cell without its addresses."""
    if not addresses:
        return line_of(cell)
    pattern = "|".join(map(re.escape, sorted(addresses, key=len, reverse=True)))
    words = _EMPTY_BRACKETS.sub(" ", re.sub(pattern, " ", cell))
    return line_of(words).strip(" ,;:|-")
