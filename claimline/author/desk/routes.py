"""The pages of the desk, and how a request reaches them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from importlib.resources import files
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from claimline.author.desk.desk import Desk, DeskRequest
from claimline.author.desk.form_answers import findings, preview
from claimline.author.desk.marking_pages import copies, mark, page_of_pdf, saved_page
from claimline.author.desk.new_copy_page import new_copy
from claimline.author.desk.new_id_page import new_id
from claimline.author.desk.overview_pages import home, records, remove, review, todo_page
from claimline.author.desk.record_pages import edit, new
from claimline.author.desk.sent_files import read_form_with_file
from claimline.author.desk.sent_form import MOST_BYTES, SentForm, read_form
from claimline.author.desk.session import PREFIX
from claimline.errors import ClaimlineError

Endpoint = Callable[[Request], Awaitable[Response]]
Handler = Callable[[Desk, DeskRequest], Response]

PAGES: tuple[tuple[str, str, Handler], ...] = (
    ("", "GET", home),
    ("records/{kind}", "GET", records),
    ("edit/{kind}/{id}", "GET POST", edit),
    ("new/{kind}", "GET POST", new),
    ("remove/{kind}/{id}", "GET POST", remove),
    ("id/{kind}/{id}", "GET POST", new_id),
    ("findings/{kind}", "POST", findings),
    ("findings/{kind}/{id}", "POST", findings),
    ("preview/{kind}", "POST", preview),
    ("preview/{kind}/{id}", "POST", preview),
    ("mark", "GET", copies),
    ("mark/{id}", "GET", copies),
    ("mark/{id}/{number}", "GET POST", mark),
    ("copy/{id}/{number}", "GET", saved_page),
    ("page/{id}/{number}/{page}", "GET", page_of_pdf),
    ("keep/{id}", "GET POST", new_copy),
    ("todo", "GET", todo_page),
    ("review", "GET", review),
)
"""Each page: its path below the desk, its methods, and the function that answers."""
MOST_SECONDS = 60.0
"""Seconds in which a form must have arrived. It comes from this machine."""
OWN = {"desk.css": "text/css", "desk.js": "text/javascript"}


def desk_routes(desk: Desk) -> list[Route]:
    """Return the routes of the desk."""
    pages = [
        Route(f"{PREFIX}{path}", _endpoint(desk, handler), methods=methods.split())
        for path, methods, handler in PAGES
    ]
    return [*pages, Route(f"{PREFIX}{{name}}", _own(desk))]


def _endpoint(desk: Desk, handler: Handler) -> Endpoint:
    async def answer(request: Request) -> Response:
        session = desk.session
        if request.headers.get("host", "").lower() != session.host:
            return _elsewhere(desk, request)
        headers = {name.lower(): value for name, value in request.headers.items()}
        if refusal := session.refusal(request.method, headers):
            return PlainTextResponse(f"{refusal}\n", HTTPStatus.FORBIDDEN, session.headers())
        form = SentForm()
        if request.method == "POST":
            try:
                async with asyncio.timeout(MOST_SECONDS):
                    form = await _form(request, handler)
            except ClientDisconnect:
                return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody reads it
            except TimeoutError:
                message = "The form did not arrive in time.\n"
                close = {**session.headers(), "Connection": "close"}
                return PlainTextResponse(message, HTTPStatus.REQUEST_TIMEOUT, close)
            except ValueError:
                message = "This is not a form of the desk, or it is too long.\n"
                return PlainTextResponse(message, HTTPStatus.BAD_REQUEST, session.headers())
        cookie = request.cookies.get(session.cookie, "")
        trusted = session.has_token(form.own.get("@token", ""), cookie)
        asked = DeskRequest(
            request.method, dict(request.path_params), dict(request.query_params), form, trusted
        )
        try:
            return await run_in_threadpool(handler, desk, asked)
        except ClaimlineError as error:
            return desk.not_found(f"{error.message} {error.suggestion}".strip())

    return answer


def _elsewhere(desk: Desk, request: Request) -> Response:
    """Lead a reader to the host of the desk; refuse anything else."""
    if request.method not in ("GET", "HEAD"):
        message = "The desk takes forms at its own address only.\n"
        return PlainTextResponse(message, HTTPStatus.FORBIDDEN)
    address = f"{desk.session.origin}{quote(request.url.path)}"
    return RedirectResponse(address, HTTPStatus.TEMPORARY_REDIRECT)


async def _form(request: Request, handler: Handler) -> SentForm:
    """Return the form that a request sends. Only the page of a new copy takes a file.

    Raises:
        ValueError: it is no form, or too long.
    """
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind == "multipart/form-data" and handler is new_copy:
        return await read_form_with_file(request.headers, request.stream())
    if kind != "application/x-www-form-urlencoded":
        raise ValueError("no form")
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST_BYTES:
            raise ValueError("too long")
    return read_form(bytes(data))


def _own(desk: Desk) -> Endpoint:
    async def answer(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in OWN or request.headers.get("host", "").lower() != desk.session.host:
            return PlainTextResponse("There is nothing here.\n", HTTPStatus.NOT_FOUND)
        data = (files(__package__) / name).read_bytes()
        return Response(data, headers={"Cache-Control": "no-cache"}, media_type=OWN[name])

    return answer
