"""Words in XML.

The standard library's ``xml.sax.saxutils`` does the same, and loads an HTTP client on the way: a
fortieth of the start of an edit.
"""

from __future__ import annotations

import html


def xml_text(words: str) -> str:
    """Return words as the text of an element."""
    return html.escape(words, quote=False)


def xml_attribute(words: str) -> str:
    """Return words as the value of an attribute, with its quotation marks."""
    return f'"{html.escape(words)}"'
