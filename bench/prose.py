"""Markdown as an investigator writes it: paragraphs with citations, links, a list, a table.

Citations are written for claimline, ``[@source, p. 3]``; links as ``[words](claim:id)``. A passage
knows what it cites and links to, so that a peer's version of it can be written as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bench import words
from bench.case import Case
from bench.dice import Dice
from bench.yamltext import WIDTH, wrapped

CITATION = re.compile(r"\[(@[^\]]+)\]")
LINK = re.compile(r"\]\((claim|source|statement|actor|event|detail|brief):([a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in claimline's Markdown. ``sources`` are cited, ``claims`` are linked, by number."""

    text: str
    sources: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()


@dataclass
class Writer:
    """Writes the prose of one record."""

    case: Case
    dice: Dice
    sources: list[int] = field(default_factory=list)
    claims: list[int] = field(default_factory=list)

    def passage(self, text: str) -> Passage:
        """A finished text with what was cited and linked on the way."""
        cited, linked = tuple(dict.fromkeys(self.sources)), tuple(dict.fromkeys(self.claims))
        return Passage(text, cited, linked)

    def citing(self, source: int, more: int = -1) -> str:
        """A citation of one source or two, with or without a place."""
        self.sources.append(source)
        at = f", {words.locator(self.dice)}" if self.dice.chance(0.4) else ""
        mark = f"@{self.case.id('source', source)}{at}"
        if more >= 0:
            self.sources.append(more)
            mark += f"; @{self.case.id('source', more)}"
        return f"[{mark}]"

    def link(self, kind: str, nth: int) -> str:
        """A link to another record, by its title."""
        if kind == "claim":
            self.claims.append(nth)
        return f"[{self.case.title(kind, nth)}]({kind}:{self.case.id(kind, nth)})"

    def paragraph(self, pool: list[int], sentences: int, *, links: bool = True) -> str:
        """Sentences that cite sources of ``pool``, all of which are cited in the end."""
        case, dice = self.case, self.dice
        told = []
        for _ in range(sentences):
            text = words.sentence(dice)
            if pool and dice.chance(0.6):
                more = pool[0] if len(pool) > 3 and dice.chance(0.2) else -1
                source = pool.pop()
                if more >= 0:
                    pool.remove(more)
                text = f"{text} {self.citing(source, more)}"
            elif links and dice.chance(0.08):
                text = f"{text}; see {self.link('claim', dice.below(case.size.claims))}"
            elif links and dice.chance(0.03):
                text = f"{text}, as in {self.link('detail', dice.below(case.size.details))}"
            told.append(f"{text}.")
        return fill(" ".join(told))

    def bullets(self) -> str:
        """A short list."""
        return "\n".join(f"- {words.capital(words.clause(self.dice))}." for _ in range(3))

    def table(self) -> str:
        """A small table."""
        rows = "\n".join(
            f"| {self.dice.between(2012, 2018)} | {self.dice.between(100, 99999)} "
            f"| {self.dice.pick(words.WHAT)} |"
            for _ in range(3)
        )
        return f"| Year | Amount | For |\n|---|---|---|\n{rows}"


def fill(paragraph: str) -> str:
    """A paragraph with its lines broken where an author's editor would."""
    return "\n".join(wrapped(paragraph, WIDTH))


def for_peer(text: str, cite: Callable[[list[tuple[str, str]]], str], address: str) -> str:
    """A text as a peer reads it.

    Args:
        text: a passage's text.
        cite: makes the peer's own form of a citation from pairs of source id and place.
        address: the form of a record's address, with ``{kind}`` and ``{id}`` in it.
    """

    def cited(match: re.Match[str]) -> str:
        marks = " ".join(match[1].split()).split("; ")
        pairs = [mark.removeprefix("@").partition(", ")[::2] for mark in marks]
        return cite([(source, place) for source, place in pairs])

    def linked(match: re.Match[str]) -> str:
        if match[1] == "event":
            return f"](/chronology.html#event-{match[2]})"
        return f"]({address.format(kind=match[1], id=match[2])})"

    return LINK.sub(linked, CITATION.sub(cited, text))
