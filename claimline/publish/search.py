"""The index of the search, in files that the page of the search loads as scripts.

A script can also be loaded from a folder, so the search works without a host. Each file calls
``searchData`` with its name and its data:

- ``start``: how words are compared, which files there are, the kinds and the words of the filters.
- ``terms-…``: a range of the words, in order, each with the entries that have it.
- ``texts-…``: some entries, each with its address, title, and sentences.
- ``filter-…``: the entries of each word of a filter.

The names of the files hold digests, so a browser never joins files of two builds. The index
depends on the entries alone, and not on their order. After an edit, only the files with a changed
row are read and made anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, pairwise

from msgspec.structs import replace

from claimline.pages.shared_views import SearchEntry
from claimline.publish.search_cuts import Row, Stretch, by_stretch, cut
from claimline.publish.search_files import LastIndex, SearchFiles, as_json
from claimline.publish.search_words import SPELLING, search_words

TERMS_SIZE = 60_000
"""About how many letters of words a file holds. A reader's word needs one such file or two."""
TEXTS_SIZE = 20_000
"""About how many letters of sentences a file holds. Each result needs such a file."""
SHOWN = ("kind", "verdict", "status")
"""The filters whose words are shown with a result."""
RANKS = {"actor": 4, "brief": 3.5, "detail": 3.5, "place": 3.5}
"""How much the kinds count that readers look for first. Every other kind counts 1."""
IN_TEXT, OFTEN, IN_TITLE, IN_NAME = range(4)
"""Where an entry has a word. The last says most."""
_OFTEN = 3

_Places = dict[int, int]
"""For each entry that has a word, by number: where."""
_Moved = Sequence[int]
"""For each entry of the last index, its number now, or ``GONE``."""
GONE = -1
"""The number of an entry that is gone or has changed."""


def index(entries: Iterable[SearchEntry]) -> dict[str, bytes]:
    """Return the files of the search, by path. There are none if nothing can be found."""
    ordered = in_order(entries)
    return SearchFiles(None).new if not ordered else update(ordered, None).new


def in_order(entries: Iterable[SearchEntry]) -> list[SearchEntry]:
    """Return entries in the order of an index."""
    return sorted(entries, key=lambda entry: (entry.kind, entry.href))


def update(ordered: Sequence[SearchEntry], last: LastIndex | None) -> SearchFiles:
    """Return the files of the index of entries in their order. They do not depend on ``last``.

    Entries that are unchanged since the last index need no sentences.
    """
    files = SearchFiles(last)
    unchanged = last.unchanged if last else ()
    numbers = {entry.href: n for n, entry in enumerate(ordered) if entry.href in unchanged}
    moved = [numbers.get(entry.href, GONE) for entry in files.before]
    new = {n: entry for n, entry in enumerate(ordered) if entry.href not in unchanged}
    terms = cut(_terms(files, new, moved), TERMS_SIZE)
    texts = cut(_texts(files, new, moved), TEXTS_SIZE)
    numbers_of_texts = {_text_key(entry): n for n, entry in enumerate(ordered)}
    start = {
        "spelling": SPELLING,
        "entries": len(ordered),
        "ranks": _ranks(ordered),
        "terms": [(_word(it.first), files.add_cut("terms", it)) for it in terms],
        "texts": [(numbers_of_texts[it.first], files.add_cut("texts", it)) for it in texts],
        "filters": _add_filters(files, ordered),
    }
    files.add_start(start)
    return files


def _ranks(ordered: Sequence[SearchEntry]) -> list[tuple[int, float]]:
    """Return the first number of the entries of each kind, and how much the kind counts."""
    ranks = [(0, RANKS.get(ordered[0].kind, 1.0))]
    for number, (before, entry) in enumerate(pairwise(ordered), 1):
        if entry.kind != before.kind:
            ranks.append((number, RANKS.get(entry.kind, 1.0)))
    return ranks


# Texts


def _texts(files: SearchFiles, new: Mapping[int, SearchEntry], moved: _Moved) -> list[Stretch]:
    """Return the texts of all entries."""
    rows = {_text_key(entry): as_json(_text(entry)) for entry in new.values()}
    if not files.texts:
        return [Stretch.of_rows(list(rows.items()))]
    gone = (_text_key(entry) for entry, now in zip(files.before, moved, strict=True) if now == GONE)
    keys = [_text_key(files.before[number]) for number, _ in files.texts]
    touched = by_stretch(keys, {*rows, *gone})

    def rows_of(nth: int) -> list[Row]:
        number, name = files.texts[nth]
        data = files.data(name)
        here = slice(number, number + len(data))
        old = zip(files.before[here], moved[here], data, strict=True)
        known = {_text_key(entry): as_json(row) for entry, now, row in old if now != GONE}
        known |= {key: rows[key] for key in touched.get(nth, ()) if key in rows}
        return sorted(known.items())

    return [
        Stretch.of_rows(rows_of(nth))
        if nth in touched
        else Stretch(key, name, partial(rows_of, nth))
        for nth, (key, (_, name)) in enumerate(zip(keys, files.texts, strict=True))
    ]


