"""Feeds for readers who follow a site, one of its actors or one of its tags.

Each is an Atom feed (RFC 4287) and a JSON Feed (version 1.1). Dates are those of the records, so a
build at another time gives the same feed. A record without a single day is left out. Entries need
addresses, so there are feeds only if ``base_url`` is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import itemgetter

from claimline.analysis import Analysis
from claimline.exports.json_bytes import json_bytes
from claimline.exports.moments import last_change, plain_day
from claimline.exports.xml_text import xml_attribute, xml_text
from claimline.locale import word
from claimline.model.dossier import Dossier
from claimline.output import Output
from claimline.pages.address import address, list_of, page_of
from claimline.pages.plain_prose import plain_prose
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 50
"""Entries of a feed, at most: the newest."""
FEEDS = {
    "claims": "data/claims",
    "corrections": "data/corrections",
    "chronology": "data/chronology",
}
"""The paths of the feeds of the whole site, without their endings."""


class Entry(Value, frozen=True, order=True):
    """One entry of a feed. ``day`` is in the form of ISO 8601; ``url`` is its permanent address."""

    day: str
    url: str
    title: str
    text: str
    page: str


class Feed(Value, frozen=True):
    """A feed: its title, the path of the page that it follows, and its newest entries."""

    title: str
    page: str
    entries: tuple[Entry, ...]


MakeFeed = Callable[[ViewBuilder], Feed]


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield each feed in both formats, if the site's address is known."""
    if not dossier.site.address:
        return
    for path, make in _feeds(dossier):
        atom = partial(_atom, dossier, analysis, path, make)
        json_feed = partial(_json_feed, dossier, analysis, path, make)
        yield Output(f"{path}.atom", "application/atom+xml", atom, traced=True)
        yield Output(f"{path}.json", "application/feed+json", json_feed, traced=True)


def _feeds(dossier: Dossier) -> Iterator[tuple[str, MakeFeed]]:
    """Yield the path of each feed without its ending, and the function that makes the feed."""
    for name, path in FEEDS.items():
        yield path, partial(_site_feed, name=name)
    for id_ in dossier.actors:
        yield page_of("actor", id_).removesuffix(".html"), partial(_actor_feed, id_=id_)
    if dossier.site.sections.tags:
        for tag in dossier.tagged:
            yield page_of("tag", tag).removesuffix(".html"), partial(_tag_feed, tag=tag)


def _site_feed(builder: ViewBuilder, name: str) -> Feed:
    heading, page, entries = _OF_SITE[name]
    title = f"{builder.dossier.site.title}: {builder.t(heading)}"
    return Feed(title, page, _newest(entries(builder, builder.dossier.site.address)))


def _actor_feed(builder: ViewBuilder, id_: str) -> Feed:
    dossier, base = builder.dossier, builder.dossier.site.address
    back = dossier.backlinks("actor", id_)
    stances = (claim for claim, _ in back.stances)
    theirs = sorted({*(it for it in back.claims if id_ in dossier.claims[it].by), *stances})
    said = (it for it in back.statements if dossier.statements[it].by == id_)
    entries = [*claims(builder, base, theirs), *_statements(builder, base, said)]
    return Feed(
        f"{dossier.site.title}: {dossier.actors[id_].name}", page_of("actor", id_), _newest(entries)
    )


def _tag_feed(builder: ViewBuilder, tag: str) -> Feed:
    dossier, base = builder.dossier, builder.dossier.site.address
    tagged = dossier.tagged[tag]
    entries = [
        *claims(builder, base, (id_ for kind, id_ in tagged if kind == "claim")),
        *_events(builder, base, (id_ for kind, id_ in tagged if kind == "event")),
    ]
    title = f"{dossier.site.title}: {builder.t('Tag: {tag}', tag=tag)}"
    return Feed(title, page_of("tag", tag), _newest(entries))


def _newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, reverse=True)[:MOST_ENTRIES])


def claims(builder: ViewBuilder, base: str, ids: Iterable[str] | None = None) -> Iterator[Entry]:
    """Yield the newest claims, by the day of their last change, or else of the site's review."""
    by_id = builder.dossier.claims
    reviewed = plain_day(builder.dossier.site.updated)
    days = ((last_change(by_id[id_]) or reviewed, id_) for id_ in (by_id if ids is None else ids))
    for day, id_ in sorted(filter(itemgetter(0), days), reverse=True)[:MOST_ENTRIES]:
        claim = by_id[id_]
        verdict = builder.verdict(claim)
        text = f"{verdict.label}: {claim.claim}" if verdict else claim.claim
        url = f"{base}/{page_of('claim', id_)}"
        yield Entry(day, url, claim.short, text, url)


