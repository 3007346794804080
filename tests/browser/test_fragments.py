"""Links to the very words, in Chromium: the page is scrolled to the quote that is meant.

Each paragraph of the page is a screen away from the next, so that the place of the scroll says
which one was found. What the program foresees of a browser is compared with what it does.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from claimline.author.captures.browser import BrowserText
from claimline.author.captures.capture_text import words_of
from claimline.author.captures.html_text import html_words
from claimline.author.captures.linking import Linker, QuoteLink
from claimline.author.captures.quote_search import SearchableText
from claimline.pages.fragment import TextDirective, text_directive, with_text_fragment
from tests.browser.conftest import LOOPBACK
from tests.browser.waiting import holds

# The markup of each paragraph; the first is navigation.
PARAGRAPHS = (
    "<nav>The gate closed at ten</nav>",
    "<h1>THE GATE CLOSED AT TEN</h1>",
    "<p>First of all, the gate closed at ten, said the board.</p>",
    "<p>Nobody saw it, and the gate closed at ten: that is what the fishers say.</p>",
    "<p>“The gate closed at ten” again &mdash; so the <b>pa</b>per <i>says</i>, in&nbsp;ink.</p>",
    "<p>A well-known, much-used &amp; old-fashioned way, 50% of it: #1? yes/no; a=b+c.</p>",
    "<p>A well-known, much-used way.</p>",
    "<p>The ship sailed at dawn and</p>",
    "<p>came back at dusk, said the crew.</p>",
    "<p>The ship sailed at dawn and</p>",
    "<p>was never seen again.</p>",
    "<p>Caf\u00e9 na\u00efve.</p>",
    "<p>cafe naive</p>",
    "<p>The of\ufb01ce was shut, of\u00adfi\u00adcial words say.</p>",
    "<p>Закрыто в десять вечера, говорят рыбаки.</p>",
    "<p>Ещё раз: закрыто в десять вечера.</p>",
    "<p>one line<br>and another line</p>",
    "<p>It's theirs, not it.</p>",
    "<div>A table: <table><tr><td>late</td><td>hours</td></tr></table></div>",
    "<p>late hours</p>",
    "<p hidden>only in hiding</p>",
    "<p>only in the open</p>",
    "<p>他说桥已经关闭了，没有人受伤。</p>",
    "<p>เขาบอกว่าสะพานถูกปิดแล้วเมื่อวานนี้</p>",
    "<p>قال إن الجـــسر مُغلق الآن.</p>",
    "<x-a><template shadowrootmode=open><p>Words in a shadow root.</p></template></x-a>",
    "<p>The ferry left late.</p><figure>A ferry.</figure><p>Nobody was on board.</p>",
)
PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Words</title>"
    "<style>.far{height:2000px}</style><body>"
    "<div class=far></div>"
    + "".join(f'<section id="s{n}">{one}</section><div class="far"></div>'
              for n, one in enumerate(PARAGRAPHS))
)  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def words_url() -> Iterator[str]:
    with ThreadingHTTPServer((LOOPBACK, 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://{LOOPBACK}:{server.server_port}/words"
        server.shutdown()
        thread.join()


_numbers = count()
LATE = 10
"""Seconds that a busy browser may take from the load to the scroll."""


def scrolled_to(page: Page, url: str, foreseen: int | None) -> int | None:
    """The number of the section to which a load of the address scrolls; None for the top.

    The scroll may come a moment after the load: it waits a while for the foreseen place.
    """
    parts = urlsplit(url)
    # A page of its own each time: only a load looks for the words.
    page.goto("about:blank")
    page.goto(parts._replace(query=f"n={next(_numbers)}").geturl())
    holds(page, "document.fragmentDirective !== undefined")
    end = time.monotonic() + LATE
    while (section := _section_in_view(page)) != foreseen and time.monotonic() < end:
        page.wait_for_timeout(50)
    return section


def _section_in_view(page: Page) -> int | None:
    found = page.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
          const middle = innerHeight / 2;
          if (scrollY === 0) return done(null);
          const near = [...document.querySelectorAll("section")].map(one => {
            const box = one.getBoundingClientRect();
            return [Math.abs((box.top + box.bottom) / 2 - middle), Number(one.id.slice(1))];
          }).sort((a, b) => a[0] - b[0]);
          done(near[0][0] < middle ? near[0][1] : null);
        })))"""
    )
    return None if found is None else int(found)


TEXT = SearchableText(words_of(PAGE.encode(), "text/html"))
LINKER = Linker(TEXT)
ALL = words_of(PAGE.encode(), "text/html").blocks
SIGHT = BrowserText([block.text for block in ALL])


def _owners(*, read: bool) -> list[int]:
    """The section of each block of the page, or of each that is read."""
    found = []
    for number, one in enumerate(PARAGRAPHS):
        blocks = html_words(one.encode()).blocks
        found += [number for block in blocks if block.read or not read]
    return found


