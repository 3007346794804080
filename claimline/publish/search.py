"""The index of the search, in files that the page of the search loads as scripts.

A script can also be loaded from a folder, so the search works without a host. Each file calls
``searchData`` with its name and its data:

- ``start``: how words are compared, which files there are, the kinds and the words of the filters.
- ``terms-…``: a range of the words, in order, each with the entries that have it.
- ``texts-…``: some entries, each with its address, title, and sentences.
- ``filter-…``: the entries of each word of a filter.

The names of the files hold digests, so a browser never joins files of two builds. The index
depends on the entries alone, and not on their order.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, pairwise

from claimline.pages.shared_views import SearchEntry
from claimline.publish.search_words import SPELLING, search_words

FOLDER = "search"
TERMS_SIZE = 60_000
"""About how many bytes of words a file holds. A reader's word needs one such file or two."""
TEXTS_SIZE = 20_000
"""About how many bytes of sentences a file holds. Each result needs such a file."""
SHOWN = ("kind", "verdict")
"""The filters whose words are shown with a result."""
RANKS = {"actor": 4, "brief": 3.5, "detail": 3.5, "place": 3.5}
"""How much the kinds count that readers look for first. Every other kind counts 1."""
IN_TEXT, OFTEN, IN_TITLE, IN_NAME = range(4)
"""Where an entry has a word. The last says most."""
_OFTEN = 3

_Places = dict[int, int]
"""For each entry that has a word, by number: where."""


def index(entries: Iterable[SearchEntry]) -> dict[str, bytes]:
    """Return the files of the search, by path. There are none if nothing can be found."""
    ordered = sorted(entries, key=lambda entry: (entry.kind, entry.href))
    if not ordered:
        return {}
    files: dict[str, bytes] = {}
    texts = [_text(entry) for entry in ordered]
    start = {
        "spelling": SPELLING,
        "entries": len(ordered),
        "ranks": _ranks(ordered),
        "terms": _add_shards(files, "terms", _terms(ordered), TERMS_SIZE),
        "texts": _add_shards(files, "texts", enumerate(texts), TEXTS_SIZE),
        "filters": _add_filters(files, ordered),
    }
    files[f"{FOLDER}/start.js"] = _script("start", _json(start))
    return files


def _text(entry: SearchEntry) -> list[object]:
    shown = [word for filter_, word in entry.facets if filter_ in SHOWN]
    return [entry.href, entry.title, shown, *entry.sentences]


def _ranks(ordered: Sequence[SearchEntry]) -> list[tuple[int, float]]:
    """Return the first number of the entries of each kind, and how much the kind counts."""
    ranks = [(0, RANKS.get(ordered[0].kind, 1.0))]
    for number, (before, entry) in enumerate(pairwise(ordered), 1):
        if entry.kind != before.kind:
            ranks.append((number, RANKS.get(entry.kind, 1.0)))
    return ranks


def _terms(ordered: Sequence[SearchEntry]) -> Iterator[tuple[str, list[object]]]:
    """Yield each word, and the word with a number for each of its entries.

    The number is 4 times the step from the entry before, plus the place.
    """
    terms: defaultdict[str, _Places] = defaultdict(dict)
    for number, entry in enumerate(ordered):
        for word, place in _places(entry).items():
            terms[word][number] = place
    # In the order of JavaScript, which compares units of UTF-16.
    for word in sorted(terms, key=lambda word: word.encode("utf-16-be", "surrogatepass")):
        places = terms[word]
        steps = zip(_steps(list(places)), places.values(), strict=True)
        yield word, [word, *(step * 4 + place for step, place in steps)]


def _places(entry: SearchEntry) -> dict[str, int]:
    """Return each word of an entry, with the place that says most."""
    texts = (*entry.sentences, *entry.related_names)
    counts = Counter(chain.from_iterable(map(search_words, texts)))
    places = {word: OFTEN if n >= _OFTEN else IN_TEXT for word, n in counts.items()}
    place = IN_NAME if entry.kind in ("actor", "place") else IN_TITLE
    for title in (entry.title, *entry.names):
        places |= dict.fromkeys(search_words(title), place)
    return places


def _add_shards(
    files: dict[str, bytes], kind: str, items: Iterable[tuple[object, object]], size: int
) -> list[tuple[object, str]]:
    """Add files with items in their order. Return the first key and the name of each file."""
    shards: list[tuple[object, str]] = []
    held: list[str] = []
    first: object = None
    length = 0
    for key, item in items:
        json_ = _json(item)
        if length and length + len(json_) > size:
            shards.append((first, _add(files, kind, f"[{','.join(held)}]")))
            held, length = [], 0
        if not length:
            first = key
        held.append(json_)
        length += len(json_)
    shards.append((first, _add(files, kind, f"[{','.join(held)}]")))
    return shards


def _add_filters(
    files: dict[str, bytes], ordered: Sequence[SearchEntry]
) -> dict[str, tuple[str, list[tuple[str, int]]]]:
    """Add a file for each filter. Return the name of each, and its words with their counts."""
    filters: defaultdict[str, defaultdict[str, list[int]]]
    filters = defaultdict(lambda: defaultdict(list))
    for number, entry in enumerate(ordered):
        for filter_, word in entry.facets:
            filters[filter_][word].append(number)
    return {
        filter_: (
            _add(files, "filter", _json({word: _steps(numbers[word]) for word in sorted(numbers)})),
            [(word, len(numbers[word])) for word in sorted(numbers)],
        )
        for filter_, numbers in sorted(filters.items())
    }


def _steps(numbers: Sequence[int]) -> list[int]:
    """Return each number as the step from the one before, which is shorter."""
    return [after - before for before, after in pairwise((0, *numbers))]


def _add(files: dict[str, bytes], kind: str, json_: str) -> str:
    """Add a file with this data, and return its name."""
    name = f"{kind}-{blake2b(json_.encode(), digest_size=6).hexdigest()}"
    files[f"{FOLDER}/{name}.js"] = _script(name, json_)
    return name


def _script(name: str, json_: str) -> bytes:
    return f"searchData({json.dumps(name)},{json_});\n".encode()


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
