"""The timeline of the chronology: its items, its periods, and each day by the hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from claimline.dates import DAY, PartialDate, civil, civil_days, zone_info
from claimline.dates.bounds import local_second
from claimline.dates.zones import offset_label, zone_label
from claimline.locale import ENGLISH, Translator
from claimline.pages.batches import in_batches
from claimline.pages.chronology_periods import PlacedItem, columns
from claimline.pages.dated import Dated, Days
from claimline.pages.headline import parties_of
from claimline.pages.parts import part
from claimline.pages.timeline import (
    LANES,
    DatedItem,
    Hours,
    HourTick,
    Overview,
    Span,
    hours,
    minutes_of_days,
    on_own_days,
    overview,
    tallies,
)
from claimline.pages.timeline.span import MINUTE
from claimline.pages.view_builder import ViewBuilder, event_status
from claimline.pages.vocabulary import STATUSES, rounded

STEP = 3 * 60
"""Minutes from one tick to the next."""
MOST_PARTIES = 5
"""The most parties with a lane of their own."""


def items_of(
    builder: ViewBuilder, dated: Sequence[Dated], spans: Mapping[PartialDate, Span]
) -> dict[str, DatedItem]:
    """Return records as items of a drawing, by their fragments.

    The parties with the most claims and statements have lanes of their own, if they are vantage
    points.
    """
    vantage = {_vantage_point(builder, it.id) for it in dated if it.lane == "statement"}
    parties = {
        it.anchor: _party(builder, f"{it.lane} {it.id}")
        for it in dated
        if it.lane in ("claim", "statement")
    }
    return _items(builder, dated, spans, LANES, parties, vantage)


def all_items(
    builder: ViewBuilder, dated: Sequence[Dated], spans: Mapping[PartialDate, Span]
) -> dict[str, DatedItem]:
    """Return all records with a date as items of a drawing. Only events have words."""
    anchors = {it.anchor for it in dated}
    vantage = {
        name for id_, (_, name) in _parties(builder, "statement") if f"statement-{id_}" in anchors
    }
    parties = {
        f"{lane}-{id_}": name
        for lane in ("claim", "statement")
        for id_, (name, _) in _parties(builder, lane)
    }
    return _items(builder, dated, spans, ("event",), parties, vantage)


def _items(
    builder: ViewBuilder,
    dated: Sequence[Dated],
    spans: Mapping[PartialDate, Span],
    named: Collection[str],
    parties: Mapping[str, str],
    vantage: Collection[str],
) -> dict[str, DatedItem]:
    shown = (parties.get(it.anchor, "") for it in dated)
    numbers = Counter(name for name in shown if name and name in vantage)
    own = set(sorted(numbers, key=lambda name: (-numbers[name], name))[:MOST_PARTIES])
    return {
        it.anchor: _item(
            builder,
            it,
            spans[it.date],
            party if (party := parties.get(it.anchor, "")) in own else "",
            named=it.lane in named,
        )
        for it in dated
    }


@in_batches("party and vantage point", tuple[str, str])
def _parties(builder: ViewBuilder, key: str) -> tuple[str, str]:
    """Return the party of a claim or statement, and a statement's vantage point, or ""."""
    kind, _, id_ = key.partition(" ")
    vantage = _vantage_point(builder, id_) if kind == "statement" else ""
    return _party(builder, key), vantage


@part("vantage point of")
def _vantage_point(builder: ViewBuilder, statement: str) -> str:
    """Return the name of the vantage point for which a statement speaks, or "" if it has none."""
    voice = builder.dossier.voice(statement)
    return builder.dossier.titles["actor", voice.party] if voice.counts and voice.party else ""


@part("party of")
def _party(builder: ViewBuilder, key: str) -> str:
    """Return the name of the party of a statement, or of the first maker of a claim, or "".

    ``key`` is kind, space, id.
    """
    kind, _, id_ = key.partition(" ")
    dossier = builder.dossier
    party = dossier.voice(id_).party if kind == "statement" else _first_party(builder, id_)
    return dossier.titles["actor", party] if party else ""


@part("party of first maker")
def _first_party(builder: ViewBuilder, claim: str) -> str:
    """Return the party of the first actor who makes a claim, or ""."""
    return next(iter(parties_of(builder, builder.dossier.claims[claim])), "")


def _item(builder: ViewBuilder, it: Dated, own: Span, party: str, *, named: bool) -> DatedItem:
    """Return a record as an item of the drawing. Unless it is ``named``, it has no words."""
    if not named:
        return DatedItem(it.lane, it.anchor, "", "", "", "", own, party=party)
    label = builder.dossier.titles[it.lane, it.id]
    is_event = it.lane == "event"
    status = event_status(builder, it.id) if is_event else ""
    details = [
        label,
        builder.must_when(it.date).words,
        builder.t(STATUSES[status]) if status else "",
    ]
    return DatedItem(
        lane=it.lane,
        entry=it.anchor,
        title=label,
        clock=clock(it.date, builder.zone, builder.language),
        name=builder.p("between items", ", ").join(word for word in details if word),
        status=status,
        span=own,
        party=party,
        key=is_event and is_key_moment(builder, it.id),
    )


