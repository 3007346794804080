"""The parts of records: citations, stances, answers and the other mappings inside them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from claimline.model.fields import (
    ActorRef,
    AssetFile,
    CaptureFile,
    ClaimRef,
    Date,
    Language,
    Markdown,
    Sha256,
    SourceRef,
    StatementRef,
    Text,
    Url,
)

CitationStance = Literal["supports", "disputes", "repeats", "context"]
ActorStance = Literal["asserts", "denies", "partly-confirms", "declines", "no-statement-found"]
Tone = Literal["supported", "disputed", "refuted", "open", "neutral"]


class Part(BaseModel):
    """A mapping inside a record. Frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Translation(Part):
    """A translation of a quote."""

    text: Annotated[Text, Field(description="The quote in the site's language.")]
    by: Annotated[
        Literal["human", "machine", "official", "outlet"],
        Field(
            description="Who translated: a person of the project, a machine, the speaker's "
            "office, or the outlet."
        ),
    ]


class Archive(Part):
    """An archived copy of a source."""

    url: Annotated[Url, Field(description="Where the copy is.")]
    captured: Annotated[Date | None, Field(description="When it was made.")] = None
    sha256: Annotated[Sha256 | None, Field(description="Digest of the saved file, in hex.")] = None


class Capture(Part):
    """A copy of a source that the project keeps in `captures/`; it is not published."""

    file: Annotated[CaptureFile, Field(description="Its name in `captures/`.")]
    sha256: Annotated[Sha256, Field(description="Digest of the file, in hex.")]
    captured: Annotated[Date, Field(description="When it was saved.")]
    type: Annotated[
        Literal["text/plain", "text/html", "application/pdf"],
        Field(description="Its media type."),
    ]


class Fragment(Part):
    """What leads a browser to a quote where the quote's own words lead elsewhere."""

    prefix: Annotated[Text | None, Field(description="The words just before the quote.")] = None
    start: Annotated[
        Text | None, Field(description="The source's own words, or the first of them.")
    ] = None
    end: Annotated[Text | None, Field(description="The last of them.")] = None
    suffix: Annotated[Text | None, Field(description="The words just after the quote.")] = None

    @model_validator(mode="after")
    def _whole(self) -> Fragment:
        if self.end and not self.start:
            raise ValueError("given its `start` where it has an `end`")
        return self


class Carries(Part):
    """What a source passes on: a statement, or another source's account."""

    statement: Annotated[StatementRef | None, Field(description="The statement.")] = None
    source: Annotated[SourceRef | None, Field(description="The source that it copies.")] = None
    how: Annotated[
        Literal["quotes", "reports", "translates", "summarises", "reprints"],
        Field(description="How it passes it on."),
    ]
    note: Annotated[Markdown | None, Field(description="What was changed on the way.")] = None


class Pointer(Part):
    """A place in a source."""

    source: Annotated[SourceRef, Field(description="The source.")]
    statement: Annotated[
        StatementRef | None,
        Field(description="The statement, where the source carries more than one."),
    ] = None
    quote: Annotated[Text | None, Field(description="The words, as they stand.")] = None
    lang: Annotated[
        Language | None, Field(description="The quote's language, where not the source's.")
    ] = None
    translation: Annotated[Translation | None, Field(description="The quote in English.")] = None
    at: Annotated[Text | None, Field(description="The locator: paragraph, page or time code.")] = (
        None
    )
    fragment: Annotated[
        Fragment | None, Field(description="Words that lead a link to the quote, where needed.")
    ] = None
    note: Annotated[Markdown | None, Field(description="What to know about this place.")] = None


class Citation(Pointer):
    """A place in a source, and what the source does to the claim."""

    stance: Annotated[
        CitationStance,
        Field(
            description="`supports` or `disputes` it, `repeats` it without evidence of its "
            "own, or gives `context`."
        ),
    ] = "context"
    checkable: Annotated[
        bool,
        Field(
            description="`true` where the source shows the thing itself, such as a document's "
            "own words, so that others can check it."
        ),
    ] = False


class Stance(Part):
    """Where an actor stands on a claim."""

    actor: Annotated[ActorRef, Field(description="Who.")]
    stance: Annotated[ActorStance, Field(description="What they do with the claim.")]
    date: Annotated[Date | None, Field(description="When they said so.")] = None
    citation: Annotated[Pointer | None, Field(description="Where it can be read.")] = None
    note: Annotated[Markdown | None, Field(description="In what words, or with what limits.")] = (
        None
    )


