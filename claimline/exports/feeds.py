"""Feeds for readers who follow a site, one of its actors or one of its tags.

Each is an Atom feed (RFC 4287) and a JSON Feed (version 1.1). Dates are those of the records, so a
build at another time gives the same feed. A record without a single day is left out. Entries need
addresses, so there are feeds only if ``base_url`` is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import itemgetter

from msgspec.structs import replace

from claimline.analysis import Analysis
from claimline.exports.json_bytes import json_bytes
from claimline.exports.moments import last_change, plain_day
from claimline.exports.xml_text import xml_attribute, xml_text
from claimline.locale import word
from claimline.model.claim_changes import is_other_verdict
from claimline.model.dossier import Dossier
from claimline.model.records import Event, Source, Statement
from claimline.model.site import Site
from claimline.model.tag_names import tag_name
from claimline.model.validate import Key
from claimline.output import Output
from claimline.pages.address import address, list_of, page_of, stem_of
from claimline.pages.headline import headline
from claimline.pages.plain_prose import plain_prose
from claimline.pages.view_builder import ViewBuilder, part
from claimline.pages.vocabulary import STATUSES
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


class FeedEntry(Value, frozen=True, order=True):
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
    entries: tuple[FeedEntry, ...]


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield each feed in both formats, if the site's address is known."""
    if not dossier.site.address:
        return
    builder = ViewBuilder(dossier, analysis)
    for path, key in _feeds(dossier):
        atom = partial(_atom, builder, path, key)
        json_feed = partial(_json_feed, builder, path, key)
        yield Output(f"{path}.atom", "application/atom+xml", atom, traced=True)
        yield Output(f"{path}.json", "application/feed+json", json_feed, traced=True)


def _feeds(dossier: Dossier) -> Iterator[tuple[str, Key]]:
    """Yield the path of each feed without its ending, and what it is of: its kind and name."""
    for name, path in FEEDS.items():
        yield path, ("site", name)
    for id_ in dossier.actors:
        yield stem_of(page_of("actor", id_)), ("actor", id_)
    if dossier.site.sections.tags:
        for tag in dossier.tagged:
            yield stem_of(page_of("tag", tag)), ("tag", tag)


@part("feed")
def _feed(builder: ViewBuilder, key: Key) -> Feed:
    kind, name = key
    return {"site": _site_feed, "actor": _actor_feed, "tag": _tag_feed}[kind](builder, name)


def _site_feed(builder: ViewBuilder, name: str) -> Feed:
    heading, page, entries = _OF_SITE[name]
    title = f"{builder.dossier.site.title}: {builder.t(heading)}"
    return Feed(title, page, _newest(entries(builder)))


def _actor_feed(builder: ViewBuilder, id_: str) -> Feed:
    dossier = builder.dossier
    back = dossier.backlinks("actor", id_)
    stances = (claim for claim, _ in back.stances)
    theirs = sorted({*(it for it in back.claims if id_ in dossier.claims[it].by), *stances})
    said = (it for it in back.statements if dossier.statements[it].by == id_)
    entries = [*claims(builder, theirs), *_dated(builder, "statement", said)]
    return Feed(
        f"{dossier.site.title}: {dossier.actors[id_].name}", page_of("actor", id_), _newest(entries)
    )


def _tag_feed(builder: ViewBuilder, tag: str) -> Feed:
    dossier = builder.dossier
    tagged = dossier.tagged[tag]
    entries = [
        *claims(builder, (id_ for kind, id_ in tagged if kind == "claim")),
        *_dated(builder, "event", (id_ for kind, id_ in tagged if kind == "event")),
    ]
    title = f"{dossier.site.title}: {builder.t('Tag: {tag}', tag=tag_name(dossier.site, tag))}"
    return Feed(title, page_of("tag", tag), _newest(entries))


