"""Questions with all kinds of answers: words, numbers, times, directions, and sums that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench import records, words
from bench.case import Case
from bench.dice import Dice
from bench.quoting import quote_more

if TYPE_CHECKING:
    from bench.newsroom import Newsroom

POINTS = ("north", "north-east", "east", "south-east", "south", "225", "west", "315")


def detail(case: Newsroom, nth: int) -> dict[str, Any]:
    """The ``nth`` detail. Its form goes round: words, numbers, times, directions, a sum."""
    record = records.detail(case, nth)
    dice = case.dice("detail-more", nth)
    form = nth % 5
    answers = [_answer(case, dice, form, each) for each in record.data["values"]]
    if nth == 1:  # one question with very many answers
        answers = [
            _answer(case, dice, form, _sourced(case, each))
            for each in range(min(200, case.size.sources))
        ]
    return {
        **record.data,
        "unit": ("days", "boats", None, None, "boats")[form],
        "values": answers,
        "sum": _sum(case, dice) if form == 4 else None,
        "finding": record.prose.text,
    }


def _sourced(case: Case, source: int) -> dict[str, Any]:
    carried = case.carried(source)
    said = {"statement": case.id("statement", carried[0])} if carried else {}
    return {**said, "source": case.id("source", source), "at": "p. 3"}


def _answer(case: Case, dice: Dice, form: int, answer: dict[str, Any]) -> dict[str, Any]:
    """An answer of a form. All else, such as source and statement, is that of ``answer``."""
    low = dice.between(2, 60)
    hour = dice.between(10, 20)
    value: dict[str, Any]
    if form == 0:
        value = {"value": dice.pick(words.WHAT)}
    elif form == 2:
        value = {"value": f"at {hour}:15", "when": f"2021-06-01T{hour}:15[Europe/London]"}
    elif form == 3:
        point = dice.pick(POINTS)
        value = {"value": f"towards {point}", "bearing": point}
    else:
        high = low + dice.below(30)
        value = {"value": f"{low} to {high}", "at_least": low, "at_most": high}
    answer = {**answer, **quote_more(dice, answer)}
    return {**answer, **value, "as_of": "2021-06-02" if dice.chance(0.5) else None,
            "comparable": "false" if dice.chance(0.1) else None}  # fmt: skip


def _sum(case: Case, dice: Dice) -> dict[str, Any]:
    """A total and four parts that make it."""
    areas, numbers = dice.some(words.PLACES, 4), [dice.between(1, 50) for _ in range(4)]
    parts = [
        {"what": area, "number": number, **_attributed(case, dice)}
        for area, number in zip(areas, numbers, strict=True)
    ]
    return {"number": sum(numbers), "parts": parts, **_attributed(case, dice)}


def _attributed(case: Case, dice: Dice) -> dict[str, Any]:
    """Who says so, and where."""
    source = dice.below(case.size.sources)
    carried = case.carried(source)
    said = {"statement": case.id("statement", carried[0])} if carried else {}
    return {
        **said, "source": case.id("source", source), "at": words.locator(dice),
        "note": words.plain(dice, 1) if dice.chance(0.5) else None,
    }  # fmt: skip
