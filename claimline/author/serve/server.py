"""The server: one thread for each connection, on this machine alone unless told otherwise.

Every request names the host that it means. One that names another than this server is refused,
so that no page from elsewhere can read a draft through a name that it lets point here (DNS
rebinding). Only GET and HEAD are understood.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from claimline.author.serve.answers import EVENTS, OWN, Answer, answer
from claimline.author.serve.faults import as_json
from claimline.author.serve.gate import ClosedError, Gate
from claimline.author.serve.news import News, State

LOOPBACK = ("localhost", "127.0.0.1", "::1")
TRIES = 100
"""Ports that are tried after the first, where that is taken and was not asked for."""
ALIVE = 15.0
"""Seconds after which a word goes to an open page, to find out whether it is still there."""
IDLE = 60.0
"""Seconds that a connection may be silent or slow."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host of that name."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Server(ThreadingHTTPServer):
    """Listens from the moment it is made; connections wait until ``start``.

    Raises:
        OSError: the host is not one of this machine, or the port is taken.
    """

    # The threads of connections are waited for at the end; none holds the program up, since
    # their connections are shut down first.
    daemon_threads = False
    block_on_close = True
    # On Windows this would let two servers share a port.
    allow_reuse_address = os.name == "posix"
    request_queue_size = 128

    def __init__(
        self, host: str, port: int, site: Path, gate: Gate, news: News,
        trouble: Callable[[BaseException], None],
    ) -> None:  # fmt: skip
        self.site = site
        self.gate = gate
        self.news = news
        self.mount = "/"
        self.ending = False
        self._trouble = trouble
        self._open: set[Any] = set()
        self._lock = threading.Lock()
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        self.address_family = family
        super().__init__(address[:2], Handler)  # type: ignore[arg-type]
        self.port: int = self.socket.getsockname()[1]
        self.everywhere = ipaddress.ip_address(self.socket.getsockname()[0]).is_unspecified
        self.names = frozenset(map(_bracketed, (*LOOPBACK, host.lower())))
        self.url = f"http://{_bracketed(host)}:{self.port}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.1,), name="server")

    def server_bind(self) -> None:
        """Bind, and ask nobody what this machine is called, as the method above this would."""
        if self.address_family == socket.AF_INET6:
            with suppress(OSError):
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def start(self) -> None:
        """Take requests."""
        self._thread.start()

    def close(self) -> None:
        """Shut every connection down and wait for every thread. The gate must be closed."""
        self.ending = True
        if self._thread.ident is not None:
            self.shutdown()
            self._thread.join()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that went away is no error; anything else is told, and the server goes on."""
        error = sys.exc_info()[1]
        if error is not None and not self.ending:
            self._trouble(error)

    def means_us(self, hosts: list[str], connection: Any) -> bool:
        """Whether the values of the Host header name this server, and once."""
        if len(hosts) != 1:
            return False
        name = hosts[0].strip().lower()
        if name.endswith(f":{self.port}"):
            name = name.removesuffix(f":{self.port}")
        elif self.port != 80:
            return False
        # Whoever reaches a server for all of this machine's addresses may name the one used.
        own = {_bracketed(connection.getsockname()[0])} if self.everywhere else set()
        return name in self.names or name in own


def bind(host: str, port: int | None, default: int, *rest: Any) -> Server:
    """A server on a port, or on the first free one from ``default`` where none was asked for.

    ``rest`` is as for ``Server``.

    Raises:
        OSError: as for ``Server``.
    """
    if port is not None:
        return Server(host, port, *rest)
    for number in range(default, default + TRIES):
        try:
            return Server(host, number, *rest)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    return Server(host, 0, *rest)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


class Handler(BaseHTTPRequestHandler):
    """One connection, over which many requests may come."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = IDLE

    def version_string(self) -> str:
        """The name of the program, and of nothing else on this machine."""
        return "claimline"

    def handle(self) -> None:
        with suppress(ConnectionError, TimeoutError):
            super().handle()

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the terminal is for what is wrong with the records."""

    def do_GET(self) -> None:
        self._take()

    def do_HEAD(self) -> None:
        self._take()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answers what is no request; and a method for which there is no function above."""
        self.close_connection = True  # a body is not read
        if code != HTTPStatus.NOT_IMPLEMENTED:
            super().send_error(code, message, explain)
            return
        words = b"Only GET and HEAD are understood.\n"
        self._send(Answer(HTTPStatus.METHOD_NOT_ALLOWED, words, {"Allow": "GET, HEAD"}))

    def _take(self) -> None:
        if self.headers.get("Transfer-Encoding") or self.headers.get("Content-Length", "0") != "0":
            self.close_connection = True  # a body, which nobody reads
        if not self.server.means_us(self.headers.get_all("Host", []), self.connection):
            self.close_connection = True
            words = f"This server is {self.server.url}, and the request names another host.\n"
            self._send(Answer(HTTPStatus.FORBIDDEN, words.encode()))
        elif not self.path.startswith("/"):
            self.close_connection = True
            self._send(Answer(HTTPStatus.BAD_REQUEST, b"The address is not one of a page.\n"))
        elif urlsplit(self.path).path == EVENTS:
            self._tell()
        else:
            self._send(self._answer())

    def _answer(self) -> Answer:
        server = self.server
        if self.path.startswith(OWN):
            return answer(server.site, server.mount, self.path, server.news.state)
        try:
            with server.gate.reading():
                return answer(server.site, server.mount, self.path, server.news.state)
        except ClosedError:
            self.close_connection = True
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, b"The server has ended.\n")

    def _send(self, made: Answer) -> None:
        status, body, headers = made.status, made.body, made.headers
        if status == HTTPStatus.OK and _matches(self.headers.get("If-None-Match"), headers):
            status, body = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Type" not in headers:
            self.send_header("Content-Type", "text/plain; charset=utf-8")
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self._common()
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _common(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        # No page from elsewhere may hold a draft as its image, script or frame.
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Frame-Options", "SAMEORIGIN")

    def _tell(self) -> None:
        """Server-sent events, until the page goes away: that it is out of date; what is wrong."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self._common()
        self.end_headers()
        if self.command == "HEAD":
            return
        shown = parse_qs(urlsplit(self.path).query).get("build", [""])[0]
        self._event("retry: 500")
        known: State | None = None
        while (state := self.server.news.after(known, ALIVE)) is not None:
            if state.build != shown:
                self._event("event: reload\ndata:")
            elif known is None or state.faults != known.faults:
                if state.good:
                    self._event(f"event: faults\ndata: {as_json(state.faults)}")
            else:
                self._event(": still here")
            known = state

    def _event(self, lines: str) -> None:
        self.wfile.write(f"{lines}\n\n".encode())
        self.wfile.flush()


def _matches(wanted: str | None, headers: dict[str, str]) -> bool:
    """Whether ``If-None-Match`` names the answer that would be sent."""
    tag = headers.get("ETag")
    if not wanted or not tag:
        return False
    return any(tag == one.strip().removeprefix("W/") for one in wanted.split(","))
