"""The records of events and places: what happened, and where."""

from typing import Annotated, Literal

from pydantic import ConfigDict

from claimline.model.attributed import Count, Involvement
from claimline.model.fields import (
    ActorRefs,
    ClaimRefs,
    Date,
    Markdown,
    Name,
    PlaceRef,
    StatementRef,
    Tags,
    Text,
    Texts,
    Zone,
    about,
)
from claimline.model.media_fields import MediaList
from claimline.model.record import Record
from claimline.model.shared_fields import (
    Citation,
    FreeFields,
)

Latitude = Annotated[float | None, about("Degrees north (WGS 84).", 52.5, ge=-90, le=90)]
Longitude = Annotated[float | None, about("Degrees east (WGS 84).", -1.5, ge=-180, le=180)]
Within = Annotated[
    int | None, about("How far from there it may be, in metres.", 500, ge=0, le=20_037_509)
]
"""A number of metres, at most half the way round the Earth."""
_POSITIONED = ConfigDict(
    json_schema_extra={
        "dependentRequired": {
            "latitude": ["longitude"],
            "longitude": ["latitude"],
            "within": ["latitude", "longitude"],
        }
    }
)
"""A rule of ``analysis.record_rules``, for editors: latitude and longitude go together, and
``within`` needs both."""


class Event(Record):
    """`content/events/`: something that happened, or is said to have happened, at a time."""

    model_config = _POSITIONED

    title: Annotated[
        Text, about("Its title, at most 75 characters.", "A storm passes over Alderford")
    ]
    date: Annotated[Date, about("When.")]
    first_said: Annotated[
        StatementRef | None,
        about(
            "The first statement that said so, if it is known that nobody said it before. The "
            "timeline then tells how much later that was."
        ),
    ] = None
    status: Annotated[
        Literal["alleged", "reported", "established"],
        about("`alleged` by a party, `reported` by sources, or `established`."),
    ]
    text: Annotated[
        Markdown,
        about(
            "What happened, in our words.",
            "A storm passed over the town, and something came down in the library.",
        ),
    ]
    citations: Annotated[tuple[Citation, ...], about("The evidence.")] = ()
    no_source: Annotated[
        Markdown | None,
        about("Why no source is cited, where none is known.", "The parish register has burnt."),
    ] = None
    fields: FreeFields = ()
    media: MediaList = ()
    claims: Annotated[ClaimRefs, about("Claims that bear on it.")] = ()
    actors: Annotated[
        ActorRefs, about("Who took part. A role that is only alleged belongs in `involved`.")
    ] = ()
    involved: Annotated[
        tuple[Involvement, ...],
        about(
            "The roles of actors in it, and who says so.",
            [{"actor": "clerk", "role": "witness", "statement": "mayor-2024-03-04"}],
        ),
    ] = ()
    counts: Annotated[
        tuple[Count, ...],
        about(
            "Numbers in it, and who says so.",
            [{"what": "people injured", "at_least": 40, "at_most": 58, "source": "gazette"}],
        ),
    ] = ()
    place: Annotated[PlaceRef | None, about("Where.")] = None
    latitude: Latitude = None
    longitude: Longitude = None
    within: Within = None
    tags: Annotated[Tags, about("Words that group events.")] = ()
    key: Annotated[bool, about("Whether it is a key moment, which the front page lists.", True)] = (
        False
    )


class Place(Record):
    """`content/places.yaml`: where something happened."""

    model_config = _POSITIONED

    name: Annotated[Text, about("The name that the site uses.", "Alderford library")]
    time_zone: Annotated[
        Zone | None,
        about("Its IANA time zone, for dates of events there that name none."),
    ] = None
    also_known_as: Annotated[Texts, about("Other names seen in sources.", "The reading rooms")] = ()
    country: Annotated[Name | None, about("Its country (ISO 3166, two letters).", "GB")] = None
    latitude: Latitude = None
    longitude: Longitude = None
    within: Within = None
    note: Annotated[
        Text | None,
        about("How exact the position is.", "A made-up place; the position is that of a field."),
    ] = None
