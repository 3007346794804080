"""Nobody but the author's own pages reads or writes through the desk."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from claimline.author.author_error import AuthorError
from claimline.author.desk import routes
from claimline.author.desk.desk import Desk
from claimline.author.desk.routes import PAGES, desk_routes
from claimline.author.desk.session import PREFIX, Session
from claimline.author.record_store import write_record_file
from tests.author.desk.desks import SITE, Browser, Page
from tests.small import write_small

CLAIM = "content/claims/gate-closed-late.yaml"
FETCH = ("Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest")
EDIT = "edit/claim/gate-closed-late"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "p")


@pytest.fixture
def browser(project: Path) -> Browser:
    return Browser(project)


def saved_with(page: Page, **headers: str) -> Page:
    return page.send({"short": "Changed"}, "save", **headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:8000"},  # the site: a theme's script is not the desk
        {"Origin": "http://localhost:8001"},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "evil.example:8000"},
        {"Host": "127.0.0.1:8000"},
        {"Host": "localhost:8000.evil.example"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Cookie": "claimline-desk-8000=other"},
    ],
    ids=str,
)
def test_a_form_of_a_foreign_page_writes_nothing(
    browser: Browser, project: Path, headers: dict[str, str]
) -> None:
    page = browser.open(EDIT)
    before = (project / CLAIM).read_bytes()
    if "Cookie" in headers:
        browser.forget_cookies()
    answer = saved_with(page, **headers)
    assert answer.status in (400, 403)
    assert (project / CLAIM).read_bytes() == before
    # The same form of the desk's own page is taken.
    assert saved_with(browser.open(EDIT)).status == 200
    assert (project / CLAIM).read_bytes() != before


def test_a_form_without_the_token_or_the_cookie_comes_back_filled(
    browser: Browser, project: Path
) -> None:
    page = browser.open(EDIT)
    before = (project / CLAIM).read_bytes()
    for values in ({"@token": ""}, {"@token": "é"}, {"@token": "0" * 64}):
        answer = page.send({"short": "Typed for long", **values}, "save")
        assert answer.status == 403
        assert dict(answer.inputs())["short"] == "Typed for long"
        assert "Nothing is lost" in answer.text
    browser.forget_cookies()
    assert saved_with(page).status == 403
    assert (project / CLAIM).read_bytes() == before


@pytest.mark.parametrize(
    ("fetch", "host", "status"),
    [
        ("cross-site no-cors script", "", 403),
        ("cross-site cors empty", "", 403),
        ("same-site cors empty", "", 403),
        ("cross-site navigate iframe", "", 403),
        ("cross-site navigate document", "", 200),  # a link: nobody else reads the answer
        ("none navigate document", "", 200),
        ("none navigate document", "evil.example:8000", 307),
        ("same-origin navigate document", "127.0.0.1:8000", 307),
    ],
)
def test_no_foreign_page_reads_a_form(browser: Browser, fetch: str, host: str, status: int) -> None:
    headers = dict(zip(FETCH, fetch.split(), strict=True)) | ({"Host": host} if host else {})
    answer = browser.open(EDIT, **headers)
    assert answer.status == status
    assert ("The gate closed" in answer.html) == (status == 200)
    assert "access-control-allow-origin" not in answer.headers
    if status == 307:
        assert answer.headers["location"].startswith("http://localhost:8000/")


PARTS = {"{kind}": "claim", "{id}": "gate-closed-late", "{number}": "1", "{page}": "1"}
"""What stands for the parts of an address."""


def address_of(path: str) -> str:
    for part, words in PARTS.items():
        path = path.replace(part, words)
    return f"{PREFIX}{path}"


@pytest.mark.parametrize("path", [path for path, methods, _ in PAGES if "POST" in methods])
def test_no_page_takes_a_foreign_form(browser: Browser, project: Path, path: str) -> None:
    before = {each: each.read_bytes() for each in project.rglob("*") if each.is_file()}
    own = browser.session.origin
    sent = {"@token": browser.session.token, "@do": "save-anyway", "short": "x", "@record": "x"}
    browser.open()  # the browser has the cookie
    for headers in (
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},  # a frame in a sandbox, a data: page
        {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": own, "Sec-Fetch-Site": "cross-site"},
        {"Origin": own, "Host": "evil.example:8000"},
        {"Origin": "http://evil.example:8000", "Host": "evil.example:8000"},
    ):
        answer = browser.ask("POST", address_of(path), data=sent, headers=headers)
        assert answer.status_code == 403, headers
        assert "gate" not in answer.text
    assert {each: each.read_bytes() for each in project.rglob("*") if each.is_file()} == before


@pytest.mark.parametrize("path", [path for path, methods, _ in PAGES if "GET" in methods])
def test_no_page_is_read_by_another_origin(browser: Browser, path: str) -> None:
    for fetch in (
        "cross-site no-cors script",
        "cross-site no-cors style",
        "cross-site no-cors image",
        "cross-site cors empty",
        "cross-site navigate iframe",
        "cross-site navigate object",
        "same-site cors empty",
        "same-site navigate iframe",
    ):
        headers = dict(zip(FETCH, fetch.split(), strict=True))
        answer = browser.ask("GET", address_of(path), headers=headers)
        assert answer.status_code == 403, fetch
        assert "gate" not in answer.text
        assert "access-control-allow-origin" not in answer.headers
    # A name that was made to lead here shows nothing either: it leads to the desk's own name.
    answer = browser.ask("GET", address_of(path), headers={"Host": "evil.example:8000"})
    assert answer.status_code == 307
    assert answer.headers["location"].startswith(browser.session.origin)
    assert not answer.text


def test_no_page_frames_the_desk_and_nothing_in_it_runs(browser: Browser) -> None:
    for path in (
        "",
        "records/all",
        EDIT,
        "mark",
        "todo",
        "review",
        "remove/claim/gate-closed-late",
        "keep/board-notice",
        "id/claim/gate-closed-late",
    ):
        page = browser.open(path)
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["x-frame-options"] == "DENY"
        assert page.headers["cache-control"] == "no-store"
        assert "SameSite=Strict" in page.headers["set-cookie"]
        assert "HttpOnly" in page.headers["set-cookie"]
        # No script and no style stands in a page.
        assert not re.search(r"<style|\son\w+=|\sstyle=|javascript:", page.html)
        assert all(each.attributes.get("src") for each in page.all("script"))


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def test_words_of_records_and_of_addresses_are_only_words(browser: Browser, project: Path) -> None:
    words = HOSTILE.replace("'", "''")
    file = project / CLAIM
    file.write_text(re.sub("short: .*", f"short: '{words}'", file.read_text()))
    actor = project / "content/actors/fishers.yaml"
    actor.write_text(re.sub("name: .*", f"name: '{words}'", actor.read_text()))
    query = "records/all?q=%3Cscript%3Ealert(3)%3C/script%3E"
    for path in (
        "",
        "records/all",
        EDIT,
        "todo",
        query,
        "review?against=<script>",
        "edit/claim/<script>",
    ):
        page = browser.open(path)
        assert "<script>alert" not in page.html, path
        assert not page.all("img, main script"), path
    assert HOSTILE in dict(browser.open(EDIT).inputs())["short"]


def test_a_preview_runs_nothing_and_sends_nothing(browser: Browser, project: Path) -> None:
    page = browser.open(EDIT)
    answer = browser.post("preview/claim/gate-closed-late", page.inputs())
    assert "The gate closed" in answer.html
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "form-action 'none'" in policy
    assert "sandbox allow-same-origin" in policy
    assert "allow-scripts" not in policy
    (frame,) = page.all("iframe")
    assert frame.attributes["sandbox"] == "allow-same-origin"
    # Without the token there is no preview: a foreign page cannot make the desk work.
    blind = [(name, value) for name, value in page.inputs() if name != "@token"]
    assert "The gate closed" not in browser.post("preview/claim/gate-closed-late", blind).html
    assert browser.post("findings/claim/gate-closed-late", blind).status == 403


@pytest.mark.parametrize(
    "path",
    ["content/../evil.yaml", "templates/x.html", "/etc/passwd", "content//x.yaml", "content",
     "content/claims/..", "content\\..\\x", "site/x.yaml"],
)  # fmt: skip
def test_paths_never_leave_the_records(project: Path, path: str) -> None:
    before = sorted(project.parent.rglob("*"))
    with pytest.raises(AuthorError):
        write_record_file(project, path, "x: y\n", "")
    assert sorted(project.parent.rglob("*")) == before


def test_no_link_is_followed(browser: Browser, project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    os.symlink(outside, project / "content/statements/linked")
    with pytest.raises(AuthorError, match="link"):
        write_record_file(project, "content/statements/linked/x.yaml", "x: y\n", "")
    target = project / "content/actors/real.yml.txt"
    target.write_text("name: Real\n")
    os.symlink(target, project / "content/actors/alias.yaml")
    answer = browser.open("edit/actor/alias").press("save", name="Other")
    assert "link leads to" in answer.text
    assert target.read_text() == "name: Real\n"
    assert not list(outside.iterdir())


def test_a_form_that_is_too_long_or_broken_is_refused(browser: Browser, project: Path) -> None:
    page = browser.open(EDIT)
    assert browser.post(EDIT, [*page.inputs(), ("x", "y" * (9 << 20))]).status == 400
    assert browser.post(EDIT, [(f"x{n}", "") for n in range(20_001)]).status == 400
    deep = ".".join("a" * 5_000)
    sent = [*page.inputs(), (deep, "x"), ("@do", "check"), ("citations", "x"), ("by.x", "y")]
    assert browser.post(EDIT, sent).status == 200
    for name, value in (("@base", "[" * 100_000), ("@base", "[]"), ("@parent", "{}")):
        other = [(n, v) for n, v in page.inputs() if n != name]
        assert browser.post(EDIT, [*other, (name, value), ("@do", "back")]).status in (200, 404)
    for do in (
        "add:..",
        "remove:",
        "up:citations",
        "up:x.y",
        "create:x:y",
        "cite:",
        "x",
        "create:",
    ):
        assert browser.post(EDIT, [*page.inputs(), ("@do", do)]).status in (200, 404), do


FORMS = pytest.mark.parametrize(
    ("path", "kind"),
    [
        (path, kind)
        for path in ("edit/claim/gate-closed-late", "keep/board-notice")
        for kind in ("application/x-www-form-urlencoded", "multipart/form-data")
    ],
)
Receive = Callable[[], Awaitable[dict[str, Any]]]


def answered(project: Path, path: str, kind: str, receive: Receive) -> dict[str, Any]:
    """The start of the answer to a form whose body comes from ``receive``."""
    session = Session(SITE, 8000)
    app = Starlette(routes=[*desk_routes(Desk(project, session))])
    headers = {
        "host": session.host, "origin": session.origin,
        "content-type": f"{kind}; boundary=x", "content-length": "99",
    }  # fmt: skip
    scope = {
        "type": "http", "method": "POST", "path": f"{PREFIX}{path}", "query_string": b"",
        "raw_path": f"{PREFIX}{path}".encode(), "root_path": "", "scheme": "http",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    start: dict[str, Any] = sent[0]
    return start


@FORMS
def test_a_browser_that_goes_away_half_way_is_no_failure(
    project: Path, path: str, kind: str
) -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    assert answered(project, path, kind, receive)["status"] == 400


@pytest.mark.parametrize(
    ("path", "kind", "pause", "chunk"),
    [
        ("edit/claim/gate-closed-late", "application/x-www-form-urlencoded", 3600, b""),
        ("edit/claim/gate-closed-late", "application/x-www-form-urlencoded", 0.01, b"x"),
        ("keep/board-notice", "multipart/form-data", 3600, b""),
    ],
    ids=["silent", "slow", "silent, with a file"],
)
def test_a_form_that_never_ends_is_not_waited_for(
    project: Path, path: str, kind: str, pause: float, chunk: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "MOST_SECONDS", 0.05)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(pause)
        return {"type": "http.request", "body": chunk, "more_body": True}

    start = answered(project, path, kind, receive)
    assert start["status"] == 408
    assert (b"connection", b"close") in start["headers"]
