"""The layout of the chronology's drawing, in whole units of the view box.

It takes items with their times in minutes, and returns frozen values, so that a template draws and
decides nothing. ``overview`` lays out all days on a broken axis: each day is as wide as it needs,
and empty time is cut out and marked as a gap. ``hours`` lays out one day by the hour. ``periods``
counts by month or more if there are too many items to give each a mark.

In each lane, an earlier start is never to the right of a later one. The same items always give the
same drawing, in any order.
"""

from claimline.pages.timeline.hours import HourTick, hours
from claimline.pages.timeline.overview import overview
from claimline.pages.timeline.periods import tallies
from claimline.pages.timeline.shapes import LANES, DatedItem, Hours, Overview, Period, TimelineMark
from claimline.pages.timeline.span import Span, minutes_of_days, on_own_days, span

__all__ = [
    "LANES",
    "DatedItem",
    "HourTick",
    "Hours",
    "Overview",
    "Period",
    "Span",
    "TimelineMark",
    "hours",
    "minutes_of_days",
    "on_own_days",
    "overview",
    "span",
    "tallies",
]
