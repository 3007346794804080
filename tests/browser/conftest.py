"""A real browser on the shipped investigation, as built, from a host and from a folder."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.browser.waiting import MS
from tests.conftest import SUB_PATH

expect.set_options(timeout=MS)

HERE = Path(__file__).resolve().parent
LOOPBACK = "127.0.0.1"
# Addresses that lead to no other machine.
LOCAL_SCHEMES = ("about", "blob", "data", "file")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    # Nothing is drawn by a graphics card, so its process would only pass pictures about.
    "--in-process-gpu",
    "--no-first-run",
    # A request that goes astray is seen by the page fixture, and still reaches nobody.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {LOOPBACK}, EXCLUDE localhost",
)

# One page for each template; of several pages the longest, which holds most kinds of things.
KINDS = (
    "index.html", "404.html", "chronology.html", "corrections.html", "matrix.html",
    "origins.html", "about.html", "more.html", "claims/index.html", "sources/index.html",
    "statements/index.html", "actors/index.html", "details/index.html", "briefs/index.html",
    "tags/index.html", "a-z.html", "search.html", "claims/*.html", "sources/*.html",
    "statements/*.html", "actors/*.html", "details/*.html", "briefs/*.html", "tags/*.html",
    "events/*.html", "chronology/*.html", "places/*.html", "publisher.html",
)  # fmt: skip
OpenPage = Callable[..., Page]

VIEWPORT: ViewportSize = {"width": 1280, "height": 720}
PLAIN_LOOKS = {
    "color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none",
}  # fmt: skip
"""The media of a new context, but for that which is a screen."""
FORGET = """() => {
  try { localStorage.clear(); sessionStorage.clear() } catch {}
}"""
"""Empties what a site keeps."""


@pytest.fixture(scope="session")
def kinds(built_site: Path) -> list[str]:
    """The path of a page of each kind."""

    def longest(pattern: str) -> Path:
        found = [file for file in built_site.glob(pattern) if file.name != "index.html"]
        return max(found or list(built_site.glob(pattern)), key=lambda file: file.stat().st_size)

    return [longest(pattern).relative_to(built_site).as_posix() for pattern in KINDS]


class _QuietHandler(SimpleHTTPRequestHandler):
    """A host of static files that sends the headers which the site asks for."""

    headers_of_site: tuple[tuple[str, str], ...] = ()

    def end_headers(self) -> None:
        for name, value in self.headers_of_site:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: what the browser saw is what counts."""


