"""The web server below the app: a socket, and uvicorn in a thread of its own."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
import threading

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from claimline.value import Value

LOOPBACK = ("localhost", "127.0.0.1", "::1")
TRIES = 100
"""Ports to try if the default one is taken."""
CONNECTIONS = 128
"""Connections at once. A further one is closed: a build needs open files too."""
IDLE = 60
"""Seconds that a connection may take for a request, or to read a response."""
GRACE = 0.5
"""Seconds in which responses can be read when the server ends."""
ACCEPTED = 32
"""Connections that may be accepted before they are counted."""
HEAD = 16 * 1024
"""Bytes of a request's first line and headers."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host of that name."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Address(Value, frozen=True):
    """Where a server listens, and the host names that requests may use.

    ``everywhere`` is true if it listens at all addresses of this machine.
    """

    url: str
    port: int
    names: frozenset[str]
    everywhere: bool

    def is_named(self, hosts: list[str], local: str) -> bool:
        """Whether there is one Host header and it names this server.

        ``local`` is the address of this machine at which the request arrived.
        """
        if len(hosts) != 1:
            return False
        name = hosts[0].strip().lower()
        if name.endswith(f":{self.port}"):
            name = name.removesuffix(f":{self.port}")
        elif self.port != 80:
            return False
        return name in self.names or (self.everywhere and name == _bracketed(local))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def listen(host: str, port: int | None, default: int) -> tuple[socket.socket, Address]:
    """Listen on ``port``; if it is None, on the first free one from ``default`` on.

    Connections wait until a ``HttpServer`` takes them.

    Raises:
        OSError: the host is not one of this machine, or the port is taken.
    """
    ports = [port] if port is not None else [*range(default, default + TRIES), 0]
    for number in ports:
        try:
            family, *_, at = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
            bound = socket.create_server(at[:2], family=family, backlog=128)
            break
        except OSError as error:
            if number == ports[-1] or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    local, number = bound.getsockname()[:2]
    names = frozenset(map(_bracketed, (*LOOPBACK, host.lower())))
    everywhere = ipaddress.ip_address(local).is_unspecified
    return bound, Address(f"http://{_bracketed(host)}:{number}", number, names, everywhere)


class HttpServer:
    """Runs an app on a socket, in a thread, from ``start`` to ``close``."""

    def __init__(self, app: ASGIApp, bound: socket.socket) -> None:
        self._socket = bound
        # A response names the program, and nothing else on this machine. Nothing is logged: the
        # terminal is for diagnostics, and the app reports its own failures.
        config = uvicorn.Config(
            app, http=Connection, ws="none", loop="asyncio", lifespan="off",
            log_config=None, log_level="critical", access_log=False,
            proxy_headers=False, server_header=False, headers=[("Server", "claimline")],
            backlog=ACCEPTED, h11_max_incomplete_event_size=HEAD, timeout_keep_alive=IDLE,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        run = self._server.run
        self._thread = threading.Thread(target=run, args=([bound],), name="server")

    def start(self) -> None:
        """Begin to answer requests."""
        self._thread.start()

    def close(self) -> None:
        """Close every connection, and wait for the thread. The gate and the feed must be closed."""
        self._server.should_exit = True
        if self._thread.ident is not None:
            self._thread.join()
        self._socket.close()


class Connection(H11Protocol):
    """A connection with limits that uvicorn does not set: on its time and on their number."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._checked_cycle = self.cycle
        self._timer = self.loop.call_later(IDLE, self._check_idle)
        if len(self.connections) > CONNECTIONS:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._timer.cancel()

    def shutdown(self) -> None:
        """Begin to end. A client that does not read its response does not delay the end."""
        super().shutdown()
        self._timer.cancel()
        self._timer = self.loop.call_later(GRACE, self.transport.abort)

    def _check_idle(self) -> None:
        """Close the connection if no request was completed since the last check, and none runs.

        This ends a request that stops half-way, and a response that is not read.
        """
        if self.cycle is self._checked_cycle and getattr(self.cycle, "response_complete", True):
            self.transport.abort()
        else:
            self._checked_cycle = self.cycle
            self._timer = self.loop.call_later(IDLE, self._check_idle)
