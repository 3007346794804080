"""What is found in a text: citations, links, sentences and problems, and its HTML with holes."""

from __future__ import annotations

from claimline.diagnostics import Code
from claimline.value import Value


class CitationHole(Value, frozen=True):
    """The place of ``marks[number]``."""

    number: int


class SentenceHole(Value, frozen=True):
    """The start of ``sentences[number]``.

    If it is ``whole``, the page opens an element here, and a literal closes it. If not, the page
    puts an empty anchor here, because the sentence begins and ends in different elements.
    """

    number: int
    whole: bool


class AddressHole(Value, frozen=True):
    """The address of ``links[number]``, inside an attribute."""

    number: int


class TitleHole(Value, frozen=True):
    """The title of the record that ``links[number]`` leads to, for a link without words."""

    number: int


class HeadingHole(Value, frozen=True):
    """The ``id`` attribute of a heading, for a text that is the only one on its page."""

    id: str


class TableHole(Value, frozen=True):
    """The start of the element that a wide table scrolls in. A literal closes it."""


Piece = str | CitationHole | SentenceHole | AddressHole | TitleHole | HeadingHole | TableHole


class Cited(Value, frozen=True):
    """One source in a citation: its id and, if given, the locator."""

    source: str
    locator: str = ""


class Mark(Value, frozen=True):
    """A citation in a text: its offsets, what it cites, and the number of its sentence."""

    start: int
    end: int
    cited: tuple[Cited, ...]
    sentence: int


class Link(Value, frozen=True):
    """A link to a record: its offsets, the words (perhaps none), the kind and the id."""

    start: int
    end: int
    words: str
    kind: str
    id: str


class Sentence(Value, frozen=True):
    """A sentence that cites: its offsets in the text and its plain words.

    A record link without words is ``\\x02kind:id\\x03`` in ``words``, because only the Dossier
    knows the record's title.
    """

    start: int
    end: int
    words: str


class Problem(Value, frozen=True):
    """An error in a text: the token, how often the same token comes before it, and a message."""

    token: str
    nth: int
    code: Code
    message: str
    suggestion: str


class Prose(Value, frozen=True):
    """A Markdown text after it is read.

    ``addresses`` are those of links that leave the site. A problem in ``uncited`` counts only if
    its token is the id of a source. ``pieces`` are the clean HTML: literal strings, and a hole for
    everything that only the page knows. A text with problems has no pieces.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    addresses: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    uncited: tuple[Problem, ...] = ()
    pieces: tuple[Piece, ...] = ()
