"""The groups of fields that records share: citations, stances, answers and their like."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from claimline.model.fields import (
    ActorRef,
    AssetFile,
    AtLeast,
    AtMost,
    Bearing,
    ClaimRef,
    Date,
    Language,
    Markdown,
    Name,
    Sha256,
    SourceRef,
    StatementRef,
    Text,
    Url,
    about,
)

CitationStance = Literal["supports", "disputes", "repeats", "context"]
ActorStance = Literal["asserts", "denies", "partly-confirms", "declines", "no-statement-found"]
Access = Literal["direct", "indirect", "none", "unknown"]
ClaimKind = Literal["fact", "record", "opinion", "prediction"]
Role = Literal["party", "witness", "observer", "commentator"]
Tone = Literal["supported", "disputed", "refuted", "open", "neutral"]


class Part(BaseModel):
    """A mapping inside a record. Frozen, and closed to unknown keys.

    Modules with parts do not import ``annotations`` from the future: pydantic would compile every
    annotation from its text, each time the program starts.
    """

    # Most parts are only validated inside a record, and need no validator of their own.
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )


Private = Annotated[
    bool,
    about("`true` to keep it back: it is checked, and nothing of it is published.", True),
]
Withheld = Annotated[
    dict[Name, Text],
    about(
        "What the project knows and does not publish, under keys of your own.",
        {"collector": "Ann Ashby"},
    ),
]


# For editors, rules of ``analysis.record_rules``: one of two fields must be there, and a quote that
# is gone or translated must be given. A translation may be left blank.
_EITHER: JsonDict = {"anyOf": [{"required": ["statement"]}, {"required": ["source"]}]}
TRANSLATED: JsonDict = {
    "dependentSchemas": {
        "translation": {
            "anyOf": [{"properties": {"translation": {"type": "null"}}}, {"required": ["quote"]}]
        }
    }
}
_QUOTED: JsonDict = {"dependentRequired": {"gone_since": ["quote"]}, **TRANSLATED}
TRACED = ConfigDict(json_schema_extra=_EITHER)


class Translation(Part):
    """A translation of a quote."""

    text: Annotated[Text, about("The quote in the site's language.", "The roof is gone.")]
    by: Annotated[
        Literal["human", "machine", "official", "outlet"],
        about(
            "Who translated: a person of the project, a machine, the speaker's "
            "office, or the outlet."
        ),
    ]


class Archive(Part):
    """An archive copy of a source."""

    url: Annotated[Url, about("Where the copy is.")]
    captured: Annotated[Date | None, about("When it was made.")] = None
    sha256: Annotated[Sha256 | None, about("Digest of the saved file, in hex.")] = None


class Fragment(Part):
    """What leads a browser to a quote where the quote's own words lead elsewhere."""

    prefix: Annotated[Text | None, about("The words just before the quote.", "she said:")] = None
    start: Annotated[
        Text | None,
        about("The source's own words, or only the first.", "The roof of the library"),
    ] = None
    end: Annotated[Text | None, about("Its last words, if `start` has the first.", "is gone.")] = (
        None
    )
    suffix: Annotated[Text | None, about("The words just after the quote.", "Nobody was hurt.")] = (
        None
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.end and not self.start:
            raise ValueError("given its `start` where it has an `end`")
        return self


class Carries(Part):
    """What a source passes on: a statement, or another source's account."""

    model_config = TRACED

    statement: Annotated[StatementRef | None, about("The statement.")] = None
    source: Annotated[SourceRef | None, about("The source that it copies.")] = None
    how: Annotated[
        Literal["quotes", "reports", "translates", "summarises", "reprints"],
        about("How it carries it."),
    ]
    note: Annotated[
        Markdown | None, about("What was changed on the way.", "Leaves out the caretaker.")
    ] = None


GoneSince = Annotated[
    Date | None,
    about(
        "Since when a newer copy of the source no longer has the quote, as `claimline check "
        "--captures --write` notes it."
    ),
]


class Pointer(Part):
    """A place in a source."""

    model_config = ConfigDict(json_schema_extra=_QUOTED)

    source: Annotated[SourceRef, about("The source.")]
    statement: Annotated[
        StatementRef | None, about("The statement, where the source carries more than one.")
    ] = None
    quote: Annotated[Text | None, about("The exact words.", "Plaster came down.")] = None
    lang: Annotated[Language | None, about("The quote's language, if not the source's.")] = None
    translation: Annotated[Translation | None, about("The quote in the site's language.")] = None
    at: Annotated[Text | None, about("The locator: paragraph, page or time code.", "para. 6")] = (
        None
    )
    fragment: Annotated[Fragment | None, about("Words that lead a link to it, if needed.")] = None
    gone_since: GoneSince = None
    note: Annotated[
        Markdown | None, about("What to know about this place.", "Said before the storm was over.")
    ] = None


class Citation(Pointer):
    """A place in a source, and what the source does to the claim."""

    model_config = ConfigDict(
        json_schema_extra={
            **_QUOTED,
            "if": {"properties": {"extent": {"const": "part"}}, "required": ["extent"]},
            "then": {"required": ["missing"]},
            "else": {"properties": {"missing": False}},
        }
    )

    stance: Annotated[
        CitationStance,
        about(
            "`supports` or `disputes` it, `repeats` it without evidence of its "
            "own, or gives `context`."
        ),
    ] = "context"
    extent: Annotated[
        Literal["whole", "part"],
        about("`part` where the source carries, or disputes, only part of the claim."),
    ] = "whole"
    missing: Annotated[
        Markdown | None,
        about("With `extent: part`: what of the claim is not in it.", "It names no hour."),
    ] = None
    checkable: Annotated[
        bool,
        about(
            "`true` where the source shows the thing itself, such as a document's "
            "own words, so that others can check it."
        ),
    ] = False


class Stance(Part):
    """Where an actor stands on a claim."""

    actor: Annotated[ActorRef, about("The actor.")]
    stance: Annotated[ActorStance, about("What the actor says of the claim.")]
    date: Annotated[Date | None, about("When the actor said so.")] = None
    citation: Annotated[Pointer | None, about("Where it can be read.")] = None
    note: Annotated[
        Markdown | None,
        about("In what words, or with what limits.", "In a letter, two days later."),
    ] = None


class Relation(Part):
    """A link from one claim to another."""

    claim: Annotated[ClaimRef, about("The other claim.")]
    how: Annotated[
        Literal["contradicts", "depends-on", "part-of", "revises", "bears-on"],
        about("What this claim is to the other."),
    ]
    note: Annotated[
        Markdown | None, about("Why.", "Without the storm, nothing would have fallen.")
    ] = None


class FreeField(Part):
    """A fact for which there is no field of its own."""

    label: Annotated[Text, about("What it is, in a word or two.", "Length")]
    text: Annotated[Markdown, about("The fact.", "between 12 and 15 metres")]


FreeFields = Annotated[
    tuple[FreeField, ...],
    about("Facts for which there is no other field.", [{"label": "Length", "text": "12 m"}]),
]


class Change(Part):
    """A change of verdict."""

    date: Annotated[Date, about("When it changed.")]
    from_: Annotated[
        str | None, Field(alias="from", description="The verdict before.", examples=["not-shown"])
    ] = None
    to: Annotated[str, about("The verdict after.", "not-shown")]
    why: Annotated[Markdown, about("The reason.", "Only the mayor's words were known.")]


class Correction(Part):
    """A mistake of the project's own, corrected."""

    date: Annotated[Date, about("When it was corrected.")]
    text: Annotated[
        Markdown, about("What was wrong, and what is right.", "We had misspelt the mayor's name.")
    ]


class Answer(Part):
    """One answer to a detail's question."""

    model_config = ConfigDict(json_schema_extra={**_EITHER, **_QUOTED})

    value: Annotated[Text, about("The answer, short enough for a table.", "the roof")]
    at_least: AtLeast = None
    at_most: AtMost = None
    when: Annotated[
        Date | None,
        about("The time that it gives, if the question is when.", "2024-03-03T21:00/23:00"),
    ] = None
    bearing: Annotated[
        Bearing | None, about("The direction that it gives, in degrees or in a word.")
    ] = None
    statement: Annotated[StatementRef | None, about("The statement that gives it.")] = None
    source: Annotated[
        SourceRef | None,
        about("The source that gives it; in its own words where no statement is named."),
    ] = None
    quote: Annotated[Text | None, about("The exact words.", "Plaster came down.")] = None
    lang: Annotated[Language | None, about("The quote's language.")] = None
    translation: Annotated[Translation | None, about("The quote in the site's language.")] = None
    at: Annotated[Text | None, about("The locator.", "para. 1")] = None
    fragment: Annotated[Fragment | None, about("Words that lead a link to it, if needed.")] = None
    gone_since: GoneSince = None
    as_of: Annotated[Date | None, about("The time for which the answer holds.")] = None
    comparable: Annotated[
        bool, about("`false` where it answers a slightly different question.")
    ] = True
    note: Annotated[
        Markdown | None, about("What it counts, or how it arose.", "In the reading room.")
    ] = None


class Verdict(Part):
    """One step of the verdict scale."""

    id: Annotated[str, about("The word that claims use.", "disputed")]
    label: Annotated[Text, about("The word that readers see.", "Disputed")]
    meaning: Annotated[
        Text,
        about(
            "What it says, in a sentence.",
            "Those who were there disagree, and nothing published decides it.",
        ),
    ]
    tone: Annotated[
        Tone,
        about(
            "Its mark. `supported` needs two vantage points, or one with direct, checkable access.",
            "disputed",
        ),
    ]
    rating: Annotated[
        int | None,
        about(
            "Its number, where the site publishes a scale of numbers: the highest is the truest.",
            3,
            ge=1,
        ),
    ] = None


class Licence(Part):
    """The licence of the site's words, or of a picture or file."""

    name: Annotated[Text, about("Its name.", "CC BY 4.0")]
    url: Annotated[Url | None, about("Its text.")] = None


class Logo(Part):
    """A picture in place of the site's name, at the top of every page."""

    file: Annotated[AssetFile, about("Its path below `templates/assets/`.", "logo.svg")]
    alt: Annotated[
        Text | None,
        about("Its text alternative; by default the title.", "The Alderford Notebook"),
    ] = None


class NavEntry(Part):
    """One link of the navigation: to a page of the site, or to an address elsewhere."""

    to: Annotated[
        Name | None,
        about(
            "A page by its name (`overview`, `claims`, `chronology`, `sources`, `actors`, "
            "`more`, `briefs`, `details`, `origins`, `matrix`, `statements`, `search`, `a-z`, "
            "`tags`, `corrections`, `publisher`, `data`) or a record (`page:method`).",
            "claims",
        ),
    ] = None
    url: Annotated[
        Url | None,
        about("An address elsewhere; needs a `label`.", "https://notebook.example.org/"),
    ] = None
    label: Annotated[Text | None, about("The words of the link.", "Our newsroom")] = None

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.to is None) == (self.url is None):
            raise ValueError("given either `to` or `url`")
        if self.url and not self.label:
            raise ValueError("given a `label` where it has a `url`")
        return self


class Sections(Part):
    """The parts of the site that can be left out, and those that are built on request."""

    matrix: Annotated[bool, about("Claims by sources.")] = True
    origins: Annotated[bool, about("Who repeats whom.")] = True
    corrections: Annotated[bool, about("Corrections and changed verdicts.")] = True
    tags: Annotated[bool, about("A page for each tag.")] = True
    events: Annotated[
        bool, about("A page for each event with a citation, a role, a number or a claim.")
    ] = True
    places: Annotated[bool, about("A page for each place of an event.")] = True
    search: Annotated[bool, about("A search that runs in the reader's browser.")] = False
    embed: Annotated[bool, about("A small page of each claim that other sites can frame.")] = False
