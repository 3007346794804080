"""Makes records of a table of claims, sources or incidents. A row may become several."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from claimline.analysis.record_rules import QUOTE_LIMIT
from claimline.author.plain_words import as_markdown, line_of, short_of
from claimline.imports.column_names import target_of
from claimline.imports.identity import folded
from claimline.imports.mapping import FIELD, LEAVE_OUT, Mapped
from claimline.imports.proposal import Collector, Findings, RecordLink
from claimline.imports.safe_bytes import UnimportableError
from claimline.imports.sources import cited, source_data, source_kind_of
from claimline.imports.spreadsheet import Sheet, SheetRow, leave_around, quoted
from claimline.imports.table_cells import InputColumn, RowCells, addresses_of, words_around
from claimline.imports.when import TwoWaysError, read_when

_DATES = ("date", "end_date", "published", "said")
_DEFAULT_RECORDS = {
    "claims": ("claim", "source"),
    "incidents": ("claim", "event", "place", "source"),
    "sources": ("source",),
}


def columns_of(sheet: Sheet, mapped: Mapped) -> tuple[InputColumn, ...]:
    """Return the columns with their meanings: from the mapping, else from the name, else a field.

    Raises:
        UnimportableError: the mapping names a column that the table lacks.
    """
    if missing := [name for name in mapped.columns if name not in sheet.names]:
        names = quoted(sheet.names)
        raise UnimportableError(f'There is no column "{missing[0]}".', f"The columns are: {names}.")
    return tuple(
        InputColumn(name, mapped.columns.get(name) or target_of(name) or FIELD)
        for name in sheet.names
    )


def table_kind(columns: tuple[InputColumn, ...]) -> str:
    """Return the kind of table that has these columns, or an empty string."""
    targets = {column.target for column in columns}
    if "claim" in targets:
        return "claims"
    if targets & {"place", "coordinates", "latitude"} or (
        "date" in targets and targets & {"title", "description"} and "publisher" not in targets
    ):
        return "incidents"
    if targets & {"url", "source", "publisher"} and targets & {"title", "url"}:
        return "sources"
    return ""


def read_table(sheet: Sheet, mapped: Mapped, table_name: str) -> Findings:
    """Return the records of a table's rows. ``table_name`` is the name of its file.

    Raises:
        TwoWaysError: an order of day and month must be chosen.
        UnimportableError: the columns do not show the kind of the table.
    """
    columns = columns_of(sheet, mapped)
    kind = mapped.table or table_kind(columns)
    if not kind:
        names = quoted(sheet.names)
        raise UnimportableError(
            f"The columns do not say what the table is of: {names}.",
            "Say so with --as claims, --as sources or --as incidents, and name the columns "
            "in a mapping file.",
        )
    _check_order(sheet, columns, mapped)
    mapped = replace(mapped, table=kind, records=mapped.records or _DEFAULT_RECORDS[kind])
    reader = _TableReader(columns, mapped, table_name)
    leave_around(reader.collector, sheet)
    for row in sheet.rows:
        reader.read(row)
    known = [f'"{it.name}" is {it.target}' for it in columns if it.target not in (FIELD, LEAVE_OUT)]
    reader.collector.note(f"Columns: {'; '.join(known)}.")
    if others := [f'"{column.name}"' for column in columns if column.target == FIELD]:
        reader.collector.note(f"Columns that go to `fields`: {', '.join(others)}.")
    return reader.collector.findings(f"a table of {kind} ({sheet.form})", len(sheet.rows))


def _check_order(sheet: Sheet, columns: tuple[InputColumn, ...], mapped: Mapped) -> None:
    if mapped.order:
        return
    doubtful = [
        (line_of(cell), f"row {row.number}")
        for row in sheet.rows
        for column, cell in zip(columns, row.cells, strict=False)
        if column.target in _DATES and read_when(cell).two_ways
    ]
    if doubtful:
        raise TwoWaysError(doubtful)


class _TableReader:
    """Reads rows one by one."""

    def __init__(self, columns: tuple[InputColumn, ...], mapped: Mapped, table_name: str) -> None:
        self.columns = columns
        self.mapped = mapped
        self.table_name = table_name
        self.collector = Collector()
        self._rows: dict[str, SheetRow] = {}

    def read(self, row: SheetRow) -> None:
        """Propose the records of a row."""
        cells = RowCells(self.columns, row, self.mapped, self.collector)
        if self.mapped.table == "sources":
            self._source_row(cells)
        else:
            self._incident_row(cells)
        cells.leave_the_rest()

    def _source_row(self, cells: RowCells) -> None:
        """Propose a source."""
        addresses: list[str] = []
        for name, cell in cells.take("url", "source"):
            in_cell = addresses_of(cell)
            addresses += in_cell
            cells.add_fields([(name, cell)] if words_around(cell, in_cell) else [])
        kind = cells.line("source_kind")
        cells.add_fields([] if source_kind_of(kind) else [("Type", kind)])
        published = cells.date("published")
        data = source_data(
            title=cells.line("title"),
            url=addresses[0] if addresses else "",
            publisher=cells.line("publisher"),
            authors=cells.people("author"),
            published=published or cells.date("date"),
            language=cells.language(),
            kind=source_kind_of(kind),
            archives=cells.archives(),
            note=as_markdown(cells.text("description")),
            origin=self.table_name,
        )
        cells.add_fields(("Address", address) for address in addresses[1:])
        cells.add_fields(cells.take("locator", "tags", "place", "country", "date", "time", "by"))
        self.collector.add("source", data | {"fields": cells.take_fields()}, cells.origin)

    def _incident_row(self, cells: RowCells) -> None:
        """Propose a claim, an event, a place and sources, as far as the mapping asks for them."""
        title, claim = cells.line("title"), cells.line("claim")
        description = cells.text("description")
        sentence = claim or title or line_of(description)
        if not sentence:
            self.collector.leave(cells.origin, "A row without words for a title", cells.all_words())
            cells.drop()
            return
        date, ids = cells.span(), cells.take("id")
        cells.add_fields(ids)
        number = line_of(ids[0][1]) if ids else ""
        id_ = "" if number.isdigit() else number
        words = (sentence, date, cells.peek("place"), *(() if date else (description,)))
        row_key = self._row_key(cells.row, "|".join(words), number)
        if not row_key:
            cells.drop()
            return
        records, title = self.mapped.records, title or sentence
        placed = "event" in records and "place" in records and bool(date)
        place = self._place(cells) if placed else None
        cells.add_fields(cells.take("place", "country", "coordinates", "latitude", "longitude"))
        citations = self._citations(cells) if "source" in records else []
        texts = (title if title != short_of(title) else "", claim if claim != title else "")
        text = "\n\n".join(filter(None, map(as_markdown, dict.fromkeys([*texts, description]))))
        shared: dict[str, Any] = {"tags": cells.tags(), "citations": citations}
        said, speakers = cells.date("said"), self._speakers(cells)
        event = None
        if "event" in records and not date:
            cells.note("There is no date, so no event is made of it.")
        elif "event" in records:
            event_data = {
                "title": short_of(title),
                "date": date,
                "status": "reported" if citations else "alleged",
                "text": text or as_markdown(title),
                "no_source": "" if citations else as_markdown(
                    f"{cells.origin.capitalize()} of {self.table_name} names no source."
                ),
                "fields": cells.take_fields(),
                "place": place,
            }  # fmt: skip
            event = self.collector.add("event", event_data | shared, cells.origin, [row_key], id_)
        if "claim" in records:
            claim_data = {
                "claim": sentence,
                "short": short_of(title),
                "description": text if text != as_markdown(sentence) else "",
                "by": speakers,
                "said": said,
                "when": date,
                "event": event,
                "fields": cells.take_fields(),
            }
            shared["citations"] = citations or [self._table_citation(cells)]
            self.collector.add("claim", claim_data | shared, cells.origin, [row_key], id_)
        elif not event:
            self.collector.leave(cells.origin, "Of which no record was made", cells.all_words())

    def _row_key(self, row: SheetRow, words: str, number: str) -> str:
        """Return a key that recognises a row, or "" if the same row came before."""
        key = f"row:{self.table_name}|{number}" if number else f"row:{folded(words)}"
        count, numbered = 1, key
        while earlier := self._rows.get(numbered):
            if earlier.cells == row.cells:
                self.collector.note(
                    f"Row {row.number} is the same as row {earlier.number}, and counts once."
                )
                return ""
            count += 1
            numbered = f"{key}#{count}"
        self._rows[numbered] = row
        return numbered

    def _place(self, cells: RowCells) -> RecordLink | None:
        name, country = cells.line("place"), cells.line("country")
        latitude, longitude = cells.position()
        name = name or (f"{latitude}, {longitude}" if latitude else "")
        is_code = re.fullmatch(r"[A-Za-z]{2}", country) is not None
        cells.add_fields([] if is_code and name else [("Country", country)])
        if not name:
            return None
        data = {"name": name, "latitude": latitude, "longitude": longitude}
        return self.collector.add(
            "place", data | ({"country": country.upper()} if is_code else {}), cells.origin
        )

    def _citations(self, cells: RowCells) -> list[dict[str, Any]]:
        """Return citations of a row's sources: one for each address, or for each cell with a name.

        Facts about a source, such as its publisher, count only if the row names just one source.
        """
        named: list[tuple[str, str]] = []
        for name, cell in cells.take("source", "url"):
            addresses = addresses_of(cell)
            title = words_around(cell, addresses)
            if title and len(addresses) > 1:
                self.collector.leave(cells.origin, name, cell)
                title = ""
            named += [(address, title) for address in addresses or [""]]
        about: dict[str, Any] = {
            "publisher": cells.line("publisher"),
            "published": cells.date("published"),
            "authors": cells.people("author"),
            "archives": cells.archives(),
        }
        language = cells.language() if named else ""
        if len(named) != 1:
            cells.add_fields(
                (label.capitalize(), about[label]) for label in ("publisher", "published")
            )
            cells.add_fields(("Author", name) for name in about["authors"])
            cells.add_fields(("Archive", archive["url"]) for archive in about["archives"])
            about = {}
        links: dict[RecordLink, None] = {}
        for address, title in named:
            data = source_data(
                title=title,
                url=address,
                language=language,
                origin=self.table_name,
                **about,
            )
            links[self.collector.add("source", data, cells.origin)] = None
        citations = [cited(link, self.mapped.stance) for link in links]
        quote, locator = cells.text("quote"), cells.line("locator")
        if len(citations) == 1 and quote and locator and len(quote.split()) <= QUOTE_LIMIT:
            citations[0] |= {"quote": line_of(quote), "at": locator}
        else:
            cells.add_fields([("Locator", locator)])
            self.collector.leave(cells.origin, "Quote", quote)
        return citations

    def _table_citation(self, cells: RowCells) -> dict[str, Any]:
        """Return a citation of the table itself as context, for a row that names no source."""
        data = source_data(
            title=f"[Table {self.table_name}]",
            origin=self.table_name,
            note=as_markdown(
                f"The table {self.table_name}, from which records were imported. It has no "
                "address. Claims cite it where it names no source."
            ),
        )
        key = f"table:{self.table_name}"
        link = self.collector.add("source", data, self.table_name, [key])
        return cited(link, "context") | {"at": cells.origin}

    def _speakers(self, cells: RowCells) -> list[RecordLink]:
        if "claim" not in self.mapped.records:
            cells.add_fields(cells.take("by"))
        names = cells.people("by")
        links = [self.collector.add("actor", {"name": name}, cells.origin) for name in names]
        return list(dict.fromkeys(links))