def _text(entry: SearchEntry) -> list[object]:
    shown = [word for filter_, word in entry.facets if filter_ in SHOWN]
    return [entry.href, entry.title, shown, *entry.sentences]


def _text_key(entry: SearchEntry) -> bytes:
    return f"{entry.kind} {entry.href}".encode()


# Words


def _terms(files: SearchFiles, new: Mapping[int, SearchEntry], moved: _Moved) -> list[Stretch]:
    """Return each word, and the word with a number for each of its entries.

    The number is 4 times the step from the entry before, plus the place.
    """
    added: defaultdict[bytes, _Places] = defaultdict(dict)
    for number, entry in new.items():
        for word, place in _places(entry).items():
            added[_word_key(word)][number] = place
    if not files.terms:
        return [Stretch.of_rows([_term(key, added[key]) for key in sorted(added)])]
    removed = {
        _word_key(word)
        for number, now in enumerate(moved)
        if now == GONE
        for word in _places(_whole(files, number))
    }
    keys = [_word_key(word) for word, _ in files.terms]
    touched = by_stretch(keys, removed | added.keys())
    renumbered = any(now not in (number, GONE) for number, now in enumerate(moved))

    def rows_of(nth: int) -> list[Row]:
        rows = {}
        for word, *steps in files.data(files.terms[nth][1]):
            key = _word_key(word)
            if renumbered or key in removed or key in added:
                places = _moved_places(steps, moved) | added.get(key, {})
                if places:
                    rows[key] = _term(key, places)[1]
            else:
                rows[key] = as_json([word, *steps])
        for key in touched.get(nth, ()):
            if key in added and key not in rows:
                rows[key] = _term(key, added[key])[1]
        return sorted(rows.items())

    return [
        Stretch.of_rows(rows_of(nth))
        if renumbered or nth in touched
        else Stretch(key, name, partial(rows_of, nth))
        for nth, (key, (_, name)) in enumerate(zip(keys, files.terms, strict=True))
    ]


def _whole(files: SearchFiles, number: int) -> SearchEntry:
    """Return an entry of the last index with its sentences."""
    _, _, _, *sentences = files.text(number)
    return replace(files.before[number], sentences=tuple(sentences))


def _moved_places(steps: Sequence[int], moved: _Moved) -> _Places:
    """Return the places of a word in the entries of the last index that are still there."""
    places, number = {}, 0
    for step in steps:
        number += step >> 2
        if moved[number] != GONE:
            places[moved[number]] = step & 3
    return places


def _term(key: bytes, places: _Places) -> Row:
    numbers = sorted(places)
    steps = zip(_steps(numbers), numbers, strict=True)
    return key, as_json([_word(key), *(step * 4 + places[number] for step, number in steps)])


def _word_key(word: str) -> bytes:
    # In the order of JavaScript, which compares units of UTF-16.
    return word.encode("utf-16-be", "surrogatepass")


def _word(key: bytes) -> str:
    return key.decode("utf-16-be", "surrogatepass")


def _places(entry: SearchEntry) -> dict[str, int]:
    """Return each word of an entry, with the place that says most."""
    texts = (*entry.sentences, *entry.related_names)
    counts = Counter(chain.from_iterable(map(search_words, texts)))
    places = {word: OFTEN if n >= _OFTEN else IN_TEXT for word, n in counts.items()}
    place = IN_NAME if entry.kind in ("actor", "place") else IN_TITLE
    for title in (entry.title, *entry.names):
        places |= dict.fromkeys(search_words(title), place)
    return places


# Filters


def _add_filters(
    files: SearchFiles, ordered: Sequence[SearchEntry]
) -> dict[str, tuple[str, list[tuple[str, int]]]]:
    """Add a file for each filter. Return the name of each, and its words with their counts."""
    filters: defaultdict[str, defaultdict[str, list[int]]]
    filters = defaultdict(lambda: defaultdict(list))
    for number, entry in enumerate(ordered):
        for filter_, word in entry.facets:
            filters[filter_][word].append(number)
    return {
        filter_: (
            files.add("filter", as_json({word: _steps(numbers[word]) for word in sorted(numbers)})),
            [(word, len(numbers[word])) for word in sorted(numbers)],
        )
        for filter_, numbers in sorted(filters.items())
    }


def _steps(numbers: Sequence[int]) -> list[int]:
    """Return each number as the step from the one before, which is shorter."""
    return [after - before for before, after in pairwise((0, *numbers))]
