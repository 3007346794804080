"""Load a page in Chromium, and save what it shows: HTML, a picture, a PDF, and the headers."""

from __future__ import annotations

import asyncio
import codecs
import json
import os
import shutil
from contextlib import suppress
from typing import Any

from claimline import __version__
from claimline.author.captures.capture_text import LARGEST, extra
from claimline.author.captures.custody import now
from claimline.author.taking.public_proxy import PublicProxy
from claimline.errors import ClaimlineError
from claimline.value import Value

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell",
             "chrome-headless-shell")  # fmt: skip
_FLAGS = (
    # All requests go through the proxy, also those to this machine.
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-gpu",
    "--block-new-web-contents",
    "--headless=new",
)
_WIDTH, _HEIGHT = 1280, 900
_TALLEST = 16_000
"""Pixels of a picture's height, at most: Chromium draws no taller one."""
_PICTURES = 20
"""Pictures of one page, at most."""
_QUIET = 3.0
"""Seconds that a loaded page has to fetch what its scripts still want, at most."""


class TakeError(ClaimlineError):
    """A page cannot be saved."""


class TakeLimits(Value, frozen=True):
    """What a page may do. ``largest`` is the number of bytes that it may load."""

    seconds: float = 60.0
    largest: int = 100 << 20
    public_only: bool = True


class SavedPage(Value, frozen=True):
    """A page as it was saved: its files by their names, the HTML first.

    ``time`` is in UTC, ``address`` is the one that answered, and ``tool`` names the program, its
    version and the size of its window. ``is_cut`` is true if the pictures end before the page.
    """

    files: dict[str, bytes]
    time: str
    address: str
    tool: str
    is_cut: bool


def save_page(url: str, limits: TakeLimits) -> SavedPage:
    """Load a page and save it.

    Args:
        url: its address.
        limits: what it may do.

    Raises:
        TakeError: it cannot be loaded, or is no page.
        MissingExtraError: playwright is not installed.
    """
    playwright = extra("playwright.async_api", "playwright", "take")
    try:
        return asyncio.run(asyncio.wait_for(_save(playwright, url, limits), limits.seconds))
    except TimeoutError:
        message = f"The page took longer than {limits.seconds:g} seconds."
        raise TakeError(message, "Try again, or save it by hand.") from None


async def _save(playwright: Any, url: str, limits: TakeLimits) -> SavedPage:
    async with (
        PublicProxy(public_only=limits.public_only, largest=limits.largest) as proxy,
        playwright.async_playwright() as driver,
    ):
        browser = await _launched(playwright, driver, proxy)
        saving = asyncio.create_task(_Saver(playwright, browser, proxy).save(url))
        full = asyncio.create_task(proxy.full.wait())
        try:
            await asyncio.wait((saving, full), return_when=asyncio.FIRST_COMPLETED)
            if proxy.full.is_set():
                raise TakeError("The page loads too much.", "Save it by hand.")
            return await saving
        finally:
            for task in (saving, full):
                task.cancel()
            await asyncio.gather(saving, full, return_exceptions=True)
            # The page ends here, even one whose scripts never do.
            with suppress(playwright.Error):
                await browser.close()


async def _launched(playwright: Any, driver: Any, proxy: PublicProxy) -> Any:
    """Return a browser that reaches the network through the proxy alone. Raises TakeError."""
    named = os.environ.get("CHROMIUM", "")
    programs = (named,) if named else _BROWSERS
    program = next(filter(None, map(shutil.which, programs)), None)
    try:
        return await driver.chromium.launch(
            executable_path=program,
            args=list(_FLAGS),
            proxy={"server": proxy.address},
            # Chromium has no sandbox for the administrator.
            chromium_sandbox=getattr(os, "geteuid", lambda: 1)() != 0,
        )
    except playwright.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise TakeError(
            f"Chromium cannot be started: {reason}",
            "Install Chromium, or name it in the environment as CHROMIUM.",
        ) from None


