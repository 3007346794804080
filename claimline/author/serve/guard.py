"""What every request must fulfil, and the headers that every response has."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimline.author.serve.http_server import Address

HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    # No page from elsewhere may hold a draft as its image, script or frame.
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


class Guard:
    """Refuses a request that names another host.

    So no page from elsewhere can read a draft through a name that it points at this machine (DNS
    rebinding). Starlette's own middleware checks neither the port nor IPv6 addresses.
    """

    def __init__(self, app: ASGIApp, address: Address) -> None:
        self._app = app
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Headers(scope=scope)
        trusted = self._address.is_named(asked.getlist("host"), (scope["server"] or ("",))[0])
        # Only the desk reads a body, so nothing that follows one on the connection is read.
        body = "transfer-encoding" in asked or asked.get("content-length", "0") != "0"

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if body or not trusted:
                    headers["Connection"] = "close"
            await send(message)

        if trusted:
            await self._app(scope, receive, send_guarded)
        else:
            message = f"This server is {self._address.url}, and the request names another host.\n"
            await PlainTextResponse(message, 403)(scope, receive, send_guarded)
