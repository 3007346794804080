"""The claims of the made-up investigation, cast one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bench import words
from bench.case import Case
from bench.dice import Dice
from bench.prose import Passage, Writer

SCALE = (
    ("supported", "Supported", "Two independent parties say so, or one shows it.", "supported"),
    ("disputed", "Disputed", "Parties with access contradict each other.", "disputed"),
    ("not-shown", "Not shown", "Nothing was published that others can check.", "open"),
    ("contradicted", "Contradicted", "The record contradicts it.", "refuted"),
    ("imprecise", "Imprecise", "Right in outline, wrong in a detail.", "neutral"),
)
STANCES = (("supports", 40), ("repeats", 25), ("disputes", 15), ("context", 20))
SIDES = (("asserts", 45), ("denies", 30), ("partly-confirms", 10), ("declines", 10),
         ("no-statement-found", 5))  # fmt: skip
RELATIONS = (("part-of", 40), ("depends-on", 30), ("contradicts", 20), ("revises", 10))
"""What a claim is to an earlier one. It can only contradict a later one, so that no chain of claims
goes round in a circle."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A structured citation: the record's mapping, and what it traces to by number (or -1)."""

    data: dict[str, Any]
    source: int
    statement: int
    party: int
    explicit: bool
    """Whether the record names the statement itself."""


@dataclass(frozen=True, slots=True)
class Made:
    """A claim: its mapping without prose and evidence, then these two, and what they name."""

    id: str
    data: dict[str, Any]
    reasoning: Passage
    citations: tuple[Cited, ...]
    stances: tuple[dict[str, Any], ...]
    sources: tuple[int, ...]
    """All sources that the claim cites anywhere, once each, its evidence first."""
    statements: tuple[int, ...]
    """The statements that it names itself."""


def quoted(case: Case, dice: Dice, source: int) -> dict[str, Any]:
    """A quote from a source with its place, and a translation where it is in another language."""
    language = case.language(source)
    if language == "en":
        return {"quote": f"{words.capital(words.clause(dice))}.", "at": words.locator(dice)}
    return {
        "quote": f"{words.foreign(dice, language)}.",
        "translation": {"text": f"{words.title(dice)}.", "by": dice.pick(("human", "machine"))},
        "at": words.locator(dice),
    }


def citation(case: Case, dice: Dice, source: int, stance: str) -> Cited:
    """A citation of a source for a claim or an event."""
    carried = case.carried(source)
    statement = dice.pick(carried) if carried else -1
    explicit = statement >= 0 and (len(carried) > 1 or dice.chance(0.3))
    data: dict[str, Any] = {"source": case.id("source", source), "stance": stance}
    if explicit:
        data["statement"] = case.id("statement", statement)
    if dice.chance(0.7):
        data |= quoted(case, dice, source)
    elif dice.chance(0.6):
        data["at"] = words.locator(dice)
    if dice.chance(0.15):
        data["note"] = words.plain(dice, 1)
    if stance == "supports" and dice.chance(0.1):
        data["checkable"] = True
    party = case.root_party(statement) if statement >= 0 else -1
    return Cited(data, source, statement, party, explicit)


