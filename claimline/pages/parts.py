"""The parts that views are made of. All frozen, all plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """A link inside the site. ``href`` starts at the site's root.

    ``interface`` is for a label that is a word of the interface, not the site's own.
    """

    href: str
    label: str
    interface: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A date in words, and for machines where HTML has a form for it ("" where not)."""

    words: str
    machine: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are not the interface's: the text, and where they differ from those of the
    interface, its language and its direction (``auto`` where the language is not known)."""

    text: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote and its translation."""

    words: Words
    translation: str = ""
    translated_by: str = ""


@dataclass(frozen=True, slots=True)
class CitedRef:
    """One number in a citation: where it leads on the page, and what it says when read out."""

    number: int
    href: str
    label: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Markdown that is ready to be rendered.

    In ``markdown`` the character U+E000 and a number stand for ``cites[number]``, U+E002 and a
    number for the start of ``sentences[number]`` (its fragment), U+E004 for that sentence's
    end, and a link target of U+E005, a number and U+E006 for ``hrefs[number]``.
    """

    markdown: str
    cites: tuple[tuple[CitedRef, ...], ...] = ()
    sentences: tuple[str, ...] = ()
    hrefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """A link that leaves the site."""

    href: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source as it is named wherever it is cited."""

    ref: Ref
    title: Words
    translation: str
    publisher: str
    published: When | None
    kind: str
    language: str
    outside: tuple[Outside, ...]
    """Its address and archived copies."""
    address_note: str
    """What to say where there is no address."""
    excerpt: bool
    """Whether the project read less than the whole."""
    foreign: bool = False
    """Whether it is in another language than the site's words."""


@dataclass(frozen=True, slots=True)
class Back:
    """A way back from a reference to a sentence on the same page."""

    href: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry in a page's list of references."""

    number: int
    anchor: str
    card: SourceCard
    locators: tuple[str, ...]
    backs: tuple[Back, ...]


@dataclass(frozen=True, slots=True)
class VerdictMark:
    """A verdict as readers see it. ``tone`` chooses the mark, which works without colour."""

    id: str
    label: str
    meaning: str
    tone: str
    confidence: str = ""
    confidence_words: str = ""
    plain: bool = False
    """Whether label and meaning are words of the interface, and not of the site's own scale."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much stands behind a claim, in numbers and in a sentence."""

    sources: int
    statements: int
    parties: int
    untraced: int
    sentence: str
    party_refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list."""

    ref: Ref
    claim: str
    verdict: VerdictMark | None
    kind: str
    kind_words: str
    counts: Counts
    against: Counts
    by: tuple[Ref, ...]
    tags: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list."""

    ref: Ref
    when: When
    status: str
    status_words: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in a list."""

    ref: Ref
    by: Ref
    said: When | None
    channel: str
    sources: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A word by which a list can be filtered, and what readers see for it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """A picture in words. ``path`` is its place in the site; ``tone`` chooses the mark.

    ``label`` is the verdict, or what the claim is where it has none.
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
        """The words, for those who cannot see the picture."""
        return f"{self.label}: {self.words} {self.counts}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: where it goes, what it is called, and what it shows.

    ``section`` names the entry of the navigation to which it belongs, "" for none.
    """

    path: str
    template: str
    title: str
    description: str
    section: str
    view: object
    card: Card | None = None
    """What the picture for links to the page shows, where it has one."""

    @property
    def root(self) -> str:
        """The way from the page to the site's root: "" or "../"."""
        return "../" * self.path.count("/")


@dataclass(frozen=True, slots=True)
class Chrome:
    """What frames every page."""

    title: str
    summary: str
    language: str
    """The language of the site's words."""
    interface: str
    """The language of the interface's words."""
    publisher: str
    licence: Outside | None
    licence_name: str
    contact: str
    updated: When | None
    base_url: str
    nav: tuple[Ref, ...]
    about: tuple[Ref, ...]
    """The project's own pages, for the foot of the page."""


@dataclass(frozen=True, slots=True)
class Find:
    """What the search can find: a page, or with ``text`` a place on one.

    ``facets`` are the words by which findings are narrowed down, each with its name; ``names``
    are other spellings of the title.
    """

    href: str
    title: str
    facets: tuple[tuple[str, str], ...]
    text: str = ""
    names: tuple[str, ...] = ()
