"""The drawing of the chronology: where each mark stands. Pure layout, in whole units.

It takes what happened when, as minutes, and gives frozen values that a template draws without
a decision of its own. ``overview`` lays out all days on a broken axis, on which each day is as
wide as it needs and what lies empty is cut out and marked; ``hours`` lays out one day by the
hour; ``periods`` counts by month or more where there is too much for a mark each.

Everywhere, an earlier start is never to the right of a later one in the same lane, and the same
items give the same drawing whatever their order.
"""

from claimline.pages.timeline.hours import Tick, hours
from claimline.pages.timeline.overview import overview
from claimline.pages.timeline.periods import tallies
from claimline.pages.timeline.shapes import LANES, Hours, Item, Mark, Overview, Period
from claimline.pages.timeline.span import Span, span

__all__ = [
    "LANES",
    "Hours",
    "Item",
    "Mark",
    "Overview",
    "Period",
    "Span",
    "Tick",
    "hours",
    "overview",
    "span",
    "tallies",
]
