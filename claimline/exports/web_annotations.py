"""Each citation with a quote as an annotation of its source (W3C Web Annotation Data Model).

With them, a program finds the quote in the source by its words, and the archive copies of the
source. If the site's address is not known, addresses in the site are relative to the file. A source
without an address cannot be annotated, so its quotes are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from claimline.analysis import Analysis
from claimline.dates import BEGINNING, END, PartialDate
from claimline.dates.bounds import reading
from claimline.exports.json_bytes import json_bytes
from claimline.exports.shares import file_of_shares, json_item, json_list
from claimline.model.dossier import Dossier, Usage
from claimline.model.records import Source
from claimline.model.shared_fields import Answer, Archive, Pointer
from claimline.model.validate import Key
from claimline.output import Composed, LastFile, Output, composed
from claimline.pages.fragment import quote_pieces, text_directive
from claimline.pages.long_sections import place_of_usage
from claimline.pages.view_builder import ViewBuilder, part

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PATH = "data/annotations.json"
_ANNOTATIONS = "annotations"
_DEPTH = 2
"""How many levels the list lies below the whole file."""
_OPEN, _CLOSE = b"{\n", b"\n}\n"
_FIRST = b',\n "first"'
"""Where the ``AnnotationPage`` begins in the file. No text in JSON holds a line break."""
_ITEM = b'\n    "type": "Annotation",\n'
"""A line that each annotation has once. What lies in an annotation is indented further."""
TEXT_FRAGMENTS = "https://wicg.github.io/scroll-to-text-fragment/"


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield all annotations in one file."""
    builder = ViewBuilder(dossier, analysis)
    yield composed(PATH, "application/ld+json", lambda last: _compose(builder, last))


def _compose(builder: ViewBuilder, last: LastFile | None) -> Composed:
    """Return all annotations, by source: one ``AnnotationPage`` in an ``AnnotationCollection``."""
    dossier = builder.dossier
    site, own = dossier.site, _in_site(dossier, PATH)
    whole: dict[str, Any] = {
        "@context": CONTEXT,
        "id": own,
        "type": "AnnotationCollection",
        "label": site.title,
    }
    if site.publisher:
        whole["creator"] = {"type": "Organization", "name": site.publisher}
    if site.licence and site.licence.url:
        whole["rights"] = site.licence.url
    page = {"id": f"{own}#all", "type": "AnnotationPage", "partOf": own, "startIndex": 0}
    first = _FIRST + json_bytes({"first": page | {"items": []}}).removeprefix(_OPEN + _FIRST[2:])
    items = json_list(_ANNOTATIONS, "source", tuple(dossier.sources), _DEPTH)
    start, end = first.split(b"[]")
    around = (start + items.around[0], items.around[1] + end)
    shares = replace(items, share=_joined, around=around, none=_CLOSE)
    if last:  # the places of the shares count from the start of the ``AnnotationPage``
        last = replace(last, data=b"".join(last.data.partition(_FIRST)[1:]))
    made = file_of_shares(builder.queries, (shares,), last)
    whole["total"] = made.data.count(_ITEM)
    return replace(made, data=json_bytes(whole).removesuffix(_CLOSE) + made.data)


def _joined(annotations: Iterable[bytes]) -> bytes:
    """Return the annotations of one source as items of the list."""
    return b",\n".join(json_item(Raw(it), _DEPTH) for it in annotations)


@part(_ANNOTATIONS)
def _annotations(builder: ViewBuilder, key: Key) -> tuple[bytes, ...]:
    """Return the annotations of a source, each in JSON."""
    dossier = builder.dossier
    quoted = (usage for usage in dossier.usages[key[1]] if usage.quote)
    annotations = (annotation(dossier, usage) for usage in quoted)
    return tuple(msgspec.json.encode(item) for item in annotations if item)


