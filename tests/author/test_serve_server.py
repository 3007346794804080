"""The server, over the wire: who may ask, for what, and what becomes of odd requests."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimline.author.serve import app
from claimline.author.serve.dev_server import DevServer, Settings
from claimline.author.serve.http_server import is_loopback
from tests.serving import LONG, TINY, Client, Events, Heard, build_of, desk, fetch, save, until
from tests.small import write_files


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DevServer, Heard]]:
    """A tiny project that no test changes."""
    with desk(write_files(tmp_path_factory.mktemp("served"), TINY)) as running:
        yield running
        assert running[1].troubles == []


@pytest.fixture
def client(served: tuple[DevServer, Heard]) -> Iterator[Client]:
    client = Client(served[0].address.url)
    yield client
    client.close()


def raw(url: str, request: bytes) -> bytes:
    """All that comes back for the bytes of a request."""
    host, _, port = url.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port)), LONG) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def test_pages_are_complete_and_never_kept_unasked(client: Client) -> None:
    status, headers, body = client.ask("/")
    assert status == 200
    assert body.rstrip().endswith(b"</html>")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["server"] == "claimline"


@pytest.mark.parametrize("path", ["/none", "/.claimline/none", "/.claimline/serve.js", "/pages"])
def test_every_answer_has_the_headers_of_security(client: Client, path: str) -> None:
    for host in (client.host, "evil.example"):
        _, headers, _ = client.ask(path, Host=host)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        client.close()


@pytest.mark.parametrize("name", ["serve.js", "serve.css"])
def test_the_servers_own_files(client: Client, name: str) -> None:
    status, headers, body = client.ask(f"/.claimline/{name}")
    assert status == 200
    assert headers["content-type"].startswith("text/")
    assert body
    for path in (
        "/.claimline/other",
        "/.claimline/",
        f"/.claimline/../{name}",
        "/.claimline/app.py",
    ):
        assert client.ask(path)[0] == 404


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    _, headers, _ = client.ask("/")
    tag = headers["etag"]
    for wanted in (tag, f"W/{tag}", f'"other", {tag}'):
        status, again, body = client.ask("/", If_None_Match=wanted)
        assert (status, body, again["etag"]) == (304, b"", tag)
    assert client.ask("/", If_None_Match='"other"')[0] == 200


def test_head_has_the_headers_alone(client: Client) -> None:
    _, full, body = client.ask("/")
    status, headers, nothing = client.ask("/", "HEAD")
    assert (status, nothing) == (200, b"")
    assert headers["content-length"] == full["content-length"] == str(len(body))
    assert client.ask("/.claimline/events", "HEAD")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"])
def test_only_get_and_head_are_understood(client: Client, method: str) -> None:
    for path in ("/", "/.claimline/events", "/.claimline/serve.js"):
        status, headers, _ = client.ask(path, method)
        assert (status, {*headers["allow"].split(", ")}) == (405, {"GET", "HEAD"})


def test_a_body_is_no_second_request(served: tuple[DevServer, Heard]) -> None:
    inner = b"GET /about.html HTTP/1.1\r\nHost: localhost\r\n\r\n"
    host = served[0].address.url.removeprefix("http://").encode()
    for header in (b"Content-Length: %d" % len(inner), b"Transfer-Encoding: chunked"):
        request = b"GET / HTTP/1.1\r\nHost: %b\r\n%b\r\n\r\n" % (host, header)
        assert raw(served[0].address.url, request + inner).count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_the_hosts_own_names_are_served(client: Client, name: str) -> None:
    port = client.host.rpartition(":")[2]
    assert client.ask("/", Host=f"{name}:{port}")[0] == 200


@pytest.mark.parametrize(
    "name",
    [
        "evil.example:{port}", "evil.example", "localhost", "localhost:1", "localhost.:{port}",
        "127.0.0.1.evil.example:{port}", "0.0.0.0:{port}", "127.0.0.2:{port}", ":{port}",
        "localhost:{port}@evil.example", "evil.example:{port}:{port}", "::1:{port}",
        "localhost:{port}, evil.example",
    ],
)  # fmt: skip
def test_another_host_is_refused(client: Client, name: str) -> None:
    port = client.host.rpartition(":")[2]
    for path in ("/", "/.claimline/serve.js", "/.claimline/events", "/none"):
        status, _, body = client.ask(path, Host=name.format(port=port))
        assert status == 403
        assert b"<html" not in body
        client.close()


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.0\r\n\r\n", b"403"),
        (b"GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n", b"400"),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET * HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /../../etc/passwd HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET //evil.example/.. HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /%0a HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /\xff\xfe HTTP/1.1\r\nHost: HOST\r\n\r\n", b"400"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.0\r\nHost: HOST\r\n\r\n", b"404"),
        # Without an end, so that the limit ends it.
        (b"GET /" + b"a" * 20_000, b"400"),
        (b"GET / HTTP/1.1\r\nHost: HOST\r\n" + b"a: b\r\n" * 4_000, b"400"),
        (b"nonsense\r\n\r\n", b"400"),
        (
            b"GET / HTTP/1.0\r\nHost: HOST\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
            b"200",
        ),
    ],
)
def test_odd_requests(served: tuple[DevServer, Heard], request_: bytes, status: bytes) -> None:
    host = served[0].address.url.removeprefix("http://").encode()
    answer = raw(served[0].address.url, request_.replace(b"HOST", host))
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"root:" not in answer
    assert b"Traceback" not in answer


def test_who_goes_away_is_no_trouble(served: tuple[DevServer, Heard]) -> None:
    """Half a request, a page that is not read, an open page that is closed."""
    here, heard = served
    host, _, port = here.address.url.removeprefix("http://").rpartition(":")
    start = f"HTTP/1.1\r\nHost: {host}:{port}\r\n"
    for request in ("GET / HT", f"GET / {start}\r\n", f"GET /.claimline/events {start}\r\n"):
        for _ in range(10):
            connection = socket.create_connection((host, int(port)), LONG)
            # Closed at once, with what was sent unread: the server's next word meets a reset.
            linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            connection.sendall(request.encode())
            connection.close()
    here.feed.put(here.feed.state)
    with socket.create_connection((host, int(port)), LONG):
        assert fetch(here.address.url)
    assert heard.troubles == []


def test_a_fault_of_the_app_is_told_and_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(write_files(tmp_path / "p", TINY)) as (here, heard):
        monkeypatch.setattr(app, "respond", lambda *_: 1 / 0)
        client = Client(here.address.url)
        status, headers, body = client.ask("/")
        assert (status, headers["x-content-type-options"]) == (500, "nosniff")
        assert b"Traceback" not in body
        assert "ZeroDivisionError" in heard.troubles[0] or "division" in heard.troubles[0]
        monkeypatch.undo()
        assert client.text("/")
        client.close()


def test_no_thread_is_left(tmp_path: Path) -> None:
    """Open pages, idle connections and requests that wait do not hold up the end."""
    before = set(threading.enumerate())
    with desk(write_files(tmp_path / "p", TINY)) as (here, heard):
        page = Events(here.address.url, build_of(fetch(here.address.url)))
        page.next()
        idle = Client(here.address.url)
        idle.text("/")
        assert heard.troubles == []
    until(lambda: set(threading.enumerate()) <= before)
    assert page.stream.read() == b""
    page.close()
    idle.close()


def test_a_request_waits_for_the_build_of_what_was_saved(tmp_path: Path) -> None:
    """From the moment when the server knows of a change, no request gets the page before it."""
    project = write_files(tmp_path / "p", TINY)
    with desk(project) as (here, _):
        client = Client(here.address.url)
        for nth in range(5):
            save(project / "content/site.yaml", f"title: T{nth}\nsummary: S\n")
            until(lambda: here.gate.pending or f"<title>T{nth}<" in client.text("/"))  # noqa: B023
            assert f"<title>T{nth}<" in client.text("/")
        client.close()


def test_published_below_a_path_it_is_served_there_too(tmp_path: Path) -> None:
    project = write_files(tmp_path / "p", TINY)
    with (project / "content/site.yaml").open("a") as file:
        file.write("base_url: https://example.org/some/case\n")
    with desk(project) as (here, _):
        client = Client(here.address.url)
        status, _, body = client.ask("/none/none.html")
        assert status == 404
        hrefs = re.findall(r'rel="stylesheet" href="([^"]+)"', body.decode())
        assert hrefs
        for href in hrefs:
            assert href.startswith("/some/case/")
            assert client.ask(href)[0] == 200
        client.close()


def test_beyond_loopback_the_address_in_use_is_a_name(tmp_path: Path) -> None:
    project = write_files(tmp_path / "p", TINY)
    with desk(project, host="0.0.0.0") as (here, _):
        port = here.address.url.rpartition(":")[2]
        client = Client(f"http://127.0.0.1:{port}")
        for name, status in (("0.0.0.0", 200), ("127.0.0.1", 200), ("192.0.2.1", 403)):
            assert client.ask("/", Host=f"{name}:{port}")[0] == status, name
        client.close()


def test_ports(tmp_path: Path) -> None:
    project = write_files(tmp_path / "p", TINY)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            DevServer(Settings(project, project / "site", port=port), Heard())


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("192.168.0.1", False), ("example.org", False),
    ],
)  # fmt: skip
def test_what_is_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
