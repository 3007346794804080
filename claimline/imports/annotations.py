"""Annotations of web pages, as Hypothesis exports them."""

from __future__ import annotations

from typing import Any

from claimline.analysis.record_rules import QUOTE_LIMIT
from claimline.author.plain_words import (
    address_of,
    as_markdown,
    line_of,
    short_of,
    tags_of,
    title_of,
)
from claimline.imports.mapping import Mapped
from claimline.imports.proposal import Collector, Findings, RecordLink
from claimline.imports.reference_records import words_of_json
from claimline.imports.safe_bytes import UnimportableError, check_count, json_of
from claimline.imports.sources import cited, source_data

_CLAIM_TAGS = frozenset({"claim", "behauptung", "affirmation", "ادعاء"})
_PUBLIC = "group:__world__"


def read_annotations(data: bytes, mapped: Mapped) -> Findings:
    """Return the sources that were annotated, and a claim for each public note tagged "claim".

    Other annotations are left over as citations to copy, since nobody has said what they support.

    Raises:
        UnimportableError: the file is not a list of annotations.
    """
    value = json_of(data)
    rows = value.get("rows", value.get("annotations")) if isinstance(value, dict) else value
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and "uri" in row for row in rows
    ):
        raise UnimportableError("This is not from Hypothesis: it is not a list of annotations.")
    check_count(len(rows), "annotations")
    collector = Collector()
    for nth, row in enumerate(rows, 1):
        _read(collector, f"annotation {words_of_json(row.get('id')) or nth}", row, mapped)
    return collector.findings("annotations (Hypothesis)", len(rows))


def _read(collector: Collector, origin: str, row: dict[str, Any], mapped: Mapped) -> None:
    url = address_of(row.get("uri"))
    text, tags = words_of_json(row.get("text")), row.get("tags")
    words = [words_of_json(tag) for tag in tags] if isinstance(tags, list) else []
    selectors = _selectors(row)
    quote = line_of(selectors.get("TextQuoteSelector", {}).get("exact"))
    if not url:
        collector.leave(origin, "An annotation of a page without an address", f"{text} {quote}")
        return
    document = row.get("document")
    titles = document.get("title") if isinstance(document, dict) else ""
    title = titles[0] if isinstance(titles, list) and titles else titles
    data = source_data(title=title_of(words_of_json(title)), url=url, origin=origin)
    source = collector.add("source", data, origin)
    citation = _citation(source, selectors, quote, mapped)
    made_by = f"{words_of_json(row.get('user'))}, {words_of_json(row.get('created'))}".strip(", ")
    is_claim = _CLAIM_TAGS & {word.strip().lower() for word in words}
    permissions = row.get("permissions")
    readers = permissions.get("read", []) if isinstance(permissions, dict) else []
    if is_claim and text.strip() and _PUBLIC in readers and "quote" in citation:
        fitting, unfit = tags_of(
            [word for word in words if word.strip().lower() not in _CLAIM_TAGS]
        )
        claim = {
            "claim": line_of(text),
            "short": short_of(text),
            "citations": [citation],
            "tags": fitting,
            "fields": [{"label": "Tag", "text": as_markdown(word)} for word in unfit],
        }
        collector.add("claim", claim, origin)
        collector.leave(origin, "Who wrote the annotation, and when", made_by)
        return
    parts = [f"Note: {text}" if text.strip() else "", f'Quote: "{quote}"' if quote else ""]
    parts += [f"Tags: {', '.join(words)}" if words else "", f"Of: {url}"]
    parts.append(f"By: {made_by}" if made_by else "")
    if at := citation.get("at"):
        parts.append(f"At: {at}")
    collector.leave(origin, "An annotation", "\n".join(filter(None, parts)))


def _selectors(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the selectors of the annotation's place, by their types."""
    targets = row.get("target")
    target = targets[0] if isinstance(targets, list) and targets else {}
    selectors = target.get("selector") if isinstance(target, dict) else None
    return {str(each.get("type")): each for each in (selectors or []) if isinstance(each, dict)}


def _citation(
    source: RecordLink, selectors: dict[str, dict[str, Any]], quote: str, mapped: Mapped
) -> dict[str, Any]:
    """Return a citation of the annotated words, with the fragment that leads a browser to them."""
    citation = cited(source, mapped.stance)
    page = line_of(selectors.get("PageSelector", {}).get("label"))
    position = selectors.get("TextPositionSelector", {})
    start = position.get("start")
    at = f"p. {page}" if page else f"character {start}" if isinstance(start, int) else ""
    if at:
        citation["at"] = at
    words = quote.split()
    if not quote or not at or len(words) > QUOTE_LIMIT:
        return citation
    citation["quote"] = quote
    around = selectors.get("TextQuoteSelector", {})
    fragment = {key: line_of(around.get(key)) for key in ("prefix", "suffix")}
    if fragment := {key: text for key, text in fragment.items() if text and "<" not in text}:
        citation["fragment"] = fragment
    return citation
