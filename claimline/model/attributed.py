"""Roles and numbers in events, and sums in details. Each names the statement or its source."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Self

from pydantic import ConfigDict

from claimline.model.fields import (
    ActorRef,
    AtLeast,
    AtMost,
    Markdown,
    SourceRef,
    StatementRef,
    Text,
    about,
)
from claimline.model.schema import Loc
from claimline.model.shared_fields import TRACED, Part


class Attributed(Part):
    """What somebody said: in a statement, or a source in its own words."""

    model_config = TRACED

    statement: Annotated[StatementRef | None, about("The statement that says so.")] = None
    source: Annotated[
        SourceRef | None,
        about("The source that says so; in its own words where no statement is named."),
    ] = None
    at: Annotated[Text | None, about("The locator.", "para. 2")] = None
    note: Annotated[
        Markdown | None, about("What a reader should know.", "He has not been charged.")
    ] = None


class Involvement(Attributed):
    """An actor's role in an event, as somebody named it."""

    actor: Annotated[ActorRef, about("Whom it is said of.")]
    role: Annotated[
        Text,
        about(
            "The role, such as `alleged perpetrator`, `target`, `witness` or `investigator`.",
            "witness",
        ),
    ]


class Count(Attributed):
    """A number that belongs to an event, as somebody told it: exact, or with its bounds."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {"anyOf": [{"required": [one]}, {"required": [other]}]}
                for one, other in (("statement", "source"), ("at_least", "at_most"))
            ]
        }
    )

    what: Annotated[Text, about("What is counted, in the plural.", "people injured")]
    at_least: AtLeast = None
    at_most: AtMost = None


Amount = Annotated[float, about("The number.", 49, ge=0, allow_inf_nan=False)]


class Summand(Attributed):
    """A number that is part of a sum, as somebody gave it."""

    what: Annotated[Text, about("What is counted.", "over the harbour")]
    number: Amount


class Sum(Attributed):
    """A total and its parts. The addition is the project's own, and the page says so."""

    number: Annotated[float, about("The total that somebody gave.", 91, ge=0, allow_inf_nan=False)]
    parts: Annotated[
        tuple[Summand, ...],
        about(
            "The numbers that it is made of.",
            [{"what": "over the harbour", "number": 49, "source": "gazette"}],
        ),
    ]

    @property
    def added(self) -> Decimal:
        """What the parts add up to, without an error of rounding."""
        return sum((Decimal(repr(part.number)) for part in self.parts), Decimal(0))

    def numbers(self) -> Iterator[tuple[str, Loc, Summand | Self]]:
        """Yield each part, then the total: its fragment on the page, its path here, itself."""
        for nth, part in enumerate(self.parts):
            yield f"part-{nth + 1}", ("parts", nth), part
        yield "total", (), self
