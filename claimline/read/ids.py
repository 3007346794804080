"""The rules for ids: an id names a file on every system, and is part of an address."""

from __future__ import annotations

import re
import unicodedata

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
MAX_LENGTH = 80

# Windows opens a device for these names, whatever the extension.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
# Letters that have no decomposition to a plain one.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


def slug(words: str) -> str:
    """Return an id made of these words: plain lower-case letters, digits and hyphens.

    Accents are dropped (NFKD). Returns "" if no letter or digit is left, as for Cyrillic.
    """
    plain = unicodedata.normalize("NFKD", words.lower().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    id_ = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['\u2019]", "", plain)).strip("-")
    if len(id_) > MAX_LENGTH:
        id_ = id_[:MAX_LENGTH].rpartition("-")[0] or id_[:MAX_LENGTH]
    return id_


def latin_slug(words: str) -> str:
    """Return an id made of words in any script, or "" if none can be made.

    Other scripts are transliterated. In a script such as Chinese, one character may become a word.
    """
    return slug(words if words.isascii() else "".join(map(_latin, words)))


def _named(letter: str) -> str:
    """Return a word for a Latin letter without a plain form, from its Unicode name: "ezh"."""
    words = unicodedata.name(letter, "").split()
    return words[3].lower() if words[:1] == ["LATIN"] and len(words) > 3 else ""


def _latin(letter: str) -> str:
    from anyascii import anyascii

    latin = anyascii(letter)
    if letter.isalpha():
        # The marks that stand for a sound of their own, as an ayin's.
        latin = "".join(filter(str.isalnum, latin)) or _named(letter)
    spoken = latin[:1].isupper() and not letter.isupper() and not letter.istitle()
    return f" {latin} " if spoken else latin


def fault(word: str, kind: str) -> tuple[str, str] | None:
    """Return what is wrong with an id and what to do about it, or None."""
    shown = word if len(word) <= MAX_LENGTH else f"{word[:40]}..."
    if len(word) > MAX_LENGTH:
        message = f'The id "{shown}" has {len(word)} characters; at most {MAX_LENGTH} are allowed.'
    elif not ID_PATTERN.match(word):
        message = f'The id "{shown}" has more in it than lower-case letters, digits and hyphens.'
        if not re.search(r"[^a-z0-9-]", word):
            message = f'The id "{shown}" has a hyphen at an end, or two in a row.'
    elif word in _DEVICES:
        return f'The id "{word}" is the name of a device on Windows.', f'Use "{kind}-{word}".'
    else:
        return None
    id_ = latin_slug(word)
    if id_ in _DEVICES:
        id_ = f"{kind}-{id_}"
    return message, f'Use "{id_}".' if id_ else "Write it in Latin letters."
