"""Entries for programs that keep references: BibTeX and RIS.

BibTeX is in UTF-8 and follows Patashnik's BibTeXing and biblatex. A brace inside a value counts in
the balance of braces even behind a backslash, so it is written as a command. RIS is that of 2011:
one tag on each line, ``TY`` first and ``ER`` last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}", **{mark: f"\\{mark}" for mark in "%&#$_"},
})  # fmt: skip
# TeX sets two of these in a row as one other character.
_LIGATURE = re.compile(r"([-',<>])(?=\1)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex_entry(
    kind: str,
    key: str,
    title: str,
    *,
    authors: Iterable[str] = (),
    month: int = 0,
    url: str = "",
    **fields: str,
) -> str:
    """Return an entry for BibTeX, ending with a line break. Empty fields are left out.

    Args:
        kind: the type of the entry, such as ``misc``.
        key: the key by which it is cited.
        title: the title, whose letters keep their case.
        authors: their names, which are kept as they are, since one may be the name of an office.
        month: 1 to 12, or 0 if it is not known.
        url: an address. The schema allows no braces and no backslashes in it.
        fields: further fields by name.
    """
    names = " and ".join(f"{{{_tex(name)}}}" for name in authors)
    values = {
        "author": f"{{{names}}}" if names else "",
        "title": f"{{{{{_tex(title)}}}}}",
        **{name: f"{{{_tex(words)}}}" if words else "" for name, words in fields.items()},
        "month": _MONTHS[month - 1] if month else "",
        "url": f"{{{url}}}" if url else "",
    }
    lines = [f"  {name} = {value}," for name, value in values.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def ris_entry(kind: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return an entry in RIS, ending with a line break. Empty fields are left out.

    ``kind`` is its type, such as ``NEWS``. ``fields`` are pairs of a tag and its words.
    """
    lines = [f"{tag}  - {line}" for tag, words in fields if (line := " ".join(words.split()))]
    return "\n".join([f"TY  - {kind}", *lines, "ER  - ", ""])


def _tex(words: str) -> str:
    return _LIGATURE.sub(r"\1{}", " ".join(words.split()).translate(_TEX))
