"""The records that an investigator writes: the schema of every file in ``content/``.

Each class is one kind of record. The descriptions are the records reference
(``docs/records.md``) and the JSON Schema that editors use; keep them short and true.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claimline.model.fields import (
    ActorRef,
    ActorRefs,
    ClaimRefs,
    Date,
    EventRef,
    Language,
    Markdown,
    Name,
    PlaceRef,
    Prose,
    RecordId,
    SourceRefs,
    StatementRef,
    Tags,
    Text,
    Texts,
    Url,
    Urls,
    Zone,
    about,
)
from claimline.model.shared_fields import (
    Access,
    Answer,
    Archive,
    Capture,
    Carries,
    Change,
    Citation,
    ClaimKind,
    Correction,
    FreeFields,
    Part,
    Private,
    Relation,
    Role,
    Stance,
    Translation,
    Withheld,
)


class Record(Part):
    """What every record has."""

    id: Annotated[RecordId, about("The record's id: its file's name, or this in a list.")]
    private: Private = False
    withheld: Withheld = Field(default_factory=dict)


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
    archives: Annotated[tuple[Archive, ...], about("Archived copies.")] = ()
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


class Statement(Record):
    """`content/statements/`: who said what, when and where."""

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
    translation: Annotated[Translation | None, about("The quote in English.")] = None
    revises: Annotated[StatementRef | None, about("An earlier one by the same speaker.")] = None
    repeats: Annotated[
        StatementRef | None,
        about("A statement of someone else that it only passes on; it then counts for that party."),
    ] = None
    note: Annotated[
        Markdown | None, about("What a reader should know.", "The caretaker asked not to be named.")
    ] = None


class Claim(Record):
    """`content/claims/`: one checkable assertion."""

    claim: Annotated[
        Text,
        about(
            "The assertion, in one sentence.",
            "The roof of Alderford library fell in on the night of 3 March 2024.",
        ),
    ]
    short: Annotated[Text, about("Its title, at most 75 characters.", "The library's roof fell in")]
    description: Annotated[
        Markdown | None,
        about("What it is about, at more length.", "The mayor means the whole roof."),
    ] = None
    kind: Annotated[
        ClaimKind,
        about(
            "A `record` is that somebody said or did something on record, not that what was said "
            "is so. Opinions and predictions get no verdict on truth."
        ),
    ] = "fact"
    by: Annotated[ActorRefs, about("Who asserts it.")] = ()
    said: Annotated[Date | None, about("When it was first asserted.")] = None
    statement: Annotated[
        StatementRef | None, about("The statement in which it was first asserted.")
    ] = None
    when: Annotated[Date | None, about("The time that it is about.")] = None
    event: Annotated[EventRef | None, about("The event that it is about.")] = None
    verdict: Annotated[str | None, about("A step of the site's verdict scale.", "disputed")] = None
    confidence: Annotated[
        Literal["high", "medium", "low"] | None, about("How sure the verdict is.")
    ] = None
    reasoning: Annotated[
        Markdown | None,
        about(
            "Why this verdict.",
            "The radio repeats the mayor; the caretaker speaks of [plaster](detail:what-fell).",
        ),
    ] = None
    unknowns: Annotated[
        Prose, about("What is not known.", ["Whether the insurer has looked at the roof."])
    ] = ()
    would_change: Annotated[
        Prose,
        about(
            "What would change the verdict.",
            "A dated photograph of the roof, or the insurer's report.",
        ),
    ] = ()
    citations: Annotated[tuple[Citation, ...], about("The evidence.")] = ()
    stances: Annotated[tuple[Stance, ...], about("Who asserts and who denies.")] = ()
    fields: FreeFields = ()
    related: Annotated[tuple[Relation, ...], about("Links to other claims.")] = ()
    tags: Annotated[Tags, about("Words that group claims.")] = ()
    history: Annotated[tuple[Change, ...], about("Changes of the verdict.")] = ()
    corrections: Annotated[tuple[Correction, ...], about("Mistakes of ours, corrected.")] = ()


class Event(Record):
    """`content/events/`: something that happened, or is said to have happened, at a time."""

    title: Annotated[
        Text, about("Its title, at most 75 characters.", "A storm passes over Alderford")
    ]
    date: Annotated[Date, about("When.")]
    first_said: Annotated[
        StatementRef | None,
        about(
            "The first statement that said so, if it is known that nobody said it before. The "
            "chronology then tells how much later that was."
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
    claims: Annotated[ClaimRefs, about("Claims that bear on it.")] = ()
    actors: Annotated[ActorRefs, about("Who took part.")] = ()
    place: Annotated[PlaceRef | None, about("Where.")] = None
    tags: Annotated[Tags, about("Words that group events.")] = ()


class Detail(Record):
    """`content/details/`: a question on which sources differ, with their answers side by side."""

    question: Annotated[Text, about("The question.", "What came down in the library?")]
    short: Annotated[Text, about("Its title, at most 75 characters.", "What came down")]
    unit: Annotated[Text | None, about("What answers count or measure.", "square metres")] = None
    status: Annotated[
        Literal["open", "partly-resolved", "resolved", "retelling-error"],
        about("Whether the difference could be explained. No winner is picked."),
    ] = "open"
    values: Annotated[
        tuple[Answer, ...],
        about("The answers.", [{"value": "the roof", "statement": "mayor-2024-03-04"}]),
    ] = ()
    silent: Annotated[SourceRefs, about("Sources that give no answer.")] = ()
    finding: Annotated[
        Markdown | None,
        about(
            "What follows from the answers, and what does not.",
            "The two answers cannot both be right.",
        ),
    ] = None
    claims: Annotated[ClaimRefs, about("Claims that it bears on.")] = ()
    tags: Annotated[Tags, about("Words that group details.")] = ()


class Place(Record):
    """`content/places.yaml`: where something happened."""

    name: Annotated[Text, about("The name that the site uses.", "Alderford library")]
    time_zone: Annotated[
        Zone | None, about("Its IANA time zone, for dates of events there that name none.")
    ] = None
    also_known_as: Annotated[Texts, about("Other names seen in sources.", "The reading rooms")] = ()
    country: Annotated[Name | None, about("Its country (ISO 3166, two letters).", "GB")] = None
    latitude: Annotated[float | None, about("Degrees north (WGS 84).", 52.5, ge=-90, le=90)] = None
    longitude: Annotated[float | None, about("Degrees east (WGS 84).", -1.5, ge=-180, le=180)] = (
        None
    )
    note: Annotated[
        Text | None,
        about("How exact the position is.", "A made-up place; the position is that of a field."),
    ] = None


class Document(Record):
    """What briefs and pages share: front matter, then Markdown."""

    title: Annotated[Text, about("Its title, at most 75 characters.", "What came down")]
    summary: Annotated[
        Text | None, about("What it says, in a sentence.", "Two accounts of one night.")
    ] = None
    updated: Annotated[Date | None, about("When it was last changed.")] = None
    order: Annotated[int, about("Its place in lists; lower comes first.", 1)] = 100
    body: Annotated[
        Markdown,
        about(
            "The Markdown after the front matter.",
            "The mayor said that [the roof fell in](claim:roof-fell-in) [@gazette-2024-03-04].",
        ),
    ]


class Brief(Document):
    """`content/briefs/*.md`: a text that walks through part of the evidence."""

    claims: Annotated[ClaimRefs, about("Claims that it is about.")] = ()
    tags: Annotated[Tags, about("Words that group briefs.")] = ()


class Page(Document):
    """`content/pages/*.md`: a page about the site itself, such as the method."""


KINDS: dict[str, type[Record]] = {
    "actor": Actor,
    "source": Source,
    "statement": Statement,
    "claim": Claim,
    "event": Event,
    "detail": Detail,
    "place": Place,
    "brief": Brief,
    "page": Page,
}
FOLDERS: dict[str, str] = {f"{kind}s": kind for kind in KINDS}
