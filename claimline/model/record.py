"""The base of all records."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from claimline.model.fields import RecordId, about
from claimline.model.shared_fields import Part, Private, Withheld


class Record(Part):
    """What every record has."""

    id: Annotated[RecordId, about("The record's id: its file's name, or this in a list.")]
    private: Private = False
    withheld: Withheld = Field(default_factory=dict)
