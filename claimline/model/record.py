"""The base of all records."""

from typing import Annotated

from pydantic import Field

from claimline.model.fields import FieldPaths, RecordId, Text, about
from claimline.model.shared_fields import Part, Private, Withheld
from claimline.model.workflow_fields import ReleaseDate, Review, Stage, Waiver


class Record(Part):
    """What every record has."""

    id: Annotated[RecordId, about("The record's id: its file's name, or this in a list.")]
    stage: Annotated[
        Stage,
        about("How far it is. Only what is `ready` is published; the others show in a preview."),
    ] = "ready"
    not_before: Annotated[
        ReleaseDate | None, about("It is held back until a build `--as-of` this day or later.")
    ] = None
    reviewed: Annotated[tuple[Review, ...], about("Who read it, and when; not published.")] = ()
    accept: Annotated[
        tuple[Waiver, ...],
        about(
            "Warnings that stay, each with the reason.",
            [{"rule": "supported-by-one-party", "why": "Nobody else was there."}],
        ),
    ] = ()
    private: Private = False
    private_fields: Annotated[
        FieldPaths,
        about(
            "Fields of this record that are kept back, such as `note` or, inside a list, "
            "`citations.note`. It needs `withheld_because`."
        ),
    ] = ()
    withheld: Withheld = Field(default_factory=dict)
    withheld_because: Annotated[
        Text | None,
        about(
            "What is not published here and why, in words for readers.",
            "We know the caretaker's name and were asked not to print it.",
        ),
    ] = None