class Relation(Part):
    """A link from one claim to another."""

    claim: Annotated[ClaimRef, Field(description="The other claim.")]
    how: Annotated[
        Literal["contradicts", "depends-on", "part-of", "revises"],
        Field(description="This claim does that to the other."),
    ]
    note: Annotated[Markdown | None, Field(description="Why.")] = None


class Change(Part):
    """A change of verdict."""

    date: Annotated[Date, Field(description="When.")]
    from_: Annotated[str | None, Field(alias="from", description="The verdict before.")] = None
    to: Annotated[str, Field(description="The verdict after.")]
    why: Annotated[Markdown, Field(description="The reason.")]


class Correction(Part):
    """A mistake of the project's own, and its mending."""

    date: Annotated[Date, Field(description="When it was mended.")]
    text: Annotated[Markdown, Field(description="What was wrong and what stands now.")]


class Answer(Part):
    """One answer to a detail's question."""

    value: Annotated[Text, Field(description="The answer, short enough for a table.")]
    statement: Annotated[StatementRef | None, Field(description="The statement that gives it.")] = (
        None
    )
    source: Annotated[SourceRef | None, Field(description="The source that gives it.")] = None
    quote: Annotated[Text | None, Field(description="The words, as they stand.")] = None
    lang: Annotated[Language | None, Field(description="The quote's language.")] = None
    translation: Annotated[Translation | None, Field(description="The quote in English.")] = None
    at: Annotated[Text | None, Field(description="The locator.")] = None
    fragment: Annotated[
        Fragment | None, Field(description="Words that lead a link to the quote, where needed.")
    ] = None
    as_of: Annotated[Date | None, Field(description="The time for which the answer holds.")] = None
    comparable: Annotated[
        bool, Field(description="`false` where it answers a slightly different question.")
    ] = True
    note: Annotated[Markdown | None, Field(description="What it counts, or how it arose.")] = None


class Verdict(Part):
    """One step of the verdict scale."""

    id: Annotated[str, Field(description="The word that claims use.")]
    label: Annotated[Text, Field(description="The word that readers see.")]
    meaning: Annotated[Text, Field(description="What it says, in a sentence.")]
    tone: Annotated[
        Tone,
        Field(
            description="Its mark. `supported` asks for two independent parties or one with "
            "direct, checkable access."
        ),
    ]


class Licence(Part):
    """The licence of the site's words."""

    name: Annotated[Text, Field(description="Its name.")]
    url: Annotated[Url | None, Field(description="Its text.")] = None


class Logo(Part):
    """The picture that stands for the site's name at the top of every page."""

    file: Annotated[AssetFile, Field(description="Its name in `templates/assets/`.")]
    alt: Annotated[
        Text | None, Field(description="Its words, for those who cannot see it; else the title.")
    ] = None


class NavEntry(Part):
    """One link of the navigation: to a page of the site, or to an address elsewhere."""

    to: Annotated[
        Text | None,
        Field(
            description="A page by its name (`overview`, `claims`, `chronology`, `details`, "
            "`sources`, `actors`, `briefs`, `origins`, `matrix`, `statements`, `tags`, "
            "`corrections`, `a-z`, `search`) or a record (`page:method`)."
        ),
    ] = None
    url: Annotated[Url | None, Field(description="An address elsewhere; needs a `label`.")] = None
    label: Annotated[Text | None, Field(description="The words of the link.")] = None

    @model_validator(mode="after")
    def _one_target(self) -> NavEntry:
        if (self.to is None) == (self.url is None):
            raise ValueError("given either `to` or `url`")
        if self.url and not self.label:
            raise ValueError("given a `label` where it has a `url`")
        return self


class Sections(Part):
    """The parts of the site that can be left out, and the search, which is built on request."""

    matrix: Annotated[bool, Field(description="Claims by sources.")] = True
    origins: Annotated[bool, Field(description="Who repeats whom.")] = True
    corrections: Annotated[bool, Field(description="Corrections and changed verdicts.")] = True
    tags: Annotated[bool, Field(description="A page for each tag.")] = True
    search: Annotated[bool, Field(description="A search; needs the extra `search`.")] = False
