"""``claimline check --links``: outside addresses, the quotes in their pages, and archive copies.

The only other commands that ask outside hosts are ``capture take`` and ``verify``. This one asks
only public hosts, with one request at a time for each host.

- ``addresses`` lists the outside addresses of an investigation.
- ``page_fetch`` fetches a page, within limits of time and size.
- ``known_answers`` keeps what was found, so that a check can be stopped and go on.
- ``archive_lookup`` asks the Wayback Machine and Memento for copies.
- ``link_rules`` makes the diagnostics; ``check_links`` puts all together.

Its package (httpx) comes with the extra ``links``.
"""

from claimline.author.outside.check_links import LinkResult, check_links

__all__ = ["LinkResult", "check_links"]
