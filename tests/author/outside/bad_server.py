"""A server on this machine that answers as servers on the web do, well and badly."""

from __future__ import annotations

import gzip
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Send = Callable[[bytes], None]
QUOTED = "The gate was down before ten, the engineers found."
PAGE = f"<!doctype html><title>Gate</title><article><p>{QUOTED}</p></article>".encode()


def response(status: str, body: bytes = b"", *headers: str) -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


HTML = "Content-Type: text/html; charset=utf-8"
ANSWERS: dict[str, bytes] = {
    "/good": response("200 OK", PAGE, HTML),
    "/text": response("200 OK", QUOTED.encode(), "Content-Type: text/plain"),
    "/latin": response(
        "200 OK", "<p>Die Tür fiel zu, sagte er.</p>".encode("latin-1"),
        "Content-Type: text/html; charset=iso-8859-1",
    ),
    "/strange-charset": response("200 OK", PAGE, "Content-Type: text/html; charset=%00../é"),
    "/changed": response("200 OK", b"<p>Nobody saw the gate on that evening.</p>", HTML),
    "/differs": response("200 OK", PAGE.replace(b"before ten", b"before nine"), HTML),
    "/missing": response("404 Not Found", b"gone", HTML),
    "/gone": response("410 Gone"),
    "/forbidden": response("403 Forbidden"),
    "/login": response("401 Unauthorized"),
    "/law": response("451 Unavailable For Legal Reasons"),
    "/broken": response("500 Internal Server Error"),
    "/moved": response("301 Moved Permanently", b"", "Location: /good"),
    "/for-now": response("302 Found", b"", "Location: /good"),
    "/moved-to-nothing": response("308 Permanent Redirect"),
    "/moved-round": response("301 Moved Permanently", b"", "Location: /moved-round"),
    "/moved-to-file": response("301 Moved Permanently", b"", "Location: file:///etc/passwd"),
    "/moved-to-script": response("302 Found", b"", "Location: javascript:alert(1)"),
    "/moved-badly": response("302 Found", b"", "Location: http://[oops"),
    "/empty": response("200 OK", b"", HTML),
    "/no-answer": b"",
    "/not-http": b"220 mail.example.org ESMTP\r\n",
    "/cut-short": response("200 OK", PAGE, HTML)[:-20],
    "/bad-length": b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nwords",
    "/bad-chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nwords\r\n",
    "/bad-packing": response("200 OK", b"not gzip", HTML, "Content-Encoding: gzip"),
    "/swelling": response(
        "200 OK", gzip.compress(b"a" * (40 << 20), 1), HTML, "Content-Encoding: gzip"
    ),
    "/picture": response("200 OK", b"\x89PNG\r\n\x1a\n\0\0", "Content-Type: image/png"),
    "/binary": response("200 OK", bytes(range(256)) * 20, HTML),
    "/long-header": b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
}  # fmt: skip


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        server = self.server
        assert isinstance(server, BadServer)
        self.request.settimeout(5)
        data = b""
        while b"\r\n\r\n" not in data:
            more = self.request.recv(4096)
            if not more:
                return
            data += more
        path = data.split(b" ")[1].decode()
        server.asked.append(path)
        server.agents.add(data.decode("latin-1").lower().partition("user-agent: ")[2].split("/")[0])
        with suppress(OSError):  # the other side gave up
            self._answer(path, server)

    def _answer(self, path: str, server: BadServer) -> None:
        if path == "/endless":
            self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
            while True:
                self.request.sendall(b"more and more " * 4096)
        if path in ("/drip", "/drip-header"):
            self.request.sendall(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if path == "/drip" else b"X: "))
            while not server.stopped.wait(0.05):
                self.request.sendall(b"a")
        if path == "/silent":
            server.stopped.wait(30)
            return
        if path == "/busy" and server.asked.count("/busy") == 1:
            self.request.sendall(response("429 Too Many", b"", "Retry-After: 7"))
            return
        if path == "/always-busy":
            self.request.sendall(response("503 Busy", b"", "Retry-After: 1"))
            return
        if path == "/busy-for-a-day":
            self.request.sendall(response("503 Busy", b"", "Retry-After: 86400"))
            return
        default = response("404 Not Found")
        found = {"/busy": ANSWERS["/good"], **ANSWERS, **server.more}.get(path.split("?")[0])
        self.request.sendall(default if found is None else found)


class BadServer(socketserver.ThreadingTCPServer):
    """``asked`` are the paths in the order of the requests; ``more`` adds answers."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.more: dict[str, bytes] = {}
        self.stopped = threading.Event()
        self.began = time.monotonic()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of what a client does."""


@contextmanager
def bad_server() -> Iterator[BadServer]:
    """The server, while it runs."""
    with BadServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.shutdown()
            thread.join()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
