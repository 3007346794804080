"""What an earlier run left: records by the bytes of their files, and what pages were made from.

A cache never decides what a site is: it only spares work whose outcome is known. One that is
broken, of another folder, of a newer version or that cannot be written is put aside with one
line, and the build goes on without it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimline.cache.inputs import Inputs, same_inputs
from claimline.cache.plain_data import BrokenError, dumps, loads
from claimline.cache.program import program_key
from claimline.cache.record_store import DiskRecordStore
from claimline.cache.store import DamagedError, Store, UnusableError, remove
from claimline.file_state import Stamp, clock, stamp
from claimline.user_cache import project_cache

_PAUSE = 0.011
"""Seconds: a little more than the longest tick of a common system's clock for files."""

Placed = tuple[Stamp, str]
"""The stamp and the digest of a file in a site."""


class Cache:
    """The cache of a project, or none.

    ``remarks`` are the lines that say why there is none, or not the one that was there. With
    ``verify`` no time of the file system is trusted: everything is compared by its bytes.
    """

    def __init__(self, project: Path | None, *, verify: bool = False) -> None:
        self.remarks: list[str] = []
        self.verify = verify
        self._project = project
        self._store: Store | None = None
        self._now = 0
        if project is not None:
            self._open(project)

    @property
    def usable(self) -> bool:
        """Whether anything is remembered."""
        return self._store is not None

    def _open(self, project: Path) -> None:
        if not (project / "content").is_dir():
            return  # nothing is left in a folder that is no project
        for _ in range(2):
            try:
                self._store = Store(project, program_key())
                return
            except DamagedError as error:
                self._remark(error)
                remove(str(project_cache(project)))
            except UnusableError as error:
                self._remark(error)
                return

    def _remark(self, error: UnusableError) -> None:
        line = f"The cache is left out: {error}."
        if line not in self.remarks:
            self.remarks.append(line)

    def _give_up(self, error: UnusableError) -> None:
        """Go on without a cache."""
        self._remark(error)
        if self._store is not None:
            if isinstance(error, DamagedError):
                self._store.discard()
            else:
                self._store.close()
            self._store = None

    # Records

    def record_store(self) -> Any:
        """The records of the last run; None without a cache."""
        if self._store is None:
            return None
        try:
            return DiskRecordStore(self._store, self.now(), verify=self.verify)
        except UnusableError as error:
            self._give_up(error)
            return None

    def keep_records(self, store: Any) -> None:
        """Write the records of this run."""
        if store is not None and self._store is not None:
            try:
                store.save()
            except UnusableError as error:
                self._give_up(error)

    # Plain data by name

    def get(self, name: str) -> Any:
        """What was put under a name, or None."""
        if self._store is None:
            return None
        try:
            data = self._store.get(name)
            return None if data is None else loads(data)
        except BrokenError:
            self._give_up(DamagedError("it is damaged, and is made anew"))
        except UnusableError as error:
            self._give_up(error)
        return None

    def put(self, name: str, value: Any) -> None:
        """Keep plain data under a name; None removes it."""
        if self._store is not None:
            try:
                self._store.put(name, None if value is None else dumps(value))
            except UnusableError as error:
                self._give_up(error)

    # Files in a site

    def in_place(self, site: str, digests: Mapping[str, str]) -> frozenset[str]:
        """Those files that lie in a site with just these digests."""
        if not self.usable:
            return frozenset()
        known: Mapping[str, Placed] = self.get(f"site {site}") or {}
        unchanged = set()
        for path, digest in digests.items():
            place = f"{site}/{path}"
            now = stamp(place, follow=False)
            if now is None or now[0] < 0:
                continue
            trusted = not self.verify and known.get(path) == (now, digest)
            if trusted or _digest(place) == digest:
                unchanged.add(path)
        return frozenset(unchanged)

    def note_site(self, site: str, digests: Mapping[str, str]) -> None:
        """Note how the files of a site lie there now, all of them just written or looked at."""
        if not self.usable:
            return
        # A change from now on must show in the times of a file that was written just now.
        time.sleep(_PAUSE)
        placed: dict[str, Placed] = {}
        for path, digest in digests.items():
            now = stamp(f"{site}/{path}", follow=False)
            if now is not None:
                placed[path] = (now, digest)
        # Where times are whole seconds, a change in the same second would not show.
        coarse = any(now[1] % 1_000_000_000 == 0 for now, _ in placed.values())
        self.put(f"site {site}", None if coarse else placed)

    def forget_site(self, site: str) -> None:
        """Know nothing more of the files of a site."""
        self.put(f"site {site}", None)

    # Nothing changed

    def note_inputs(self, site: str, seen: Inputs | None, outcome: Any) -> None:
        """Note what a run read and what it came to; None forgets it."""
        self.put(f"unchanged {site}", None if seen is None else (tuple(seen), outcome))

    def if_unchanged(self, site: str) -> Any:
        """What the last run came to, if all that it read and wrote is as it was."""
        if self.verify or not self.usable:
            return None
        noted = self.get(f"unchanged {site}")
        if noted is None or not same_inputs(noted[0]):
            return None
        placed: Mapping[str, Placed] = self.get(f"site {site}") or {}
        for path, (then, _) in placed.items():
            if stamp(f"{site}/{path}", follow=False) != then:
                return None
        return noted[1] if placed else None

    def now(self) -> int:
        """The time by the clock of the project's file system when it was first asked for, in
        nanoseconds; 0 without a cache, and where the project cannot be written to."""
        if self._store is not None and self._project is not None and not self._now:
            with suppress(OSError):
                self._now = clock(str(self._project))
        return self._now if self._store is not None else 0

    def close(self) -> None:
        """Let go of the file."""
        if self._store is not None:
            self._store.close()
            self._store = None


def _digest(path: str) -> str:
    """The digest of a file as a site's manifest lists it; "" where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return sha256(file.read()).hexdigest()[:32]
    except OSError:
        return ""
