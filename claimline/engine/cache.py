"""The cache of a project: its files as earlier runs read them, and what its site was made from.

A cache never changes the bytes of a site. It only saves work whose outcome is known. If it is
broken, of another folder or of a newer version, or cannot be written, the build reports that in one
line and goes on without it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from msgspec import MsgspecError, Struct, msgpack

from claimline.engine.graph import Graph, Node
from claimline.engine.inputs import Input, Inputs, inputs, same_inputs
from claimline.engine.program import program_key, program_stamp
from claimline.engine.store import DamagedError, Store, UnusableError, remove
from claimline.engine.table import Table
from claimline.file_state import Stamp, clock, stamp, trusted
from claimline.user_cache import project_cache

_PAUSE = 0.011
"""Seconds, a little more than the longest tick of the clocks that stamp files."""

T = TypeVar("T")

_Placed = dict[str, tuple[Stamp, str]]
"""The stamp and the digest of each file of a site, by its path."""


class StoredFile(Struct, array_like=True, gc=False):
    """A file as it was read: its stamp if that is trusted, its digest, and the result as data."""

    stamp: Stamp | None
    digest: bytes
    data: bytes


class Cache:
    """The cache of a project. It may be unusable, and then remembers nothing.

    ``remarks`` are lines that say why it is unusable, or why an old one was thrown away. With
    ``verify``, no time of the file system is trusted: files are compared by their bytes.
    """

    def __init__(self, project: Path | None, *, verify: bool = False) -> None:
        self.remarks: list[str] = []
        self.verify = verify
        self.usable = False
        """Whether it remembers anything."""
        self.objects: dict[str, Any] | None = None
        """The result of reading each file, as objects, for the builds of one process."""
        self._project = project
        self._store: Store | None = None
        self._now = 0
        self._trusted: dict[str, _Placed] = {}
        """For each site, the stamps and digests of the files whose stamps were found unchanged."""
        self._stamps: Mapping[str, Stamp] = {}
        """The stamps of the project's files when this run began, until their records are read."""
        if project is not None:
            self._open(project)
        else:
            self._make_tables()

    @classmethod
    def in_memory(cls) -> Cache:
        """Return a cache for the builds of one process. Nothing of it is written to disk."""
        cache = cls(None)
        cache.usable, cache.objects = True, {}
        return cache

    def _open(self, project: Path) -> None:
        if (project / "content").is_dir():  # a folder that is no project gets no cache
            for _ in range(2):
                try:
                    self._store = Store(project, program_key, program_stamp())
                    self.usable = True
                    break
                except DamagedError as error:
                    self._remark(error)
                    remove(str(project_cache(project)))
                except UnusableError as error:
                    self._remark(error)
                    break
        self._make_tables()

    def _make_tables(self) -> None:
        self.files = Table("files", bytes, StoredFile, self._store)
        """The files of the project by path, as the file system has it."""
        self.records = Table("records", bytes, bytes, self._store)
        """What those files hold, as data. It is read only where it is needed."""
        self.linked = Table("linked", bytes, bytes, self._store, compressed=True)
        """Entries that the last build made from all records. See ``claimline/kept_links.py``."""
        self.pages = Table("pages", bytes, StoredFile, self._store)
        """The pages of a site by path, as they were read to check their links."""
        self._nodes = Table("nodes", bytes, Node, self._store)
        self._outputs = Table("outputs", bytes, Node, self._store)
        self.results = Table("results", bytes, bytes, self._store, compressed=True)
        """Results of queries by their id, encoded. See ``stored_results``."""
        self._values = Table("values", bytes, bytes, self._store, aim=1)
        self._kept: dict[str, Any] = {}
        """The same for the builds of one process, as objects."""
        self.graph = Graph(self._nodes, self._outputs)
        """What the last build was made from."""

    def _tables(self) -> tuple[Table[bytes, Any], ...]:
        of_graph = (self._nodes, self._outputs)
        of_builds = (self.linked, self.pages, *of_graph, self.results, self._values)
        return (self.files, self.records, *of_builds)

    def _remark(self, error: UnusableError) -> None:
        line = f"The cache is left out: {error}."
        if line not in self.remarks:
            self.remarks.append(line)

    def give_up(self, error: UnusableError) -> None:
        """Go on without a cache."""
        self._remark(error)
        if self._store is not None:
            if isinstance(error, DamagedError):
                self._store.discard()
            else:
                self._store.close()
        self._store, self.usable = None, False
        self._make_tables()

    def commit(self) -> None:
        """Write everything that has changed, or nothing."""
        self._stamps = {}
        if self._store is not None:
            try:
                with self._store.transaction():
                    for table in self._tables():
                        table.save()
            except UnusableError as error:
                self.give_up(error)

    # Values by name

    def get(self, name: str, kind: type[T]) -> T | None:
        """Return the value that was put under a name, or None."""
        if self.objects is not None:
            return cast(T | None, _own(self._kept.get(name)))
        try:
            data = self._values.get(os.fsencode(name))
            return None if data is None else msgpack.decode(data, type=kind)
        except UnusableError as error:
            self.give_up(error)
        except (MsgspecError, ValueError):
            self.give_up(DamagedError())
        return None

    def put(self, name: str, value: object) -> None:
        """Keep plain data or a frozen value under a name. None removes it.

        A value with a path that is not valid Unicode is not stored. The name then has no value. A
        cache in memory keeps the value itself, so nobody may change what is in it later.
        """
        if self.usable and self.objects is not None:
            self._kept[name] = _own(value)
        elif self.usable:
            key = os.fsencode(name)
            data = None
            if value is not None:
                with suppress(UnicodeEncodeError):
                    data = msgpack.encode(value)
            try:
                if data is None:
                    self._values.remove(key)
                elif data != self._values.get(key):
                    self._values.put(key, data)
            except UnusableError as error:
                self.give_up(error)

    # Files of the project

    def inputs(self, project: str) -> Inputs | None:
        """Return the state of all files that a run reads, before it reads any.

        Returns None if that is uncertain, or would not be stored.
        """
        now = self.now()
        if not now:
            return None
        seen = inputs(project, now)
        self.note_stamps({os.fsdecode(path): at for path, at, _ in seen or () if at})
        return seen

    def note_stamps(self, stamps: Mapping[str, Stamp]) -> None:
        """Take these stamps for those of the files, until their records are read.

        Whoever calls this has taken them just before. A file that has changed since is read as it
        was, or has a new stamp at the next run.
        """
        self._stamps = stamps

    def trusted_stamp(self, disk: str) -> Stamp | None:
        """Return the stamp of a file, or None if it cannot be trusted."""
        now = self._stamps.get(disk) or stamp(disk)
        clock_now = time.time_ns() if self.objects is not None else self.now()
        return now if now and trusted(now, clock_now) and not self.verify else None

    # Files of a site

    def in_place(self, site: str, digests: Mapping[str, str]) -> frozenset[str]:
        """Return the paths of those files that lie in a site with exactly these digests."""
        if not self.usable:
            return frozenset()
        known = self.get(f"site {site}", _Placed) or {}
        same_bytes = []
        trusted_files = self._trusted[site] = {}
        for path, digest in digests.items():
            place = f"{site}/{path}"
            now = stamp(place, follow=False)
            if now is None or now[0] < 0:
                continue
            before = None if self.verify else known.get(path)
            if before == (now, digest):
                trusted_files[path] = before
            elif _digest(place) == digest:
                same_bytes.append(path)
        return frozenset(trusted_files).union(same_bytes)

    def note_site(self, site: str, digests: Mapping[str, str]) -> None:
        """Store the stamps of the files of a site, which were all just written or compared."""
        if not self.usable:
            return
        # Wait, so that any later change of a file that was just written shows in its times.
        time.sleep(_PAUSE)
        placed = dict(self._trusted.get(site, {}))
        is_coarse = False
        for path in placed.keys() - digests.keys():
            del placed[path]
        for path, digest in digests.items():
            before = placed.get(path)
            if before is not None and before[1] == digest:
                continue
            placed.pop(path, None)
            if now := stamp(f"{site}/{path}", follow=False):
                placed[path] = (now, digest)
                is_coarse = is_coarse or now[1] % 1_000_000_000 == 0
        # If times are whole seconds, a change in the same second would not show.
        self.put(f"site {site}", None if is_coarse else placed)

    def forget_site(self, site: str) -> None:
        """Forget the files of a site."""
        self.put(f"site {site}", None)

    # Nothing changed

    def note_inputs(self, site: str, seen: Inputs | None, outcome: object) -> None:
        """Store what a run read, and its outcome. If ``seen`` is None, forget both."""
        self.put(f"inputs {site}", seen)
        self.put(f"outcome {site}", None if seen is None else outcome)

    def if_unchanged(self, site: str, kind: type[T]) -> T | None:
        """Return the outcome of the last run, or None if a file that it read or wrote changed."""
        if self.verify or not self.usable:
            return None
        seen = self.get(f"inputs {site}", list[Input])
        if seen is None or not same_inputs(seen):
            return None
        placed = self.get(f"site {site}", _Placed) or {}
        for path, (then, _) in placed.items():
            if stamp(f"{site}/{path}", follow=False) != then:
                return None
        return self.get(f"outcome {site}", kind) if placed else None

    def now(self) -> int:
        """Return the time of the first call, by the clock of the project's file system.

        It is in nanoseconds, or 0 if there is no store or the project cannot be written to.
        """
        if self._store is not None and self._project is not None and not self._now:
            with suppress(OSError):
                self._now = clock(str(self._project))
        return self._now if self._store is not None else 0

    def close(self) -> None:
        """Close the file. What is not committed is lost."""
        if self._store is not None:
            self._store.close()
        self._store, self.usable = None, False


def _own(value: Any) -> Any:
    """Return a mapping of one's own, or any other value as it is."""
    return dict(value) if isinstance(value, Mapping) else value


def _digest(path: str) -> str:
    """Return the digest of a file as a site's manifest lists it, or "" if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return sha256(file.read()).hexdigest()
    except OSError:
        return ""
