"""The sources for reference managers, in CSL-JSON, BibTeX and RIS: all in one file, and each alone.

CSL-JSON follows the schema of the Citation Style Language (csl-data.json, 1.0.2). Its dates are
numbers. So a doubtful date, or a span with an open end, has the numbers that are known, and
``circa``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from claimline.analysis import Analysis
from claimline.dates import PartialDate
from claimline.dates.point import Point
from claimline.exports.moments import known_numbers
from claimline.exports.shares import Shares, json_item, json_list, output_of_shares
from claimline.model.dossier import Dossier
from claimline.model.records import Source
from claimline.model.validate import Key
from claimline.output import Output
from claimline.pages.reference_formats import bibtex_entry, ris_entry
from claimline.pages.view_builder import ViewBuilder, part

_QUERY = "reference"
_FORMATS = (
    ("csl.json", "application/vnd.citationstyles.csl+json", (b"[\n", b"\n]\n")),
    ("bib", "application/x-bibtex", (b"", b"")),
    ("ris", "application/x-research-info-systems", (b"", b"")),
)
"""For each format: the ending of its files, its media type, and what stands around one source."""
_CSL_TYPES = {
    "official": "document", "news": "article-newspaper", "analysis": "article-newspaper",
    "opinion": "article-newspaper", "aggregator": "webpage", "social": "post",
    "imagery": "graphic", "document": "document",
}  # fmt: skip
_RIS_TYPES = {"news": "NEWS", "analysis": "NEWS", "opinion": "NEWS", "imagery": "FIGURE"}
_IN_PRINT = ("news", "analysis", "opinion")


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield all sources in each of the three formats, and then each source beside its page."""
    builder = ViewBuilder(dossier, analysis)
    for nth, (name, media_type, _) in enumerate(_FORMATS):
        parts = partial(_all, dossier, nth)
        yield output_of_shares(f"data/sources.{name}", media_type, builder.queries, parts)
    for id_ in dossier.sources:
        for nth, (name, media_type, around) in enumerate(_FORMATS):
            render = partial(_alone, builder, id_, nth, around)
            yield Output(f"sources/{id_}.{name}", media_type, render, traced=True)


def _all(dossier: Dossier, nth: int) -> Iterator[bytes | Shares]:
    """Yield the parts of the file with all sources in one of the formats."""
    ids = list(dossier.sources)
    if nth:
        yield Shares(_QUERY, "source", ids, itemgetter(nth), between=b"\n")
    else:
        yield replace(json_list(_QUERY, "source", ids), share=itemgetter(nth))
        yield b"\n"


def _alone(builder: ViewBuilder, id_: str, nth: int, around: tuple[bytes, bytes]) -> bytes:
    """Return the file with one source in one of the formats."""
    before, after = around
    return before + _reference(builder, ("source", id_))[nth] + after


@part(_QUERY)
def _reference(builder: ViewBuilder, key: Key) -> tuple[bytes, ...]:
    """Return a source in each of the formats."""
    id_ = key[1]
    source = builder.dossier.sources[id_]
    bibtex, ris = _bibtex_entry(id_, source), _ris_entry(id_, source)
    return json_item(csl_item(id_, source)), bibtex.encode(), ris.encode()


def csl_item(id_: str, source: Source) -> dict[str, Any]:
    """Return a source as an item of CSL-JSON."""
    where = "container-title" if source.kind in _IN_PRINT else "publisher"
    archive = source.archives[0] if source.archives else None
    item = {
        "id": id_,
        "type": _CSL_TYPES[source.kind],
        "title": source.title,
        where: source.known_publisher,
        "author": [{"literal": name} for name in source.authors],
        "issued": _csl_date(source.published),
        "language": source.language,
        "genre": source.kind if source.kind in ("analysis", "opinion") else "",
        "URL": source.url,
        "archive_location": archive.url if archive else "",
    }
    return {key: value for key, value in sorted(item.items()) if value}


def _csl_date(date: PartialDate | None) -> dict[str, Any] | None:
    """Return a date as numbers, or as its text in EDTF if a year has unknown digits."""
    if date is None:
        return None
    points = date.points
    if not points or any("X" in point.year for point in points):
        return {"literal": str(date)}
    open_end = date.end is not None and len(points) == 1
    doubtful = open_end or any(point.qualifier for point in points)
    numbers = {"date-parts": [list(known_numbers(point)) for point in points]}
    return {"circa": True, **numbers} if doubtful else numbers


def _day(source: Source) -> tuple[int, ...]:
    """Return the known ones of year, month and day of publication; none for a span."""
    date = source.published
    if date is None or date.end is not None or not isinstance(date.start, Point):
        return ()
    return () if "X" in date.start.year else known_numbers(date.start)


def _bibtex_entry(id_: str, source: Source) -> str:
    year, month, day = (*_day(source), 0, 0, 0)[:3]
    return bibtex_entry(
        "article" if source.kind in _IN_PRINT else "misc",
        id_,
        source.title,
        authors=source.authors,
        month=month,
        url=source.url or "",
        **{"journal" if source.kind in _IN_PRINT else "howpublished": source.known_publisher},
        year=str(year or ""),
        day=str(day or ""),
        langid=source.language,
    )


def _ris_entry(id_: str, source: Source) -> str:
    year, month, day = (*_day(source), 0, 0, 0)[:3]
    fields = [
        ("ID", id_),
        ("TI", source.title),
        *(("AU", name) for name in source.authors),
        ("T2" if source.kind in _IN_PRINT else "PB", source.known_publisher),
        ("PY", str(year or "")),
        ("DA", f"{year}/{month:02}/{day:02}/" if day else ""),
        ("LA", source.language),
        ("UR", source.url or ""),
    ]
    return ris_entry(_RIS_TYPES.get(source.kind, "GEN"), fields)
