"""Days of the Gregorian calendar as numbers, for years of any size.

Day 0 is 1 January 1970. The calendar goes on backwards before 1582, and year 0 is 1 BC.
"""

from __future__ import annotations

from calendar import isleap

DAY = 24 * 60 * 60
"""Seconds in a day."""
MONTH_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_OF_400_YEARS = 146_097


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month (1 to 12)."""
    return MONTH_LENGTHS[month] + (month == 2 and isleap(year))


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day."""
    # A year that begins in March has its leap day at the end.
    shifted = year - (month < 3)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_OF_400_YEARS + day_of_era - 719_468


def civil(number: int) -> tuple[int, int, int]:
    """Return the year, month and day of a day's number."""
    era, day_of_era = divmod(number + 719_468, _DAYS_OF_400_YEARS)
    year_of_era = (
        day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = (shifted_month + 2) % 12 + 1
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    return era * 400 + year_of_era + (month < 3), month, day


def year_text(year: int) -> str:
    """Return a year as EDTF writes it: ``2025``, ``-0043``, ``Y17000``."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def day_text(number: int) -> str:
    """Return the day with a number as EDTF writes it: ``2025-12-28``."""
    year, month, day = civil(number)
    return f"{year_text(year)}-{month:02}-{day:02}"
