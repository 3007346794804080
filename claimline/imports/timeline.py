"""The sheet of a TimelineJS timeline: its rows are events."""

from __future__ import annotations

from claimline.author.plain_words import (
    address_of,
    as_markdown,
    free_field,
    line_of,
    short_of,
    tags_of,
)
from claimline.html_reader import parse_html
from claimline.imports.identity import folded
from claimline.imports.mapping import Mapped
from claimline.imports.proposal import Collector, Findings
from claimline.imports.sources import cited, source_data
from claimline.imports.spreadsheet import Sheet, SheetRow, leave_around
from claimline.imports.when import date_or_ask, read_when

COLUMNS = ("year", "headline")
"""Names of columns that only such a sheet has together."""
_PARTS = ("year", "month", "day", "time")
_TAKEN = (
    *_PARTS, *(f"end {part}" for part in _PARTS), "headline", "text", "media", "media credit",
    "media caption", "group", "type",
)  # fmt: skip


def read_timeline(sheet: Sheet, mapped: Mapped, table_name: str) -> Findings:
    """Return the events of a TimelineJS sheet, each with its medium as a source."""
    names = [" ".join(name.lower().split()) for name in sheet.names]
    collector = Collector()
    leave_around(collector, sheet)
    for row in sheet.rows:
        _read_row(collector, row, dict(zip(names, row.cells, strict=False)), mapped, table_name)
    return collector.findings("a sheet of TimelineJS", len(sheet.rows))


def _read_row(
    collector: Collector, row: SheetRow, cells: dict[str, str], mapped: Mapped, table_name: str
) -> None:
    origin = f"row {row.number}"
    cells = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    headline, text = _plain(cells.get("headline", "")), _plain(cells.get("text", ""))
    start = _date([cells.get(part, "") for part in _PARTS], mapped.order)
    end = _date([cells.get(f"end {part}", "") for part in _PARTS], mapped.order)
    date = read_when(f"{start}/{end}").edtf if start and end and start != end else start
    title = line_of(headline) or line_of(text)
    if not title or not start or cells.get("type", "").lower() == "title":
        for name, cell in cells.items():
            collector.leave(origin, name.capitalize(), cell)
        return
    fields = [
        free_field(name.capitalize(), cell) for name, cell in cells.items() if name not in _TAKEN
    ]
    if not date:
        fields.append(free_field("End", end))
    if kind := cells.get("type"):
        fields.append(free_field("Type", kind))
    citations = []
    if url := address_of(cells.get("media")):
        data = source_data(
            title=_plain(cells.get("media caption", "")),
            url=url,
            publisher=_plain(cells.get("media credit", "")),
            origin=origin,
        )
        citations.append(cited(collector.add("source", data, origin), mapped.stance))
    else:
        media = ("media", "media credit", "media caption")
        fields += [free_field(name.capitalize(), cells[name]) for name in media if name in cells]
    tags, unfit = tags_of([cells.get("group", "")])
    fields += [free_field("Group", word) for word in unfit]
    words = "\n".join(dict.fromkeys(filter(None, (
        headline if title != short_of(title) else "", text,
    )))) or title  # fmt: skip
    sentence = f"{origin.capitalize()} of {table_name} names no source."
    event = {
        "title": short_of(title),
        "date": date or start,
        "status": "reported" if citations else "alleged",
        "text": as_markdown(words),
        "citations": citations,
        "no_source": "" if citations else as_markdown(sentence),
        "fields": fields,
        "tags": tags,
    }
    collector.add("event", event, origin, [f"row:{folded(title)}|{date or start}"])


def _plain(text: str) -> str:
    """Return the words of a text that may have HTML, with the addresses of its links."""
    if "<" not in text:
        return text
    tree = parse_html(text)
    for link in tree.css("a[href]"):
        href = link.attributes.get("href") or ""
        if href and href not in link.text():
            link.insert_after(f" ({href})")
    for line in tree.css("br, p, li, div, h1, h2, h3"):
        line.insert_after("\n")
    return tree.body.text().strip() if tree.body else text


def _date(parts: list[str], order: str) -> str:
    """Return a date from its parts. A year may have a separator of thousands."""
    year, month, day, time = (part.strip() for part in parts)
    year = year.replace(",", "").replace(" ", "")
    if not year:
        return ""
    if not month or not (month.isdecimal() and (day or "1").isdecimal()):
        return date_or_ask(" ".join(filter(None, (day, month, year, time))), order)
    negative = "-" if year.startswith("-") else ""
    words = f"{negative}{year.lstrip('-').zfill(4)}-{month.zfill(2)}"
    if day:
        words += f"-{day.zfill(2)}"
    with_time = date_or_ask(f"{words} {time}", order) if day and time else ""
    return with_time or date_or_ask(words, order)
