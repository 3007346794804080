"""Reads CSV and XLSX files: their rows as texts, with the number of each row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse

from claimline.author.plain_words import address_of
from claimline.imports.column_names import target_of
from claimline.imports.proposal import Collector
from claimline.imports.safe_bytes import (
    MissingImportExtraError,
    SafeZip,
    UnimportableError,
    check_count,
    text_of,
)
from claimline.imports.when import of_moment
from claimline.value import Value

_HEAD_ROWS = 20
"""Rows at the top in which the names of the columns are looked for."""
_MOST_COLUMNS = 300
_LONGEST_CELL = 100_000
_MOST_CELLS_IN_RANGES = 500_000
_MOST_ELEMENTS = 3_000_000
"""Elements of XML in an Excel file, at most. A cell has two or three."""
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})", re.ASCII)
_DELIMITERS = ",;\t|"
_LINK_FORMULA = re.compile(r"=(?:HYPERLINK|IMAGE)\(\s*\"([^\"]{1,2000})\"", re.IGNORECASE)


class SheetRow(Value, frozen=True):
    """A row: its number in the file, and its cells."""

    number: int
    cells: tuple[str, ...]


class Sheet(Value, frozen=True):
    """A table: the names of its columns, its rows, and the rows above the names.

    ``form`` is "CSV" or "XLSX". ``notes`` are sentences on how the table was read.
    """

    form: str
    names: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    above: tuple[SheetRow, ...] = ()
    notes: tuple[str, ...] = ()


def read_csv(data: bytes, encoding: str = "", marks: Sequence[str] = ()) -> Sheet:
    """Read a text table with a comma, semicolon, tab or bar between cells.

    ``marks`` are names of columns, in lower case, that are known besides the usual ones.

    Raises:
        UnimportableError: the file is not such a table, or is too large.
    """
    text = text_of(data, encoding)
    reader = _reader(text, _delimiter(text))
    rows: list[SheetRow] = []
    try:
        for number, cells in enumerate(reader, 1):
            rows.append(SheetRow(number, tuple(cells)))
            check_count(number, "rows")
    except csv.Error as error:
        message = f"Line {reader.line_num}: the table cannot be read: {error}."
        raise UnimportableError(message, "Look for a quotation mark that is not closed.") from None
    return _sheet("CSV", rows, [], marks)


def read_xlsx(data: bytes, name: str = "", marks: Sequence[str] = ()) -> Sheet:
    """Read a sheet of an Excel file: the named one, or the first.

    ``marks`` are names of columns, in lower case, that are known besides the usual ones.

    A formula has the value with which it was saved. It is never computed.

    Raises:
        UnimportableError: the file is damaged, too large, or has no such sheet.
        MissingImportExtraError: openpyxl is not installed.
    """
    _check_parts(data)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingImportExtraError("openpyxl") from None
    try:
        values = load_workbook(BytesIO(data), data_only=True, keep_links=False)
        formulas = load_workbook(BytesIO(data), keep_links=False)
        names = values.sheetnames
        if name and name not in names:
            raise UnimportableError(
                f'There is no sheet "{name}".', f"Name one of: {quoted(names)}."
            )
        sheet = values[name or names[0]]
        check_count(sheet.max_row, "rows")
        if sheet.max_column > _MOST_COLUMNS:
            raise UnimportableError(f"The sheet has more than {_MOST_COLUMNS} columns.")
        notes: list[str] = []
        if not name and len(names) > 1:
            notes.append(f"Only the first sheet was read, of {quoted(names)}; see --sheet.")
        rows = list(_xlsx_rows(sheet, formulas[sheet.title], notes))
    except UnimportableError:
        raise
    except Exception as error:  # openpyxl can raise anything
        raise UnimportableError(
            f"The Excel file cannot be read: {type(error).__name__}.", "Save it as CSV."
        ) from error
    return _sheet("XLSX", rows, notes, marks)


def leave_around(collector: Collector, sheet: Sheet) -> None:
    """Keep the notes on a table, and the rows above the names of its columns."""
    for note in sheet.notes:
        collector.note(note)
    for row in sheet.above:
        label = "Above the names of the columns"
        collector.leave(f"row {row.number}", label, " ".join(row.cells))


def quoted(names: Sequence[str]) -> str:
    """Return names for a message: the first twenty, with long ones cut short."""
    shown = [f'"{name if len(name) <= 40 else name[:39] + "…"}"' for name in names[:20]]
    more = [f"{len(names) - 20} more"] if len(names) > 20 else []
    return ", ".join([*shown, *more])


def _check_parts(data: bytes) -> None:
    """Refuse what could fill the memory: XML with entities, and too many or too large elements."""
    archive = SafeZip(data)
    elements = 0
    for name in archive.names:
        part = archive.read(name)
        plain = part.replace(b"\0", b"")
        # Other parts decide which part is a sheet, so every part is checked.
        if plain.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")[:1] != b"<":
            continue
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise UnimportableError(
                f'"{name}" in the Excel file defines entities, which no Excel file needs.'
            )
        elements += _check_elements(name, part, _MOST_ELEMENTS - elements)


def _check_elements(name: str, part: bytes, most: int) -> int:
    """Refuse so many elements, or so large ranges of cells, that they fill the memory.

    Returns the number of elements.
    """
    cells = rows = number = 0
    try:
        for number, (_, element) in enumerate(iterparse(BytesIO(part)), 1):
            if element.tag.endswith(("}mergeCell", "}hyperlink")):
                cells += _area(element.get("ref", ""))
            elif element.tag.endswith("}row"):
                rows += 1
                check_count(rows, "rows")
            if number > most:
                raise UnimportableError("The Excel file has too many cells.", "Split it.")
            element.clear()
    except ParseError:
        raise UnimportableError(f'"{name}" in the Excel file is damaged.') from None
    if cells > _MOST_CELLS_IN_RANGES:
        raise UnimportableError(f'"{name}" in the Excel file merges or links too many cells.')
    return number


def _area(reference: str) -> int:
    """Return the number of cells of a range such as "A1:B2"."""
    corners = [_CORNER.fullmatch(corner.strip()) for corner in reference.split(":", 1)]
    if len(corners) < 2 or not all(corners):
        return 1
    places = [(_column(corner[1]), int(corner[2])) for corner in corners if corner]
    (left, top), (right, bottom) = places
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _xlsx_rows(sheet: Any, formulas: Any, notes: list[str]) -> Iterator[SheetRow]:
    for number, (cells, raw_cells) in enumerate(
        zip(sheet.iter_rows(), formulas.iter_rows(), strict=False), 1
    ):
        texts = []
        for cell, raw in zip(cells, raw_cells, strict=False):
            text = _cell_text(cell.value)
            formula = str(raw.value) if raw.data_type == "f" else ""
            in_formula = _LINK_FORMULA.match(formula)
            target = in_formula[1] if in_formula else cell.hyperlink and cell.hyperlink.target
            address = address_of(target)
            if formula and not text and not address:
                text = formula
                sentence = "has a formula without a value; the formula is kept."
                notes.append(f"Cell {cell.coordinate} {sentence}")
            if address and address not in text:
                text = f"{text} {address}".strip()
            texts.append(text)
        yield SheetRow(number, tuple(texts))


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return of_moment(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _reader(text: str, delimiter: str) -> Any:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str) -> str:
    """Return the character between cells. It gives the most known names and even rows."""

    def fitness(mark: str) -> tuple[int, int, int]:
        rows = []
        try:
            for row in islice(_reader(text, mark), _HEAD_ROWS):
                rows.append(row)
        except csv.Error:
            rows = rows[:1]
        widths = [len(row) for row in rows if len(row) > 1]
        even = max((widths.count(width) for width in widths), default=0)
        known = max((sum(bool(target_of(cell)) for cell in row[:50]) for row in rows), default=0)
        return known, even, max(widths, default=0)

    return max(_DELIMITERS, key=fitness)


def _known_names(row: SheetRow, marks: Sequence[str]) -> int:
    return sum(bool(target_of(c)) or " ".join(c.lower().split()) in marks for c in row.cells)


def _sheet(form: str, rows: list[SheetRow], notes: list[str], marks: Sequence[str]) -> Sheet:
    """Find the names of the columns: the row at the top in which most names are known."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise UnimportableError("The table is empty.")
    if any(len(row.cells) > _MOST_COLUMNS for row in filled):
        raise UnimportableError(f"The table has more than {_MOST_COLUMNS} columns.")
    if long := next(
        (row for row in filled if any(len(c) > _LONGEST_CELL for c in row.cells)), None
    ):
        message = f"Row {long.number} has a cell of more than {_LONGEST_CELL:,} characters."
        raise UnimportableError(message)
    top = filled[:_HEAD_ROWS]
    head = max(top, key=lambda row: (_known_names(row, marks), -row.number))
    above = tuple(row for row in top if row.number < head.number)
    below = tuple(row for row in filled if row.number > head.number)
    width = max(len(row.cells) for row in filled)
    names = tuple(
        name.strip() or f"Column {nth + 1}"
        for nth, name in enumerate([*head.cells, *[""] * (width - len(head.cells))])
    )
    wide = [row.number for row in below if any(row.cells[len(head.cells) :])]
    if wide:
        numbers = ", ".join(map(str, wide[:10]))
        notes = [*notes, f"More cells than there are names of columns are in: row {numbers}."]
    return Sheet(form, names, below, above, tuple(notes))
