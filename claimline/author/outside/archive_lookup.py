"""Ask archives for a copy of a page: the Wayback Machine, then Memento's aggregator.

The Wayback Machine's availability service answers with the copy closest to a time. Memento
(RFC 7089) asks many archives; its aggregator's JSON has the closest copy too.
"""

from __future__ import annotations

import re
from typing import TypeVar
from urllib.parse import quote

import msgspec

from claimline.author.outside.page_fetch import PageFetcher
from claimline.value import Value

WAYBACK = "https://archive.org/wayback/available"
MEMENTO = "https://timetravel.mementoweb.org/api/json"
Shape = TypeVar("Shape")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\Z", re.ASCII)
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z\Z", re.ASCII)


class ArchiveCopy(Value, frozen=True):
    """A copy in an archive. ``captured`` is its time in EDTF, in UTC."""

    url: str
    captured: str


class _Closest(msgspec.Struct, frozen=True):
    available: bool = False
    url: str = ""
    timestamp: str = ""


class _Snapshots(msgspec.Struct, frozen=True):
    closest: _Closest | None = None


class _Availability(msgspec.Struct, frozen=True):
    archived_snapshots: _Snapshots = _Snapshots()


class _Memento(msgspec.Struct, frozen=True):
    datetime: str = ""
    uri: list[str] | str = ""


class _Mementos(msgspec.Struct, frozen=True):
    closest: _Memento | None = None


class _TimeTravel(msgspec.Struct, frozen=True):
    mementos: _Mementos = _Mementos()


class ArchiveLookup:
    """Finds archive copies.

    Args:
        fetcher: asks the services.
        wayback, memento: their addresses; empty leaves one out.
    """

    def __init__(
        self, fetcher: PageFetcher, *, wayback: str = WAYBACK, memento: str = MEMENTO
    ) -> None:
        self._fetcher = fetcher
        self._wayback = wayback
        self._memento = memento

    def closest(self, url: str, day: str) -> ArchiveCopy | None:
        """Return the copy closest to a day (``YYYYMMDD``), or None if no service has one."""
        return self._from_wayback(url, day) or self._from_memento(url, day)

    def _from_wayback(self, url: str, day: str) -> ArchiveCopy | None:
        if not self._wayback:
            return None
        asked = f"{self._wayback}?url={quote(url, safe='')}&timestamp={day}"
        found = self._json(asked, _Availability)
        closest = found and found.archived_snapshots.closest
        if not closest or not closest.available:
            return None
        stamp = _STAMP.match(closest.timestamp)
        if not stamp or not closest.url.startswith(("http://", "https://")):
            return None
        year, month, date, hour, minute, second = stamp.groups()
        captured = f"{year}-{month}-{date}T{hour}:{minute}:{second}Z"
        # The service answers with http:// addresses; the archive has the same pages by https.
        copy = re.sub(r"\Ahttp://(?=web\.archive\.org/)", "https://", closest.url)
        return ArchiveCopy(copy, captured)

    def _from_memento(self, url: str, day: str) -> ArchiveCopy | None:
        if not self._memento:
            return None
        # The address of the page follows as it is: the service takes the rest of the path.
        found = self._json(f"{self._memento}/{day}/{url}", _TimeTravel)
        closest = found and found.mementos.closest
        if not closest:
            return None
        addresses = [closest.uri] if isinstance(closest.uri, str) else closest.uri
        copy = next((each for each in addresses if each.startswith(("http://", "https://"))), "")
        instant = _INSTANT.match(closest.datetime)
        return ArchiveCopy(copy, f"{instant[1]}Z") if copy and instant else None

    def _json(self, url: str, shape: type[Shape]) -> Shape | None:
        """Return the answer of a service in its shape, or None."""
        answer = self._fetcher.fetch(url, obey_rules=False)
        if answer.state != "there":
            return None
        try:
            return msgspec.json.decode(answer.body, type=shape)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
