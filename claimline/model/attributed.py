"""The roles and numbers in the record of an event. Each names the person or source that gave it."""

from __future__ import annotations

from typing import Annotated

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
