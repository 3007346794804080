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
    BaseUrl,
    BriefRef,
    ClaimRef,
    Date,
    EventRef,
    Interface,
    Language,
    Markdown,
    PlaceRef,
    Prose,
    SourceRef,
    StatementRef,
    Tags,
    Text,
    Texts,
    Url,
    Zone,
)
from claimline.model.parts import (
    Answer,
    Archive,
    Capture,
    Carries,
    Change,
    Citation,
    Correction,
    Licence,
    Logo,
    NavEntry,
    Part,
    Relation,
    Sections,
    Stance,
    Translation,
    Verdict,
)


class Record(Part):
    """What every record has."""

    id: Annotated[str, Field(description="The record's id: its file's name, or this in a list.")]


class Site(Part):
    """`content/site.yaml`: the investigation as a whole."""

    title: Annotated[Text, Field(description="The investigation's name.")]
    summary: Annotated[Text, Field(description="What it is about, in a sentence or two.")]
    language: Annotated[Language, Field(description="The language of its words (BCP 47).")] = "en"
    interface_language: Annotated[
        Interface | None,
        Field(
            description="The language of the words around them: menus, headings, dates. By "
            "default that of `language` if there is a translation, else English."
        ),
    ] = None
    time_zone: Annotated[
        Zone, Field(description="The IANA zone in which days without a zone are ordered.")
    ] = "UTC"
    publisher: Annotated[Text | None, Field(description="Who publishes it.")] = None
    base_url: Annotated[BaseUrl | None, Field(description="Where it will stand, if known.")] = None
    images: Annotated[
        bool,
        Field(description="A picture of each claim for shared links; asks for `base_url`."),
    ] = False
    licence: Annotated[Licence | None, Field(description="Under which terms.")] = None
    contact: Annotated[Url | None, Field(description="Where to write (`mailto:` or a page).")] = (
        None
    )
    updated: Annotated[Date | None, Field(description="The day of the last review.")] = None
    front: Annotated[BriefRef | None, Field(description="The brief on the front page.")] = None
    key_claims: Annotated[
        tuple[ClaimRef, ...], Field(description="The claims on the front page, in order.")
    ] = ()
    verdicts: Annotated[
        tuple[Verdict, ...], Field(description="The verdict scale; a plain one if left out.")
    ] = ()
    logo: Annotated[Logo | None, Field(description="A picture in place of the site's name.")] = None
    nav: Annotated[
        tuple[NavEntry, ...],
        Field(description="The links at the top of every page, in order; by default the lists."),
    ] = ()
    footer: Annotated[
        Texts, Field(description="Lines of plain text at the foot of every page.")
    ] = ()
    sections: Annotated[Sections, Field(description="Parts to leave out or to add.")] = Sections()
    redirects: Annotated[
        dict[Text, Text],
        Field(default_factory=dict, description="Old page to new page, for ids that went away."),
    ]


class Actor(Record):
    """`content/actors/`: a person, office or body that speaks or acts."""

    name: Annotated[Text, Field(description="The name that the site uses.")]
    kind: Annotated[
        Literal["person", "office", "organisation", "state", "outlet", "group"],
        Field(description="What it is."),
    ] = "person"
    role: Annotated[Text | None, Field(description="Its office at the time.")] = None
    also_known_as: Annotated[Texts, Field(description="Other spellings seen in sources.")] = ()
    party: Annotated[
        ActorRef | None,
        Field(description="The side whose word it is; itself if left out. One party counts once."),
    ] = None
    country: Annotated[Text | None, Field(description="Its country (ISO 3166, two letters).")] = (
        None
    )
    access: Annotated[
        Literal["direct", "indirect", "none", "unknown"],
        Field(description="Whether it could observe the facts itself."),
    ] = "unknown"
    access_note: Annotated[Markdown | None, Field(description="How, and how checkable.")] = None
    note: Annotated[Markdown | None, Field(description="What a reader should know.")] = None