def chronology(builder: ViewBuilder, base: str) -> Iterator[Entry]:
    """Yield events, statements and sources, each with the day of its date."""
    dossier = builder.dossier
    yield from _events(builder, base, dossier.events)
    yield from _statements(builder, base, dossier.statements)
    for id_, source in dossier.sources.items():
        if day := plain_day(source.published):
            url = f"{base}/{page_of('source', id_)}"
            yield Entry(day, url, source.title, source.publisher, url)


def _events(builder: ViewBuilder, base: str, ids: Iterable[str]) -> Iterator[Entry]:
    for id_ in ids:
        event = builder.dossier.events[id_]
        if day := plain_day(event.date):
            url = f"{base}/{address('event', id_)}"
            yield Entry(day, url, event.title, plain_prose(builder, event.text), url)


def _statements(builder: ViewBuilder, base: str, ids: Iterable[str]) -> Iterator[Entry]:
    for id_ in ids:
        statement = builder.dossier.statements[id_]
        if day := plain_day(statement.said):
            url = f"{base}/{page_of('statement', id_)}"
            yield Entry(day, url, statement.short, plain_prose(builder, statement.says), url)


def corrections(builder: ViewBuilder, base: str) -> Iterator[Entry]:
    """Yield each correction and each change of a verdict, with its reason."""
    for id_, claim in builder.dossier.claims.items():
        page = f"{base}/{page_of('claim', id_)}"
        for nth, mended in enumerate(claim.corrections, 1):
            if day := plain_day(mended.date):
                title = f"{builder.t('Corrected')}: {claim.short}"
                url = f"{page}#correction-{nth}"
                yield Entry(day, url, title, plain_prose(builder, mended.text), page)
        for nth, change in enumerate(claim.history, 1):
            day = plain_day(change.date)
            if day and change.from_ not in (None, change.to):
                changed = builder.verdict_changed(claim, change.from_ or "", change.to)
                url = f"{page}#change-{nth}"
                title = f"{changed}: {claim.short}"
                yield Entry(day, url, title, plain_prose(builder, change.why), page)


_OF_SITE: dict[str, tuple[str, str, Callable[[ViewBuilder, str], Iterator[Entry]]]] = {
    "claims": (word("Claims"), list_of("claim"), claims),
    "corrections": (word("Corrections"), "corrections.html", corrections),
    "chronology": (word("Chronology"), "chronology.html", chronology),
}
"""For each feed of the site: its heading, its page, and the function that yields its entries."""


def _atom(dossier: Dossier, analysis: Analysis, path: str, make: MakeFeed) -> bytes:
    site, base = dossier.site, dossier.site.address
    feed = make(ViewBuilder(dossier, analysis))
    reviewed = plain_day(site.updated) or "1970-01-01"  # a feed must have a date
    url = f"{base}/{path}.atom"
    updated = _midnight(feed.entries[0].day if feed.entries else reviewed)
    head = (
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="{site.language}">',
        f" <id>{xml_text(url)}</id>",
        f" <title>{xml_text(feed.title)}</title>",
        f" <updated>{updated}</updated>",
        f' <link rel="self" href={xml_attribute(url)} />',
        f' <link rel="alternate" href={xml_attribute(f"{base}/{_page(dossier, feed)}")} />',
        f" <author><name>{xml_text(site.publisher or site.title)}</name></author>",
    )
    return "\n".join([*head, *map(_atom_entry, feed.entries), "</feed>", ""]).encode()


def _atom_entry(entry: Entry) -> str:
    return (
        f" <entry>\n  <id>{xml_text(entry.url)}</id>\n  <title>{xml_text(entry.title)}</title>\n"
        f"  <updated>{_midnight(entry.day)}</updated>\n"
        f'  <link rel="alternate" href={xml_attribute(entry.page)} />\n'
        f"  <summary>{xml_text(entry.text)}</summary>\n </entry>"
    )


def _midnight(day: str) -> str:
    """Return the beginning of a day as a time of RFC 3339."""
    return f"{day}T00:00:00Z"


def _page(dossier: Dossier, feed: Feed) -> str:
    """Return the page that a feed follows, or the front page if the site lacks it."""
    left_out = feed.page == "corrections.html" and not dossier.site.sections.corrections
    return "index.html" if left_out else feed.page


def _json_feed(dossier: Dossier, analysis: Analysis, path: str, make: MakeFeed) -> bytes:
    site, base = dossier.site, dossier.site.address
    feed = make(ViewBuilder(dossier, analysis))
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{base}/{_page(dossier, feed)}",
        "feed_url": f"{base}/{path}.json",
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
            for entry in feed.entries
        ],
    }
    return json_bytes(data)
