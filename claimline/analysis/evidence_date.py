"""The day up to which an investigation has evidence."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.dates import PartialDate, Point, parse
from claimline.model.dossier import Dossier


def latest_evidence(dossier: Dossier) -> PartialDate | None:
    """Return the latest day on which a cited source is known to have been published or copied.

    A date that spans more than a day counts by its first day: all that is known of evidence "of
    March" is that it reaches 1 March. Times of day do not count. Returns None if no cited source
    has a date.
    """
    zone = dossier.site.time_zone

    def certain_reach(day: PartialDate) -> tuple[int, int]:
        """Sort by the first day. Of two that begin together, the narrower is the later."""
        return day.earliest(zone), -day.latest(zone)

    starts = (date.start for date in _dates(dossier))
    days = dict.fromkeys(it.calendar + it.qualifier for it in starts if isinstance(it, Point))
    return max(map(parse, days), key=certain_reach, default=None)


def _dates(dossier: Dossier) -> Iterator[PartialDate]:
    """Yield when each cited source was published, archived or captured."""
    for id_, source in dossier.sources.items():
        if all(usage.form == "silent" for usage in dossier.usages[id_]):
            continue
        if source.published:
            yield source.published
        for archive in source.archives:
            if archive.captured:
                yield archive.captured
        for capture in source.captures:
            if capture.captured_shown != "none":
                yield capture.captured
