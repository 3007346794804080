"""The records that an investigator writes: the schema of every file in ``content/``.

Each class is one kind of record. The descriptions are the records reference
(``docs/records.md``) and the JSON Schema that editors use; keep them short and true. Actors,
sources and statements are in ``testimony``, events and places in ``happenings``.
"""

from typing import Annotated, Literal

from claimline.model.attributed import Sum
from claimline.model.fields import (
    ActorRefs,
    ClaimRefs,
    Date,
    EventRef,
    Markdown,
    Prose,
    SourceRefs,
    StatementRef,
    Tags,
    Text,
    about,
)
from claimline.model.happenings import Event, Place
from claimline.model.media_fields import MediaList
from claimline.model.record import Record
from claimline.model.shared_fields import (
    Answer,
    Change,
    Citation,
    ClaimKind,
    Correction,
    FreeFields,
    Relation,
    Stance,
)
from claimline.model.testimony import Actor, Source, Statement

__all__ = [
    "FOLDERS",
    "KINDS",
    "Actor",
    "Brief",
    "Claim",
    "Detail",
    "Document",
    "Event",
    "Page",
    "Place",
    "Record",
    "Source",
    "Statement",
]


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
            "is true. Opinions and predictions get no verdict on truth."
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
    media: MediaList = ()
    related: Annotated[tuple[Relation, ...], about("Links to other claims.")] = ()
    tags: Annotated[Tags, about("Words that group claims.")] = ()
    history: Annotated[tuple[Change, ...], about("Changes of the verdict.")] = ()
    corrections: Annotated[tuple[Correction, ...], about("Mistakes of ours, corrected.")] = ()


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
    sum: Annotated[
        Sum | None,
        about(
            "How a number came about: a total, and the parts that others gave.",
            {"number": 91, "source": "gazette", "parts": []},
        ),
    ] = None
    finding: Annotated[
        Markdown | None,
        about(
            "What follows from the answers, and what does not.",
            "The two answers cannot both be right.",
        ),
    ] = None
    claims: Annotated[ClaimRefs, about("Claims that it bears on.")] = ()
    tags: Annotated[Tags, about("Words that group details.")] = ()


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
