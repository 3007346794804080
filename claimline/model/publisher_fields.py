"""What `site.yaml` says of those who stand behind the site."""

from typing import Annotated

from claimline.model.fields import PageRef, Text, Url, about
from claimline.model.shared_fields import Part


class Editor(Part):
    """Somebody who answers for what the site says."""

    name: Annotated[Text, about("The name.", "Ada Moss")]
    role: Annotated[Text | None, about("The work on this site.", "Editor")] = None
    background: Annotated[
        Text | None,
        about("What prepares them for it.", "Reported on the county's buildings for ten years."),
    ] = None
    url: Annotated[Url | None, about("A page about them.")] = None


class Policies(Part):
    """Pages that say how the publisher works."""

    corrections: Annotated[PageRef | None, about("How mistakes are corrected.")] = None
    ethics: Annotated[PageRef | None, about("What the publisher holds itself to.")] = None
    funding: Annotated[PageRef | None, about("Who pays for the work.")] = None
    method: Annotated[PageRef | None, about("How claims are chosen and judged.")] = None
    mission: Annotated[PageRef | None, about("What the site is for.")] = None
    independence: Annotated[PageRef | None, about("How the work is kept free of parties.")] = None
    suggestions: Annotated[PageRef | None, about("How readers propose a claim.")] = None
    complaints: Annotated[PageRef | None, about("Where to complain about the site.")] = None
    ai: Annotated[PageRef | None, about("How the work uses artificial intelligence.")] = None