class Source(Record):
    """`content/sources/`: something that can be cited."""

    title: Annotated[Text, Field(description="Its title, or what it is, in brackets.")]
    title_translation: Annotated[
        Translation | None, Field(description="The title in the site's language.")
    ] = None
    publisher: Annotated[Text, Field(description="Who published it, or `unknown`.")]
    authors: Annotated[Texts, Field(description="Its authors, as it names them.")] = ()
    published: Annotated[Date | None, Field(description="When; left out if not known.")] = None
    published_note: Annotated[
        Text | None, Field(description="How the date is known, or why it is not.")
    ] = None
    language: Annotated[Language, Field(description="Its language (BCP 47).")]
    kind: Annotated[
        Literal[
            "official", "news", "analysis", "opinion", "aggregator", "social", "imagery", "document"
        ],
        Field(description="What it is."),
    ]
    url: Annotated[Url | None, Field(description="Its address.")] = None
    url_status: Annotated[
        Literal["live", "dead", "paywalled", "not-checked", "unknown"],
        Field(description="How the address stands; `unknown` where no address is known."),
    ] = "not-checked"
    archives: Annotated[tuple[Archive, ...], Field(description="Archived copies.")] = ()
    captures: Annotated[
        tuple[Capture, ...],
        Field(description="Copies in `captures/`, as `claimline capture add SOURCE FILE` writes."),
    ] = ()
    seen: Annotated[
        Literal["whole", "excerpt", "copy"],
        Field(description="What the project read: all of it, an excerpt, or another's copy."),
    ] = "whole"
    perspective: Annotated[
        Markdown | None, Field(description="Where it stands: owner, country, line.")
    ] = None
    reliability: Annotated[
        Literal["A", "B", "C", "D", "E", "F"] | None,
        Field(description="Admiralty grade, A (completely reliable) to F (cannot be judged)."),
    ] = None
    reliability_reason: Annotated[Text | None, Field(description="Why that grade.")] = None
    carries: Annotated[
        tuple[Carries, ...], Field(description="The statements and sources that it passes on.")
    ] = ()
    origin: Annotated[
        Literal["unknown"] | None,
        Field(description="`unknown` where what it says cannot be traced; never independent."),
    ] = None
    note: Annotated[Markdown | None, Field(description="What a reader should know.")] = None


class Statement(Record):
    """`content/statements/`: who said what, when and where: the primary utterance."""

    short: Annotated[Text, Field(description="Its title, at most 75 characters.")]
    by: Annotated[ActorRef, Field(description="Who said it.")]
    said: Annotated[Date | None, Field(description="When.")] = None
    channel: Annotated[Text | None, Field(description="Where: a briefing, a post, a call.")] = None
    says: Annotated[Markdown, Field(description="What was said, in our words.")]
    quote: Annotated[Text | None, Field(description="A few of the words themselves.")] = None
    lang: Annotated[Language | None, Field(description="The language of the quote.")] = None
    translation: Annotated[Translation | None, Field(description="The quote in English.")] = None
    revises: Annotated[
        StatementRef | None, Field(description="An earlier statement by the same speaker.")
    ] = None
    repeats: Annotated[
        StatementRef | None,
        Field(
            description="A statement of someone else that it only passes on; it then counts "
            "for that party."
        ),
    ] = None
    note: Annotated[Markdown | None, Field(description="What a reader should know.")] = None


class Claim(Record):
    """`content/claims/`: one checkable assertion."""

    claim: Annotated[Text, Field(description="The assertion, in one sentence.")]
    short: Annotated[Text, Field(description="Its title, at most 75 characters.")]
    kind: Annotated[
        Literal["fact", "opinion", "prediction"],
        Field(description="Opinions and predictions get no verdict on truth."),
    ] = "fact"
    by: Annotated[ActorRefs, Field(description="Who asserts it.")] = ()
    said: Annotated[Date | None, Field(description="When it was first asserted.")] = None
    statement: Annotated[
        StatementRef | None, Field(description="The statement in which it was first asserted.")
    ] = None
    when: Annotated[Date | None, Field(description="The time that it is about.")] = None
    event: Annotated[EventRef | None, Field(description="The event that it is about.")] = None
    verdict: Annotated[str | None, Field(description="A step of the site's verdict scale.")] = None
    confidence: Annotated[
        Literal["high", "medium", "low"] | None, Field(description="How sure the verdict is.")
    ] = None
    reasoning: Annotated[Markdown | None, Field(description="Why this verdict.")] = None
    unknowns: Annotated[Prose, Field(description="What is not known.")] = ()
    would_change: Annotated[Prose, Field(description="What would change the verdict.")] = ()
    citations: Annotated[tuple[Citation, ...], Field(description="The evidence.")] = ()
    stances: Annotated[tuple[Stance, ...], Field(description="Who asserts and who denies.")] = ()
    related: Annotated[tuple[Relation, ...], Field(description="Links to other claims.")] = ()
    tags: Annotated[Tags, Field(description="Words to group claims by.")] = ()
    history: Annotated[tuple[Change, ...], Field(description="Changes of the verdict.")] = ()
    corrections: Annotated[
        tuple[Correction, ...], Field(description="Mistakes of ours that were mended.")
    ] = ()


