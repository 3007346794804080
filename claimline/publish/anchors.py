"""The places inside a page that an address can name after its ``#``."""

from __future__ import annotations

import re

# What looks like tags there is text.
_NO_TAGS = re.compile(
    rb"<!--.*?-->|<(script|style|template|textarea|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
# A start tag, with its attributes in group 1: a ">" inside quotes does not end it.
_TAG = re.compile(rb"""<[a-zA-Z][^\s/>"']*((?:[^>"']|"[^"]*"|'[^']*')*)>""")
# Most tags have neither, and are passed over at once.
_NAMED = re.compile(rb"""[\s"'/](?:id|name)(?:[\s"'=/]|\Z)""", re.IGNORECASE).search
_ATTRIBUTE = re.compile(rb"""([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


def anchors(page: bytes) -> set[bytes]:
    """Every ``id`` and ``name`` of the tags of a page."""
    return {
        found[2] or found[3] or found[4] or b""
        for tag in _TAG.finditer(_NO_TAGS.sub(b"", page))
        if _NAMED(tag[1])
        for found in _ATTRIBUTE.finditer(tag[1])
        if found[1].lower() in (b"id", b"name")
    }
