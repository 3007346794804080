"""The app: pages of the site, the server's own files, and the events for open pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.staticfiles import NotModifiedResponse, StaticFiles

from claimline.author.desk.desk import Desk
from claimline.author.desk.routes import desk_routes
from claimline.author.desk.session import Session
from claimline.author.serve.error_page import as_json
from claimline.author.serve.gate import ClosedError
from claimline.author.serve.guard import HEADERS, Guard
from claimline.author.serve.responses import respond
from claimline.author.serve.server_state import State, StateFeed

if TYPE_CHECKING:
    from claimline.author.serve.dev_server import DevServer

OWN = {"serve.css": "text/css", "serve.js": "text/javascript"}
"""The server's own files. They lie below ``/.claimline/``, where no site has a page."""
STREAMS = 64
"""Pages that may listen for events at once. A browser keeps few connections to one host, and a
page in the background does not listen."""
ALIVE = 15.0
"""Seconds between two comments to an open page. One that fails shows that the page is gone."""


def create_app(server: DevServer) -> Starlette:
    """Return the app that serves the site of a development server."""

    session = server.desk_session

    async def page(request: Request) -> Response:
        if session and request.headers.get("host", "").lower() == session.host:
            return await _at_desk_host(server, session, request)
        return await run_in_threadpool(_page, server, request)

    async def events(request: Request) -> Response:
        return _events(server.feed, request)

    async def failed(request: Request, error: Exception) -> Response:
        server.on_trouble("A request could not be answered.", error)
        return PlainTextResponse("The server failed.\n", 500, HEADERS | {"Connection": "close"})

    desk = desk_routes(Desk(server.project, session)) if session else []
    routes = [
        *desk,
        Route("/.claimline/events", events),
        Route("/.claimline/{name:path}", _own),
        Route("/{path:path}", page),
    ]
    guard = Middleware(Guard, address=server.address)
    return Starlette(routes=routes, middleware=[guard], exception_handlers={Exception: failed})


def _page(server: DevServer, request: Request) -> Response:
    """Wait for the build that runs, and answer the request from the site."""
    try:
        with server.gate.reading():
            target = request.scope["raw_path"], request.scope["query_string"]
            response = respond(server.output, server.mount, *target, server.feed.state)
    except ClosedError:
        return PlainTextResponse("The server has ended.\n", 503, {"Connection": "close"})
    conditional = StaticFiles(check_dir=False)
    if response.status_code == 200 and conditional.is_not_modified(
        response.headers, request.headers
    ):
        return NotModifiedResponse(response.headers)
    return response


async def _at_desk_host(server: DevServer, session: Session, request: Request) -> Response:
    """Answer a request for the site at the host of the desk.

    A page opens at its own host. Previews need the site's styles and pictures here. Nothing of the
    site can run here, or a script of a theme could use the desk.
    """
    if request.headers.get("sec-fetch-mode") == "navigate":
        path = request.scope["raw_path"].decode("latin-1").lstrip("/")
        return RedirectResponse(f"{session.site_url}/{path}")
    response = await run_in_threadpool(_page, server, request)
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


async def _own(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in OWN:
        return PlainTextResponse("There is nothing here.\n", 404)
    return Response((files(__package__) / name).read_bytes(), media_type=OWN[name])


def _events(feed: StateFeed, request: Request) -> Response:
    """Tell an open page when it is out of date, and which errors stop a build."""
    if feed.listeners >= STREAMS:
        return PlainTextResponse("Too many pages of this site are open.\n", 503)
    if request.method == "HEAD":
        return Response(media_type="text/event-stream")
    stream = _stream(feed, request.query_params.get("build", ""))
    return StreamingResponse(stream, media_type="text/event-stream")


async def _stream(feed: StateFeed, shown: str) -> AsyncIterator[str]:
    """Yield the events for a page of the build ``shown``, until the server ends."""
    changed = asyncio.Event()
    known: State | None = None
    wake = partial(asyncio.get_running_loop().call_soon_threadsafe, changed.set)
    with feed.listening(wake):
        yield "retry: 500\n\n"
        while not feed.closed:
            changed.clear()
            state = feed.state
            if state.build != shown:
                yield "event: reload\ndata:\n\n"
            elif state.good and (known is None or state.errors != known.errors):
                yield f"event: errors\ndata: {as_json(state.errors)}\n\n"
            elif known is not None:
                yield ": still here\n\n"
            known = state
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), ALIVE)
