"""Dates at random: texts of EDTF level 0 and 1, and of the times and zones added to it."""

from __future__ import annotations

from calendar import monthrange

from hypothesis import strategies as st

from claimline.dates import DateError, PartialDate, parse
from claimline.dates.day_parts import DAY_PARTS

ZONES = ("UTC", "Europe/Kyiv", "Europe/Moscow", "America/Sao_Paulo", "Pacific/Apia", "Asia/Beirut")
OFFSETS = ("Z", "+03:00", "-05:30", "+14:00", "-12")

qualifiers = st.sampled_from(["", "", "?", "~", "%"])
# Near years meet each other often; the others reach the ends of Python's calendar.
years = st.one_of(
    st.integers(2024, 2026),
    st.sampled_from([1, 2, 1900, 2000, 2011, 9998, 9999]),
    st.integers(1, 9999),
).map("{:04}".format)
any_years = st.one_of(years, st.integers(-9999, -1).map("{:05}".format), st.just("0000"))
months = st.integers(1, 12).map("{:02}".format)
numbers = st.integers(0, 45).map("{:02}".format)


@st.composite
def days(draw: st.DrawFn) -> str:
    """A day of the years 1 to 9999, such as ``2025-12-29``."""
    year, month = draw(years), draw(months)
    last = monthrange(int(year), int(month))[1]
    return f"{year}-{month}-{draw(st.integers(1, last)):02}"


months_of_years = st.builds("{}-{}".format, any_years, months)
seasons = st.builds("{}-{}".format, any_years, st.sampled_from(["21", "22", "23", "24"]))
level0 = st.one_of(any_years, months_of_years, days())
unspecified = st.one_of(
    any_years.map(lambda year: f"{year[:-1]}X"),
    any_years.map(lambda year: f"{year[:-2]}XX"),
    any_years.map("{}-XX".format),
    any_years.map("{}-XX-XX".format),
    months_of_years.map("{}-XX".format),
)
long_years = st.builds(
    "Y{}{}".format, st.sampled_from(["", "-"]), st.integers(10_000, 10**12).map(str)
)
clocks = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
seconds = st.builds("{}:{:02}".format, clocks, st.integers(0, 59))
day_parts = st.sampled_from(sorted(DAY_PARTS))
times = st.builds(
    "{}T{}{}{}".format,
    days(),
    st.one_of(clocks, seconds, day_parts),
    st.one_of(st.just(""), st.sampled_from(OFFSETS)),
    qualifiers,
)
points = st.one_of(
    st.builds(
        "{}{}".format, st.one_of(level0, unspecified, seasons, long_years, days()), qualifiers
    ),
    times,
)


def _read(text: str) -> PartialDate | None:
    try:
        return parse(text)
    except DateError:
        return None


ends = st.one_of(points, st.sampled_from(["", ".."]))
ranges = st.builds("{}/{}{}".format, times, st.one_of(clocks, seconds, day_parts), qualifiers)
texts = st.builds(
    lambda text, zone: f"{text}[{zone}]" if zone else text,
    st.one_of(points, points, st.builds("{}/{}".format, ends, ends), ranges),
    st.one_of(st.just(""), st.sampled_from(ZONES)),
)
dates = texts.map(_read).filter(lambda date: date is not None)
zones = st.sampled_from(ZONES)
