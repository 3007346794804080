"""Frozen values that several views share: links, dates, quotes and rows of lists."""

from __future__ import annotations

from claimline.prose import Piece
from claimline.value import Value


class Ref(Value, frozen=True):
    """A link inside the site. ``href`` starts at the site's root.

    ``interface`` is true if the label is in words of the interface, not of the site.
    """

    href: str
    label: str
    interface: bool = False


class When(Value, frozen=True):
    """A date in words, and in the form of HTML's ``datetime``, or "" if HTML has no form for it."""

    words: str
    machine: str = ""


class ForeignText(Value, frozen=True):
    """Words that are not those of the interface, such as a name or a quote.

    ``lang`` (BCP 47) and ``dir`` are "" if they are the same as for the interface. ``dir`` is
    ``auto`` if the language is not known.
    """

    text: str
    lang: str = ""
    dir: str = ""


class Quote(Value, frozen=True):
    """A quote and its translation."""

    words: ForeignText
    translation: str = ""
    translated_by: str = ""
    gone_since: When | None = None
    """The date of the copy of the source that no longer has the words, or None."""


class Locator(Value, frozen=True):
    """The place inside a source. ``href`` leads to it in a file of the site, or is ""."""

    words: str
    href: str = ""


class CitedRef(Value, frozen=True):
    """One number in a citation: where it leads on the page, and its label for screen readers."""

    number: int
    href: str
    label: str
    locator: str = ""


class Passage(Value, frozen=True):
    """A text that is ready to be shown: the pieces of its HTML, and what fills the holes.

    ``hrefs`` and ``titles`` are those of the records to which it links.
    """

    pieces: tuple[Piece, ...]
    cites: tuple[tuple[CitedRef, ...], ...] = ()
    sentences: tuple[str, ...] = ()
    hrefs: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


class FieldEntry(Value, frozen=True):
    """A free field of a record: a label of the author's own, and a text."""

    label: str
    text: Passage


class RobustLink(Value, frozen=True):
    """The attributes of a Robust Link: an original address, a copy of it, and the copy's day."""

    original: str
    copy: str
    day: str


class ExternalLink(Value, frozen=True):
    """A link that leaves the site."""

    href: str
    label: str
    note: str = ""
    robust: RobustLink | None = None


class SourceCard(Value, frozen=True):
    """What every page that cites a source shows of it."""

    ref: Ref
    title: ForeignText
    translation: str
    publisher: str
    """"" if nobody knows it."""
    published: When | None
    kind: str
    language: str
    outside: tuple[ExternalLink, ...]
    """Its address and archived copies."""
    address_note: str
    """The words that replace a missing address."""
    excerpt: bool
    """Whether the authors read only a part of it."""
    foreign: bool = False
    """Whether it is in another language than the site's words."""

    @property
    def name(self) -> str:
        """The publisher. If nobody knows it, the title: "unknown" names no source."""
        return self.publisher or self.title.text

    @property
    def named(self) -> Ref:
        """A link to its page, labelled with its publisher, or else with its title."""
        return Ref(self.ref.href, self.name)


class ReturnLink(Value, frozen=True):
    """A link back from a reference to a sentence on the same page."""

    href: str
    label: str
    words: str


class Reference(Value, frozen=True):
    """An entry in a page's list of references."""

    number: int
    anchor: str
    card: SourceCard
    locators: tuple[Locator, ...]
    backs: tuple[ReturnLink, ...]


class VerdictMark(Value, frozen=True):
    """A verdict as readers see it. ``tone`` chooses the mark, which works without colour."""

    id: str
    label: str
    meaning: str
    tone: str
    confidence: str = ""
    confidence_words: str = ""
    plain: bool = False
    """Whether label and meaning are words of the interface, not of the site's own scale."""


class Counts(Value, frozen=True):
    """The counts of one side of a claim, in numbers and in a sentence."""

    sources: int
    statements: int
    vantage_points: int
    untraced: int
    partial: int
    """How many of the sources have only part of the claim."""
    sentence: str
    uncounted: str
    """What does not count, in sentences."""
    vantage_point_refs: tuple[Ref, ...]
    commentator_refs: tuple[Ref, ...] = ()
    """The commentators on this side, who do not count."""


class ClaimRow(Value, frozen=True):
    """A claim in a list."""

    ref: Ref
    claim: str
    verdict: VerdictMark | None
    kind: str
    standing: str
    """The words for a claim that has no verdict."""
    counts: Counts
    against: Counts
    by: tuple[Ref, ...]
    tags: tuple[Ref, ...]


class EventRow(Value, frozen=True):
    """An event in a list."""

    ref: Ref
    when: When
    status: str
    status_words: str


class StatementRow(Value, frozen=True):
    """A statement in a list."""

    ref: Ref
    by: Ref
    said: When | None
    channel: str
    sources: int


class Choice(Value, frozen=True):
    """A choice of a filter: its value, and its label."""

    value: str
    label: str


class Card(Value, frozen=True):
    """The words of a share picture. ``path`` is its path in the site. ``tone`` chooses the mark.

    ``label`` is the verdict, or what kind of claim it is if there is no verdict.
    """

    path: str
    site: str
    words: str
    label: str
    tone: str
    counts: str
    dir: str

    @property
    def alt(self) -> str:
        """The text alternative of the picture."""
        return f"{self.label}: {self.words} {self.counts}"


class HtmlPage(Value, frozen=True):
    """One page of the site: where it goes, what it is called, and what it shows.

    ``section`` names the entry of the navigation to which it belongs, or is "".
    """

    path: str
    template: str
    title: str
    description: str
    section: str
    view: object
    card: Card | None = None
    """The share picture of the page, or None."""
    json_ld: str = ""
    """What the page shows, in JSON-LD for other programs, or ""."""
    changed: When | None = None
    """The day of the last recorded change of what the page shows, for the foot of the page."""
    withheld_because: str = ""
    """What the record of the page keeps back and why, in the authors' words, or ""."""
    withheld_fields: str = ""
    """The fields that the record keeps back, in words for readers, or ""."""

    @property
    def root(self) -> str:
        """The relative path from the page to the site's root, such as "" or "../"."""
        return "../" * self.path.count("/")


class SearchEntry(Value, frozen=True):
    """What the search can find: the page of a record, or the record's place on a page.

    ``kind`` is that of the record, ``page`` a path in the site, and ``fragment`` that of the place.
    ``facets`` are pairs of a name and a word, by which readers filter results. ``names`` are other
    spellings of the title, and ``related_names`` those of the actors and places in the record.
    """

    kind: str
    page: str
    title: str
    facets: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    related_names: tuple[str, ...] = ()
    fragment: str = ""

    @property
    def href(self) -> str:
        """The address, from the site's root."""
        return f"{self.page}#{self.fragment}" if self.fragment else self.page
