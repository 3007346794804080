"""Time zones by their IANA names, read from the ``tzdata`` package alone.

The system's own zone files are not used. They differ between machines, and a site's bytes must
not.
"""

from __future__ import annotations

from datetime import timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from claimline.dates.point import DateError
from claimline.locale import ENGLISH, Translator

UTC_NAMES = frozenset(
    f"{prefix}{name}" for prefix in ("", "Etc/") for name in ("UTC", "UCT", "Universal", "Zulu")
)


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all zones."""
    return frozenset((files("tzdata") / "zones").read_text("ascii").split())


@cache
def zone_info(name: str) -> tzinfo:
    """Return the zone of an IANA name. Raises ``DateError`` if there is no such zone."""
    if name not in zone_names():
        raise DateError(f'"{name}" is not an IANA time zone', _near(name))
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


@cache
def offset_info(minutes: int) -> tzinfo:
    """Return the zone that is always this many minutes east of UTC."""
    return timezone(timedelta(minutes=minutes))


def zone_label(name: str, language: Translator = ENGLISH) -> str:
    """Return the name of a zone for readers, such as ``Moscow time``, ``UTC`` or ``CET``."""
    if name in UTC_NAMES:
        return "UTC"
    if name.startswith("Etc/"):
        # POSIX signs are the opposite of those of ISO 8601: Etc/GMT+3 is three hours west.
        west = name.removeprefix("Etc/").removeprefix("GMT")
        return offset_label(-60 * int(west)) if west[1:].isdigit() and west[1:] != "0" else "GMT"
    if "/" not in name and name[:3].isupper():
        return name
    return language.t("{city} time", city=language.conventions.city(name))


def offset_label(minutes: int) -> str:
    """Return the name of an offset for readers, such as ``UTC+3``, ``UTC+5:30`` or ``UTC``."""
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _near(name: str) -> str:
    from difflib import get_close_matches

    wanted = name.strip().lower().replace(" ", "_")
    known = {zone.lower(): zone for zone in sorted(zone_names())}
    cities = [zone for low, zone in known.items() if low.rpartition("/")[2] == wanted]
    close = [known[low] for low in get_close_matches(wanted, known, n=1, cutoff=0.7)]
    likely = [known[wanted]] if wanted in known else cities + close
    return f'Did you mean "{likely[0]}"?' if likely else "Write a name such as Europe/Moscow."