def annotation(dossier: Dossier, usage: Usage) -> dict[str, Any] | None:
    """Return a citation with a quote as an annotation, or None if the source has no address.

    Its bodies are a link to the citation, the stance of the source in a word, "part" if the source
    has only part of what is cited, and the quote's translation. A quote with words left out has one
    target for each piece.
    """
    source, cited = dossier.sources[usage.source], _cited(dossier, usage)
    targets = _targets(dossier, source, cited)
    if not targets:
        return None
    place = _in_site(dossier, place_of_usage(usage))
    bodies = [{"type": "SpecificResource", "source": place, "purpose": "linking"}]
    if usage.stance:
        words = [usage.stance, *(["part"] if usage.partial else [])]
        bodies += [{"type": "TextualBody", "value": it, "purpose": "classifying"} for it in words]
    if cited.translation:
        language = dossier.site.language
        body = {"type": "TextualBody", "value": cited.translation.text, "language": language}
        bodies.append(body | {"purpose": "describing"})
    kind, id_ = usage.carrier
    return {
        "id": f"{_in_site(dossier, PATH)}#{kind}-{id_}-{usage.anchor}",
        "type": "Annotation",
        "motivation": "linking",
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _cited(dossier: Dossier, usage: Usage) -> Pointer | Answer:
    """Return the citation or the answer that a usage stands for."""
    record: Any = dossier.records(usage.carrier[0])[usage.carrier[1]]
    cited: Pointer | Answer = reduce(
        lambda part, step: part[step] if isinstance(step, int) else getattr(part, step),
        usage.loc, record,
    )  # fmt: skip
    return cited


def _targets(dossier: Dossier, source: Source, cited: Pointer | Answer) -> list[dict[str, Any]]:
    """Return the places of a quote in its source: one for each piece of it."""
    copies = [copy for copy in source.archives if copy.url.startswith("http")]
    if source.url and source.url.startswith("http"):
        address = source.url
        states = [_state(dossier, copy) for copy in copies]
    elif copies:
        address, states = copies[0].url, []
    else:
        return []
    common: dict[str, Any] = {"type": "SpecificResource", "source": address}
    state = {"state": states[0] if len(states) == 1 else states} if states else {}
    return [common | {"selector": found} | state for found in _selectors(cited)]


def _selectors(cited: Pointer | Answer) -> list[dict[str, Any] | list[dict[str, Any]]]:
    """Return the selectors that find each piece of a quote."""
    pieces, fragment = quote_pieces(cited.quote or ""), cited.fragment
    if fragment and fragment.start and not fragment.end:
        pieces = (fragment.start,)
    quotes = [{"type": "TextQuoteSelector", "exact": piece} for piece in pieces]
    if not quotes or fragment is None:
        return list(quotes)
    if fragment.prefix:
        quotes[0]["prefix"] = fragment.prefix
    if fragment.suffix:
        quotes[-1]["suffix"] = fragment.suffix
    if fragment.end and len(quotes) == 1:
        words = {"type": "FragmentSelector", "conformsTo": TEXT_FRAGMENTS}
        directive = f":~:text={text_directive(cited.quote or '', fragment)}"
        return [[quotes[0], words | {"value": directive}]]
    return list(quotes)


def _state(dossier: Dossier, copy: Archive) -> dict[str, Any]:
    """Return an archive copy, with the time at which it was made if that is known."""
    made = _moment(copy.captured, dossier.site.time_zone) if copy.captured else {}
    return {"type": "TimeState", "cached": copy.url, **made}


def _moment(date: PartialDate, zone: str) -> dict[str, str]:
    """Return a date as an instant in UTC, or as two instants between which it lies."""
    first, last = date.earliest(zone), date.latest(zone)
    doubtful = any(point.qualifier for point in date.points)
    if doubtful or first == BEGINNING or last == END:
        return {}
    try:
        start, end = (f"{reading(at).isoformat()}Z" for at in (first, last))
    except OverflowError:  # outside years 1 to 9999
        return {}
    return (
        {"sourceDate": start} if first == last else {"sourceDateStart": start, "sourceDateEnd": end}
    )


def _in_site(dossier: Dossier, path: str) -> str:
    """Return the address of a place in the site, absolute if the site's address is known."""
    address = dossier.site.address
    return f"{address}/{path}" if address else f"../{path}"
