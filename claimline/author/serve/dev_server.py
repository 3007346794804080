"""The development server: builds at each change, and serves the result."""

from __future__ import annotations

import time
from math import inf
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from claimline.author.desk.session import PREFIX, Session
from claimline.author.serve.app import create_app
from claimline.author.serve.editor import DEFAULT, opener
from claimline.author.serve.error_page import error_lines
from claimline.author.serve.gate import Gate
from claimline.author.serve.http_server import HttpServer, is_loopback, listen
from claimline.author.serve.rebuild import is_site, mount, rebuild, report_crash
from claimline.author.serve.server_state import State, StateFeed
from claimline.author.serve.watch import EVERY, Watcher
from claimline.collection import collect_rest
from claimline.diagnostics import Code, Report
from claimline.engine.cache import Cache
from claimline.outcome import Outcome
from claimline.step_times import Clock, Step
from claimline.value import Value

PORT = 8000
QUIET = 0.05
"""Seconds without a change after which a build begins. An editor's save is over by then."""
LONGEST = 1.0
"""Seconds after the first change when a build begins though changes go on."""
HOLD = 10.0
"""Seconds during which requests wait while each build is outdated before it ends. A file may have
been read half saved, and records that a checkout of another branch removes may come back."""
RETRY = 1.0
"""Seconds before the first retry of a build that failed for a reason that may pass by itself."""
LONGEST_RETRY = 60.0
"""Seconds between two retries at most. Each wait is twice as long as the one before."""
MAY_PASS = {Code.OUTPUT_LOCKED, Code.OUTPUT_FAILED, Code.FILE_UNREADABLE, Code.INTERNAL}
"""Errors that another program, or a lack of memory, files or room, may cause, and no record."""


class Settings(Value, frozen=True):
    """What the author chose. ``port`` is None for the first free one."""

    project: Path
    output: Path
    host: str = "127.0.0.1"
    port: int | None = None
    strict: bool = False
    editor: str = DEFAULT
    poll_every: float = EVERY
    preview: bool = False
    """Whether drafts are shown."""


class BuildResult(Value, frozen=True):
    """The result of one build.

    ``seconds`` is the time of the build, ``latency`` the time from the first change that it
    includes to the written page. ``steps`` are those of the build, after the wait from the change
    until it began. ``error`` is an error of the program itself.
    """

    report: Report
    outcome: Outcome | None
    seconds: float
    latency: float
    steps: tuple[Step, ...] = ()
    error: Exception | None = None


class Listener(Protocol):
    """Is called when something happens, from any thread."""

    def on_first_build(self, result: BuildResult) -> None:
        """The first build has ended."""

    def on_serving(self, url: str, desk_url: str) -> None:
        """The server answers requests from now on. ``desk_url`` is empty if it has no desk."""

    def on_rebuild(self, result: BuildResult) -> None:
        """Another build has ended."""

    def on_trouble(self, message: str, error: BaseException | None = None) -> None:
        """Something does not work as it should; the server goes on."""


