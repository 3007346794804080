"""A proxy on this machine through which a browser reaches public hosts alone.

A page, a redirect or a script must not make the browser talk to this machine or its network. The
proxy looks a host's name up itself, and connects to the address that it has checked. So a name
whose address changes meanwhile leads nowhere else.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from claimline.author.outside.public_hosts import is_public

_HEAD = 64 << 10
"""Bytes of the head of a request or an answer, at most."""
_CHUNK = 64 << 10
_SECONDS = 15.0
"""Seconds for a connection, at most."""
_OF_THE_PROXY = (b"connection:", b"proxy-", b"keep-alive:")
"""Headers that are for one connection only."""


class _RefusedError(Exception):
    """A request is not passed on."""


class PublicProxy:
    """The proxy. Its connections end with it.

    Args:
        public_only: refuse hosts that are not on the public network.
        largest: bytes of all answers together, at most.

    Attributes:
        refused: the hosts that were refused.
        full: is set when the answers have more bytes than are allowed.
    """

    def __init__(self, *, public_only: bool, largest: int) -> None:
        self._public_only = public_only
        self._left = largest
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.refused: list[str] = []
        self.full = asyncio.Event()

    async def __aenter__(self) -> PublicProxy:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def address(self) -> str:
        """Where the proxy listens."""
        assert self._server is not None
        host, port = self._server.sockets[0].getsockname()
        return f"http://{host}:{port}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._answer(reader, writer)
        except _RefusedError:
            with suppress(OSError):
                writer.write(b"HTTP/1.1 403 Refused\r\nContent-Length: 0\r\n\r\n")
                await writer.drain()
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the browser sees a connection that ended
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on one request, and its answer."""
        head = await reader.readuntil(b"\r\n\r\n")
        line, *headers = head[:-4].split(b"\r\n")
        method, target, _ = line.decode("ascii").split(" ")
        is_tunnel = method == "CONNECT"
        parts = urlsplit(f"//{target}" if is_tunnel else target)
        if parts.hostname is None or (not is_tunnel and parts.scheme != "http"):
            raise _RefusedError
        port = parts.port or (443 if is_tunnel else 80)
        from_host, to_host = await self._connect(parts.hostname, port)
        try:
            if is_tunnel:
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                await _until_first_ends(self._download(from_host, writer), _copy(reader, to_host))
                return
            path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            to_host.write(_head(f"{method} {path} HTTP/1.1".encode(), headers))
            if length := _length(headers):
                to_host.write(await reader.readexactly(length))
            # One answer on each connection: the next request may be for another host.
            await _until_first_ends(self._download(from_host, writer), reader.read(1))
        finally:
            to_host.close()

    async def _connect(
        self, host: str, port: int
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return a connection to a host. Raises _RefusedError, OSError."""
        loop = asyncio.get_running_loop()
        places = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(place[4][0]) for place in places))
        if self._public_only and not all(map(is_public, addresses)):
            self.refused.append(host)
            raise _RefusedError
        for address in addresses[:-1]:
            with suppress(OSError, TimeoutError):
                return await _connection(address, port)
        return await _connection(addresses[-1], port)

    async def _download(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass an answer on, as far as the limit of all answers allows."""
        while data := await reader.read(_CHUNK):
            self._left -= len(data)
            if self._left < 0:
                self.full.set()
                return
            writer.write(data)
            await writer.drain()


async def _connection(address: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.wait_for(asyncio.open_connection(address, port, limit=_HEAD), _SECONDS)


async def _until_first_ends(*coroutines: Coroutine[Any, Any, object]) -> None:
    """Run coroutines until one of them ends, then end the others."""
    tasks = [asyncio.create_task(each) for each in coroutines]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()


def _head(line: bytes, headers: list[bytes]) -> bytes:
    """Return the head of a request that asks the host to close the connection after its answer."""
    passed = [each for each in headers if not each.lower().startswith(_OF_THE_PROXY)]
    return b"\r\n".join([line, *passed, b"Connection: close", b"", b""])


def _length(headers: list[bytes]) -> int:
    """Return the length of a request's body. Raises _RefusedError, ValueError."""
    named = {name.strip().lower(): value for name, _, value in (h.partition(b":") for h in headers)}
    length = int(named.get(b"content-length", b"0"))
    if b"transfer-encoding" in named or not 0 <= length <= _HEAD:
        raise _RefusedError
    return length
