"""Compares answers: which differ, which cannot be compared, which the speaker later revised.

No answer is picked as right. Two answers are equal if their words are equal, apart from case and
spacing, or if they give the same numbers, times and directions. Ranges with a number in common do
not exclude each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from claimline.model.bearing import sector
from claimline.model.chains import Voice
from claimline.model.dossier import Dossier
from claimline.model.records import Detail
from claimline.model.shared_fields import Answer
from claimline.value import Value

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


class ComparedAnswer(Value, frozen=True):
    """One answer, compared with the others.

    ``group`` is the number of its group of equal answers, from 1 in the order of first
    appearance, or 0 if it cannot be compared. ``party`` is whose word it is, or "" if that is not
    known. ``commentary`` says whether the party is a commentator. ``revised_by`` is a later
    statement of the same speaker with another answer, or "". ``fits`` says that its range of
    numbers meets that of every other answer that can be compared.
    """

    group: int
    party: str
    revised_by: str = ""
    commentary: bool = False
    fits: bool = False


class Comparison(Value, frozen=True):
    """A detail's answers, compared, in the order in which they are written."""

    answers: tuple[ComparedAnswer, ...]
    groups: int
    """How many different answers there are."""
    vantage_points: tuple[str, ...]
    """The parties, witnesses and observers to which the answers trace, each once."""
    commentators: tuple[str, ...]
    """The commentators to which the answers trace, each once."""
    compatible: bool = False
    """Whether the answers that can be compared differ, but their ranges have a number in common."""


def compare(dossier: Dossier, detail: Detail) -> Comparison:
    """Compare the answers of a detail."""
    numbers = [_only_numbers(answer) for answer in detail.values if answer.comparable]
    groups: dict[object, int] = {}
    count = 0
    numbered = []
    for answer in detail.values:
        group = 0
        if answer.comparable:
            keys = [_words(answer.value), *_measures(dossier, answer)]
            group = next((groups[key] for key in keys if key in groups), count + 1)
            count = max(count, group)
            for key in keys:
                groups.setdefault(key, group)
        numbered.append(group)
    revisions = _revisions(dossier, detail, numbered)
    compared = []
    for answer, group in zip(detail.values, numbered, strict=True):
        own = _only_numbers(answer)
        fits = group > 0 and own is not None and all(map(own.meets, numbers))
        revised = revisions.get(answer.statement or "", "")
        voice = _voice(dossier, answer)
        party, commentary = (voice.party, not voice.counts) if voice else ("", False)
        compared.append(ComparedAnswer(group, party, revised, commentary, fits))
    vantage_points, commentators = (
        tuple(
            dict.fromkeys(
                answer.party
                for answer in compared
                if answer.party and answer.commentary == commentary
            )
        )
        for commentary in (False, True)
    )
    compatible = count > 1 and _have_common(numbers)
    return Comparison(tuple(compared), count, vantage_points, commentators, compatible)


class Range(Value, frozen=True):
    """The range of numbers that an answer can mean, with both bounds included."""

    low: float
    high: float

    def meets(self, other: Range | None) -> bool:
        """Return whether both ranges have a number in common. False if ``other`` is None."""
        return other is not None and self.low <= other.high and other.low <= self.high


def number_range(answer: Answer) -> Range | None:
    """Return the numbers that an answer can mean, or None.

    An answer that is nothing but a number, such as 91, needs no bounds.
    """
    low, high = answer.at_least, answer.at_most
    if low is None and high is None:
        plain = answer.when is None and answer.bearing is None and _NUMBER.fullmatch(answer.value)
        return Range(float(answer.value), float(answer.value)) if plain else None
    return Range(-inf if low is None else low, inf if high is None else high)


def _only_numbers(answer: Answer) -> Range | None:
    """Return the numbers of an answer that gives no time and no direction, or None."""
    return number_range(answer) if answer.when is None and answer.bearing is None else None


def _measures(dossier: Dossier, answer: Answer) -> list[object]:
    """Return what an answer gives in numbers, times and directions as one key, or nothing."""
    numbers, zone = number_range(answer), dossier.site.time_zone
    time = direction = None
    if answer.when is not None:
        doubts = tuple((point.around, point.uncertain) for point in answer.when.points)
        time = (answer.when.earliest(zone), answer.when.latest(zone), doubts)
    if answer.bearing is not None:
        direction = sector(answer.bearing)
    given = (numbers, time, direction)
    return [given] if any(it is not None for it in given) else []


def _have_common(ranges: list[Range | None]) -> bool:
    """Return whether all ranges have a number in common. They do if every two of them meet."""
    return all(one is not None and all(map(one.meets, ranges)) for one in ranges)


def _words(value: str) -> str:
    """Return an answer in one case, with single spaces."""
    return " ".join(value.casefold().split())


def _voice(dossier: Dossier, answer: Answer) -> Voice | None:
    """Return who speaks in an answer, or None if it names no statement.

    Without a statement, the answer is the source's own, even if the source carries one: a mistake
    of an outlet is not an answer by the person whom it quotes.
    """
    return dossier.origin(answer.statement) if answer.statement else None


def _revisions(dossier: Dossier, detail: Detail, groups: Sequence[int]) -> dict[str, str]:
    """Return, for each statement, the later one that revises it with another answer.

    ``groups`` are those of the answers. An answer in other words may be the same.
    """
    said: dict[str, set[object]] = {}
    for answer, group in zip(detail.values, groups, strict=True):
        if answer.statement:
            own = said.setdefault(answer.statement, set())
            own.update((_words(answer.value), group) if group else (_words(answer.value),))
    revisions: dict[str, str] = {}
    for later, answers in said.items():
        earlier = dossier.statements[later].revises
        while earlier is not None:
            if earlier in said and not said[earlier] & answers:
                revisions.setdefault(earlier, later)
            earlier = dossier.statements[earlier].revises
    return revisions