class DevServer:
    """Serves a project. ``run`` builds in the thread that calls it, until ``stop``.

    Raises:
        OSError: the host is not one of this machine, or the port is taken.
        ValueError: the editor is not known.
    """

    def __init__(self, settings: Settings, listener: Listener) -> None:
        self._settings = settings
        self._listener = listener
        self._opener = opener(settings.project, settings.editor)
        self._started = f"{time.time_ns():x}"
        self._number = 0
        self._cache = Cache.in_memory()
        self._unfinished_since: float | None = None  # when the first outdated build began
        self._retry_at = inf
        self._retry_delay = RETRY
        self.gate = Gate()
        self.feed = StateFeed(State(self._name(), is_site(settings.output)))
        self.output = settings.output
        self.mount = "/"
        self.on_trouble = listener.on_trouble
        bound, self.address = listen(settings.host, settings.port, PORT)
        self.project = settings.project
        # Whoever reaches the desk can change the files, so only this machine does.
        url, port = self.address.url, self.address.port
        self.desk_session = Session(url, port) if is_loopback(settings.host) else None
        self._http_server = HttpServer(create_app(self), bound)
        self._watcher = Watcher(
            settings.project, self.gate.mark, listener.on_trouble, settings.poll_every
        )

    def run(self) -> None:
        """Build, serve, and build again at each change, until ``stop`` is called."""
        try:
            # No other thread runs yet, so the first build may use every core.
            result = self._build(None)
            self._watcher.start()
            self._http_server.start()
            self._listener.on_first_build(result)
            session = self.desk_session
            desk_url = f"{session.origin}{PREFIX}" if session else ""
            self._listener.on_serving(self.address.url, desk_url)
            collect_rest()
            while (since := self.gate.settled(QUIET, LONGEST, self._retry_at)) is not None:
                previous, is_retry = result, since >= self._retry_at
                result = self._build(since)
                repeated = is_retry and list(result.report) == list(previous.report)
                if self._unfinished_since is None and not repeated:
                    self._listener.on_rebuild(result)
                collect_rest()
        finally:
            self.gate.close()
            self.feed.close()
            self._watcher.stop()
            self._http_server.close()

    def stop(self) -> None:
        """End ``run``. May be called from any thread."""
        self.gate.close()

    def _build(self, since: float | None) -> BuildResult:
        """Build because of a change at ``since``, by ``time.monotonic``; None the first time."""
        settings = self._settings
        report = Report(strict=settings.strict)
        outcome, error = None, None
        began = time.monotonic()
        first = self._unfinished_since or since or began

        def may_hold() -> bool:
            return time.monotonic() - first <= HOLD

        def is_outdated() -> bool:
            """Whether something has changed since this build began to read."""
            if since is None or not may_hold():
                return False
            self._watcher.compare()
            return self.gate.pending

        with self.gate.building():
            clock, began = Clock(), time.monotonic()
            if since is not None:
                self._cache.note_stamps(self._watcher.refresh())
            try:
                outcome = rebuild(
                    settings.project, settings.output, report, is_outdated, self._cache,
                    preview=settings.preview, clock=clock,
                )  # fmt: skip
            except Exception as crash:
                report_crash(report, error := crash)
            ended = time.monotonic()
            codes = {each.code for each in report} if report.failed else set()
            unfinished = outcome is None and error is None
            unfinished = unfinished or (Code.OUTPUT_LOCKED in codes and may_hold())
            unfinished = unfinished or (report.failed and is_outdated())
            self._unfinished_since = first if unfinished else None
            if unfinished:
                self.gate.hold()
            else:
                self._tell_pages(report, outcome)
        self._plan_retry(bool(codes & MAY_PASS), unfinished)
        steps = (Step("waiting", began - first), *clock.steps())
        return BuildResult(report, outcome, ended - began, ended - first, steps, error)

    def _plan_retry(self, may_pass: bool, unfinished: bool) -> None:
        """Decide when to build again though nothing changes, if ever."""
        if may_pass:
            delay = RETRY if unfinished else self._retry_delay
            self._retry_at = time.monotonic() + delay
            self._retry_delay = min(2 * delay, LONGEST_RETRY)
        else:
            self._retry_at, self._retry_delay = inf, RETRY

    def _tell_pages(self, report: Report, outcome: Outcome | None) -> None:
        """Tell open pages of the new state."""
        before = self.feed.state
        errors = error_lines(report, self._opener)
        after = replace(before, good=is_site(self._settings.output), errors=errors)
        if not report.failed:
            self.mount = mount(self._settings.project)
        # Where there is no site, every page shows the errors.
        changed = outcome and outcome.written and outcome.written.changed
        if changed or after.good != before.good or (after != before and not after.good):
            after = replace(after, build=self._name())
        self.feed.put(after)

    def _name(self) -> str:
        """Return a name that no other build has, also after another start of the server."""
        self._number += 1
        return f"{self._started}.{self._number}"
