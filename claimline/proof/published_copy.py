"""A published copy of a site: a folder, or an address of http or https, read file by file.

A copy may be anybody's. Of a folder, nothing outside it is read. Of an address, a limited number of
bytes is read, from one host, over one connection, with a pause between files.
"""

from __future__ import annotations

import http.client
import os
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event, Timer
from typing import Protocol
from urllib.parse import quote, urljoin, urlsplit

from claimline import __version__
from claimline.errors import ClaimlineError

MAX_FILE = 1 << 28
"""The most bytes of one file."""
MAX_TOTAL = 1 << 32
"""The most bytes of a copy at an address."""
MAX_MOVES = 3
MAX_WAIT = 60
SECONDS = 30
"""Seconds without a byte after which a host is given up."""
MAX_SECONDS = 600
"""Seconds for one file at most. A host could send a byte now and then, without end."""
_BUSY = (429, 503)
_MOVED = (301, 302, 303, 307, 308)


class CopyError(ClaimlineError):
    """A copy, or a file of it, cannot be read."""


class PublishedCopy(Protocol):
    """A copy of a site."""

    name: str

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or None where the copy has no such file.

        Raises:
            CopyError: it cannot be read.
        """

    def others(self, listed: frozenset[str]) -> Iterator[str]:
        """Yield the files of the copy that are not listed, as far as they can be known."""

    def close(self) -> None:
        """Let go of what is open."""


class FolderCopy:
    """A copy in a folder."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._root = os.path.realpath(folder)
        if not os.path.isdir(self._root):
            raise CopyError(f"There is no folder {folder}.", "Name one, or an address.")

    def read(self, path: str) -> bytes | None:
        place = os.path.realpath(os.path.join(self._root, path))
        if not place.startswith(self._root.rstrip(os.sep) + os.sep):
            raise CopyError("it is outside the folder")
        try:
            state = os.stat(place)
            if not stat.S_ISREG(state.st_mode):
                raise CopyError("it is not a plain file")
            if state.st_size > MAX_FILE:
                raise CopyError("it is too large")
            with open(place, "rb") as file:
                return file.read(MAX_FILE + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise CopyError(str(getattr(error, "strerror", None) or error)) from None

    def others(self, listed: frozenset[str]) -> Iterator[str]:
        for folder, folders, files in os.walk(self._root):
            folders[:] = sorted(name for name in folders if name not in (".git", ".well-known"))
            for name in sorted(files):
                path = os.path.relpath(os.path.join(folder, name), self._root).replace(os.sep, "/")
                if path not in listed:
                    yield path

    def close(self) -> None:
        return None


class AddressCopy:
    """A copy at an address of http or https. ``pause`` is in seconds, before each file."""

    def __init__(self, address: str, pause: float = 0.1) -> None:
        base = address.partition("#")[0].removesuffix("manifest.json").removesuffix("index.html")
        self.name = base if base.endswith("/") else f"{base}/"
        self._pause = pause
        self._left = MAX_TOTAL
        self._host = _host(self.name)
        self._connection: http.client.HTTPConnection | None = None

    def read(self, path: str) -> bytes | None:
        address = self.name + quote(path)
        for _ in range(MAX_MOVES + 1):
            time.sleep(self._pause)
            status, headers, data = self._get(address)
            if status in _BUSY:
                time.sleep(_wait(headers.get("Retry-After", "")))
                status, headers, data = self._get(address)
            if status in _MOVED and "Location" in headers:
                address = urljoin(address, headers["Location"])
                if _host(address)[1:] != self._host[1:]:
                    raise CopyError("it leads to another host")
                self._follow(address)
                continue
            # A host may send the page 404.html itself with the status 404.
            if status == 200 or (status == 404 and path == "404.html"):
                if headers.get("Content-Encoding", "identity") != "identity":
                    raise CopyError("the host sends it compressed, though it was not asked to")
                return data
            if status in (404, 410):
                return None
            raise CopyError(f"the host answers with the status {status}")
        raise CopyError("it redirects too often")

    def _follow(self, address: str) -> None:
        """Go on at the scheme to which a host leads: from http to https, and never back."""
        host = _host(address)
        if host[0] != self._host[0]:
            if host[0] == "http":
                raise CopyError("it leads from https to http")
            self.close()
            self._host = host

    def _get(self, address: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        parts = urlsplit(address)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": f"claimline/{__version__} (verify)", "Accept-Encoding": "identity"}
        for attempt in (1, 2):
            late = Event()
            alarm = Timer(MAX_SECONDS, late.set)
            try:
                connection = self._connected()
                alarm = Timer(MAX_SECONDS, partial(_hang_up, connection.sock, late))
                alarm.daemon = True
                alarm.start()
                connection.request("GET", target, headers=headers)
                answer = connection.getresponse()
                data = answer.read(min(MAX_FILE, self._left) + 1)
                if len(data) > min(MAX_FILE, self._left):
                    self.close()
                    raise CopyError("it is too large")
                if late.is_set():
                    raise TimeoutError
                if answer.length:
                    raise http.client.IncompleteRead(data, answer.length)
                self._left -= len(data)
                return answer.status, answer.headers, data
            except (OSError, http.client.HTTPException) as error:
                self.close()  # the host may have closed a connection that was idle: once more
                if late.is_set():
                    raise CopyError("it takes too long") from None
                if attempt == 2:
                    raise CopyError(f"the host does not answer: {error}") from None
            finally:
                alarm.cancel()
        raise AssertionError

    def _connected(self) -> http.client.HTTPConnection:
        if self._connection is None:
            scheme, host, port = self._host
            kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
            self._connection = kind(host, port or None, timeout=SECONDS)
        if self._connection.sock is None:
            self._connection.connect()
        return self._connection

    def others(self, listed: frozenset[str]) -> Iterator[str]:
        return iter(())

    def close(self) -> None:
        if self._connection is not None:
            with suppress(OSError):
                self._connection.close()
            self._connection = None


def _hang_up(sock: socket.socket, late: Event) -> None:
    """End a request from another thread."""
    late.set()
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def open_copy(name: str, pause: float = 0.1) -> FolderCopy | AddressCopy:
    """Return the copy in a folder or at an address.

    Raises:
        CopyError: there is no such folder, or the address is not one of http or https.
    """
    if "://" in name:
        return AddressCopy(name, pause)
    return FolderCopy(Path(name))


def _host(address: str) -> tuple[str, str, int]:
    """The scheme, the host and the port of an address; 0 for the usual port of the scheme."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise CopyError(f'"{address}" is not an address.') from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        hint = "Write https:// and the host, without a user name and without a question mark."
        raise CopyError(f'"{address}" is not an address of http or https.', hint)
    return parts.scheme, parts.hostname, port or 0


def _wait(words: str) -> int:
    """How many seconds to wait for a host that is busy."""
    return min(int(words), MAX_WAIT) if words.isascii() and words.isdigit() else 5
