"""``claimline capture take``: save a page of the web, as Chromium shows it, as one capture.

- ``public_proxy`` carries all that the browser asks for, and refuses hosts of this machine's
  network.
- ``page_saver`` loads the page, and saves its HTML, a picture, a PDF and the headers.
- ``take`` adds these files as one capture of a source.

Its package (playwright) comes with the extra ``take``. Chromium is the system's, or playwright's
own.
"""

from claimline.author.taking.page_saver import TakeError, TakeLimits
from claimline.author.taking.take import take

__all__ = ["TakeError", "TakeLimits", "take"]
