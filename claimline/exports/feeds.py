"""Feeds for readers who follow a site: new and changed claims, and corrections.

Each is an Atom feed (RFC 4287) and a JSON Feed (version 1.1). Dates are those of the records, so a
build at another time gives the same feed; a change without a day is left out. Entries need
addresses, so there are feeds only where ``base_url`` is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree as ET

from claimline.analysis import Analysis
from claimline.exports.json_bytes import json_bytes
from claimline.exports.moments import last_change, plain_day
from claimline.locale import word
from claimline.model.dossier import Dossier
from claimline.output import Output
from claimline.pages.address import page_of
from claimline.pages.view_builder import ViewBuilder
from claimline.prose import plain_words
from claimline.value import Value

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 50
"""Entries of a feed: the newest."""
FEEDS = {"claims": "data/claims", "corrections": "data/corrections"}
"""The path of each feed, without its ending."""


class Entry(Value, frozen=True, order=True):
    """One entry of a feed. ``day`` is in the form of ISO 8601; ``url`` is its permanent address."""

    day: str
    url: str
    title: str
    text: str
    page: str


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Give the feeds of claims and of corrections, where the site's address is known."""
    if not dossier.site.address:
        return
    for name, path in FEEDS.items():
        atom = partial(_atom, dossier, analysis, name)
        json_feed = partial(_json_feed, dossier, analysis, name)
        yield Output(f"{path}.atom", "application/atom+xml", atom, traced=True)
        yield Output(f"{path}.json", "application/feed+json", json_feed, traced=True)


def claims(builder: ViewBuilder, base: str) -> Iterator[Entry]:
    """Yield each claim with the day of its last change, else of the site's last review."""
    reviewed = plain_day(builder.dossier.site.updated)
    for id_, claim in builder.dossier.claims.items():
        day = last_change(claim) or reviewed
        if not day:
            continue
        verdict = builder.verdict(claim)
        text = f"{verdict.label}: {claim.claim}" if verdict else claim.claim
        url = f"{base}/{page_of('claim', id_)}"
        yield Entry(day, url, claim.short, text, url)


def corrections(builder: ViewBuilder, base: str) -> Iterator[Entry]:
    """Yield each mended mistake and each change of a verdict, with its reason."""
    for id_, claim in builder.dossier.claims.items():
        page = f"{base}/{page_of('claim', id_)}"
        for nth, mended in enumerate(claim.corrections, 1):
            if day := plain_day(mended.date):
                title = f"{builder.t('Corrected')}: {claim.short}"
                url = f"{page}#correction-{nth}"
                yield Entry(day, url, title, plain_words(mended.text), page)
        for nth, change in enumerate(claim.history, 1):
            day = plain_day(change.date)
            if day and change.from_ not in (None, change.to):
                changed = builder.verdict_changed(claim, change.from_ or "", change.to)
                url = f"{page}#change-{nth}"
                title = f"{changed}: {claim.short}"
                yield Entry(day, url, title, plain_words(change.why), page)


_ENTRIES = {"claims": (word("Claims"), claims), "corrections": (word("Corrections"), corrections)}
"""The heading of each feed, and what yields its entries."""


def _contents(dossier: Dossier, analysis: Analysis, name: str) -> tuple[str, list[Entry]]:
    """The title of a feed, and its newest entries."""
    builder = ViewBuilder(dossier, analysis)
    heading, entries = _ENTRIES[name]
    newest = sorted(entries(builder, dossier.site.address), reverse=True)[:MOST_ENTRIES]
    return f"{dossier.site.title}: {builder.t(heading)}", newest


def _atom(dossier: Dossier, analysis: Analysis, name: str) -> bytes:
    site, base = dossier.site, dossier.site.address
    title, newest = _contents(dossier, analysis, name)
    reviewed = plain_day(site.updated) or "1970-01-01"  # a feed must have a date
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    address = f"{base}/{FEEDS[name]}.atom"
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "updated", _midnight(newest[0].day if newest else reviewed))
    ET.SubElement(feed, "link", {"rel": "self", "href": address})
    ET.SubElement(feed, "link", {"rel": "alternate", "href": f"{base}/index.html"})
    _add(ET.SubElement(feed, "author"), "name", site.publisher or site.title)
    for entry in newest:
        element = ET.SubElement(feed, "entry")
        _add(element, "id", entry.url)
        _add(element, "title", entry.title)
        _add(element, "updated", _midnight(entry.day))
        ET.SubElement(element, "link", {"rel": "alternate", "href": entry.page})
        _add(element, "summary", entry.text)
    ET.indent(feed, " ")
    text: bytes = ET.tostring(feed, "utf-8", xml_declaration=True)
    return text + b"\n"


def _add(element: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(element, tag).text = text


def _midnight(day: str) -> str:
    """A day as RFC 3339 has a moment: its beginning."""
    return f"{day}T00:00:00Z"


def _json_feed(dossier: Dossier, analysis: Analysis, name: str) -> bytes:
    site, base = dossier.site, dossier.site.address
    title, newest = _contents(dossier, analysis, name)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": f"{base}/index.html",
        "feed_url": f"{base}/{FEEDS[name]}.json",
        "language": site.language,
        "authors": [{"name": site.publisher or site.title}],
        "items": [
            {
                "id": entry.url,
                "url": entry.page,
                "title": entry.title,
                "content_text": entry.text,
                "date_modified": _midnight(entry.day),
            }
            for entry in newest
        ],
    }
    return json_bytes(feed)