READ, SEEN = _owners(read=True), _owners(read=False)


def test_sections_are_counted_as_blocks_are() -> None:
    assert len(SEEN) == len(ALL)
    assert len(READ) == TEXT.raw.count("\n") + 1


QUOTES = [
    "the gate closed at ten",
    "Nobody saw it",
    "again – so the paper says",
    "A well-known, much-used",
    "much-used & old-fashioned way, 50% of it: #1? yes/no; a=b+c",
    "The ship sailed at dawn and came back at dusk",
    "na\u00efve",
    "cafe naive",
    "office was shut, of\ufb01cial words",
    "закрыто в десять вечера",
    "one line and another line",
    "it",
    "late hours",
    "only in",
    "gate closed at ten ... what the fishers say",
    "桥已经关闭了",
    "สะพานถูกปิดแล้ว",
    "الجسر مغلق",
    "Words in a shadow root",
    "The ferry left late. Nobody was on board.",
]


def test_each_place_of_a_quote_is_found(open_page: Any, words_url: str) -> None:
    """What the record gets leads a browser to the place that is meant, and not to another."""
    page: Page = open_page()
    told, seen = {}, {}
    for quote in QUOTES:
        places = TEXT.find(quote)
        assert places, quote
        for place in places:
            needed = LINKER.link(quote, place)
            assert needed.leads, (quote, place)
            url = with_text_fragment(words_url, quote, needed.fragment)
            told[url] = READ[TEXT.block_at(place.start)]
            seen[url] = scrolled_to(page, url, told[url])
    assert seen == told
    assert len(told) > len(QUOTES)


def test_a_place_to_which_no_words_lead_is_known() -> None:
    """The words before it are those before the other place, up to the edge of the block."""
    quote = "sailed at dawn and was never"
    (place,) = TEXT.find(quote)
    assert LINKER.link(quote, place) == QuoteLink(None, False)


def test_some_quotes_need_nothing_and_some_do() -> None:
    plain = LINKER.link("Nobody saw it", TEXT.find("Nobody saw it")[0])
    assert plain.leads
    assert plain.fragment is None
    for quote in ("the gate closed at ten", "so the paper – says"):
        for place in TEXT.find(quote):
            assert LINKER.link(quote, place).fragment is not None


DIRECTIVES = [
    TextDirective("the gate closed at ten"),
    TextDirective("gate closed", "say"),
    TextDirective("gate closed", "nowhere"),
    TextDirective("gate", prefix="and the"),
    TextDirective("gate", prefix="the", suffix="closed at ten:"),
    TextDirective("gate", prefix="nobody"),
    TextDirective("ga"),
    TextDirective("ate closed"),
    TextDirective("closed at te"),
    TextDirective("CLOSED AT TEN", suffix="again"),
    TextDirective("closed at ten", suffix="\u201d again"),
    TextDirective("closed at ten", suffix='" again'),
    TextDirective("dawn and came"),
    TextDirective("dawn and", "came"),
    TextDirective("came", prefix="dawn and"),
    TextDirective("was", prefix="dawn and"),
    TextDirective("dawn and", suffix="was"),
    TextDirective("well-known", prefix="A", suffix=", much-used way"),
    TextDirective("known"),
    TextDirective("naive"),
    TextDirective("official"),
    TextDirective("of\u00adfi\u00adcial"),
    TextDirective("office"),
    TextDirective("in ink"),
    TextDirective("paper says"),
    TextDirective("again - so"),
    TextDirective("late hours"),
    TextDirective("late", "hours"),
    TextDirective("line and"),
    TextDirective("only in hiding"),
    TextDirective("only in"),
    TextDirective("десять вечера", prefix="раз: закрыто в"),
    TextDirective("ещё раз"),
    TextDirective("еще раз"),
]


def test_a_browser_does_what_is_foreseen(open_page: Any, words_url: str) -> None:
    page: Page = open_page()
    text = "\n".join(block.text for block in ALL)
    told, seen = {}, {}
    for directive in DIRECTIVES:
        foreseen = SIGHT.first(directive)
        url = f"{words_url}#:~:text={directive}"
        told[url] = None if foreseen is None else SEEN[text[: foreseen[0]].count("\n")]
        seen[url] = scrolled_to(page, url, told[url])
    assert seen == told
    assert None in told.values()


def test_a_directive_of_a_quote_alone_takes_the_first_place(open_page: Any, words_url: str) -> None:
    """Which is why a fragment is needed at all."""
    page: Page = open_page()
    quote = "the gate closed at ten"
    assert text_directive(quote)
    assert scrolled_to(page, with_text_fragment(words_url, quote), 0) == 0
