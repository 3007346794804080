"""The A to Z: every claim, source and actor under its first letter, without a script.

An actor stands there under each spelling that was seen in sources, a person under the last word
of the name too, and a source under its translated title too. A long list has a page for each
letter, and a long letter several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimline.pages.address import A_TO_Z
from claimline.pages.alphabet import filed, script, slug
from claimline.pages.book import Book
from claimline.pages.paging import ROWS_ON_PAGE, Pager, leaves, paged_title
from claimline.pages.parts import Page, Words
from claimline.pages.words import KINDS, count

MOST_ON_ONE_PAGE = 1000
"""Entries beyond which each letter has a page of its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record under one of its names; ``see`` is the name that the site uses, if another."""

    href: str
    words: Words
    see: str
    note: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries under a letter. Where ``entries`` are on another page, it has none here."""

    label: str
    href: str
    anchor: str
    number: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AToZView:
    """All letters to go to, script by script, and those whose entries are on this page."""

    summary: str
    jumps: tuple[tuple[Letter, ...], ...]
    letters: tuple[Letter, ...]
    pager: Pager | None


def a_to_z_pages(book: Book) -> list[Page]:
    """One page, or where it would be long a page for each letter behind it."""
    under: dict[str, list[Entry]] = {}
    filing = [(*filed(name, language), entry) for name, language, entry in _entries(book)]
    filing.sort(key=lambda item: (item[1], item[2].words.text, item[2].href))
    for letter, _, entry in filing:
        under.setdefault(letter, []).append(entry)
    dossier = book.dossier
    summary = (
        f"{count(len(dossier.claims), 'claim')}, {count(len(dossier.sources), 'source')} and "
        f"{count(len(dossier.actors), 'actor')}, by the letter they begin with."
    )
    if len(filing) <= MOST_ON_ONE_PAGE:
        letters = tuple(
            _letter(label, A_TO_Z, tuple(entries), len(entries)) for label, entries in under.items()
        )
        return [_page(A_TO_Z, "A to Z", AToZView(summary, _by_script(letters), letters, None))]
    jumps = _by_script(
        _letter(label, f"a-z/{slug(label)}.html", (), len(entries))
        for label, entries in under.items()
    )
    pages = [_page(A_TO_Z, "A to Z", AToZView(summary, jumps, (), None))]
    for label, entries in under.items():
        path = f"a-z/{slug(label)}.html"
        for leaf in leaves(path, [(label, entries)], ROWS_ON_PAGE, str):
            shown = _letter(label, leaf.path, leaf.groups[0][1], len(entries))
            view = AToZView(summary, jumps, (shown,), leaf.pager)
            pages.append(_page(leaf.path, paged_title(f"A to Z: {label}", leaf.pager), view))
    return pages


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


def _entries(book: Book) -> Iterator[tuple[str, str, Entry]]:
    """Every entry, after the words by which it is filed and their language ("" if not known)."""
    dossier = book.dossier
    own = dossier.site.language
    for id_ in dossier.claims:
        ref = book.ref("claim", id_)
        yield ref.label, own, Entry(ref.href, Words(ref.label), "", "claim")
    for id_, source in dossier.sources.items():
        href = book.ref("source", id_).href
        note = f"{KINDS[source.kind]}, {source.publisher}"
        title = book.foreign(source.title, source.language)
        yield source.title, source.language, Entry(href, title, "", note)
        if source.title_translation:
            translated = source.title_translation.text
            yield translated, own, Entry(href, Words(translated), source.title, note)
    for id_, actor in dossier.actors.items():
        href = book.ref("actor", id_).href
        entry = Entry(href, Words(actor.name), "", actor.role or actor.kind)
        yield actor.name, "", entry
        last = actor.name.split()[-1]
        if actor.kind == "person" and filed(last)[0] != filed(actor.name)[0]:
            yield last, "", entry
        for name in sorted({*actor.also_known_as} - {actor.name}):
            yield name, "", Entry(href, Words(name), actor.name, "")
