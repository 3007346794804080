"""Responses from the files of the site. A page gets the script that reloads it.

Nothing here waits or writes; the caller holds the gate while this reads the site.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from starlette.responses import HTMLResponse, RedirectResponse, Response

from claimline.author.serve.error_page import as_page
from claimline.author.serve.server_state import State

BUILD = "Claimline-Build"
"""A header of every page and file: the name of the build that it was read from."""

# Names that no file of a site has, and characters with a meaning on some systems.
_BAD = re.compile(r"[\x00-\x1f\x7f\\:]|\A\.(?!well-known\Z)|\A\Z")

_TYPES = MimeTypes()
"""Python's own table of media types, not the system's, with types that some versions lack."""
for _ending, _type in {
    ".atom": "application/atom+xml", ".avif": "image/avif", ".geojson": "application/geo+json",
    ".ics": "text/calendar", ".js": "text/javascript", ".jsonld": "application/ld+json",
    ".md": "text/markdown", ".rss": "application/rss+xml", ".ttl": "text/turtle",
    ".vtt": "text/vtt", ".webp": "image/webp", ".woff": "font/woff", ".woff2": "font/woff2",
    ".xml": "application/xml",
}.items():  # fmt: skip
    _TYPES.add_type(_type, _ending)


def media_type_of(name: str) -> str:
    """Return the media type of a file with this name. It is the same on every machine."""
    kind, encoding = _TYPES.guess_type(f"/{name}")
    return kind if kind and not encoding else "application/octet-stream"


def names(path: bytes) -> list[str] | None:
    """Return the decoded parts of a request's path; the last is empty for a folder.

    ``path`` is the path as the request has it. The result is None where no file of a site can
    have it: a part is hidden, empty or "..", or there is a backslash, a control character or
    bytes that are not UTF-8.
    """
    try:
        parts = unquote_to_bytes(path).decode("utf-8").split("/")
    except UnicodeError:
        return None
    start, *inside = parts
    if start or not inside or any(map(_BAD.search, inside[:-1])):
        return None
    return None if inside[-1] and _BAD.search(inside[-1]) else inside


def find(site: Path, inside: list[str]) -> Path | None:
    """Return the path of a file or folder of the site; None if none is there or it lies outside."""
    root = os.path.realpath(site)
    try:
        real = os.path.realpath(os.path.join(root, *inside))
        if real == root:
            return Path(root)
        below = os.path.relpath(real, root).split(os.sep)
        if any(map(_BAD.search, below)) or not os.path.exists(real):
            return None
    except (OSError, ValueError):
        return None
    return Path(real)


def respond(site: Path, mount: str, path: bytes, query: bytes, state: State) -> Response:
    """Return the response to a request for ``path`` in this state of the server.

    ``mount`` is the path under which the site will be published ("/", "/case/"). The server
    answers both there and at the top.
    """
    if not state.good:
        return _page(503, as_page(state.errors), state)
    inside = names(path)
    for parts in _candidates(inside, mount):
        file = find(site, parts)
        if file and file.is_dir():
            if parts[-1]:
                to = quote("/".join(["", *(inside or []), ""]))
                return RedirectResponse(f"{to}?{query.decode()}" if query else to, 302)
            file = find(site, [*parts[:-1], "index.html"])
        elif not parts[-1]:
            continue  # a file is no folder
        data = _read(file) if file else None
        if file and data is not None:
            return _file(file.name, data, state)
    missing = find(site, ["404.html"])
    page = missing and _read(missing)
    return _page(404, page or b"<!doctype html>\n<h1>There is no such page</h1>\n", state)


def inject(html: bytes, build: str) -> bytes:
    """Return a page with the script at the end of its body; ``build`` names its build."""
    tag = f'<script src="/.claimline/serve.js" data-build="{build}" defer></script>\n'.encode()
    lower = html.lower()
    ends = (lower.rfind(b"</body>"), lower.rfind(b"</html>"), len(html))
    at = next(end for end in ends if end >= 0)
    return html[:at] + tag + html[at:]


def _candidates(inside: list[str] | None, mount: str) -> list[list[str]]:
    """Return the paths in the site that a request may mean: with and without the mount's."""
    if inside is None:
        return []
    above = mount.strip("/").split("/") if mount.strip("/") else []
    below = inside[len(above) :]
    return [inside, below] if above and below and inside[: len(above)] == above else [inside]


def _read(file: Path) -> bytes | None:
    """Return the bytes of a plain file, and of nothing else: a pipe would block the reader."""
    try:
        return file.read_bytes() if stat.S_ISREG(os.stat(file).st_mode) else None
    except OSError:
        return None


def _file(name: str, data: bytes, state: State) -> Response:
    media = media_type_of(name)
    if media == "text/html":
        return _page(200, data, state)
    return Response(data, headers=_headers(data, state), media_type=media)


def _page(status: int, html: bytes, state: State) -> Response:
    data = inject(html, state.build)
    return HTMLResponse(data, status, _headers(data, state))


def _headers(data: bytes, state: State) -> dict[str, str]:
    return {BUILD: state.build, "ETag": f'"{hashlib.sha256(data).hexdigest()[:32]}"'}
