"""The A to Z: every claim, source and actor under its first letter, without a script.

An actor is listed under each of its spellings, a person also under the last word of the name,
and a source also under its translated title. A long list has a page for each letter, and a
letter with many entries has several pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from claimline.model.records import Source
from claimline.pages.actor import kind_words
from claimline.pages.address import A_TO_Z, address, list_path
from claimline.pages.alphabet import filed, script, slug
from claimline.pages.batches import in_batches
from claimline.pages.paging import (
    ROWS_ON_PAGE,
    ListPage,
    Pager,
    page_of_list,
    paged_title,
    pages_of,
)
from claimline.pages.shared_views import ForeignText, HtmlPage
from claimline.pages.view_builder import ViewBuilder, part, source_total
from claimline.pages.vocabulary import KINDS
from claimline.value import Value

KINDS_FILED = ("claim", "source", "actor")
Spelling = tuple[str, str, bool]
"""A spelling under which a record is listed, its language or "", and whether the site usually
spells the name in another way."""
MOST_ON_ONE_PAGE = 1000
"""The most entries on one page. Beyond that, each letter has a page of its own."""


class AToZEntry(Value, frozen=True):
    """A record under one of its names.

    ``see`` is the name that the site uses, if this is another. ``note`` says what the record is, in
    words of the interface, and ``about`` says it in the site's own words.
    """

    href: str
    words: ForeignText
    see: str
    note: str
    about: str = ""


class Letter(Value, frozen=True):
    """A letter with a link to it. ``entries`` is empty if they are on another page."""

    label: str
    href: str
    anchor: str
    number: int
    entries: tuple[AToZEntry, ...]


class AToZView(Value, frozen=True):
    """Links to all letters, script by script, and the letters whose entries are on this page."""

    summary: str
    jumps: tuple[tuple[Letter, ...], ...]
    letters: tuple[Letter, ...]
    pager: Pager | None


def a_to_z_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
    """Return the functions that make the A to Z, by path.

    A list of more than ``MOST_ON_ONE_PAGE`` entries has a page for each letter.
    """
    letters = [letter for script in _jumps(builder, "") for letter in script]
    if sum(letter.number for letter in letters) <= MOST_ON_ONE_PAGE:
        return {A_TO_Z: _whole}
    pages: dict[str, Callable[[ViewBuilder], HtmlPage]] = {A_TO_Z: _jumps_page}
    for letter in letters:
        for nth in range(1, pages_of(letter.number, ROWS_ON_PAGE) + 1):
            path = list_path(f"a-z/{slug(letter.label)}.html", nth)
            pages[path] = partial(_letter_page, label=letter.label, nth=nth)
    return pages


def _whole(builder: ViewBuilder) -> HtmlPage:
    letters = tuple(
        _letter(label, A_TO_Z, tuple(entries), len(entries))
        for label, entries in _under(builder, "").items()
    )
    view = AToZView(_summary(builder), _by_script(letters), letters, None)
    return _page(A_TO_Z, builder.t("A to Z"), view)


def _jumps_page(builder: ViewBuilder) -> HtmlPage:
    return _page(
        A_TO_Z, builder.t("A to Z"), AToZView(_summary(builder), _jumps(builder, ""), (), None)
    )


def _letter_page(builder: ViewBuilder, label: str, nth: int) -> HtmlPage:
    list_page, number = _list_page(builder, f"{nth} {label}")
    shown = _letter(label, list_page.path, list_page.rows(), number)
    view = AToZView(_summary(builder), _jumps(builder, ""), (shown,), list_page.pager)
    title = paged_title(builder.t("A to Z: {letter}", letter=label), nth, builder.language)
    return _page(list_page.path, title, view)


def _summary(builder: ViewBuilder) -> str:
    claims, _, actors = (len(builder.dossier.records(kind)) for kind in KINDS_FILED)
    sources = source_total(builder, "")
    return builder.t(
        "{claims}, {sources} and {actors}, by the letter they begin with.",
        claims=builder.n("{n} claim", "{n} claims", claims),
        sources=builder.n("{n} source", "{n} sources", sources),
        actors=builder.n("{n} actor", "{n} actors", actors),
    )


@part("a to z")
def _under(builder: ViewBuilder, _: str) -> dict[str, list[AToZEntry]]:
    """Return the entries by letter. Letters and entries are in alphabetical order."""
    filing = [
        entry for kind in KINDS_FILED for _, entries in _entries(builder, kind) for entry in entries
    ]
    filing.sort(key=lambda item: (item[1], item[2].words.text, item[2].href))
    under: dict[str, list[AToZEntry]] = {}
    for letter, _key, entry in filing:
        under.setdefault(letter, []).append(entry)
    return under


@part("letters", tuple[tuple[Letter, ...], ...])
def _jumps(builder: ViewBuilder, _: str) -> tuple[tuple[Letter, ...], ...]:
    """Return all letters, without their entries."""
    return _by_script(
        _letter(label, f"a-z/{slug(label)}.html", (), len(entries))
        for label, entries in _under(builder, "").items()
    )


@part("letter")
def _list_page(builder: ViewBuilder, key: str) -> tuple[ListPage[str, AToZEntry], int]:
    """Return one page of a letter, and the number of entries on all its pages.

    ``key`` is the number of the page, a space, and the letter.
    """
    number, _, label = key.partition(" ")
    entries = _under(builder, "")[label]
    path = f"a-z/{slug(label)}.html"
    groups = [(label, entries)]
    list_page = page_of_list(
        path, groups, ROWS_ON_PAGE, int(number), str, language=builder.language
    )
    return list_page, len(entries)


def _by_script(letters: Iterable[Letter]) -> tuple[tuple[Letter, ...], ...]:
    """Return the letters of each script together, because a Cyrillic В looks like a Latin B."""
    scripts: dict[str, list[Letter]] = {}
    for letter in letters:
        scripts.setdefault(script(letter.label), []).append(letter)
    return tuple(map(tuple, scripts.values()))


def _letter(label: str, path: str, entries: tuple[AToZEntry, ...], number: int) -> Letter:
    anchor = f"letter-{slug(label)}"
    return Letter(label, f"{path}#{anchor}", anchor, number, entries)


def _page(path: str, title: str, view: AToZView) -> HtmlPage:
    return HtmlPage(path, "pages/a_to_z.html", title, view.summary, A_TO_Z, view)


def _spellings(builder: ViewBuilder, kind: str, id_: str) -> Iterator[Spelling]:
    """Yield the spellings under which a record is listed."""
    dossier = builder.dossier
    own = dossier.site.language
    if kind == "claim":
        yield dossier.titles[kind, id_], own, False
    elif kind == "source":
        source = dossier.sources[id_]
        described = _described(source)
        yield (described, own, False) if described else (source.title, source.language, False)
        if source.title_translation:
            yield source.title_translation.text, own, True
    else:
        actor = dossier.actors[id_]
        yield actor.name, "", False
        surname = actor.name.split()[-1]
        if actor.kind == "person" and filed(surname)[0] != filed(actor.name)[0]:
            yield surname, "", False
        for name in sorted({*actor.also_known_as} - {actor.name}):
            yield name, "", True


@in_batches("entries", tuple[tuple[str, str, AToZEntry], ...])
def _entries(builder: ViewBuilder, key: str) -> tuple[tuple[str, str, AToZEntry], ...]:
    """Return a record's entries, each with its letter and its sort key.

    ``key`` is the record's kind, a space, and its id.
    """
    kind, _, id_ = key.partition(" ")
    href = address(kind, id_)
    title, note, about = _title(builder, kind, id_)
    entries = []
    for words, language, other in _spellings(builder, kind, id_):
        if other:
            text = builder.foreign(words, language) if language else ForeignText(words)
            notes = (note, about) if kind == "source" else ("", "")
            entry = AToZEntry(href, text, title.text, *notes)
        else:
            entry = AToZEntry(href, title, "", note, about)
        entries.append((*filed(words, language), entry))
    return tuple(entries)


def _described(source: Source) -> str:
    """Return publisher and title of a source whose title is a description in brackets, else "".

    Under the description alone, every source that begins with "[Post" would have the same letter.
    """
    title, publisher = source.title, source.known_publisher
    brackets = title.startswith("[") and title.endswith("]")
    return f"{publisher}: {title}" if brackets and publisher else ""


def _title(builder: ViewBuilder, kind: str, id_: str) -> tuple[ForeignText, str, str]:
    """Return a record's name, and what it is, in the interface's words and in the site's."""
    dossier = builder.dossier
    if kind == "claim":
        words = builder.foreign(dossier.titles[kind, id_], dossier.site.language)
        return words, builder.p("after a title", "claim"), ""
    if kind == "source":
        source = dossier.sources[id_]
        kind_of_source = builder.t(KINDS[source.kind])
        if described := _described(source):
            return builder.foreign(described, dossier.site.language), kind_of_source, ""
        title = builder.foreign(source.title, source.language)
        return title, kind_of_source, source.known_publisher
    actor = dossier.actors[id_]
    note = "" if actor.position else kind_words(builder, actor.kind)
    return ForeignText(actor.name), note, actor.position or ""
