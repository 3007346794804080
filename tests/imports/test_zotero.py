"""A library in a running Zotero, which here is a small server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from claimline.imports.safe_bytes import UnimportableError
from claimline.imports.zotero import fetch_library
from tests.imports.readers import all_words, labels, read, records


def item(number: int) -> dict[str, Any]:
    """An item as Zotero answers it."""
    return {
        "key": f"K{number}",
        "data": {"key": f"K{number}", "itemType": "newspaperArticle", "tags": [{"tag": "roof"}]},
        "csljson": {
            "id": f"1/K{number}", "type": "article-newspaper", "title": f"Article {number}",
            "container-title": "Gazette", "URL": f"https://example.org/{number}",
            "issued": {"date-parts": [[2024, 3, number % 28 + 1]]}, "language": "en",
        },
    }  # fmt: skip


NOTE = {
    "key": "N1",
    "data": {"itemType": "note", "parentItem": "K1", "note": "<p>For <b>my eyes</b></p>"},
    "csljson": {},
}
LIBRARY = [*(item(number) for number in range(130)), NOTE]


class FakeZotero(BaseHTTPRequestHandler):
    """Answers as Zotero's local interface does, a hundred items at once."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/moved/items":
            self.send_response(302)
            self.send_header("Location", "/api/users/0/items")
            self.end_headers()
            return
        start = int(parse_qs(parts.query)["start"][0])
        limit = min(100, int(parse_qs(parts.query)["limit"][0]))
        body = json.dumps(LIBRARY[start : start + limit]).encode()
        self.send_response(200 if parts.path == "/api/users/0/items" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), FakeZotero)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_whole_library_is_read(address: str) -> None:
    findings = read(fetch_library(f"{address}/api/users/0"), "Zotero", "zotero")
    assert (findings.what, findings.items) == ("a library in Zotero", 130)
    sources = records(findings, "source")
    assert len(sources) == 130
    assert sources[1]["publisher"] == "Gazette"
    assert sources[1]["published"] == "2024-03-02"
    assert labels(sources[1]) == {}
    assert findings.proposals[1].keys[0] == "ref:zotero:k1|article 1"
    # Notes and tags are the user's own.
    assert "my eyes" not in str(findings.proposals)
    assert "my eyes" in all_words(findings)


@pytest.mark.parametrize("path", ["/moved", "/elsewhere"])
def test_an_answer_from_elsewhere_is_refused(address: str, path: str) -> None:
    with pytest.raises(UnimportableError, match="does not answer"):
        fetch_library(f"{address}{path}")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://example.org/api/users/0",
        "https://localhost:23119/api/users/0",
        "http://localhost.example.org/",
        "http://127.0.0.1@example.org/",
    ],
)
def test_only_this_machine_is_asked(elsewhere: str) -> None:
    with pytest.raises(UnimportableError, match="not on this machine"):
        fetch_library(elsewhere)


def test_nobody_answers() -> None:
    with pytest.raises(UnimportableError, match="Zotero does not answer") as error:
        fetch_library("http://127.0.0.1:1/api/users/0")
    assert "Start Zotero" in error.value.suggestion


@pytest.mark.parametrize("data", ["{}", "[1]", '[{"key": "K"}]', "x"])
def test_an_answer_that_is_no_library(data: str) -> None:
    with pytest.raises(UnimportableError):
        read(data, "Zotero", "zotero")
