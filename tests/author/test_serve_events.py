"""Open pages and the limits of the server: what pages hear, and who is cut off."""

from __future__ import annotations

import http.client
import json
import re
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest

from claimline.author.serve import app, http_server
from tests.serving import LONG, TINY, Client, Events, build_of, desk, fetch, save, until
from tests.small import write_files


def test_an_open_page_hears_of_a_build_and_of_errors(tmp_path: Path) -> None:
    project = write_files(tmp_path / "p", TINY)
    site = project / "content/site.yaml"
    with desk(project, editor="x-ed://open/{path}#{line}.{column}") as (here, heard):
        client = Client(here.address.url)
        build = build_of(client.text("/"))
        page, late = Events(here.address.url, build), Events(here.address.url, "of-yesterday")
        assert page.next() == (
            "errors",
            json.dumps({"heading": "The build has 0 errors", "errors": []}),
        )
        assert late.next() == ("reload", "")

        good = site.read_text()
        save(site, good + "titel: x\n")
        name, data = page.next()
        (fault,) = json.loads(data)["errors"]
        assert name == "errors"
        built = until(lambda: heard.builds[1:])[0]
        assert f"{fault['place']}: {fault['message']}" == str(next(iter(built.report)))
        assert fault["href"] == f"x-ed://open/{site.resolve()}#3.1"
        assert build_of(client.text("/")) == build  # the last good site

        save(site, good)
        assert json.loads(page.next()[1])["errors"] == []
        save(site, good.replace("Tiny", "Large"))
        assert page.next() == ("reload", "")
        assert "<h1>Large</h1>" in re.sub(r"<h1[^>]*>\s*", "<h1>", client.text("/"))
        for one in (page, late, client):
            one.close()


def test_a_first_build_that_fails_is_shown_until_it_is_mended(tmp_path: Path) -> None:
    project = write_files(tmp_path / "p", {**TINY, "content/site.yaml": "titel: Tiny\n"})
    with desk(project) as (here, heard):
        client = Client(here.address.url)
        status, _, body = client.ask("/about.html")
        assert status == 503
        assert heard.builds[0].report.failed
        text = body.decode()
        assert "content/site.yaml:1:1:" in text
        assert "vscode://file/" in text
        page = Events(here.address.url, build_of(text))
        save(project / "content/site.yaml", "titel: Tiny\nsummary: Some.\n")
        assert page.next() == ("reload", "")  # other errors: a page of them is out of date
        page.close()
        page = Events(here.address.url, build_of(client.ask("/about.html")[2].decode()))
        write_files(project, TINY)
        assert page.next() == ("reload", "")
        assert client.ask("/about.html")[0] == 200
        page.close()
        client.close()


def test_open_pages_beyond_the_limit_are_refused_and_builds_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "STREAMS", 3)
    project = write_files(tmp_path / "p", TINY)
    with desk(project) as (here, _):
        build = build_of(fetch(here.address.url))
        pages = [Events(here.address.url, build) for _ in range(3)]
        for page in pages:
            page.next()
        client = Client(here.address.url)
        assert client.ask("/.claimline/events")[0] == 503
        save(project / "content/site.yaml", "title: Other\nsummary: S\n")
        for page in pages:
            assert page.next() == ("reload", "")
            page.close()
        assert "<title>Other" in client.text("/")
        until(lambda: client.ask("/.claimline/events", "HEAD")[0] == 200)
        client.close()


def connect(url: str, request: bytes = b"") -> socket.socket:
    host, _, port = url.removeprefix("http://").rpartition(":")
    connection = socket.create_connection((host, int(port)), LONG)
    connection.sendall(request)
    return connection


def test_connections_beyond_the_limit_are_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_server, "CONNECTIONS", 3)
    with desk(write_files(tmp_path / "p", TINY)) as (here, heard):
        url = here.address.url
        held = [connect(url, b"GET / HT") for _ in range(3)]
        with connect(url) as further, suppress(ConnectionError):
            assert further.recv(1) == b""
        for connection in held:
            connection.close()

        def answered() -> bool:
            with suppress(ConnectionError, http.client.HTTPException):
                return bool(fetch(url))
            return False

        until(answered)
        assert heard.troubles == []


def test_who_sends_or_reads_nothing_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing at all, half a request, and a large answer that is not read."""
    monkeypatch.setattr(http_server, "IDLE", 2)
    cut_off: list[http_server.Connection] = []
    lost = http_server.Connection.connection_lost

    def note(connection: http_server.Connection, error: Exception | None) -> None:
        cut_off.append(connection)
        lost(connection, error)

    monkeypatch.setattr(http_server.Connection, "connection_lost", note)
    project = write_files(tmp_path / "p", TINY)
    with desk(project) as (here, heard):
        url = here.address.url
        (project / "site/large.bin").write_bytes(bytes(30_000_000))
        host = url.removeprefix("http://").encode()
        slow = connect(url, b"GET /large.bin HTTP/1.1\r\nHost: %b\r\n\r\n" % host)
        page = Events(url, build_of(fetch(url)))
        for connection in [connect(url, request) for request in (b"", b"GET / HT")]:
            with connection, suppress(ConnectionError):
                assert connection.recv(1) == b""
        until(lambda: len(cut_off) == 4)  # these two, the slow one, and that of the fetch
        got = 0
        with suppress(ConnectionError):
            while data := slow.recv(1 << 20):
                got += len(data)
        slow.close()
        assert got < 30_000_000
        # An open page listens for longer than that.
        save(project / "content/site.yaml", "title: Other\nsummary: S\n")
        assert [page.next()[0], page.next()[0]] == ["errors", "reload"]
        page.close()
        assert heard.troubles == []


def test_an_answer_that_is_not_read_does_not_hold_up_the_end(tmp_path: Path) -> None:
    with desk(write_files(tmp_path / "p", TINY)) as (here, _):
        url = here.address.url
        (tmp_path / "p/site/large.bin").write_bytes(bytes(30_000_000))
        host = url.removeprefix("http://").encode()
        slow = connect(url, b"GET /large.bin HTTP/1.1\r\nHost: %b\r\n\r\n" % host)
        assert slow.recv(1)
        began = time.monotonic()
    # Far less than the time that a connection may take while the server goes on.
    assert time.monotonic() - began < http_server.IDLE / 2
    slow.close()