@part("key moment", bool)
def is_key_moment(builder: ViewBuilder, event: str) -> bool:
    """Return whether an event is a key moment."""
    return builder.dossier.events[event].key


def clock(date: PartialDate, zone: str, language: Translator = ENGLISH) -> str:
    """Return the time of day in the date's own zone, with the zone's name if the site has another.

    Examples are ``19:20``, ``~13:30 New York time`` and ``23:00–07:00``. A date without a time
    of day gives "".
    """
    points = date.points
    if len(points) < (2 if date.end is not None else 1):
        return ""
    if not all(point.clock_time for point in points):
        return ""
    times = dict.fromkeys(point.clock_time for point in points)
    clock_time = ("~" if any(point.around for point in points) else "") + "\u2013".join(times)
    if date.zone:
        own_zone = zone_label(date.zone, language)
    elif points[0].offset is not None:
        own_zone = offset_label(points[0].offset)
    else:
        return clock_time
    return clock_time if own_zone == zone_label(zone, language) else f"{clock_time} {own_zone}"


def day_hours(builder: ViewBuilder, day: int, items: Sequence[DatedItem]) -> Hours | None:
    """Lay out a day, given by its number, by the hour. Return None if a drawing adds nothing."""
    if not worth_hours([(it.lane, it.span.timed) for it in items]):
        return None
    first, last = minutes_of_days(day, day, builder.zone)
    start = min([first, *(it.span.start // 60 * 60 for it in items)])
    end = max([last, *(-(-it.span.end // 60) * 60 for it in items)])
    return hours(items, start, end, list(_ticks(builder, start, end)), _site_clock(builder))


def worth_hours(entries: Sequence[tuple[str, bool]]) -> bool:
    """Return whether a day is drawn by the hour: from the lane of each entry, and if it is timed.

    It is if two entries have a time of day, or one event among several entries.
    """
    timed = [lane for lane, is_timed in entries if is_timed]
    return len(timed) > 1 or (len(entries) > 1 and "event" in timed)


def _site_clock(builder: ViewBuilder) -> str:
    return zone_label(builder.zone, builder.language)


def _ticks(builder: ViewBuilder, start: int, end: int) -> Iterable[HourTick]:
    conventions, zone = builder.language.conventions, zone_info(builder.zone)
    for minute in range(start, end + 1, 60):
        number, second = divmod(local_second(minute * MINUTE, zone), DAY)
        hour, rest = divmod(second, 3600)
        if rest:
            continue
        if hour == 0 and minute > start:
            _, month, day = civil(number)
            yield HourTick(minute, f"{day} {conventions.short_month(month)}")
        elif hour % (STEP // 60) == 0:
            yield HourTick(minute, f"{hour:02}")


def placed(
    builder: ViewBuilder,
    dated: Iterable[Dated],
    items: Mapping[str, DatedItem],
    hrefs: Mapping[str, str],
) -> list[PlacedItem]:
    """Return the items of records for the overview, moved to the days under which they are listed.

    ``items`` and ``hrefs`` have the item and the heading of each record, by its fragment.
    """
    days: dict[PartialDate, tuple[Span, Days | None]] = {}  # many records share a date
    on_days = []
    for it in dated:
        own = items[it.anchor]
        if it.date not in days:
            open_ended = own.span.before or own.span.after
            days[it.date] = (
                on_own_days(own.span, it.date, builder.zone),
                None if open_ended else Days(*civil_days(it.date, builder.zone)),
            )
        moved, of_date = days[it.date]
        on_days.append(PlacedItem(replace(own, span=moved), of_date, hrefs.get(it.anchor, "")))
    return on_days


def whole(
    builder: ViewBuilder, placed: Sequence[PlacedItem], charted: Collection[str], *, large: bool
) -> Overview | None:
    """Lay out the overview of all items by the smallest unit that fits. Return None if none does.

    Args:
        builder: makes words and dates.
        placed: the items, with their days.
        charted: the entries that have a mark in the drawing of their own day.
        large: whether there are too many items to give each a mark.
    """
    chosen = columns(
        builder, placed, large=large, lists=frozenset(it.href for it in placed if it.href)
    )
    if chosen is None:
        return None
    items = [it.item for it in placed]
    if chosen.by_day:
        drawn = overview(items, chosen.periods, charted)
    else:
        drawn = tallies(items, chosen.periods)
    return named_gaps(drawn, builder.language) if drawn else None


def named_gaps(drawn: Overview, language: Translator) -> Overview:
    """Return the drawing with words that say how long each gap is."""
    gaps = tuple(replace(gap, name=_empty_words(language, gap.days)) for gap in drawn.gaps)
    return replace(drawn, gaps=gaps)


def _empty_words(language: Translator, days: int) -> str:
    """Return the length of a gap in the unit that a person would use, or "" below a day."""
    number, unit = rounded(days)
    if not number:
        return ""
    if unit == "year":
        return language.n("{n} year without an entry", "{n} years without an entry", number)
    if unit == "month":
        return language.n("{n} month without an entry", "{n} months without an entry", number)
    return language.n("{n} day without an entry", "{n} days without an entry", number)
