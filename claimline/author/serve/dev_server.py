"""The desk: builds whenever something has changed, and keeps all the parts together."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from claimline.author.serve.app import create_app
from claimline.author.serve.editor import DEFAULT, opener
from claimline.author.serve.error_page import faults
from claimline.author.serve.gate import Gate
from claimline.author.serve.http_server import Server, listen
from claimline.author.serve.rebuild import broken_down, is_site, mount, rebuild
from claimline.author.serve.server_state import News, State
from claimline.author.serve.watch import EVERY, Watcher
from claimline.cache.memory import MemoryCache
from claimline.diagnostics import Code, Report
from claimline.outcome import Outcome
from claimline.value import Value

PORT = 8000
QUIET = 0.05
"""Seconds without a change after which a build begins. An editor's save is over by then."""
LONGEST = 1.0
"""Seconds after the first change when a build begins though changes go on."""
HOLD = 10.0
"""Seconds for which requests wait, and nothing is written nor told, while changes overtake each
build. A file that was being saved may have been read half, and during a checkout of another
branch records are missing that are there a moment later."""
AGAIN = 1.0
"""Seconds after which a build is tried again that failed for what may pass by itself."""
SELDOM = 60.0
"""Seconds between two such tries at the most. Each waits twice as long as the one before."""
MAY_PASS = {Code.OUTPUT_LOCKED, Code.OUTPUT_FAILED, Code.FILE_UNREADABLE, Code.INTERNAL}
"""What another program or a want of memory, files or room may cause, and no record."""


class Settings(Value, frozen=True):
    """What an author asks for. ``port`` is None where the first free one will do."""

    project: Path
    output: Path
    host: str = "127.0.0.1"
    port: int | None = None
    strict: bool = False
    editor: str = DEFAULT
    look_every: float = EVERY


class Built(Value, frozen=True):
    """What one build came to.

    ``seconds`` is what the build took, ``since`` the time from the first change that it covers
    to the written page. ``error`` is a fault of the program's own.
    """

    report: Report
    outcome: Outcome | None
    seconds: float
    since: float
    error: Exception | None = None


class Teller(Protocol):
    """Who is told what happens. Every method may be called from any thread."""

    def first(self, built: Built) -> None:
        """The first build is done."""

    def serving(self, url: str) -> None:
        """Requests are answered from now on."""

    def again(self, built: Built) -> None:
        """Another build is done."""

    def trouble(self, words: str, error: BaseException | None = None) -> None:
        """Something does not work as it should, and the work goes on."""


class Desk:
    """A project at work. ``run`` builds in the thread that calls it, until ``stop``.

    Raises:
        OSError: the host is not one of this machine, or the port is taken.
        ValueError: the editor is not known.
    """

    def __init__(self, settings: Settings, teller: Teller) -> None:
        self._settings = settings
        self._teller = teller
        self._opened = opener(settings.project, settings.editor)
        self._started = f"{time.time_ns():x}"
        self._number = 0
        self._cache = MemoryCache()
        self._overtaken: float | None = None  # since when no build has come to its end
        self._later: threading.Timer | None = None
        self._wait = AGAIN  # before the next try
        self._trying = False  # whether the next build is such a try
        self.gate = Gate()
        self.news = News(State(self._name(), is_site(settings.output)))
        self.output = settings.output
        self.mount = "/"
        self.trouble = teller.trouble
        bound, self.address = listen(settings.host, settings.port, PORT)
        self._server = Server(create_app(self), bound)
        self._watcher = Watcher(
            settings.project, self.gate.mark, teller.trouble, settings.look_every
        )

    def run(self) -> None:
        """Build, serve, and build again at each change, until ``stop`` is called."""
        try:
            # No other thread runs yet, so the first build may use every core.
            built = self._build(None)
            self._watcher.start()
            self._server.start()
            self._teller.first(built)
            self._teller.serving(self.address.url)
            while (since := self.gate.settled(QUIET, LONGEST)) is not None:
                last, trying = built, self._trying
                self._trying = False
                built = self._build(since)
                same = trying and list(built.report) == list(last.report)
                if self._overtaken is None and not same:
                    self._teller.again(built)
        finally:
            self._end()

    def stop(self) -> None:
        """Let ``run`` come to its end. May be called from any thread."""
        self.gate.close()

    def _end(self) -> None:
        if self._later:
            self._later.cancel()
            self._later.join()
        self.gate.close()
        self.news.close()
        self._watcher.stop()
        self._server.close()

    def _build(self, since: float | None) -> Built:
        """Build because of a change that was seen at ``since``; None for the first build."""
        settings = self._settings
        report = Report(strict=settings.strict)
        outcome, error = None, None
        began = time.monotonic()
        first = self._overtaken or since or began

        def patient() -> bool:
            return time.monotonic() - first <= HOLD

        def overtaken() -> bool:
            """Whether something has changed since this build began to read."""
            if since is None or not patient():
                return False
            self._watcher.compare(short=True)
            return self.gate.pending

        with self.gate.building():
            began = time.monotonic()
            self._watcher.covered(time.time_ns())
            try:
                outcome = rebuild(settings.project, settings.output, report, overtaken, self._cache)
            except Exception as fault:
                broken_down(report, error := fault)
            ended = time.monotonic()
            codes = {found.code for found in report} if report.failed else set()
            passing = outcome is None and error is None
            passing = passing or (Code.OUTPUT_LOCKED in codes and patient())
            passing = passing or (report.failed and overtaken())
            self._overtaken = first if passing else None
            if passing:
                self.gate.hold()
            else:
                self._tell(report, outcome)
        if codes & MAY_PASS:
            self._try_later(AGAIN if passing else self._wait)
        else:
            self._wait = AGAIN
        return Built(report, outcome, ended - began, ended - first, error)

    def _try_later(self, seconds: float) -> None:
        """Build again after some time, though nothing changes."""

        def again() -> None:
            self._trying = True
            self.gate.mark()

        if self._later:
            self._later.cancel()
        self._wait = min(2 * seconds, SELDOM)
        self._later = threading.Timer(seconds, again)
        self._later.start()

    def _tell(self, report: Report, outcome: Outcome | None) -> None:
        """Let open pages know how things stand."""
        before = self.news.state
        after = replace(
            before, good=is_site(self._settings.output), faults=faults(report, self._opened)
        )
        if not report.failed:
            self.mount = mount(self._settings.project)
        # Where there is no site, what is sent is a page of the faults.
        changed = outcome and outcome.written and outcome.written.changed
        if changed or after.good != before.good or (after != before and not after.good):
            after = replace(after, build=self._name())
        self.news.put(after)

    def _name(self) -> str:
        """A name that no other build has, nor one of another start of the server."""
        self._number += 1
        return f"{self._started}.{self._number}"
