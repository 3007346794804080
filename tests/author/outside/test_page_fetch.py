"""A page is fetched within limits, whatever its server does."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from claimline.author.outside.page_fetch import PageFetcher
from tests.author.outside.bad_server import PAGE, BadServer, bad_server, closed_port, response


@pytest.fixture(scope="module")
def server() -> Iterator[BadServer]:
    with bad_server() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def fetcher(waits: list[float]) -> Iterator[PageFetcher]:
    made = PageFetcher(pause=0, public_only=False, seconds=0.6, sleep=waits.append)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("/good", "there", ""),
        ("/for-now", "there", ""),
        ("/picture", "there", ""),
        ("/missing", "gone", "answers 404"),
        ("/gone", "gone", "answers 410"),
        ("/forbidden", "refused", "answers 403"),
        ("/login", "refused", "answers 401"),
        ("/law", "refused", "answers 451"),
        ("/broken", "refused", "answers 500"),
        ("/always-busy", "refused", "answers 503"),
        ("/busy-for-a-day", "refused", "answers 503"),
        ("/moved-to-nothing", "unreachable", "no address"),
        ("/moved-round", "unreachable", "without end"),
        ("/moved-badly", "unreachable", "no address"),
        ("/moved-to-file", "not asked", "not of the web"),
        ("/moved-to-script", "unreachable", "makes no sense"),
        ("/empty", "unreachable", "empty"),
        ("/no-answer", "unreachable", "makes no sense"),
        ("/not-http", "unreachable", "makes no sense"),
        ("/cut-short", "unreachable", "makes no sense"),
        ("/bad-length", "unreachable", "makes no sense"),
        ("/bad-chunks", "unreachable", "makes no sense"),
        ("/bad-packing", "unreachable", "makes no sense"),
        ("/long-header", "unreachable", "makes no sense"),
        ("/swelling", "unreachable", "larger than 8 MiB"),
        ("/endless", "unreachable", "larger than 8 MiB"),
        ("/drip", "unreachable", "too long"),
        ("/drip-header", "unreachable", "too long"),
        ("/silent", "unreachable", "too long"),
    ],
)
def test_each_answer_has_a_state_and_a_reason(
    server: BadServer, fetcher: PageFetcher, path: str, state: str, reason: str
) -> None:
    answer = fetcher.fetch(server.url + path)
    assert (answer.state, reason in answer.reason) == (state, True), answer
    assert bool(answer.reason) == (state != "there")
    # The next page of the same host is not the worse for it.
    assert fetcher.fetch(f"{server.url}/good").body == PAGE


def test_only_permanent_redirects_tell_of_a_new_address(
    server: BadServer, fetcher: PageFetcher
) -> None:
    assert fetcher.fetch(f"{server.url}/moved").moved_to == f"{server.url}/good"
    assert fetcher.fetch(f"{server.url}/for-now").moved_to == ""


def test_a_server_that_asks_to_wait_is_asked_once_more(
    server: BadServer, fetcher: PageFetcher, waits: list[float]
) -> None:
    assert fetcher.fetch(f"{server.url}/busy").state == "there"
    assert waits == [7.0]


def test_one_host_is_not_asked_twice_within_the_pause(
    server: BadServer, waits: list[float]
) -> None:
    fetcher = PageFetcher(pause=5, public_only=False, sleep=waits.append)
    fetcher.fetch(f"{server.url}/good", obey_rules=False)
    fetcher.fetch(f"{server.url}/good", obey_rules=False)
    fetcher.close()
    assert len(waits) == 1
    assert 4 < waits[0] <= 5


def test_rules_for_programs_are_obeyed(fetcher: PageFetcher) -> None:
    with bad_server() as other:
        rules = b"User-agent: *\nDisallow: /good\n"
        other.more["/robots.txt"] = response("200 OK", rules, "Content-Type: text/plain")
        assert fetcher.fetch(f"{other.url}/good").state == "not asked"
        assert fetcher.fetch(f"{other.url}/text").state == "there"
        assert fetcher.fetch(f"{other.url}/good", obey_rules=False).state == "there"
        assert other.asked.count("/robots.txt") == 1
        assert other.agents == {"claimline"}


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:9/x", "not on the public network"),
        ("http://[::1]/x", "not on the public network"),
        ("http://169.254.169.254/latest/meta-data/", "not on the public network"),
        ("http://10.0.0.1/", "not on the public network"),
        ("http://localhost/", "not on the public network"),
        ("http://2130706433/", "not on the public network"),
        ("http://[::ffff:127.0.0.1]/", "not on the public network"),
        ("ftp://example.org/x", "not of the web"),
        ("file:///etc/passwd", "not of the web"),
        ("http://", "not of the web"),
        ("http://[oops/", "not an address"),
        ("http://host:99999/", "not an address"),
    ],
)
def test_this_machine_and_its_network_are_not_asked(url: str, reason: str) -> None:
    fetcher = PageFetcher(pause=0)
    answer = fetcher.fetch(url)
    fetcher.close()
    assert answer.state == "not asked"
    assert reason in answer.reason


def test_a_host_that_moves_to_this_machine_is_sent_nothing(
    server: BadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host may have a public address when it is checked, and another one a moment later."""
    look_up, answers = socket.getaddrinfo, iter(["93.184.216.34"])

    def moving(host: str, *rest: Any, **named: Any) -> Any:
        return look_up(next(answers, "127.0.0.1"), *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", moving)
    fetcher = PageFetcher(pause=0)
    before = len(server.asked)
    answer = fetcher.fetch(server.url.replace("127.0.0.1", "moving.example"), obey_rules=False)
    fetcher.close()
    assert (answer.state, answer.reason) == ("unreachable", "its host is not on the public network")
    assert len(server.asked) == before


def test_a_host_that_is_not_there(fetcher: PageFetcher) -> None:
    answer = fetcher.fetch(f"http://127.0.0.1:{closed_port()}/")
    assert (answer.state, answer.reason) == ("unreachable", "the host cannot be reached")
    answer = fetcher.fetch("http://nobody.invalid/")
    assert answer.state == "unreachable"
    assert "host" in answer.reason


def test_encryption_that_is_none(server: BadServer, fetcher: PageFetcher) -> None:
    answer = fetcher.fetch(server.url.replace("http:", "https:"))
    assert answer.state == "unreachable"
    assert answer.reason


def test_a_slow_page_ends_in_its_time(server: BadServer, fetcher: PageFetcher) -> None:
    before = time.monotonic()
    fetcher.fetch(f"{server.url}/drip-header", obey_rules=False)
    assert time.monotonic() - before < 20
