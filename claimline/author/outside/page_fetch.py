"""Fetch a page of a stranger's server, within limits of time, size and place.

A project's addresses may come from anybody, so only public hosts are asked: an address must not
make this machine talk to itself or to its network. Redirects are followed by hand, each under the
same rules. ``robots.txt`` (RFC 9309) is obeyed, and so is ``Retry-After`` where it is short.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from claimline import __version__
from claimline.author.captures.capture_text import extra
from claimline.author.outside.public_hosts import is_public
from claimline.value import Value

AGENT = f"claimline/{__version__} (checks the links of an investigation)"
_LARGEST = 8 << 20
"""Bytes of a page that are read, after decompression."""
_LARGEST_RULES = 512 << 10
"""Bytes of a ``robots.txt`` that are read: RFC 9309 asks for 500 KiB at least."""
_REDIRECTS = 8
_SECONDS = 30.0
"""Seconds for one request with its body."""
_SILENCE = 10.0
"""Seconds without a byte after which a request is given up."""
_LONGEST_WAIT = 20.0
"""Seconds of a ``Retry-After`` that are waited for."""
_NOT_PUBLIC = "its host is not on the public network"
_PERMANENT = (301, 308)
_REDIRECT = (301, 302, 303, 307, 308)

State = Literal["there", "gone", "refused", "unreachable", "not asked"]


class FetchAnswer(Value, frozen=True):
    """The answer to a request for an address.

    ``state`` is one of these:

    - "there": the page came.
    - "gone": the server says that it has no such page.
    - "refused": the server did not send it, perhaps only to programs or only now.
    - "unreachable": there was no answer that makes sense.
    - "not asked": the address or the site's rules forbid it.

    ``reason`` is a clause that says why. ``moved_to`` is the address that permanent redirects lead
    to. ``body`` and ``media_type`` are those of a page that came.
    """

    state: State
    reason: str = ""
    moved_to: str = ""
    media_type: str = ""
    body: bytes = b""


class _TooLargeError(Exception):
    """A body is longer than the limit."""


class _TooSlowError(Exception):
    """A body took longer than the limit."""


class _PrivateError(Exception):
    """A connection leads to a host that is not on the public network."""


class PageFetcher:
    """Asks servers for pages.

    Args:
        pause: seconds between two requests to one host.
        public_only: refuse hosts whose address is not public. Tests ask their own machine.
        seconds: the most seconds that one request may take.
        sleep: ``time.sleep``, or its replacement in tests.

    Raises MissingExtraError if httpx is not installed.
    """

    def __init__(
        self,
        *,
        pause: float = 1.0,
        public_only: bool = True,
        seconds: float = _SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._httpx = extra("httpx", "httpx", "links")
        self._client = self._new_client(seconds)
        self._pause = pause
        self._public_only = public_only
        self._seconds = seconds
        self._sleep = sleep
        self._last: dict[str, float] = {}
        self._rules: dict[str, RobotFileParser | None] = {}

    def _new_client(self, seconds: float) -> Any:
        return self._httpx.Client(
            headers={
                "User-Agent": AGENT,
                "Accept": "text/html, text/plain, application/pdf, */*",
                "Accept-Encoding": "identity",  # a body that is not compressed cannot grow
            },
            timeout=min(_SILENCE, seconds),
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, url: str, *, obey_rules: bool = True) -> FetchAnswer:
        """Ask for an address. Never raises for what a server does.

        Without ``obey_rules``, ``robots.txt`` is not asked: an archive's look-up service is meant
        for programs.
        """
        permanent = True
        asked, moved_to = url, ""
        waited = False
        for _ in range(_REDIRECTS + 1):
            if reason := self._forbidden(url):
                return FetchAnswer("not asked", reason, moved_to)
            if permanent and url != asked:
                moved_to = url
            if obey_rules and not self._allowed(url):
                return FetchAnswer("not asked", "the site's robots.txt asks programs to stay away")
            status, headers, body, reason = self._request(url, _LARGEST)
            if reason:
                return FetchAnswer("unreachable", reason, moved_to)
            if status in _REDIRECT:
                try:
                    url = urljoin(url, headers["location"])
                except (KeyError, ValueError):
                    return FetchAnswer("unreachable", "it redirects to no address", moved_to)
                permanent = permanent and status in _PERMANENT
                continue
            if status in (429, 503) and not waited and (wait := _seconds_in(headers)) is not None:
                waited = True
                self._sleep(wait)
                continue
            return _answer(status, headers, body, moved_to)
        return FetchAnswer("unreachable", "it redirects without end", moved_to)

    def _forbidden(self, url: str) -> str:
        """Return why an address may not be asked, or an empty text."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            return "it is not an address"
        if parts.scheme not in ("http", "https") or not host:
            return "it leads to an address that is not of the web"
        if not self._public_only:
            return ""
        try:
            places = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return ""  # the request says better what is wrong
        return "" if all(is_public(str(place[0])) for *_, place in places) else _NOT_PUBLIC

    def _check_connection(self, event: str, info: dict[str, Any]) -> None:
        """Check where a connection leads, before anything is sent.

        A host may have another address when it is looked up again.
        """
        if event != "connection.connect_tcp.complete" or not self._public_only:
            return
        stream = info["return_value"]
        if not is_public(str(stream.get_extra_info("server_addr")[0])):
            stream.close()
            raise _PrivateError

    def _allowed(self, url: str) -> bool:
        """Whether the site's ``robots.txt`` lets a program ask for an address."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            status, _, body, reason = self._request(f"{site}/robots.txt", _LARGEST_RULES)
            rules = None
            if not reason and status == 200:
                rules = RobotFileParser()
                rules.parse(body.decode("utf-8", "replace").splitlines())
            self._rules[site] = rules
        rules = self._rules[site]
        return rules is None or rules.can_fetch("claimline", url)

    def _request(self, url: str, largest: int) -> tuple[int, dict[str, str], bytes, str]:
        """Return the status, the headers and the body, and why there are none."""
        self._wait_for(urlsplit(url).netloc)
        ends = time.monotonic() + self._seconds
        httpx = self._httpx
        # Headers that come byte by byte reset the timeout of httpx again and again.
        alarm = threading.Timer(self._seconds + 1, self._client.close)
        alarm.daemon = True
        alarm.start()
        try:
            tracing = {"trace": self._check_connection}
            with self._client.stream("GET", url, extensions=tracing) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                body = b""
                if response.status_code < 300:
                    body = _read(response.iter_bytes(), largest, ends)
                return response.status_code, headers, body, ""
        except _PrivateError:
            return 0, {}, b"", _NOT_PUBLIC
        except _TooLargeError:
            return 0, {}, b"", f"the page is larger than {largest >> 20} MiB"
        except (_TooSlowError, httpx.TimeoutException):
            return 0, {}, b"", "it took too long"
        except httpx.ConnectError as error:
            return 0, {}, b"", _connection_reason(error)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError):
            late = time.monotonic() > ends
            return 0, {}, b"", "it took too long" if late else "its answer makes no sense"
        finally:
            alarm.cancel()
            if self._client.is_closed:
                self._client = self._new_client(self._seconds)

    def _wait_for(self, host: str) -> None:
        """Keep the pause between two requests to one host."""
        now = time.monotonic()
        since = now - self._last.get(host, -self._pause)
        if since < self._pause:
            self._sleep(self._pause - since)
        self._last[host] = time.monotonic()


def _read(chunks: Iterable[bytes], largest: int, ends: float) -> bytes:
    """Return a whole body. Raises _TooLargeError, _TooSlowError."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > largest:
            raise _TooLargeError
        if time.monotonic() > ends:
            raise _TooSlowError
    return bytes(body)


def _answer(status: int, headers: dict[str, str], body: bytes, moved_to: str) -> FetchAnswer:
    if status in (404, 410):
        return FetchAnswer("gone", f"the server answers {status}", moved_to)
    if not 200 <= status < 300:
        return FetchAnswer("refused", f"the server answers {status}", moved_to)
    if not body:
        return FetchAnswer("unreachable", "the page is empty", moved_to)
    media_type = headers.get("content-type", "")
    return FetchAnswer("there", "", moved_to, media_type, body)


def _seconds_in(headers: dict[str, str]) -> float | None:
    """Return the wait that ``Retry-After`` asks for, if it is short and a number."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= _LONGEST_WAIT:
        return float(text)
    return None


def _connection_reason(error: Exception) -> str:
    words = str(error).lower()
    if "certificate" in words or "ssl" in words or "tls" in words:
        return "its certificate or encryption is not right"
    if "name or service" in words or "nodename" in words or "address associated" in words:
        return "there is no such host"
    return "the host cannot be reached"
