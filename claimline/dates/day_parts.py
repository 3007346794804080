"""Parts of the day that can replace a time: ``2025-12-29Tevening``.

Their bounds are wide, since dawn is at three in one place and at nine in another. So an order
between two dates is shown only if it is sure.
"""

from __future__ import annotations

from claimline.locale import word

_HOUR = 60 * 60

DAY_PARTS = {
    "early-hours": (0, 6 * _HOUR),
    "dawn": (3 * _HOUR, 9 * _HOUR),
    "morning": (5 * _HOUR, 12 * _HOUR),
    "noon": (11 * _HOUR, 13 * _HOUR),
    "afternoon": (12 * _HOUR, 19 * _HOUR),
    "dusk": (15 * _HOUR, 23 * _HOUR),
    "evening": (17 * _HOUR, 24 * _HOUR),
    "night": (20 * _HOUR, 32 * _HOUR),
}
"""The second at which each begins, and the one after its last, counted from midnight. The night of
a day begins on that day."""

DAY_PART_WORDS = {
    "early-hours": word("early hours"),
    "dawn": word("dawn"),
    "morning": word("morning"),
    "noon": word("noon"),
    "afternoon": word("afternoon"),
    "dusk": word("dusk"),
    "evening": word("evening"),
    "night": word("night"),
}

OTHER_NAMES = {
    "small-hours": "early-hours",
    "daybreak": "dawn",
    "sunrise": "dawn",
    "first-light": "dawn",
    "early-morning": "morning",
    "mid-morning": "morning",
    "late-morning": "morning",
    "midday": "noon",
    "mid-day": "noon",
    "lunchtime": "noon",
    "early-afternoon": "afternoon",
    "late-afternoon": "afternoon",
    "sunset": "dusk",
    "sundown": "dusk",
    "twilight": "dusk",
    "nightfall": "dusk",
    "early-evening": "evening",
    "late-evening": "evening",
}
"""Other names that people write for them."""
