"""Partial dates: EDTF level 1 with times of day and zones, for records, order and readers."""

from claimline.dates.bounds import BEGINNING, END
from claimline.dates.civil import DAY, civil, day_number, day_text, year_text
from claimline.dates.edtf import at_place, parse
from claimline.dates.markup import known_day, machine
from claimline.dates.partial import PartialDate, civil_days, day, overlaps, sort_key
from claimline.dates.point import DateError, Open, Point
from claimline.dates.words import words, year_words
from claimline.dates.zones import zone_info

__all__ = [
    "BEGINNING",
    "DAY",
    "END",
    "DateError",
    "Open",
    "PartialDate",
    "Point",
    "at_place",
    "civil",
    "civil_days",
    "day",
    "day_number",
    "day_text",
    "known_day",
    "machine",
    "overlaps",
    "parse",
    "sort_key",
    "words",
    "year_text",
    "year_words",
    "zone_info",
]