def claim(case: Case, nth: int) -> Made:
    """The ``nth`` claim."""
    dice = case.dice("claim", nth)
    size = case.size
    named = _sources(case, dice, nth)
    cited = tuple(citation(case, dice, source, dice.weighted(STANCES)) for source in named)
    writer = Writer(case, dice)
    reasoning = _reasoning(case, writer, named)
    day = case.day("claim", nth)
    stances = tuple(_stance(case, dice, cited, day) for _ in range(dice.between(1, 3)))
    first = next((one for one in cited if one.statement >= 0), None)
    kind = dice.weighted((("fact", 92), ("opinion", 5), ("prediction", 3)))
    verdict = _verdict(case, dice, cited) if kind == "fact" else None
    data: dict[str, Any] = {
        "claim": f"{case.title('claim', nth)} {dice.pick(words.WHEN)}.",
        "short": case.title("claim", nth),
        "kind": kind,
        "by": [case.id("actor", case.speaker(first.statement))] if first else [],
        "said": day.isoformat(),
        "statement": case.id("statement", first.statement) if first else None,
        "when": (day - timedelta(days=dice.below(20))).isoformat() if dice.chance(0.6) else None,
        "event": case.id("event", nth * size.events // size.claims) if dice.chance(0.3) else None,
        "verdict": verdict,
        "confidence": dice.pick(("high", "medium", "low")) if verdict else None,
        "unknowns": [words.plain(dice, 1) for _ in range(dice.between(1, 3))],
        "would_change": [words.plain(dice, 1) for _ in range(dice.between(1, 2))],
        "related": [
            {
                "claim": case.id("claim", other),
                "how": _relation(dice, verdict, earlier=other < nth),
            }
            for other in _related(case, dice, nth)
        ],
        "tags": dice.some(words.TAGS[: size.tags], dice.between(2, 4)),
        "history": _history(dice, verdict, day.isoformat()) if verdict and dice.chance(0.1) else [],
        "corrections": [{"date": (day + timedelta(days=40)).isoformat(),
                         "text": words.plain(dice, 1)}] if dice.chance(0.04) else [],
    }  # fmt: skip
    statements = [first.statement] if first else []
    statements += [one.statement for one in cited if one.explicit]
    return Made(
        case.id("claim", nth), data, reasoning, cited, stances,
        tuple(dict.fromkeys([*named, *reasoning.sources])), tuple(dict.fromkeys(statements)),
    )  # fmt: skip


def _sources(case: Case, dice: Dice, nth: int) -> list[int]:
    """Three to six sources. The first goes by the claim's number, so that some claim cites each."""
    total = case.size.sources
    found = [nth % total]
    wanted = min(dice.between(3, 6), total)
    while len(found) < wanted:
        way = dice.below(100)
        if way < 60:
            source = dice.near(nth * total // case.size.claims, 50, total)
        elif way < 85:
            source = dice.below(total)
        else:
            source = dice.low(total)
        if source not in found:
            found.append(source)
    return found


def _reasoning(case: Case, writer: Writer, named: list[int]) -> Passage:
    """About 190 words in three or four parts, with most of the evidence cited in it."""
    dice = writer.dice
    pool = list(reversed(named))
    if dice.chance(0.3):
        pool.insert(0, dice.below(case.size.sources))
    parts = [writer.paragraph(pool, 3), writer.paragraph(pool, 3), writer.paragraph(pool, 2)]
    if dice.chance(0.25):
        parts.insert(1, "### What the papers show")
    if dice.chance(0.2):
        parts.insert(len(parts) - 1, writer.bullets())
    elif dice.chance(0.08):
        parts.append(writer.table())
    elif dice.chance(0.15):
        parts.insert(1, f"> {words.plain(dice, 1)}")
    else:
        parts.append(writer.paragraph(pool, 2))
    return writer.passage("\n\n".join(parts) + "\n")


def _stance(case: Case, dice: Dice, cited: tuple[Cited, ...], made: date) -> dict[str, Any]:
    """What an actor says of a claim, on the day when it was made or later."""
    basis = dice.pick(cited)
    known = basis.statement >= 0
    actor = case.speaker(basis.statement) if known else dice.below(case.size.actors)
    entry: dict[str, Any] = {
        "actor": case.id("actor", actor),
        "stance": dice.weighted(SIDES),
        "date": max(case.day("statement", basis.statement), made).isoformat() if known else None,
    }
    if dice.chance(0.6):
        entry["citation"] = {"source": case.id("source", basis.source)}
        if basis.explicit:
            entry["citation"]["statement"] = case.id("statement", basis.statement)
        if dice.chance(0.3):
            entry["citation"] |= quoted(case, dice, basis.source)
    if dice.chance(0.2):
        entry["note"] = words.plain(dice, 1)
    return entry


def _verdict(case: Case, dice: Dice, cited: tuple[Cited, ...]) -> str:
    verdict = dice.weighted((("supported", 30), ("disputed", 20), ("not-shown", 30),
                             ("contradicted", 10), ("imprecise", 10)))  # fmt: skip
    backing = {one.party for one in cited if one.data["stance"] in ("supports", "repeats")} - {-1}
    return "not-shown" if verdict == "supported" and len(backing) < 2 else verdict


def _relation(dice: Dice, verdict: str | None, *, earlier: bool) -> str:
    """What a claim is to another. One that is supported contradicts none."""
    how = dice.weighted(RELATIONS) if earlier else "contradicts"
    return "bears-on" if how == "contradicts" and verdict == "supported" else how


def _related(case: Case, dice: Dice, nth: int) -> list[int]:
    near = (dice.near(nth, 200, case.size.claims) for _ in range(dice.between(1, 3)))
    return [other for other in dict.fromkeys(near) if other != nth]


def _history(dice: Dice, verdict: str, day: str) -> list[dict[str, Any]]:
    before = dice.pick([step[0] for step in SCALE if step[0] != verdict])
    return [
        {"date": day, "to": before, "why": words.plain(dice, 1)},
        {"date": "2023-06-01", "from": before, "to": verdict, "why": words.plain(dice, 1)},
    ]
