"""Captures: the copies that an author saved of sources, and the quotes looked up in them.

``captures/`` lies beside ``content/``. It is ignored by git, never published, and no build reads
it: a source's record alone says that a copy was kept, when, and with which SHA-256.

- ``add`` copies a file there and writes its entry into the source's record.
- ``texts`` reads a capture for its words: ``plain``, ``markup`` (HTML), ``pdf``.
- ``fold``, ``search`` and ``alignment`` find a quote in them as a careful reader would.
- ``browser`` and ``linking`` work out what a link needs so that a browser finds it, too.
- ``quoted`` lists the quotes of an investigation; ``verify`` goes through them.
- ``yamledit`` puts lines into the author's YAML and leaves all others as they are.

What these need from elsewhere (selectolax, pypdf, ruamel.yaml) is the extra ``captures``.
"""

from claimline.author.captures.add import Added, add
from claimline.author.captures.capture_text import MissingExtraError
from claimline.author.captures.verify import Checked, Result, verify

__all__ = ["Added", "Checked", "MissingExtraError", "Result", "add", "verify"]
