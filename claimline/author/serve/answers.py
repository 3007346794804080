"""What a request is answered with: a file of the site, and the script for open pages in it.

Nothing here waits or writes; the caller holds the gate while the site is read.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from msgspec import field

from claimline.author.serve.faults import as_page
from claimline.author.serve.media import is_html, media_type
from claimline.author.serve.news import State
from claimline.value import Value

OWN = "/.claimline/"
"""Below this address lies what is the server's own. No site has a page there."""
EVENTS = f"{OWN}events"
SCRIPT = f"{OWN}serve.js"
STYLE = f"{OWN}serve.css"
BUILD = "Claimline-Build"
"""A header of every answer: the name of the build that it was read from."""

# A name that no file of a site has, or that has a meaning on some system.
_BAD = re.compile(r"[\x00-\x1f\x7f\\:]|\A\.(?!well-known\Z)|\A\Z")


class Answer(Value, frozen=True):
    """The status, the headers but for the length, and the whole of the body."""

    status: HTTPStatus
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def names(target: str) -> list[str] | None:
    """The folders and the file of a request's target, decoded; the last is empty for a folder.

    ``target`` is as it stands in the request, its bytes as Latin-1. None is given for what can
    be no file of a site: a part that is hidden, empty or "..", a backslash, a control character,
    bytes that are not UTF-8.
    """
    path = target.partition("?")[0].partition("#")[0]
    if not path.startswith("/"):
        return None
    try:
        found = unquote_to_bytes(path.encode("latin-1")).decode("utf-8")[1:].split("/")
    except UnicodeError:
        return None
    if any(map(_BAD.search, found[:-1])) or (found[-1] and _BAD.search(found[-1])):
        return None
    return found


def find(site: Path, inside: list[str]) -> Path | None:
    """What stands there in the site; None where nothing does, or a link leads out of it."""
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


def answer(site: Path, mount: str, target: str, state: State) -> Answer:
    """The answer to a GET for ``target`` while things stand as in ``state``.

    ``mount`` is the path under which the site will be published ("/", "/case/"); the site is
    found there as well as at the top.
    """
    if target.partition("?")[0].startswith(OWN):
        return _own(target.partition("?")[0])
    if not state.good:
        page = inject(as_page(state.faults), state.build)
        return _page(HTTPStatus.SERVICE_UNAVAILABLE, page, state)
    inside = names(target)
    for parts in _ways(inside, mount):
        found = find(site, parts)
        if found and found.is_dir():
            if parts[-1]:
                return _redirect(inside or [], target)
            found = find(site, [*parts[:-1], "index.html"])
        elif not parts[-1]:
            continue  # a file is no folder
        data = _read(found) if found else None
        if found and data is not None:
            return _file(HTTPStatus.OK, found.name, data, state)
    missing = find(site, ["404.html"])
    data = _read(missing) if missing else None
    if data is None:
        data = b"<!doctype html>\n<title>404</title>\n<h1>There is no such page</h1>\n"
    return _file(HTTPStatus.NOT_FOUND, "404.html", data, state)


def inject(html: bytes, build: str) -> bytes:
    """A page with the script in it, at the end of its body; ``build`` names its build."""
    tag = f'<script src="{SCRIPT}" data-build="{build}" defer></script>\n'.encode()
    lower = html.lower()
    ends = (lower.rfind(b"</body>"), lower.rfind(b"</html>"), len(html))
    at = next(end for end in ends if end >= 0)
    return html[:at] + tag + html[at:]


def _ways(inside: list[str] | None, mount: str) -> list[list[str]]:
    """Where in the site a request may mean: there, or there without the mount's path."""
    if inside is None:
        return []
    above = mount.strip("/").split("/") if mount.strip("/") else []
    rest = inside[len(above) :]
    return [inside, rest] if above and rest and inside[: len(above)] == above else [inside]


def _read(file: Path) -> bytes | None:
    """The bytes of a plain file, and of nothing else: a pipe would keep the reader for good."""
    try:
        return file.read_bytes() if stat.S_ISREG(os.stat(file).st_mode) else None
    except OSError:
        return None


def _file(status: HTTPStatus, name: str, data: bytes, state: State) -> Answer:
    media = media_type(name)
    if is_html(media):
        return _page(status, inject(data, state.build), state)
    return _tagged(status, data, media, state)


def _page(status: HTTPStatus, data: bytes, state: State) -> Answer:
    return _tagged(status, data, media_type("page.html"), state)


def _tagged(status: HTTPStatus, data: bytes, media: str, state: State) -> Answer:
    headers = {"Content-Type": media, BUILD: state.build}
    if status == HTTPStatus.OK:
        headers["ETag"] = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    return Answer(status, data, headers)


def _redirect(inside: list[str], target: str) -> Answer:
    query = target.partition("#")[0].partition("?")[2]
    place = "/" + quote("/".join(inside)) + "/" + (f"?{query}" if query else "")
    return Answer(HTTPStatus.FOUND, b"", {"Location": place})


def _own(path: str) -> Answer:
    if path in (SCRIPT, STYLE):
        name = path.removeprefix(OWN)
        return Answer(
            HTTPStatus.OK,
            (files(__package__) / name).read_bytes(),
            {"Content-Type": media_type(name)},
        )
    plain = {"Content-Type": media_type("words.txt")}
    return Answer(HTTPStatus.NOT_FOUND, b"There is nothing here.\n", plain)
