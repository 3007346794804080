"""The proxy of ``capture take``: it reaches public hosts alone, and each answer is one host's."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from claimline.author.taking import public_proxy
from claimline.author.taking.public_proxy import PublicProxy
from tests.apart import apart

LOCAL = ("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "10.0.0.1", "169.254.169.254", "192.168.1.1",
         "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "[fe80::1]", "[fd00::1]")  # fmt: skip


@contextmanager
def host(answer: bytes, *, ends: bool = True) -> Iterator[tuple[int, list[bytes]]]:
    """A server that gives one answer to each connection. Yields its port, and what it was sent."""
    sent: list[bytes] = []
    held: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                held.append(connection)
                sent.append(connection.recv(9999))
                connection.sendall(answer)
                if ends:
                    connection.close()

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1], sent
    for each in held:
        each.close()


async def asked(
    *requests: bytes, public_only: bool = False, largest: int = 9999
) -> tuple[bytes, PublicProxy]:
    """What a browser gets that sends requests on one connection, and the proxy."""
    async with PublicProxy(public_only=public_only, largest=largest) as proxy:
        port = int(proxy.address.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in requests:
            writer.write(request)
            await writer.drain()
            await asyncio.sleep(0.05)
        data = await asyncio.wait_for(reader.read(), 60)
        writer.close()
        return data, proxy


@pytest.mark.parametrize("name", LOCAL)
@pytest.mark.parametrize("method", ["GET", "CONNECT"])
def test_hosts_of_this_network_are_refused(name: str, method: str) -> None:
    target = f"{name}:443" if method == "CONNECT" else f"http://{name}/"
    data, proxy = apart(
        asyncio.run, asked(f"{method} {target} HTTP/1.1\r\n\r\n".encode(), public_only=True)
    )
    assert data.startswith(b"HTTP/1.1 403"), data
    assert proxy.refused == [name.strip("[]")]


def test_a_name_with_a_public_and_a_local_address_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def both(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", ("93.184.215.14", 80)), (0, 0, 0, "", ("127.0.0.1", 80))]

    async def ask() -> bytes:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", both)
        data, _ = await asked(b"GET http://two.example.com/ HTTP/1.1\r\n\r\n", public_only=True)
        return data

    assert apart(asyncio.run, ask()).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize(
    "request_",
    [b"GET / HTTP/1.1\r\n\r\n", b"GET file:///etc/passwd HTTP/1.1\r\n\r\n", b"\r\n\r\n",
     b"GET http://127.0.0.1:99999/ HTTP/1.1\r\n\r\n", b"GET http://[x/ HTTP/1.1\r\n\r\n",
     b"\xff\xff http://a/ HTTP/1.1\r\n\r\n", b"GET http://a/ HTTP/1.1\r\nX: " + b"a" * 99_999],
)  # fmt: skip
def test_what_is_no_request_reaches_nobody(request_: bytes) -> None:
    data, _ = apart(asyncio.run, asked(request_))
    assert data in (b"", b"HTTP/1.1 403 Refused\r\nContent-Length: 0\r\n\r\n")


def test_the_headers_of_the_proxy_are_not_passed_on() -> None:
    with host(b"HTTP/1.1 200 OK\r\nX-Server: kept\r\n\r\nwords") as (port, sent):
        request = f"POST http://127.0.0.1:{port}/a?b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n"
        request += "Proxy-Authorization: secret\r\nConnection: keep-alive\r\n\r\nxyz"
        data, _ = apart(asyncio.run, asked(request.encode()))
    assert data == b"HTTP/1.1 200 OK\r\nX-Server: kept\r\n\r\nwords"
    got = b"".join(sent)
    assert got.startswith(b"POST /a?b HTTP/1.1\r\nHost: h\r\n")
    assert b"secret" not in got
    assert b"Connection: close" in got


def test_a_second_request_is_not_answered_by_the_host_of_the_first() -> None:
    with host(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", ends=False) as (port, sent):
        first = f"GET http://127.0.0.1:{port}/ HTTP/1.1\r\n\r\n".encode()
        data, _ = apart(asyncio.run, asked(first, b"GET http://other.example/ HTTP/1.1\r\n\r\n"))
    assert data == b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
    assert b"other.example" not in b"".join(sent)


def test_answers_have_an_end() -> None:
    with host(b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 200_000) as (port, _):
        request = f"GET http://127.0.0.1:{port}/ HTTP/1.1\r\n\r\n".encode()
        data, proxy = apart(asyncio.run, asked(request, largest=100_000))
    assert proxy.full.is_set()
    assert len(data) <= 100_000
    assert public_proxy._HEAD < 100_000
