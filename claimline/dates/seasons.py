"""Seasons, which EDTF numbers like months: ``2025-21`` is spring 2025."""

from __future__ import annotations

from claimline.locale import word

SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}
"""The first and the last month of each. 13 and 14 are the first months of the next year."""

SEASON_WORDS = {
    "21": word("spring {year}"),
    "22": word("summer {year}"),
    "23": word("autumn {year}"),
    "24": word("winter {year}"),
}

SEASON_NAMES = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
"""How people write them, with the number that is meant."""
