"""The record of the investigation as a whole: its title, languages, verdict scale and sections."""

from typing import Annotated

from pydantic import Field

from claimline.model.fields import (
    BaseUrl,
    BriefRef,
    ClaimRefs,
    Contact,
    Date,
    Interface,
    Language,
    Name,
    Text,
    Texts,
    Url,
    Zone,
    about,
)
from claimline.model.publisher_fields import Editor, Policies
from claimline.model.shared_fields import (
    Licence,
    Logo,
    NavEntry,
    Part,
    Sections,
    Verdict,
)


class Site(Part):
    """`content/site.yaml`: the investigation as a whole."""

    title: Annotated[Text, about("The investigation's name.", "The roof of Alderford library")]
    summary: Annotated[
        Text,
        about(
            "What it is about, in a sentence or two.",
            "Did the library's roof fall in? The mayor and the caretaker differ.",
        ),
    ]
    language: Annotated[Language, about("The language of its words (BCP 47).")] = "en"
    interface_language: Annotated[
        Interface | None,
        about(
            "The language of the words around them: menus, headings, dates. By "
            "default that of `language` if there is a translation, else English."
        ),
    ] = None
    time_zone: Annotated[Zone, about("The IANA zone in which days without a zone are ordered.")] = (
        "UTC"
    )
    publisher: Annotated[Text | None, about("Who publishes it.", "The Alderford Notebook")] = None
    publisher_url: Annotated[
        Url | None, about("The publisher's own site.", "https://notebook.example.org/")
    ] = None
    ownership: Annotated[
        Text | None,
        about("Who owns the publisher, and its legal form.", "A society of readers in Alderford."),
    ] = None
    editors: Annotated[
        tuple[Editor, ...],
        about("Who answers for what the site says.", [{"name": "Ada Moss", "role": "Editor"}]),
    ] = ()
    funding: Annotated[
        Text | None, about("Who pays for the work.", "Gifts of the society's members.")
    ] = None
    # Defaults are not validated: that would take a validator of their own at each start.
    policies: Annotated[Policies, about("Pages of this site that say how the publisher works.")] = (
        Policies.model_construct()
    )
    base_url: Annotated[BaseUrl | None, about("The address of the site, if it is known.")] = None
    images: Annotated[
        bool, about("A picture of each claim for shared links; needs `base_url`.")
    ] = False
    logo: Annotated[
        Logo | None, about("A picture in place of the site's name.", {"file": "logo.svg"})
    ] = None
    nav: Annotated[
        tuple[NavEntry, ...],
        about(
            "The links at the top of every page, in order; by default the lists.",
            [
                {"to": "overview"},
                {"to": "page:about"},
                {"url": "https://notebook.example.org/", "label": "Our newsroom"},
            ],
        ),
    ] = ()
    footer: Annotated[
        Texts,
        about(
            "Lines of plain text at the foot of every page.", ["Kept by the Alderford Notebook."]
        ),
    ] = ()
    licence: Annotated[Licence | None, about("The terms of use.")] = None
    contact: Annotated[
        Contact | None, about("Where to write: a mail address, or a page.", "notebook@example.org")
    ] = None
    updated: Annotated[Date | None, about("The day of the last review.")] = None
    front: Annotated[BriefRef | None, about("The brief on the front page.")] = None
    key_claims: Annotated[ClaimRefs, about("The claims on the front page, in order.")] = ()
    verdicts: Annotated[
        tuple[Verdict, ...], about("The verdict scale; by default a plain one.")
    ] = ()
    sections: Annotated[Sections, about("Sections to leave out or to add.")] = (
        Sections.model_construct()
    )
    tag_names: Annotated[
        dict[Name, Text],
        Field(
            default_factory=dict,
            description="What readers see for a tag. Without a name they see its words: a hyphen "
            "between letters is a space.",
            examples=[{"united-states": "United States"}],
        ),
    ]
    redirects: Annotated[
        dict[Name, Name],
        Field(
            default_factory=dict,
            description="From old page to new page, for ids that are gone.",
            examples=[{"claims/library-roof.html": "claims/roof-fell-in.html"}],
        ),
    ]

    @property
    def address(self) -> str:
        """The address of the site, without a slash at its end; "" if that is not known."""
        return (self.base_url or "").rstrip("/")
