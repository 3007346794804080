"""The records of actors, sources and statements: who says what, and where it can be read."""

from typing import Annotated, Literal

from pydantic import ConfigDict

from claimline.model.capture_fields import Capture
from claimline.model.fields import (
    ActorRef,
    Date,
    Language,
    Markdown,
    Name,
    StatementRef,
    Text,
    Texts,
    Url,
    Urls,
    about,
)
from claimline.model.media_fields import MediaList
from claimline.model.record import Record
from claimline.model.shared_fields import (
    TRANSLATED,
    Access,
    Archive,
    Carries,
    FreeFields,
    Role,
    Translation,
)


class Actor(Record):
    """`content/actors/`: a person, office or body that speaks or acts."""

    name: Annotated[Text, about("The name that the site uses.", "Alderford town hall")]
    kind: Annotated[
        Literal["person", "office", "organisation", "state", "outlet", "group"],
        about("What it is."),
    ] = "person"
    position: Annotated[Text | None, about("Its office at the time.", "Mayor of Alderford")] = None
    role: Annotated[
        Role | None,
        about(
            "A `party` to the dispute, a `witness`, an `observer` (open sources, inspectors, "
            "courts) or a `commentator`, who never counts. If left out: that of its `party`, else "
            "`commentator` for an outlet and `party` for others."
        ),
    ] = None
    also_known_as: Annotated[Texts, about("Other spellings seen in sources.", "A. Ashby")] = ()
    same_as: Annotated[Urls, about("Its pages elsewhere: at Wikidata, or its own site.")] = ()
    party: Annotated[
        ActorRef | None,
        about("The side that it speaks for; by default itself. A party counts once.", "town-hall"),
    ] = None
    country: Annotated[Name | None, about("Its country (ISO 3166, two letters).", "GB")] = None
    access: Annotated[Access, about("Whether it could observe the facts itself.")] = "unknown"
    access_note: Annotated[
        Markdown | None,
        about(
            "How it could observe them, and how others can check that.",
            "Was in the building that night. He speaks for himself, not for the town hall.",
        ),
    ] = None
    note: Annotated[
        Markdown | None,
        about("What a reader should know.", "Is named in the town's records since 2011."),
    ] = None


class Source(Record):
    """`content/sources/`: something that can be cited."""

    title: Annotated[
        Text, about("Its title, or a description in brackets.", "Library roof falls in")
    ]
    title_translation: Annotated[Translation | None, about("Its translated title.")] = None
    publisher: Annotated[Text, about("Who published it, or `unknown`.", "The Alderford Gazette")]
    authors: Annotated[Texts, about("Its authors, as it names them.", "J. Marsh")] = ()
    published: Annotated[Date | None, about("When it was published, if known.")] = None
    published_note: Annotated[
        Text | None,
        about(
            "How the date is known, or why it is not.",
            "The page has no date; the day is that of the paper.",
        ),
    ] = None
    language: Annotated[Language, about("Its language (BCP 47).")]
    kind: Annotated[
        Literal[
            "official", "news", "analysis", "opinion", "aggregator", "social", "imagery", "document"
        ],
        about("What it is."),
    ]
    url: Annotated[Url | None, about("Its address.")] = None
    url_status: Annotated[
        Literal["live", "dead", "paywalled", "not-checked", "unknown"],
        about("Whether the address works; `unknown` if none is known."),
    ] = "not-checked"
    archives: Annotated[tuple[Archive, ...], about("Copies that web archives keep.")] = ()
    captures: Annotated[
        tuple[Capture, ...],
        about("Copies in `captures/`, as `claimline capture add SOURCE FILE` writes."),
    ] = ()
    seen: Annotated[
        Literal["whole", "excerpt", "copy"],
        about("What the project read: all of it, an excerpt, or another's copy."),
    ] = "whole"
    perspective: Annotated[
        Markdown | None,
        about(
            "Where it stands: owner, country, line.",
            "The town's weekly; it lives on the town hall's notices.",
        ),
    ] = None
    reliability: Annotated[
        Literal["A", "B", "C", "D", "E", "F"] | None,
        about("Admiralty grade, A (completely reliable) to F (cannot be judged)."),
    ] = None
    reliability_reason: Annotated[
        Text | None, about("Why that grade.", "It names its sources and prints corrections.")
    ] = None
    fields: FreeFields = ()
    media: MediaList = ()
    carries: Annotated[
        tuple[Carries, ...],
        about(
            "The statements and sources that it passes on.",
            [{"statement": "mayor-2024-03-04", "how": "quotes"}],
        ),
    ] = ()
    origin: Annotated[
        Literal["unknown"] | None,
        about("`unknown` if nobody can say whose word it carries. It is then never independent."),
    ] = None
    note: Annotated[
        Markdown | None,
        about("What a reader should know.", "Heard on the air; the station keeps no archive."),
    ] = None

    @property
    def known_publisher(self) -> str:
        """The publisher, or "" if it is not known."""
        return "" if self.publisher == "unknown" else self.publisher


class Statement(Record):
    """`content/statements/`: who said what, when and where."""

    model_config = ConfigDict(json_schema_extra=TRANSLATED)

    short: Annotated[
        Text, about("Its title, at most 75 characters.", "The mayor says that the roof fell in")
    ]
    by: Annotated[ActorRef, about("Who said it.")]
    speaks_for: Annotated[
        ActorRef | None,
        about(
            "The side whose word it is, where it is not that of the actor's `party`; the actor "
            "itself where it speaks for itself.",
            "town-hall",
        ),
    ] = None
    role: Annotated[
        Role | None, about("The speaker's role in this statement, where it is another.")
    ] = None
    access: Annotated[
        Access | None,
        about("Whether the speaker could observe these facts, where it is not the actor's access."),
    ] = None
    said: Annotated[Date | None, about("When.")] = None
    channel: Annotated[
        Text | None, about("Where: a briefing, a post, a call.", "a press briefing")
    ] = None
    says: Annotated[
        Markdown,
        about(
            "What was said, in our words.",
            "In the storm of Sunday night the whole roof of the library fell in.",
        ),
    ]
    quote: Annotated[Text | None, about("A few of the very words.", "The roof is gone.")] = None
    lang: Annotated[Language | None, about("The language of the quote.")] = None
    translation: Annotated[Translation | None, about("The quote in the site's language.")] = None
    revises: Annotated[StatementRef | None, about("An earlier one by the same speaker.")] = None
    repeats: Annotated[
        StatementRef | None,
        about("A statement of someone else that it only passes on; it then counts for that party."),
    ] = None
    note: Annotated[
        Markdown | None, about("What a reader should know.", "The caretaker asked not to be named.")
    ] = None
