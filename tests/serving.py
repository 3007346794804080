"""A project that is served, in a process of its own as its users run it, or in this one."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from claimline.author.serve.dev_server import BuildResult, DevServer, Settings

LONG = 120.0
"""Seconds after which something that never fails to come counts as failed. Any machine is
faster, however busy; no test waits that long for what it expects."""

TINY = {
    "content/site.yaml": "title: Tiny\nsummary: A site.\n",
    "content/pages/about.md": "---\ntitle: About\nsummary: Us.\n---\nWords.\n",
}
"""A project with few pages, which is built fast."""


def until(holds: Callable[[], Any], what: str = "it never held") -> Any:
    """What ``holds`` gives, once that is true."""
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(0.01)
    raise AssertionError(what)


def save(file: Path, text: str) -> None:
    """Write a file as careful editors do: no build ever reads a half of it."""
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_text(text)
    os.replace(fresh, file)


class Client:
    """Asks a server over one connection, with a Host header of its own if one is given."""

    def __init__(self, url: str) -> None:
        self.host = url.removeprefix("http://")
        self._connection = http.client.HTTPConnection(self.host, timeout=LONG)

    def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """The status, the headers by lower-case name, and the body."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request(method, path, headers=named)
        answer = self._connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, found, answer.read()

    def text(self, path: str) -> str:
        """The body of an answer that is well."""
        status, _, body = self.ask(path)
        assert status == 200, (status, path)
        return body.decode()

    def close(self) -> None:
        self._connection.close()


def fetch(url: str, path: str = "/") -> str:
    """The text of a page that is well, over a connection of its own."""
    client = Client(url)
    try:
        return client.text(path)
    finally:
        client.close()


class Events:
    """The events that an open page hears."""

    def __init__(self, url: str, build: str) -> None:
        host, _, port = url.removeprefix("http://").rpartition(":")
        self.connection = socket.create_connection((host, int(port)), LONG)
        request = f"GET /.claimline/events?build={build} HTTP/1.0\r\nHost: {host}:{port}\r\n\r\n"
        self.connection.sendall(request.encode())
        self.stream = self.connection.makefile("rb")
        head = iter(self.stream.readline, b"\r\n")
        assert b"content-type: text/event-stream; charset=utf-8\r\n" in list(head)

    def next(self) -> tuple[str, str]:
        """The name and the data of the next event."""
        while True:
            block = b"".join(iter(self.stream.readline, b"\n")).decode()
            found = re.fullmatch(r"event: (\w+)\ndata: ?(.*)\n", block)
            if found:
                return found[1], found[2]

    def close(self) -> None:
        self.stream.close()
        self.connection.close()


def build_of(page: str) -> str:
    (build,) = re.findall(r'data-build="([^"]+)"', page)
    return str(build)


PRINTING = {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
"""The environment of a process whose lines are read while it prints them."""


class Process:
    """``claimline serve`` with the streams that it prints to.

    ``claimline`` are the words that stand before the arguments of a command.
    """

    def __init__(
        self,
        project: Path,
        *options: str,
        at: Path | None = None,
        claimline: Sequence[str | Path] = (sys.executable, "-m", "claimline"),
    ) -> None:
        command = [*claimline, "serve", "--project", str(project)]
        self.ran = subprocess.Popen(
            [*command, *(options or ("--port", "0"))],
            cwd=at or Path(__file__).resolve().parents[1],
            env={**os.environ, **PRINTING},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        self.out: list[str] = []
        self.err: list[str] = []
        self._readers = [
            threading.Thread(target=lines.extend, args=(stream,), daemon=True)
            for lines, stream in ((self.out, self.ran.stdout), (self.err, self.ran.stderr))
        ]
        for reader in self._readers:
            reader.start()

    @property
    def url(self) -> str:
        """The address, once it is printed."""

        def printed() -> str:
            assert self.ran.poll() is None, "".join(self.err)
            found = re.search(r"^Serving .* at (http://\S+)", "".join(self.out), re.MULTILINE)
            return found[1] if found else ""

        return str(until(printed, "no address was printed"))

    def end(self, number: int = signal.SIGINT) -> int:
        """Send a signal, and give the exit code."""
        if self.ran.poll() is None:
            self.ran.send_signal(number)
        code = self.ran.wait(LONG)
        for reader in self._readers:
            reader.join(LONG)
        for stream in (self.ran.stdout, self.ran.stderr):
            assert stream
            stream.close()
        return code


@contextmanager
def process(project: Path, *options: str, **settings: Any) -> Iterator[Process]:
    """A server in a process of its own, which ends with the block."""
    running = Process(project, *options, **settings)
    try:
        yield running
    finally:
        running.end()


class Heard:
    """Keeps what a desk tells."""

    def __init__(self) -> None:
        self.builds: list[BuildResult] = []
        self.troubles: list[str] = []
        self.url = ""
        self.desk_url = ""

    def on_first_build(self, built: BuildResult) -> None:
        self.builds.append(built)

    def on_serving(self, url: str, desk_url: str) -> None:
        self.url = url
        self.desk_url = desk_url

    def on_rebuild(self, built: BuildResult) -> None:
        self.builds.append(built)

    def on_trouble(self, words: str, error: BaseException | None = None) -> None:
        self.troubles.append(f"{words} {error or ''}")


@contextmanager
def desk(project: Path, **settings: Any) -> Iterator[tuple[DevServer, Heard]]:
    """A desk at work in a thread of this process, its first build done."""
    heard = Heard()
    usual = Settings(project, project / "site", port=0)
    here = DevServer(replace(usual, **settings), heard)
    thread = threading.Thread(target=here.run)
    thread.start()
    try:
        until(lambda: heard.url or not thread.is_alive())
        yield here, heard
    finally:
        here.stop()
        thread.join(LONG)
        assert not thread.is_alive()
