"""A style sheet as it is sent: the same rules, without comments and the space between them.

No more than that is taken away, since what a minifier does not know, it breaks: the space in
``.a :is(…)`` counts, and many take it out of nested rules. Names, values and order stay.
"""

from __future__ import annotations

import re

# Strings and bare addresses are kept as they are. White space stands for one space, and for none
# beside a brace or a semicolon; comments count as white space.
_SPACE = rb"(?:\s|/\*(?:[^*]|\*(?!/))*\*/)"
_PART = re.compile(
    rb"(\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)\"']*\))"
    rb"|" + _SPACE + rb"*([{};])" + _SPACE + rb"*"
    rb"|(" + _SPACE + rb"+)",
    re.DOTALL,
)


def compact(css: bytes) -> bytes:
    """The sheet without what no browser reads. What it says does not change."""
    return _PART.sub(_kept, css).strip()


def _kept(match: re.Match[bytes]) -> bytes:
    whole, mark, space = match.groups()
    if space is None:
        return whole or mark
    # A comment alone still parts two words.
    return b" " if re.sub(rb"/\*.*?\*/", b"", space, flags=re.DOTALL) else b"/**/"
