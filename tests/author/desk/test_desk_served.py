"""The desk beside the site: each at a host name of its own, on one server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import TINY, Client, Heard, desk

DESK = "/.claimline/desk/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    project = tmp_path_factory.mktemp("served") / "p"
    for name, text in TINY.items():
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    with desk(project) as (_, heard):
        yield heard


def test_the_desk_has_a_host_name_of_its_own(served: Heard) -> None:
    assert served.desk_url.startswith("http://localhost:")
    client = Client(served.url)
    at_desk = served.desk_url.removesuffix(DESK).removeprefix("http://")
    status, headers, body = client.ask(DESK, Host=at_desk)
    assert status == 200
    assert b"Tiny" in body
    # The guard of the server leaves the stricter headers of the desk.
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    status, headers, body = client.ask(f"{DESK}todo")
    assert (status, headers["location"]) == (307, f"{served.desk_url}todo")
    assert b"Tiny" not in body
    assert client.ask(DESK, Host="evil.example")[0] == 403
    for name in ("desk.css", "desk.js"):
        assert client.ask(f"{DESK}{name}", Host=at_desk)[0] == 200
        assert client.ask(f"{DESK}{name}")[0] == 404
    assert client.ask(f"{DESK}templates/form.html", Host=at_desk)[0] == 404
    assert client.ask(f"{DESK}..%2Froutes.py", Host=at_desk)[0] == 404
    client.close()


def test_nothing_of_the_site_runs_at_the_host_of_the_desk(served: Heard) -> None:
    client = Client(served.url)
    at_desk = served.desk_url.removesuffix(DESK).removeprefix("http://")
    status, headers, _ = client.ask("/about.html", Host=at_desk, Sec_Fetch_Mode="navigate")
    assert (status, headers["location"]) == (307, f"{served.url}/about.html")
    status, headers, _ = client.ask("//evil.example/x", Host=at_desk, Sec_Fetch_Mode="navigate")
    assert headers["location"] == f"{served.url}/evil.example/x"
    status, headers, _ = client.ask("/about.html", Host=at_desk)
    assert (status, headers["content-security-policy"]) == (200, "sandbox")
    assert "content-security-policy" not in client.ask("/about.html")[1]
    client.close()


def test_a_server_that_others_can_reach_has_no_desk(tmp_path: Path) -> None:
    for name, text in TINY.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    with desk(tmp_path, host="0.0.0.0") as (server, heard):
        assert heard.desk_url == ""
        client = Client(f"http://127.0.0.1:{server.address.port}")
        for host in ("127.0.0.1", "localhost"):
            assert client.ask(DESK, Host=f"{host}:{server.address.port}")[0] == 404
        client.close()
