"""The start tags of a page, with their attributes: the one reader of our own HTML.

``html.parser`` gives the same and takes more than twice the time, a quarter of a whole ``check``.
A test holds the two against each other. Saved pages of others are read with selectolax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

# A start tag or a comment. A ">" inside quotes does not end a tag.
_TAG = re.compile(
    r"""<([a-zA-Z][^\s/>"']*)((?:[^>"']|"[^"]*"|'[^']*')*)>|<!--(?:.*?-->|.*)""", re.DOTALL
)
# What looks like a tag inside these is text.
_TEXT_END = {
    name: re.compile(f"</{name}[\\s/>]", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title")
}
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


def start_tags(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The name and the attributes of each start tag, in small letters, in order."""
    at = 0
    while tag := _TAG.search(page, at):
        at = tag.end()
        if tag[1] is None:
            continue
        name = tag[1].lower()
        yield (
            name,
            {
                found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
                for found in _ATTRIBUTE.finditer(tag[2])
            },
        )
        if name in _TEXT_END:
            end = _TEXT_END[name].search(page, at)
            at = end.start() if end else len(page)
