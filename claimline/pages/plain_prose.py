"""Markdown as plain words, for outputs that show no HTML."""

from __future__ import annotations

import re

from claimline.pages.view_builder import ViewBuilder
from claimline.prose import plain_words

_RECORD = re.compile("\x02(?P<kind>[^:\x03]*):(?P<id>[^\x03]*)\x03")
"""A record link without words, as ``plain_words`` leaves it."""


def plain_prose(builder: ViewBuilder, markdown: str) -> str:
    """Return the words of a text. A record link without words gets the title of the record."""

    def title(link: re.Match[str]) -> str:
        kind, id_ = link["kind"], link["id"]
        return builder.ref(kind, id_).label if (kind, id_) in builder.dossier.titles else id_

    return _RECORD.sub(title, plain_words(markdown))