class Event(Record):
    """`content/events/`: something that happened, or is said to have happened, at a time."""

    title: Annotated[Text, Field(description="Its title, at most 75 characters.")]
    date: Annotated[Date, Field(description="When.")]
    status: Annotated[
        Literal["alleged", "reported", "established"],
        Field(description="`alleged` by a party, `reported` by sources, or `established`."),
    ]
    text: Annotated[Markdown, Field(description="What happened, in our words.")]
    citations: Annotated[tuple[Citation, ...], Field(description="The evidence.")] = ()
    claims: Annotated[tuple[ClaimRef, ...], Field(description="Claims that bear on it.")] = ()
    actors: Annotated[ActorRefs, Field(description="Who took part.")] = ()
    place: Annotated[PlaceRef | None, Field(description="Where.")] = None
    tags: Annotated[Tags, Field(description="Words to group events by.")] = ()


class Detail(Record):
    """`content/details/`: a question on which sources differ, with their answers side by side."""

    question: Annotated[Text, Field(description="The question.")]
    short: Annotated[Text, Field(description="Its title, at most 75 characters.")]
    unit: Annotated[Text | None, Field(description="What the answers count or measure.")] = None
    status: Annotated[
        Literal["open", "partly-resolved", "resolved", "retelling-error"],
        Field(description="Whether the difference could be explained. No winner is picked."),
    ] = "open"
    values: Annotated[tuple[Answer, ...], Field(description="The answers.")] = ()
    silent: Annotated[tuple[SourceRef, ...], Field(description="Sources that give no answer.")] = ()
    finding: Annotated[
        Markdown | None, Field(description="What follows from the answers, and what does not.")
    ] = None
    claims: Annotated[tuple[ClaimRef, ...], Field(description="Claims that it bears on.")] = ()
    tags: Annotated[Tags, Field(description="Words to group details by.")] = ()


class Place(Record):
    """`content/places.yaml`: where something happened."""

    name: Annotated[Text, Field(description="The name that the site uses.")]
    also_known_as: Annotated[Texts, Field(description="Other names seen in sources.")] = ()
    country: Annotated[Text | None, Field(description="Its country (ISO 3166, two letters).")] = (
        None
    )
    latitude: Annotated[
        float | None, Field(ge=-90, le=90, description="Degrees north (WGS 84).")
    ] = None
    longitude: Annotated[
        float | None, Field(ge=-180, le=180, description="Degrees east (WGS 84).")
    ] = None
    note: Annotated[Text | None, Field(description="How exactly it is known.")] = None


class Document(Record):
    """What briefs and pages share: front matter, then Markdown."""

    title: Annotated[Text, Field(description="Its title, at most 75 characters.")]
    summary: Annotated[Text | None, Field(description="What it says, in a sentence.")] = None
    updated: Annotated[Date | None, Field(description="When it was last changed.")] = None
    order: Annotated[int, Field(description="Its place in lists; lower comes first.")] = 100
    body: Annotated[Markdown, Field(description="The Markdown after the front matter.")]


class Brief(Document):
    """`content/briefs/*.md`: a text that walks through part of the evidence."""

    claims: Annotated[tuple[ClaimRef, ...], Field(description="Claims that it is about.")] = ()
    tags: Annotated[Tags, Field(description="Words to group briefs by.")] = ()


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
