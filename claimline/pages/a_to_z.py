"""The A to Z: every claim, source and actor under its first letter, without a script.

An actor stands there under each spelling that was seen in sources, a person under the last word
of the name too, and a source under its translated title too. A long list has a page for each
letter, and a long letter several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from claimline.pages.actor import kind_words
from claimline.pages.address import A_TO_Z, address, leaf
from claimline.pages.alphabet import filed, script, slug
from claimline.pages.book import Book, part
from claimline.pages.paging import ROWS_ON_PAGE, Leaf, Pager, one_leaf, paged_title, pages_of
from claimline.pages.parts import Page, Words
from claimline.pages.words import KINDS
from claimline.value import Value

KINDS_FILED = ("claim", "source", "actor")
Spelling = tuple[str, str, bool]
"""Words under which a record is filed, their language ("" if not known), and whether the site
uses others for it."""
MOST_ON_ONE_PAGE = 1000
"""Entries beyond which each letter has a page of its own."""


class Entry(Value, frozen=True):
    """A record under one of its names; ``see`` is the name that the site uses, if another.

    ``note`` says in the interface's words what it is, ``about`` in the site's own.
    """

    href: str
    words: Words
    see: str
    note: str
    about: str = ""


class Letter(Value, frozen=True):
    """The entries under a letter. Where ``entries`` are on another page, it has none here."""

    label: str
    href: str
    anchor: str
    number: int
    entries: tuple[Entry, ...]


class AToZView(Value, frozen=True):
    """All letters to go to, script by script, and those whose entries are on this page."""

    summary: str
    jumps: tuple[tuple[Letter, ...], ...]
    letters: tuple[Letter, ...]
    pager: Pager | None


def a_to_z_pages(book: Book) -> dict[str, Callable[[Book], Page]]:
    """One page, or where it would be long a page for each letter behind it: how each is made."""
    if sum(1 for _ in _all_spellings(book)) <= MOST_ON_ONE_PAGE:
        return {A_TO_Z: _whole}
    pages: dict[str, Callable[[Book], Page]] = {A_TO_Z: _jumps_page}
    counts = Counter(filed(words, language)[0] for words, language, _ in _all_spellings(book))
    for label, number in counts.items():
        for nth in range(1, pages_of(number, ROWS_ON_PAGE) + 1):
            path = leaf(f"a-z/{slug(label)}.html", nth)
            pages[path] = partial(_letter_page, label=label, nth=nth)
    return pages


def _whole(book: Book) -> Page:
    letters = tuple(
        _letter(label, A_TO_Z, tuple(entries), len(entries))
        for label, entries in _under(book, "").items()
    )
    view = AToZView(_summary(book), _by_script(letters), letters, None)
    return _page(A_TO_Z, book.t("A to Z"), view)


def _jumps_page(book: Book) -> Page:
    return _page(A_TO_Z, book.t("A to Z"), AToZView(_summary(book), _jumps(book, ""), (), None))


def _letter_page(book: Book, label: str, nth: int) -> Page:
    here, number = _leaf(book, f"{nth} {label}")
    shown = _letter(label, here.path, here.rows(), number)
    view = AToZView(_summary(book), _jumps(book, ""), (shown,), here.pager)
    title = paged_title(book.t("A to Z: {letter}", letter=label), nth, book.language)
    return _page(here.path, title, view)


def _summary(book: Book) -> str:
    claims, sources, actors = (len(book.dossier.records(kind)) for kind in KINDS_FILED)
    return book.t(
        "{claims}, {sources} and {actors}, by the letter they begin with.",
        claims=book.n("{n} claim", "{n} claims", claims),
        sources=book.n("{n} source", "{n} sources", sources),
        actors=book.n("{n} actor", "{n} actors", actors),
    )


@part("a to z")
def _under(book: Book, _: str) -> dict[str, list[Entry]]:
    """All entries under their letters, both in order."""
    filing = [
        entry
        for kind in KINDS_FILED
        for id_ in book.dossier.records(kind)
        for entry in _entries(book, f"{kind} {id_}")
    ]
    filing.sort(key=lambda item: (item[1], item[2].words.text, item[2].href))
    under: dict[str, list[Entry]] = {}
    for letter, _key, entry in filing:
        under.setdefault(letter, []).append(entry)
    return under


@part("letters")
def _jumps(book: Book, _: str) -> tuple[tuple[Letter, ...], ...]:
    """All letters, without their entries."""
    return _by_script(
        _letter(label, f"a-z/{slug(label)}.html", (), len(entries))
        for label, entries in _under(book, "").items()
    )


@part("letter")
def _leaf(book: Book, key: str) -> tuple[Leaf[str, Entry], int]:
    """One page of a letter, and how many entries it has on all; the key is number and letter."""
    number, _, label = key.partition(" ")
    entries = _under(book, "")[label]
    path = f"a-z/{slug(label)}.html"
    found = [(label, entries)]
    here = one_leaf(path, found, ROWS_ON_PAGE, int(number), str, language=book.language)
    return here, len(entries)


def _by_script(letters: Iterable[Letter]) -> tuple[tuple[Letter, ...], ...]:
    """The letters of each script together: a Cyrillic В looks like a Latin B."""
    found: dict[str, list[Letter]] = {}
    for letter in letters:
        found.setdefault(script(letter.label), []).append(letter)
    return tuple(map(tuple, found.values()))


def _letter(label: str, path: str, entries: tuple[Entry, ...], number: int) -> Letter:
    anchor = f"letter-{slug(label)}"
    return Letter(label, f"{path}#{anchor}", anchor, number, entries)


def _page(path: str, title: str, view: AToZView) -> Page:
    return Page(path, "pages/a_to_z.html", title, view.summary, A_TO_Z, view)


def _all_spellings(book: Book) -> Iterator[Spelling]:
    for kind in KINDS_FILED:
        for id_ in book.dossier.records(kind):
            yield from _spellings(book, kind, id_)


def _spellings(book: Book, kind: str, id_: str) -> Iterator[Spelling]:
    """The words under which a record is filed."""
    dossier = book.dossier
    own = dossier.site.language
    if kind == "claim":
        yield dossier.titles[kind, id_], own, False
    elif kind == "source":
        source = dossier.sources[id_]
        yield source.title, source.language, False
        if source.title_translation:
            yield source.title_translation.text, own, True
    else:
        actor = dossier.actors[id_]
        yield actor.name, "", False
        last = actor.name.split()[-1]
        if actor.kind == "person" and filed(last)[0] != filed(actor.name)[0]:
            yield last, "", False
        for name in sorted({*actor.also_known_as} - {actor.name}):
            yield name, "", True


@part("entries")
def _entries(book: Book, key: str) -> tuple[tuple[str, str, Entry], ...]:
    """A record's entries, each after its letter and its place there; the key is kind and id."""
    kind, _, id_ = key.partition(" ")
    href = address(kind, id_)
    title, note, about = _title(book, kind, id_)
    made = []
    for words, language, other in _spellings(book, kind, id_):
        if other:
            text = book.foreign(words, language) if language else Words(words)
            told = (note, about) if kind == "source" else ("", "")
            entry = Entry(href, text, title.text, *told)
        else:
            entry = Entry(href, title, "", note, about)
        made.append((*filed(words, language), entry))
    return tuple(made)


def _title(book: Book, kind: str, id_: str) -> tuple[Words, str, str]:
    """A record's name, and what it is: in the interface's words and in the site's."""
    dossier = book.dossier
    if kind == "claim":
        words = book.foreign(dossier.titles[kind, id_], dossier.site.language)
        return words, book.p("after a title", "claim"), ""
    if kind == "source":
        source = dossier.sources[id_]
        title = book.foreign(source.title, source.language)
        return title, book.t(KINDS[source.kind]), source.publisher
    actor = dossier.actors[id_]
    note = "" if actor.role else kind_words(book, actor.kind)
    return Words(actor.name), note, actor.role or ""
