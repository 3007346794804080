"""An interface in a language that brackets each of its words, so that those without are seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimline.locale import Translator
from claimline.locale.conventions import English
from claimline.locale.update import extract
from tests.html_tree import Node, read_html

LANGUAGE = "eo"
CONTENT = "en"
OPEN, CLOSE = "\u27e6", "\u27e7"
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-label", "data-partly", "content")
_BRACKETED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")
_LETTERS = re.compile(r"[^\W\d_]")
_SILENT = frozenset({"script", "style", "code", "pre"})
NAMES = frozenset({
    "Atom", "BibTeX", "CFF", "CSL-JSON", "CSV", "ClaimReview", "Data Package", "Datasette",
    "GeoJSON", "JSON", "JSON Feed", "JSON Schema", "RIS", "RO-Crate", "SQLite", "Web Annotation",
})  # fmt: skip
"""What is called the same in every language."""


def bracketed(words: object) -> str:
    return f"{OPEN}{words}{CLOSE}"


@dataclass(frozen=True)
class Bracketing:
    """English conventions, with brackets around all that they give."""

    def __getattr__(self, name: str) -> Any:
        said = getattr(English(), name)
        return lambda *given: bracketed(said(*given))


@cache
def pseudo() -> Translator:
    """A translator that puts brackets around every message of the catalogue."""
    messages: dict[tuple[str, str], tuple[str, ...]] = {}
    for message in extract():
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            messages[message.context or "", str(forms[0])] = tuple(map(bracketed, forms))
    return Translator(LANGUAGE, Bracketing(), messages)


def strings(value: Any) -> Iterator[str]:
    """All texts in the records."""
    if isinstance(value, Mapping):
        yield from (found for item in value.values() for found in strings(item))
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Sequence):
        yield from (found for item in value for found in strings(item))


def bare_words(html: bytes, content: Sequence[str]) -> list[str]:
    """What a page says to readers outside brackets that is not marked as the content's.

    An attribute cannot be marked: there, ``content`` names the texts that are no interface's.
    """
    document = read_html(html)
    found = [
        f"<{node.tag} {name}> {value}"
        for node in document.walk()
        for name, value in node.attributes.items()
        if name in SPOKEN and _said(node, name) and _bare(value, content)
    ]
    depth = 0
    for text, marked in _texts(document, marked=False):
        outside = []
        for character in text:
            depth += (character == OPEN) - (character == CLOSE)
            if not depth and not marked:
                outside.append(character)
        said = _ADDRESS.sub("", "".join(outside)).strip()
        # A letter alone is the heading of what begins with it.
        if _LETTERS.search(said) and len(said) > 1 and said not in NAMES:
            found.append(text.strip())
    return found


def _said(node: Node, name: str) -> bool:
    return name != "content" or node.attributes.get("name") == "description"


def _bare(value: str, content: Sequence[str]) -> bool:
    """Whether letters are left of an attribute without brackets and the texts of records."""
    before = ""
    while before != value:
        before, value = value, _BRACKETED.sub("", value)
    for text in sorted(content, key=len, reverse=True):
        value = value.replace(text, "")
    return bool(_LETTERS.search(value))


def _texts(node: Node, *, marked: bool) -> Iterator[tuple[str, bool]]:
    """Each text in the order of the document, and whether it is marked as no interface's."""
    if node.tag in _SILENT or node.attributes.get("role") == "doc-backlink" or node.tag == "title":
        return
    language = node.attributes.get("lang")
    marked = marked if language is None else language != LANGUAGE
    for child in node.inside:
        if isinstance(child, Node):
            yield from _texts(child, marked=marked)
        else:
            yield child, marked
