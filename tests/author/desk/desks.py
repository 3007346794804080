"""A desk without a server: forms are read and sent as a browser without scripts does."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.applications import Starlette

from claimline.author.captures import add
from claimline.author.desk.desk import Desk
from claimline.author.desk.routes import desk_routes
from claimline.author.desk.session import PREFIX, Session
from claimline.diagnostics import Report
from tests.small import write_small

SITE = "http://127.0.0.1:8000"


class Page:
    """A page of the desk, with its forms."""

    def __init__(self, browser: Browser, status: int, html: str, headers: Any) -> None:
        self.browser = browser
        self.status = status
        self.html = html
        self.headers = headers
        self.tree = LexborHTMLParser(html)
        self.typed: dict[str, str] = {}

    @property
    def text(self) -> str:
        body = self.tree.body
        return " ".join(body.text(separator=" ").split()) if body else self.html

    def all(self, selector: str) -> list[LexborNode]:
        return list(self.tree.css(selector))

    def inputs(self, form: str = "form[method]") -> list[tuple[str, str]]:
        """What the form sends, but for its buttons."""
        return [*_inputs(self.all(form)[0])]

    def labelled(self, label: str, words: str) -> Page:
        """Write into a field by its label: ``Title``, ``By 1`` or ``Citations 1: Source``."""
        match = re.fullmatch(r"(.+?)(?: (\d+))?(?:: (.+))?", label)
        assert match
        group, number, part = match.groups()
        page, inside = self, "form[method]"
        if number:
            inside = f'[aria-label="{label.partition(":")[0]}"]'
            if not self.all(inside):
                page = self.press(f"add:{group.lower()}")
        wanted = part or label
        for each in page.all(f"{inside} label"):
            shown = " ".join(each.text().split())
            if shown == wanted or shown.startswith((f"{wanted} needed", f"{wanted} made")):
                page.typed[str(each.attributes["for"])] = words
                return page
        raise AssertionError(f"no field {label}")

    def press(self, button: str, /, **values: str) -> Page:
        """Fill inputs and press a button, which is named by its value. ``__`` stands for a dot."""
        return self.send({name.replace("__", "."): value for name, value in values.items()}, button)

    def send(self, values: dict[str, str], button: str, **headers: str) -> Page:
        """Fill inputs by name and press a button. Other headers stand in for a browser's."""
        (form, *_) = self.all("form[method]")
        values = self.typed | values
        names = [each.attributes.get("value") for each in form.css("button")]
        assert button in names, (button, names)
        sent = self.inputs()
        known = {name for name, _ in sent}
        assert not values.keys() - known, (values.keys() - known, known)
        sent = [(name, values.get(name, value)) for name, value in sent]
        address = form.attributes.get("action") or self.browser.at
        return self.browser.post(str(address), [*sent, ("@do", button)], **headers)


def _inputs(form: LexborNode) -> Iterator[tuple[str, str]]:
    for node in form.css("input, select, textarea"):
        name = node.attributes.get("name")
        if not name:
            continue
        if node.tag == "select":
            options = node.css("option")
            chosen = next((o for o in options if "selected" in o.attributes), options[0])
            yield name, chosen.attributes.get("value") or ""
        elif node.tag == "textarea":
            # A browser drops the first line break, and sends CRLF.
            yield name, node.text().removeprefix("\n").replace("\n", "\r\n")
        elif node.attributes.get("type") != "radio" or "checked" in node.attributes:
            yield name, node.attributes.get("value") or ""


class Browser:
    """Opens pages of a desk, and sends its forms."""

    def __init__(self, project: Path) -> None:
        self.session = Session(SITE, 8000)
        app = Starlette(routes=[*desk_routes(Desk(project, self.session))])
        self._transport = httpx.ASGITransport(app)
        self._cookies = httpx.Cookies()
        self.at = ""

    def open(self, path: str = "", **headers: str) -> Page:
        address = path if path.startswith("/") else f"{PREFIX}{path}"
        self.at = address
        return self._page(self.ask("GET", address, headers=_named(headers)))

    def post(self, path: str, pairs: list[tuple[str, str]], **headers: str) -> Page:
        address = path if path.startswith("/") else f"{PREFIX}{path}"
        usual = {
            "Origin": self.session.origin,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        answer = self.ask(
            "POST", address, content=urlencode(pairs), headers=usual | _named(headers)
        )
        if answer.status_code == 303:
            return self.open(answer.headers["location"])
        self.at = address
        return self._page(answer)

    def forget_cookies(self) -> None:
        """Do as a browser that has not been here."""
        self._cookies = httpx.Cookies()

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The answer to a request, as it is."""

        async def answer() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=self._transport, base_url=self.session.origin, cookies=self._cookies
            ) as client:
                found = await client.request(method, path, **options)
                self._cookies = httpx.Cookies(client.cookies)
                return found

        # In a thread of its own: Playwright leaves a loop that runs in this one.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(answer())).result()

    def _page(self, answer: Any) -> Page:
        return Page(self, answer.status_code, answer.text, answer.headers)


PAGES = (
    "", "records/all", "edit/claim/gate-closed-late", "edit/claim/gate-was-repaired",
    "edit/detail/when-the-gate-closed", "edit/brief/what-is-known", "edit/site/site", "new/source",
    "new/event", "new/statement", "todo", "review", "remove/source/board-notice",
    "mark", "mark/board-notice/1", "mark/harbour-letter/1", "copy/harbour-letter/1",
    "keep/board-notice", "id/source/board-notice",
)  # fmt: skip


def copied(project: Path, source: str, name: str, data: bytes) -> None:
    """Keep a copy of a source."""
    file = project.parent / name
    file.write_bytes(data)
    report = Report()
    assert add(project, source, file, "2024-03-08", report), [*report]


def write_pages(folder: Path) -> None:
    """Write a page of each kind, some with findings, and the style sheet, for a checker."""
    project = write_small(folder.with_name("desk-project"))
    with (project / "content/claims/gate-was-repaired.yaml").open("a") as file:
        file.write("said: soon\nwithheld: {a: b}\n")
    letter = "<p>Das Tor war um zehn noch offen. <a href=x onclick=y>Mehr</a><img src=z></p>"
    for source, name, words in (
        ("board-notice", "notice.txt", "Notice\n\nThe gate closed at 21:30.\n"),
        ("harbour-letter", "letter.html", letter),
    ):
        copied(project, source, name, words.encode())
    browser = Browser(project)
    folder.mkdir()
    for path in PAGES:
        page = browser.open(path)
        assert page.status == 200, path
        (folder / f"{path.replace('/', '-') or 'home'}.html").write_text(page.html)
    passage = browser.open("mark/harbour-letter/1").send({}, "mark")
    (folder / "passage.html").write_text(passage.html)
    style = resources.files("claimline.author.desk") / "desk.css"
    (folder / "desk.css").write_bytes(style.read_bytes())


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
