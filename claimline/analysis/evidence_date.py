"""The day up to which an investigation has evidence."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.dates import PartialDate, Point, parse
from claimline.model.dossier import Dossier


def latest_evidence(dates: Iterable[PartialDate], zone: str) -> PartialDate | None:
    """Return the latest day that some of these dates reach for certain, or None without a date.

    A date that spans more than a day counts by its first day: all that is known of evidence "of
    March" is that it reaches 1 March. Times of day do not count.

    Args:
        dates: when each cited source was published or copied (see ``evidence_dates``).
        zone: the time zone of the dates that state none.
    """

    def certain_reach(day: PartialDate) -> tuple[int, int]:
        """Return a sort key: the first day. Of two that begin together, the narrower is later."""
        return day.earliest(zone), -day.latest(zone)

    starts = (date.start for date in dates)
    days = dict.fromkeys(it.calendar + it.qualifier for it in starts if isinstance(it, Point))
    return max(map(parse, days), key=certain_reach, default=None)


def evidence_dates(dossier: Dossier, id_: str) -> tuple[PartialDate, ...]:
    """Return when a source was published, archived or captured, or nothing if it is not cited."""
    if all(usage.form == "silent" for usage in dossier.usages[id_]):
        return ()
    source = dossier.sources[id_]
    return (
        *((source.published,) if source.published else ()),
        *(archive.captured for archive in source.archives if archive.captured),
        *(it.captured for it in source.captures if it.captured_shown != "none"),
    )