def _newest(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    return tuple(sorted(entries, reverse=True)[:MOST_ENTRIES])


def claims(builder: ViewBuilder, ids: Iterable[str] | None = None) -> Iterator[FeedEntry]:
    """Yield the newest claims, by the day of their last change, or else of the site's review."""
    reviewed = plain_day(builder.dossier.site.updated)
    shown = builder.dossier.claims if ids is None else ids
    days = ((last_change(builder, ("claim", id_)) or reviewed, id_) for id_ in shown)
    for day, id_ in sorted(filter(itemgetter(0), days), reverse=True)[:MOST_ENTRIES]:
        yield replace(_claim_entry(builder, id_), day=day)


@part("claim entry")
def _claim_entry(builder: ViewBuilder, id_: str) -> FeedEntry:
    """Return the entry of a claim, without its day.

    Its title is that of the claim's page, which never shows the claim alone, as if it were true.
    """
    claim, row = builder.dossier.claims[id_], builder.claim_row(id_)
    standing = row.verdict.label if row.verdict else row.standing
    url = f"{builder.dossier.site.address}/{page_of('claim', id_)}"
    title = headline(builder, claim, row).title
    return FeedEntry("", url, title, f"{standing}: {claim.claim}", url)


def chronology(builder: ViewBuilder) -> Iterator[FeedEntry]:
    """Yield events, statements and sources, each with the day of its date."""
    for kind in ("event", "statement", "source"):
        yield from _dated(builder, kind, builder.dossier.records(kind))


def _dated(builder: ViewBuilder, kind: str, ids: Iterable[str]) -> Iterator[FeedEntry]:
    entries = (_dated_entry(builder, (kind, id_)) for id_ in ids)
    return (entry for entry in entries if entry.day)


@part("dated entry")
def _dated_entry(builder: ViewBuilder, key: Key) -> FeedEntry:
    """Return the entry of an event, a statement or a source. Its day may be "".

    The title of an event says whether it is alleged, reported or established.
    """
    kind, id_ = key
    record = builder.dossier.records(kind)[id_]
    url = f"{builder.dossier.site.address}/{address(kind, id_)}"
    if isinstance(record, Event):
        text = plain_prose(builder, record.text)
        page = f"{builder.dossier.site.address}/{builder.address(kind, id_)}"
        title = f"{record.title} ({builder.t(STATUSES[record.status])})"
        return FeedEntry(plain_day(record.date), url, title, text, page)
    if isinstance(record, Statement):
        text = plain_prose(builder, record.says)
        return FeedEntry(plain_day(record.said), url, record.short, text, url)
    assert isinstance(record, Source)
    return FeedEntry(plain_day(record.published), url, record.title, record.known_publisher, url)


def corrections(builder: ViewBuilder) -> Iterator[FeedEntry]:
    """Yield each correction and each change of a verdict, with its reason."""
    for id_ in builder.dossier.claims:
        yield from _change_entries(builder, id_)


@part("change entries")
def _change_entries(builder: ViewBuilder, id_: str) -> tuple[FeedEntry, ...]:
    return tuple(_changes(builder, id_))


def _changes(builder: ViewBuilder, id_: str) -> Iterator[FeedEntry]:
    claim = builder.dossier.claims[id_]
    page = f"{builder.dossier.site.address}/{page_of('claim', id_)}"
    for nth, mended in enumerate(claim.corrections, 1):
        if day := plain_day(mended.date):
            title = f"{builder.t('Corrected')}: {claim.short}"
            url = f"{page}#correction-{nth}"
            yield FeedEntry(day, url, title, plain_prose(builder, mended.text), page)
    for nth, change in enumerate(claim.history, 1):
        day = plain_day(change.date)
        if day and is_other_verdict(change):
            changed = builder.verdict_changed(claim, change.from_ or "", change.to)
            url = f"{page}#change-{nth}"
            title = f"{changed}: {claim.short}"
            yield FeedEntry(day, url, title, plain_prose(builder, change.why), page)


_OF_SITE: dict[str, tuple[str, str, Callable[[ViewBuilder], Iterator[FeedEntry]]]] = {
    "claims": (word("Claims"), list_of("claim"), claims),
    "corrections": (word("Corrections"), "corrections.html", corrections),
    "chronology": (word("Timeline"), "chronology.html", chronology),
}
"""For each feed of the site: its heading, its page, and the function that yields its entries."""


def _atom(builder: ViewBuilder, path: str, key: Key) -> bytes:
    site, base = builder.dossier.site, builder.dossier.site.address
    feed = _feed(builder, key)
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
        f' <link rel="alternate" href={xml_attribute(f"{base}/{_page(site, feed)}")} />',
        f" <author><name>{xml_text(site.publisher or site.title)}</name></author>",
    )
    return "\n".join([*head, *map(_atom_entry, feed.entries), "</feed>", ""]).encode()


def _atom_entry(entry: FeedEntry) -> str:
    return (
        f" <entry>\n  <id>{xml_text(entry.url)}</id>\n  <title>{xml_text(entry.title)}</title>\n"
        f"  <updated>{_midnight(entry.day)}</updated>\n"
        f'  <link rel="alternate" href={xml_attribute(entry.page)} />\n'
        f"  <summary>{xml_text(entry.text)}</summary>\n </entry>"
    )


def _midnight(day: str) -> str:
    """Return the beginning of a day as a time of RFC 3339."""
    return f"{day}T00:00:00Z"


def _page(site: Site, feed: Feed) -> str:
    """Return the page that a feed follows, or the front page if the site lacks it."""
    left_out = feed.page == "corrections.html" and not site.sections.corrections
    return "index.html" if left_out else feed.page


def _json_feed(builder: ViewBuilder, path: str, key: Key) -> bytes:
    site, base = builder.dossier.site, builder.dossier.site.address
    feed = _feed(builder, key)
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{base}/{_page(site, feed)}",
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
