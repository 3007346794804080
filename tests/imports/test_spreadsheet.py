"""Tables from anybody: their rows, and that no file harms or stops the program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from claimline.imports import safe_bytes, spreadsheet
from claimline.imports.safe_bytes import UnimportableError
from claimline.imports.spreadsheet import read_csv, read_xlsx


def xlsx(fill: Callable[[Any], None]) -> bytes:
    """The bytes of an Excel file."""
    book = Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """An Excel file with another text of one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            text = old.read(member)
            new.writestr(member, change(text) if member == name else text)
    return stream.getvalue()


def plain(book: Any) -> None:
    book.active.append(["Title", "URL"])
    book.active.append(["Roof", "https://example.org/a"])


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_the_mark_between_cells_is_found(mark: str, start: str) -> None:
    lines = ["Title,URL,Note", '"Roof; a, b|c",x,"two\nlines"', "Wall,y,"]
    if mark == ",":
        text = "\n".join(lines)
    else:
        text = (
            f'Title{mark}URL{mark}Note\n"Roof; a, b|c"{mark}x{mark}"two\nlines"\nWall{mark}y{mark}'
        )
    sheet = read_csv(f"{start}{text}\n".encode())
    assert sheet.names == ("Title", "URL", "Note")
    assert [row.cells for row in sheet.rows] == [
        ("Roof; a, b|c", "x", "two\nlines"),
        ("Wall", "y", ""),
    ]
    assert [row.number for row in sheet.rows] == [2, 3]


def test_names_may_stand_below_other_rows() -> None:
    sheet = read_csv(b"Our list,,\n\nDate,Place,Title\n2024,Orla,x\n")
    assert sheet.names == ("Date", "Place", "Title")
    assert [row.cells for row in sheet.above] == [("Our list", "", "")]
    assert sheet.rows[0].number == 4


def test_encodings() -> None:
    text = "Titel;Ort\nStraße;Köln\n"
    assert read_csv(text.encode("utf-16")).rows[0].cells == ("Straße", "Köln")
    assert read_csv(text.encode("cp1252"), "cp1252").rows[0].cells == ("Straße", "Köln")
    with pytest.raises(UnimportableError, match="Line 2 is not in UTF-8") as error:
        read_csv(text.encode("cp1252"))
    assert "--encoding" in error.value.suggestion
    with pytest.raises(UnimportableError, match="no encoding"):
        read_csv(b"a", "klingon")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b'Title,URL\n"never closed,x\n',
        b"Title," + b"," * 400 + b"\n",
        b"Title,URL\n" + b"x" * 140_000 + b",y\n",
        b"Title,URL\n" + b"x,y\n" * 50_001,
    ],
    ids=["empty", "blank", "quote", "columns", "cell", "rows"],
)
def test_a_table_that_cannot_be_read(data: bytes) -> None:
    with pytest.raises(UnimportableError):
        read_csv(data)


def test_cells_of_excel() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(["Date", "Title", "Number", "Source"])
        sheet.append([datetime(2024, 3, 4), "Roof", 3.0, "Gazette"])
        sheet.append(
            [datetime(2024, 3, 4, 21, 30), True, 2.5, '=HYPERLINK("https://example.org/b","b")']
        )
        sheet.append([None, None, "=1+1", '=IMAGE("https://example.org/c.png")'])
        sheet["D2"].hyperlink = "https://example.org/a"
        book.create_sheet("Other").append(["Title", "x"])

    data = xlsx(fill)
    sheet = read_xlsx(data)
    assert [row.cells for row in sheet.rows] == [
        ("2024-03-04", "Roof", "3", "Gazette https://example.org/a"),
        ("2024-03-04T21:30", "yes", "2.5", "https://example.org/b"),
        ("", "", "=1+1", "https://example.org/c.png"),
    ]
    assert any("C4 has a formula without a value" in note for note in sheet.notes)
    assert any("Only the first sheet was read" in note for note in sheet.notes)
    assert read_xlsx(data, "Other").names == ("Title", "x")
    with pytest.raises(UnimportableError, match='no sheet "Third"'):
        read_xlsx(data, "Third")


def test_a_link_that_is_no_web_address_is_left_out() -> None:
    def fill(book: Any) -> None:
        plain(book)
        book.active["A2"].hyperlink = "javascript:alert(1)"

    assert read_xlsx(xlsx(fill)).rows[0].cells == ("Roof", "https://example.org/a")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///x">]><x>&c;</x>'
    data = changed(xlsx(plain), "xl/workbook.xml", lambda _: bomb.encode(encoding))
    with pytest.raises(UnimportableError, match="defines entities"):
        read_xlsx(data)


@pytest.mark.parametrize(
    "part",
    [
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        "<mergeCells><mergeCell ref='&#65;1:XFD1048576'/></mergeCells>",
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ],
)
def test_ranges_without_end_are_refused(part: str) -> None:
    def grow(text: bytes) -> bytes:
        return text.replace(b"</sheetData>", f"</sheetData>{part}".encode())

    with pytest.raises(UnimportableError, match="too many cells"):
        read_xlsx(changed(xlsx(plain), "xl/worksheets/sheet1.xml", grow))


@pytest.mark.parametrize(
    ("rows", "words"),
    [("<row/>" * 301, "at most 300"), ("<row><c/><c/><c/></row>" * 290, "too many cells")],
)
def test_rows_and_cells_without_end_are_refused(
    rows: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet of a megabyte can unpack to millions of cells, each an object in memory."""
    monkeypatch.setattr(safe_bytes, "MOST_ITEMS", 300)
    monkeypatch.setattr(spreadsheet, "_MOST_ELEMENTS", 1000)

    def grow(text: bytes) -> bytes:
        return text.replace(b"</sheetData>", rows.encode() + b"</sheetData>")

    with pytest.raises(UnimportableError, match=words):
        read_xlsx(changed(xlsx(plain), "xl/worksheets/sheet1.xml", grow))


def test_a_zip_that_holds_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = changed(xlsx(plain), "xl/styles.xml", lambda text: text + b" " * 3_000_000)
    monkeypatch.setattr(safe_bytes, "LARGEST_UNPACKED", 1_000_000)
    with pytest.raises(UnimportableError, match="holds too much"):
        read_xlsx(data)


@pytest.mark.parametrize("cut", [10, 500, 2000])
def test_a_damaged_file_is_refused(cut: int) -> None:
    data = xlsx(plain)
    for broken in (
        data[:cut],
        data[:-cut],
        b"PK\x03\x04" + data[cut:],
        data.replace(b"sheet", b"shoot"),
    ):
        with pytest.raises(UnimportableError):
            read_xlsx(broken)