def headers_in(file: Path) -> Iterator[tuple[str, str]]:
    """The headers in a file such as Netlify and Cloudflare Pages read, for all paths."""
    first, *lines = file.read_text(encoding="utf-8").splitlines()
    assert first == "/*"
    for line in lines:
        name, _, value = line.strip().partition(": ")
        yield name, value


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """The address of the site on a host of its own, under a sub-path, with a slash at its end."""
    _QuietHandler.headers_of_site = tuple(headers_in(built_site / "_headers"))
    handler = partial(_QuietHandler, directory=str(built_site.parents[SUB_PATH.count("/")]))
    with ThreadingHTTPServer((LOOPBACK, 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://{LOOPBACK}:{server.server_port}/{SUB_PATH}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def file_url(built_site: Path) -> str:
    """The address of the site as a folder (``file://``), with a slash at its end."""
    return f"{built_site.as_uri()}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium. With none there, tests fail and say how to install one."""
    find = ["sh", str(HERE / "ensure_chromium.sh"), "--find"]
    found = subprocess.run(find, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr.strip(), pytrace=False)
    # Chromium's sandbox does not run for root.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.stdout.strip(),
            args=["--headless=new", *(["--no-sandbox"] if as_root else []), *FLAGS],
        )
        yield browser
        browser.close()


def _leaves(address: str) -> bool:
    """Whether a request to this address goes to another machine."""
    parts = urlsplit(address)
    return parts.scheme not in LOCAL_SCHEMES and parts.hostname not in (LOOPBACK, "localhost")


class Faults:
    """What goes wrong in the pages of a test: errors of the console and of scripts, requests to
    other machines.

    A fault comes a moment after what led to it, and may come late. So a test says at its start
    which faults it provokes, and none of these fails it, whenever they come.
    """

    def __init__(self) -> None:
        self._seen: list[str] = []
        self._provoked: list[str] = []

    def append(self, fault: str) -> None:
        self._seen.append(fault)

    def provoke(self, words: str) -> None:
        """Let pass each fault that has these words."""
        self._provoked.append(words)

    def _passes(self, fault: str) -> bool:
        return any(words in fault for words in self._provoked)

    @property
    def provoked(self) -> list[str]:
        """The faults that the test provoked."""
        return [fault for fault in self._seen if self._passes(fault)]

    @property
    def unforeseen(self) -> list[str]:
        """All other faults."""
        return [fault for fault in self._seen if not self._passes(fault)]


def watch(context: BrowserContext, note: Callable[[str], None]) -> None:
    """Notes every error in the console or a script, and every request to another machine."""
    context.on(
        "console",
        lambda message: (
            note(f"console: {message.text} ({message.location})")
            if message.type == "error"
            else None
        ),
    )
    context.on("weberror", lambda error: note(f"script: {error.error}"))
    context.on(
        "request",
        lambda request: (
            note(f"request: {request.method} {request.url}") if _leaves(request.url) else None
        ),
    )


def settled(page: Page, address: str) -> None:
    """Open a page and wait until it is drawn and its scripts have run."""
    page.goto(address)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    if page.locator("[data-index]").count():  # the search loads its index afterwards
        page.wait_for_load_state("networkidle")


@pytest.fixture
def faults() -> Faults:
    """What went wrong in the test's pages so far."""
    return Faults()


class Kept:
    """A page in a context of its own, which tests use one after the other: to open another takes
    longer than most of what they do. Each finds it as if it were new."""

    def __init__(self, browser: Browser, options: dict[str, Any]) -> None:
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(MS)
        self.faults = Faults()
        watch(self.context, lambda fault: self.faults.append(fault))
        self.page = self.context.new_page()
        self.lasts = True
        for name in ("add_init_script", "expose_binding", "expose_function", "on", "once"):
            setattr(self.page, name, self._noting(getattr(self.page, name)))
        clock = self.page.clock
        setattr(clock, "install", self._noting(clock.install))  # noqa: B010 — mypy: a method

    def _noting(self, add: Callable[..., Any]) -> Callable[..., Any]:
        """What a test adds cannot be taken away again. So the page goes with the test."""

        def adding(*given: Any, **named: Any) -> Any:
            self.lasts = False
            return add(*given, **named)

        return adding

    def begin(self, faults: Faults, looks: dict[str, Any]) -> Page:
        """Give the page to a test, with the window and the media that it asks for."""
        self.faults = faults
        self.page.set_viewport_size(looks.get("viewport", VIEWPORT))
        media = {name: looks.get(name, plain) for name, plain in PLAIN_LOOKS.items()}
        self.page.emulate_media(media="null", **media)
        return self.page

    def end(self) -> bool:
        """Leave nothing of a test. Return whether another can use the page."""
        if not self.lasts or self.page.is_closed() or len(self.context.pages) > 1:
            self.context.close()
            return False
        self.page.set_default_timeout(MS)
        self.page.evaluate(FORGET)
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)  # where it is in a new page
        # Only now: until it has left, a page may ask for what a route of the test answers.
        self.page.unroute_all(behavior="wait")
        self.context.clear_cookies()
        return True


@pytest.fixture(scope="session")
def kept(browser: Browser) -> Iterator[dict[str, list[Kept]]]:
    """The pages that no test uses at the moment, by the options of their contexts."""
    pages: dict[str, list[Kept]] = {}
    yield pages
    for some in pages.values():
        for one in some:
            one.context.close()


@pytest.fixture
def open_page(browser: Browser, kept: dict[str, list[Kept]], faults: Faults) -> Iterator[OpenPage]:
    """Opens pages, each in a context that no other test uses meanwhile.

    Takes the options of Playwright's ``new_context`` (``viewport``, ``color_scheme``,
    ``java_script_enabled`` ...). The test fails if any page met a fault.
    """
    used: list[tuple[str, Kept]] = []

    def opened(**options: Any) -> Page:
        looks = {name: options.pop(name) for name in ("viewport", *PLAIN_LOOKS) if name in options}
        if options.get("java_script_enabled"):
            del options["java_script_enabled"]
        kind = repr(sorted(options.items()))
        free = kept.setdefault(kind, [])
        one = free.pop() if free else Kept(browser, options)
        used.append((kind, one))
        return one.begin(faults, looks)

    yield opened
    for kind, one in used:
        if one.end():
            kept[kind].append(one)
    assert faults.unforeseen == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page; the test fails if it met a fault."""
    return open_page()
