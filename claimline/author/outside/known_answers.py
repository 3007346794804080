"""The answers of earlier checks of outside addresses, so that a check can be stopped and go on.

The file is in the project's folder of the user's cache. Each answer is added as a line of JSON when
it comes. A line that cannot be read is ignored.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path

import msgspec

from claimline.author.outside.page_fetch import State
from claimline.user_cache import project_cache, read_cached
from claimline.value import Value

_FILE = "links.jsonl"
_WEEK = 7 * 24 * 3600
_LARGEST = 64 << 20

QuoteState = str
"""``found``, ``differs``, ``not found`` or ``unread``."""


class KnownAnswer(Value, frozen=True):
    """What an address answered at a time, in seconds since 1970.

    ``quotes`` says of each quote that was looked up whether the page has it. ``copy`` is the
    address of an archive copy that a look-up found, and ``copied`` its date; ``looked_up`` says
    whether one was looked for.
    """

    url: str
    at: float
    state: State
    reason: str = ""
    moved_to: str = ""
    quotes: Mapping[str, QuoteState] = {}
    looked_up: bool = False
    copy: str = ""
    copied: str = ""


class KnownAnswers:
    """The answers of the last seven days.

    Args:
        project: the project whose addresses are checked; None keeps nothing.
        now: seconds since 1970.
    """

    def __init__(self, project: Path | None, now: float) -> None:
        self._answers: dict[str, KnownAnswer] = {}
        self._lock = threading.Lock()
        self._path: Path | None = None
        if project is None:
            return
        try:
            self._path = project_cache(project) / _FILE
            data = read_cached(self._path, _LARGEST) if os.path.lexists(self._path) else b""
        except (OSError, RuntimeError):
            self._path = None
            return
        decoder = msgspec.json.Decoder(KnownAnswer)
        for line in data.splitlines():
            try:
                answer = decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
            if now - _WEEK < answer.at <= now:
                self._answers[answer.url] = answer

    def get(self, url: str) -> KnownAnswer | None:
        """Return the known answer of an address, or None."""
        return self._answers.get(url)

    def add(self, answer: KnownAnswer) -> None:
        """Keep an answer, also on the disk. Threads may call this at the same time."""
        with self._lock:
            self._answers[answer.url] = answer
            if self._path is not None:
                try:
                    with self._path.open("ab") as file:
                        file.write(msgspec.json.encode(answer) + b"\n")
                except OSError:
                    self._path = None  # the check goes on; it cannot be resumed
