"""Captures: the author's copies of sources, and the search for quotes in them.

The folder ``captures/`` lies beside ``content/``. Git ignores it, no build reads it, and nothing
in it is published. A source's record says when a copy was made, and its SHA-256.

- ``add`` copies a file there and adds its entry to the source's record.
- ``custody`` notes each such step in a log, and ``held_files`` checks the log and the files.
- ``capture_text`` reads the text of a capture, with ``plain_text``, ``html_text`` (``html_work``,
  ``shadow``, ``mhtml_text``), ``pdf_text`` (``pdf_work``), ``subtitles``, ``mail_text`` and
  ``wacz_text``. ``encoding`` turns bytes to text.
- ``fold``, ``scripts``, ``edges``, ``flow``, ``quote_search`` and ``alignment`` find a quote in it
  as a careful reader would.
- ``browser`` and ``linking`` work out a link that leads a browser to the quote.
- ``quoted`` and ``prose_quotes`` list the quotes of an investigation; ``verify`` checks them, and
  ``turns`` finds words beside a quote that turn it.
- ``marking`` makes a quote of a passage that somebody marks in a capture, and ``harmless`` shows a
  saved page in which nothing runs.
- ``yamledit`` adds lines to the author's YAML and leaves all others as they are.

Its packages (charset-normalizer, pypdf, ruamel.yaml) come with the extra ``captures``.
"""

from claimline.author.captures.add import Added, Saving, add
from claimline.author.captures.capture_text import MissingExtraError
from claimline.author.captures.held_files import HeldFile, check_held
from claimline.author.captures.verify import CheckedQuote, VerifyResult, verify

__all__ = [
    "Added",
    "CheckedQuote",
    "HeldFile",
    "MissingExtraError",
    "Saving",
    "VerifyResult",
    "add",
    "check_held",
    "verify",
]