class _Saver:
    """Saves one page of a browser."""

    def __init__(self, playwright: Any, browser: Any, proxy: PublicProxy) -> None:
        self._playwright = playwright
        self._browser = browser
        self._proxy = proxy

    async def save(self, url: str) -> SavedPage:
        """Load a page and return its files. Raises TakeError."""
        context = await self._browser.new_context(
            viewport={"width": _WIDTH, "height": _HEIGHT},
            accept_downloads=False,
            service_workers="block",
            locale="en-GB",
            timezone_id="UTC",
        )
        page = await context.new_page()
        response = await self._open(page, url)
        with suppress(self._playwright.TimeoutError):
            await page.wait_for_load_state("networkidle", timeout=_QUIET * 1000)
        time = now()
        session = await context.new_cdp_session(page)
        # From here on, no script changes what is saved.
        await session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        html = await page.content()
        size = await session.send("Page.getLayoutMetrics")
        height = int(size["cssContentSize"]["height"])
        files = {
            # The byte order mark says UTF-8, even if the page names another encoding.
            "page.html": codecs.BOM_UTF8 + html.encode("utf-8", "replace"),
            **await self._pictures(page, height),
            "page.pdf": await page.pdf(print_background=True, format="A4"),
            "headers.json": await self._headers(url, response, height),
        }
        self._check(files)
        version = self._browser.version
        tool = f"Chromium {version} by claimline {__version__}, window {_WIDTH} by {_HEIGHT}"
        return SavedPage(files, time, response.url, tool, height > _TALLEST * _PICTURES)

    async def _pictures(self, page: Any, height: int) -> dict[str, bytes]:
        """Return the pictures of a page of this height, from its top down."""
        pictures = {}
        for number, (top, bottom) in enumerate(_parts(height), 1):
            clip = {"x": 0, "y": top, "width": _WIDTH, "height": bottom - top}
            name = f"page-{number}.png" if number > 1 else "page.png"
            pictures[name] = await page.screenshot(full_page=True, clip=clip, animations="disabled")
        return pictures

    async def _open(self, page: Any, url: str) -> Any:
        """Load an address, and return the answer. Raises TakeError."""
        by_hand = "Save it by hand, and add it with `claimline capture add`."
        try:
            response = await page.goto(url, timeout=0)
        except self._playwright.Error as error:
            if "Download is starting" in str(error):
                raise TakeError("The address leads to a file, not to a page.", by_hand) from None
            self._check_refused()
            reason = str(error).split("\n")[0].partition("net::")[2].partition(" ")[0]
            raise TakeError(
                f"The page cannot be loaded: {reason or 'its address leads nowhere'}.",
                "Open the address in a browser.",
            ) from None
        if response is None:
            raise TakeError("The address leads to no page.", "Write its whole address.")
        if response.status == 403:
            self._check_refused()
        if response.status >= 400:
            message = f"The server answers {response.status}."
            raise TakeError(message, f"Open it in a browser. {by_hand}")
        kind = (await response.all_headers()).get("content-type", "text/html")
        if kind.partition(";")[0].strip().lower() not in ("text/html", "application/xhtml+xml"):
            raise TakeError(f"The address leads to a file ({kind}), not to a page.", by_hand)
        return response

    def _check_refused(self) -> None:
        """Raise TakeError if the proxy refused a host. That is why the page failed."""
        if self._proxy.refused:
            raise TakeError(
                f'The host "{self._proxy.refused[-1]}" is not on the public network.',
                "If you mean it, add `--any-host`.",
            )

    def _check(self, files: dict[str, bytes]) -> None:
        """Raise TakeError if a file is too large."""
        for name, data in files.items():
            if len(data) > LARGEST:
                raise TakeError(f"The file {name} would have {len(data):,} bytes.", "Save a part.")

    async def _headers(self, url: str, response: Any, height: int) -> bytes:
        """Return the headers of the answer, and of the redirects before it, as JSON.

        It also says how tall the page is, and which of its pixels each picture shows.
        """
        request, answers = response.request, []
        while request is not None:
            answer = await request.response()
            if answer is not None:
                headers = [[each["name"], each["value"]] for each in await answer.headers_array()]
                answers.append({"url": answer.url, "status": answer.status, "headers": headers})
            request = request.redirected_from
        saved = {
            "asked": url,
            "answers": answers[::-1],
            "refused": sorted({*self._proxy.refused}),
            "height": height,
            "pictures": [{"from": top, "to": bottom} for top, bottom in _parts(height)],
        }
        return json.dumps(saved, ensure_ascii=False, indent=2).encode()


def _parts(height: int) -> list[tuple[int, int]]:
    """Return which pixels of a page each picture shows, from the top down."""
    tops = range(0, max(1, min(height, _TALLEST * _PICTURES)), _TALLEST)
    return [(top, max(1, min(height, top + _TALLEST))) for top in tops]
