"""Partial dates: EDTF level 1 with times of day and zones, for records, order and readers."""

from claimline.dates.edtf import parse
from claimline.dates.markup import machine
from claimline.dates.partial import PartialDate, day, overlaps, sort_key
from claimline.dates.point import DateError, Open, Point
from claimline.dates.words import words
from claimline.dates.zones import zone_info

__all__ = [
    "DateError",
    "Open",
    "PartialDate",
    "Point",
    "day",
    "machine",
    "overlaps",
    "parse",
    "sort_key",
    "words",
    "zone_info",
]
