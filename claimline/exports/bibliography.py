"""The sources for reference managers, in CSL-JSON, BibTeX and RIS: all in one file, and each alone.

CSL-JSON follows the schema of the Citation Style Language (csl-data.json, 1.0.2). Its dates are
numbers, so a date that is doubtful or spans time has the numbers that are known, and ``circa``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimline.analysis import Analysis
from claimline.dates import PartialDate
from claimline.dates.point import Point
from claimline.exports.json_bytes import json_bytes
from claimline.exports.moments import known_numbers
from claimline.model.dossier import Dossier
from claimline.model.records import Source
from claimline.output import Output
from claimline.pages.reference_formats import bibtex_entry, ris_entry

_CSL = "application/vnd.citationstyles.csl+json"
_BIBTEX = "application/x-bibtex"
_RIS = "application/x-research-info-systems"
_CSL_TYPES = {
    "official": "document", "news": "article-newspaper", "analysis": "article-newspaper",
    "opinion": "article-newspaper", "aggregator": "webpage", "social": "post",
    "imagery": "graphic", "document": "document",
}  # fmt: skip
_RIS_TYPES = {"news": "NEWS", "analysis": "NEWS", "opinion": "NEWS", "imagery": "FIGURE"}
_IN_PRINT = ("news", "analysis", "opinion")


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield all sources in each of the three formats, and then each source beside its page."""

    def csl() -> bytes:
        items = [csl_item(id_, source) for id_, source in dossier.sources.items()]
        return json_bytes(items)

    def bibtex() -> bytes:
        return "\n".join(_bibtex_entry(id_, it) for id_, it in dossier.sources.items()).encode()

    def ris() -> bytes:
        return "\n".join(
            _ris_entry(id_, source) for id_, source in dossier.sources.items()
        ).encode()

    yield Output("data/sources.csl.json", _CSL, csl, traced=True)
    yield Output("data/sources.bib", _BIBTEX, bibtex, traced=True)
    yield Output("data/sources.ris", _RIS, ris, traced=True)
    for id_ in dossier.sources:
        yield from _of_source(dossier, id_)


def _of_source(dossier: Dossier, id_: str) -> Iterator[Output]:
    def csl() -> bytes:
        return json_bytes([csl_item(id_, dossier.sources[id_])])

    def bibtex() -> bytes:
        return _bibtex_entry(id_, dossier.sources[id_]).encode()

    def ris() -> bytes:
        return _ris_entry(id_, dossier.sources[id_]).encode()

    yield Output(f"sources/{id_}.csl.json", _CSL, csl, traced=True)
    yield Output(f"sources/{id_}.bib", _BIBTEX, bibtex, traced=True)
    yield Output(f"sources/{id_}.ris", _RIS, ris, traced=True)


def csl_item(id_: str, source: Source) -> dict[str, Any]:
    """Return a source as an item of CSL-JSON."""
    where = "container-title" if source.kind in _IN_PRINT else "publisher"
    archive = source.archives[0] if source.archives else None
    item = {
        "id": id_,
        "type": _CSL_TYPES[source.kind],
        "title": source.title,
        where: _publisher(source),
        "author": [{"literal": name} for name in source.authors],
        "issued": _csl_date(source.published),
        "language": source.language,
        "genre": source.kind if source.kind in ("analysis", "opinion") else "",
        "URL": source.url,
        "archive_location": archive.url if archive else "",
    }
    return {key: value for key, value in sorted(item.items()) if value}


def _csl_date(date: PartialDate | None) -> dict[str, Any] | None:
    """Return a date as numbers, or as words if its year is not known."""
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
    """Return the year, month and day of publication, if it is one plain date."""
    date = source.published
    if date is None or date.end is not None or not isinstance(date.start, Point):
        return ()
    return () if "X" in date.start.year else known_numbers(date.start)


def _publisher(source: Source) -> str:
    return "" if source.publisher == "unknown" else source.publisher


def _bibtex_entry(id_: str, source: Source) -> str:
    year, month, day = (*_day(source), 0, 0, 0)[:3]
    return bibtex_entry(
        "article" if source.kind in _IN_PRINT else "misc",
        id_,
        source.title,
        authors=source.authors,
        month=month,
        url=source.url or "",
        **{"journal" if source.kind in _IN_PRINT else "howpublished": _publisher(source)},
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
        ("T2" if source.kind in _IN_PRINT else "PB", _publisher(source)),
        ("PY", str(year or "")),
        ("DA", f"{year}/{month:02}/{day:02}/" if day else ""),
        ("LA", source.language),
        ("UR", source.url or ""),
    ]
    return ris_entry(_RIS_TYPES.get(source.kind, "GEN"), fields)
