"""Check the outside addresses of an investigation."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace

from claimline.author.captures.capture_text import UnreadableError, extra, words_of
from claimline.author.captures.html_text import html_words
from claimline.author.captures.quote_search import SearchableText
from claimline.author.captures.quoted import quotes
from claimline.author.linked_records import linked_records
from claimline.author.outside.addresses import OutsideAddress, outside_addresses
from claimline.author.outside.archive_lookup import ArchiveLookup
from claimline.author.outside.known_answers import KnownAnswer, KnownAnswers, QuoteState
from claimline.author.outside.link_rules import report_answer
from claimline.author.outside.page_fetch import FetchAnswer, PageFetcher
from claimline.diagnostics import Report
from claimline.model.dossier import Dossier
from claimline.options import Progress
from claimline.value import Value

_HOSTS_AT_ONCE = 8
_TYPES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "application/pdf": "application/pdf",
}
_LONGEST = 1_000_000
"""Characters of a page in which quotes are looked for; a book is not searched."""


class LinkResult(Value, frozen=True):
    """The number of addresses, how many were asked now, and how many answered in each way."""

    addresses: int
    asked: int
    states: dict[str, int]


def check_links(
    project: Path,
    report: Report,
    *,
    archives: bool = False,
    again: bool = False,
    on_progress: Progress = lambda *_: None,
    new_fetcher: Callable[[], PageFetcher] = PageFetcher,
    new_lookup: Callable[[PageFetcher], ArchiveLookup] = ArchiveLookup,
    now: Callable[[], float] = time.time,
) -> LinkResult | None:
    """Ask for every outside address once, and look for the quotes in the pages of sources.

    Answers of the last seven days count, unless ``again`` is true. With ``archives``, a copy is
    looked for if a source has none in its record. Returns None if the records have errors, which
    another stage reports.

    Raises:
        MissingExtraError: httpx is not installed.
    """
    dossier = linked_records(project, Report())
    if dossier is None:
        return None
    addresses = outside_addresses(dossier, _quotes(dossier))
    known = KnownAnswers(project, now())
    wanted = _wanted(dossier, addresses, archives=archives)
    asking = [
        request
        for request in wanted.values()
        if again or not request.is_answered(known.get(request.url))
    ]
    by_host: dict[str, list[_Request]] = defaultdict(list)
    for request in asking:
        by_host[urlsplit(request.url).netloc.lower()].append(request)
    done = 0

    def ask(host: list[_Request]) -> None:
        nonlocal done
        fetcher = new_fetcher()
        lookup = new_lookup(fetcher)
        try:
            for request in host:
                known.add(_ask(request, fetcher, lookup, now()))
                done += 1
                on_progress("asking for outside addresses", done, len(asking))
        finally:
            fetcher.close()

    if asking:
        extra("httpx", "httpx", "links")  # before a thread needs it
        pool = ThreadPoolExecutor(min(_HOSTS_AT_ONCE, len(by_host)))
        try:
            list(pool.map(ask, by_host.values()))
        finally:
            pool.shutdown(cancel_futures=True)
    states: Counter[str] = Counter()
    for address in addresses:
        answer = known.get(address.url)
        if answer is not None:
            states[answer.state] += 1
            report_answer(address, answer, report)
    return LinkResult(len(addresses), len(asking), dict(sorted(states.items())))


class _Request(Value, frozen=True):
    """The questions about one address. ``day`` is that of the copy that is looked for."""

    url: str
    quotes: tuple[str, ...] = ()
    day: str = ""
    language: str = ""

    def is_answered(self, answer: KnownAnswer | None) -> bool:
        """Whether an earlier answer has everything that is wanted."""
        if answer is None or not self.quotes_known(answer):
            return False
        return answer.looked_up or not self.day

    def quotes_known(self, answer: KnownAnswer) -> bool:
        """Whether each quote was looked up, or could not be."""
        return answer.state != "there" or all(quote in answer.quotes for quote in self.quotes)


def _wanted(
    dossier: Dossier, addresses: Iterable[OutsideAddress], *, archives: bool
) -> dict[str, _Request]:
    """Return a request for each address, with everything that is wanted of it."""
    wanted: dict[str, _Request] = {}
    for address in addresses:
        request = wanted.get(address.url, _Request(address.url))
        if address.kind == "page":
            source = dossier.sources[address.source]
            day = ""
            if archives and not source.archives:
                published = source.published
                day = published.points[0].calendar.replace("-", "") if published else ""
                day = day if day.isdigit() and len(day) == 8 else "20380101"
            request = replace(
                request,
                quotes=tuple(dict.fromkeys((*request.quotes, *address.quotes))),
                day=request.day or day,
                language=source.language,
            )
        wanted[address.url] = request
    return wanted


def _quotes(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Return the words that the records quote from each source's page."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for quote in quotes(dossier):
        if quote.kind == "data":
            words[quote.cited[0][0]][quote.words] = None
    return {source: tuple(of_source) for source, of_source in words.items()}


def _ask(request: _Request, fetcher: PageFetcher, lookup: ArchiveLookup, at: float) -> KnownAnswer:
    answer = fetcher.fetch(request.url)
    known = KnownAnswer(
        request.url, at, answer.state, answer.reason, answer.moved_to, _look_up(request, answer)
    )
    if request.day:
        copy = lookup.closest(request.url, request.day)
        known = replace(known, looked_up=True)
        if copy is not None:
            known = replace(known, copy=copy.url, copied=copy.captured)
    return known


def _look_up(request: _Request, answer: FetchAnswer) -> dict[str, QuoteState]:
    """Return for each quote whether the page has it."""
    if answer.state != "there" or not request.quotes:
        return {}
    unread = dict.fromkeys(request.quotes, "unread")
    media_type, _, parameters = answer.media_type.lower().partition(";")
    kind = _TYPES.get(media_type.strip())
    if kind is None:
        return unread
    charset = parameters.partition("charset=")[2].strip("\"' ")
    try:
        if kind == "text/html":
            words = html_words(answer.body, language=request.language, named=charset)
        else:
            words = words_of(answer.body, kind, language=request.language)
    except UnreadableError:
        return unread
    if sum(len(block.text) for block in words.blocks) > _LONGEST:
        return unread
    text = SearchableText(words)
    states = {}
    for quote in request.quotes:
        if text.find(quote):
            states[quote] = "found"
        else:
            states[quote] = "differs" if text.near(quote) else "not found"
    return states
