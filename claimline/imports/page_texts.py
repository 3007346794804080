"""The text of an archived page as a capture of its source."""

from __future__ import annotations

import hashlib

from claimline.author.captures.capture_files import name_for
from claimline.imports.proposal import PageText

_TYPE = "text/plain"


def capture_of(source: str, page: PageText) -> tuple[dict[str, str], bytes]:
    """Return the entry for ``captures`` of a source, and the bytes of the file that it names."""
    copy = f"{page.text}\n".encode(errors="replace")
    digest = hashlib.sha256(copy).hexdigest()
    name = name_for(source, digest, _TYPE)
    entry = {"file": name, "sha256": digest, "captured": page.captured, "type": _TYPE}
    return entry, copy
