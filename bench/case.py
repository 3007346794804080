"""The made-up investigation: who speaks for whom, who said what, which source carries it.

What other records need to know of a record (its id, title, date, speaker, ...) is either a few
numbers that are kept, or is cast again from the record's own dice. So a case of any size can be
written record by record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bench import words
from bench.dice import Dice

FIRST_DAY = date(2019, 1, 7)
ZONE = "Europe/London"
ZONES = (ZONE, "Europe/Lisbon", "Europe/Berlin")
LANGUAGES = (("en", 76), ("de", 10), ("fr", 7), ("uk", 7))


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many records of each kind there are. See :func:`sizes`."""

    claims: int
    sources: int
    statements: int
    events: int
    details: int
    briefs: int
    actors: int
    parties: int
    places: int
    tags: int
    days: int


def sizes(claims: int) -> Sizes:
    """The shape of an investigation with this many claims (at least 12)."""
    if claims < 12:
        raise ValueError("an investigation of the benchmark has at least 12 claims")
    actors = min(300, claims // 8 + 4)
    statements = claims // 3
    return Sizes(
        claims=claims,
        sources=claims // 2,
        statements=statements,
        events=claims // 4,
        details=max(1, claims // 20),
        briefs=max(1, claims // 50),
        actors=min(actors, statements),
        parties=max(2, min(actors, statements) // 4),
        places=min(len(words.PLACES), claims // 4),
        tags=min(len(words.TAGS), max(6, claims // 4)),
        days=min(1500, max(30, claims // 3)),
    )


class Case:
    """An investigation of ``claims`` claims. The same ``seed`` gives the same words.

    ``size`` gives it another shape than that of the benchmark.
    """

    def __init__(self, claims: int, seed: int = 7, size: Sizes | None = None) -> None:
        self.seed = seed
        self.size = size or sizes(claims)

    def dice(self, kind: str, nth: int) -> Dice:
        """The dice of one record, or of one side of it."""
        return Dice(self.seed, self.size.claims, kind, nth)

    # Names

    def id(self, kind: str, nth: int) -> str:
        """The id of the ``nth`` record of a kind."""
        first = words.SLUGS[(nth * 7 + len(kind)) % len(words.SLUGS)]
        second = words.SLUGS[(nth * 13 + 5) % len(words.SLUGS)]
        if kind == "brief":
            return f"{first}-and-{second}-{nth + 1}"
        return f"{first}-{second}-{nth + 1:05}"

    def ids(self, kind: str, numbers: list[int]) -> list[str]:
        """Several ids."""
        return [self.id(kind, nth) for nth in numbers]

    def title(self, kind: str, nth: int) -> str:
        """A record's short title, at most 75 characters long."""
        dice = self.dice(f"{kind}-title", nth)
        if kind == "actor":
            if self.is_party(nth):
                return f"{words.capital(dice.pick(words.WHO)[4:])} of {dice.pick(words.PLACES)}"
            return f"{dice.pick(words.NAMES)} {dice.pick(words.FAMILY)}"
        if kind == "source":
            language = self.language(nth)
            return words.title(dice) if language == "en" else words.foreign(dice, language)
        if kind == "statement":
            return f"{self.title('actor', self.speaker(nth))}: {dice.pick(words.WHAT)}"[:75]
        if kind == "detail":
            return f"When {dice.pick(words.WHO)} {dice.pick(words.DID)} {dice.pick(words.WHAT)}"
        return words.title(dice)

    # Dates

    def day(self, kind: str, nth: int) -> date:
        """The civil day of a record, in the site's zone."""
        count = {"claim": self.size.claims, "event": self.size.events,
                 "source": self.size.sources, "statement": self.size.statements}[kind]  # fmt: skip
        spread = nth * self.size.days // count + self.dice(f"{kind}-day", nth).below(9)
        return FIRST_DAY + timedelta(days=spread)

    # Actors: the first ones are parties, for which the others speak

    def is_party(self, actor: int) -> bool:
        """Whether an actor is a party of its own."""
        return actor < self.size.parties

    def party(self, actor: int) -> int:
        """The party whose word an actor's word is."""
        return actor if self.is_party(actor) else actor % self.size.parties

    def access(self, actor: int) -> str:
        """Whether it could observe the facts itself."""
        return ("direct", "indirect", "none", "unknown")[(actor * 5) % 4]

    # Statements

    def speaker(self, statement: int) -> int:
        """Who made a statement. Everyone makes one before anyone makes two."""
        return self._speakers[statement]

    @cached_property
    def _speakers(self) -> list[int]:
        actors = self.size.actors
        return [
            nth if nth < actors else self.dice("speaker", nth).low(actors)
            for nth in range(self.size.statements)
        ]

    @cached_property
    def _first_by(self) -> list[int]:
        """For each statement, the statement of the same speaker before it; -1 for none."""
        last = [-1] * self.size.actors
        before = []
        for statement in range(self.size.statements):
            by = self.speaker(statement)
            before.append(last[by])
            last[by] = statement
        return before

    def revises(self, statement: int) -> int:
        """The speaker's earlier statement that it revises; -1 for none."""
        return self._first_by[statement] if self.dice("revises", statement).chance(0.1) else -1

    @cached_property
    def _repeats(self) -> list[int]:
        found = []
        for statement in range(self.size.statements):
            dice = self.dice("repeats", statement)
            earlier = dice.below(statement) if statement > 2 and dice.chance(0.12) else -1
            same = earlier >= 0 and self.speaker(earlier) == self.speaker(statement)
            found.append(-1 if same else earlier)
        return found

    def repeats(self, statement: int) -> int:
        """The statement of someone else that it only passes on; -1 for none."""
        return self._repeats[statement]

    def root_party(self, statement: int) -> int:
        """The party for which a statement counts in the end."""
        while self._repeats[statement] >= 0:
            statement = self._repeats[statement]
        return self.party(self.speaker(statement))

    # Sources

    def language(self, source: int) -> str:
        """The language of a source."""
        return self._languages[source]

    @cached_property
    def _languages(self) -> list[str]:
        return [self.dice("language", nth).weighted(LANGUAGES) for nth in range(self.size.sources)]

    @cached_property
    def _carries(self) -> list[tuple[tuple[int, ...], int]]:
        """For each source the statements that it carries and the source that it copies (or -1).

        Each statement is carried once before any is carried twice. A few later sources copy an
        earlier one, and a few carry nothing that can be traced.
        """
        found: list[tuple[tuple[int, ...], int]] = []
        total = self.size.statements
        for source in range(self.size.sources):
            dice = self.dice("carries", source)
            fate = dice.below(100)
            if source >= total and fate < 8:
                found.append(((), dice.near(source - 20, 20, source)))
            elif source >= total and fate < 14:
                found.append(((), -1))
            else:
                own = source % total
                others = [dice.near(own, 40, total) for _ in range(dice.pick((0, 0, 1, 1, 2, 2)))]
                found.append((tuple(dict.fromkeys([own, *others])), -1))
        return found

    def carries(self, source: int) -> tuple[int, ...]:
        """The statements that a source carries itself."""
        return self._carries[source][0]

    def copies(self, source: int) -> int:
        """The source that a source copies; -1 for none."""
        return self._carries[source][1]

    def carried(self, source: int) -> tuple[int, ...]:
        """The statements that a source passes on, itself or by copying."""
        own, copied = self._carries[source]
        return self.carried(copied) if copied >= 0 else own
