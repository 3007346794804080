"""Links to a source: its own address, then its archive copies, as Robust Links.

A Robust Link names in ``data-`` attributes the original address, a copy of it, and the day of the
copy (robustlinks.mementoweb.org/spec). If one of the two is gone, programs can find the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimline.dates import PartialDate, known_day
from claimline.locale import Translator, word
from claimline.model.records import Source
from claimline.model.shared_fields import Archive, Fragment
from claimline.pages.fragment import at_page, with_text_fragment
from claimline.pages.shared_views import ExternalLink, RobustLink, When


def external_links(
    source: Source,
    language: Translator,
    when: Callable[[PartialDate | None], When | None],
    quote: str | None = None,
    fragment: Fragment | None = None,
    at: str | None = None,
) -> Iterator[ExternalLink]:
    """Yield links to a source's address, then to its archive copies.

    Args:
        source: the source.
        language: translates words of the interface.
        when: gives a date in words.
        quote: the words to which each link leads, if a text fragment can find them.
        fragment: the parts of the text fragment that the record gives itself.
        at: the locator. A link to a PDF leads to its page.
    """
    robust = [_robust(source, copy) for copy in source.archives]
    if source.url:
        label = language.t("Read at the source")
        note = language.t(_ADDRESS.get(source.url_status, ""))
        href = at_page(source.url, at) or with_text_fragment(source.url, quote, fragment)
        yield ExternalLink(href, label, note, next(filter(None, robust), None))
    label = language.t("Archived copy")
    for copy, attributes in zip(source.archives, robust, strict=True):
        captured = when(copy.captured)
        note = captured.words if captured else ""
        href = at_page(copy.url, at) or with_text_fragment(copy.url, quote, fragment)
        yield ExternalLink(href, label, note, attributes)


def _robust(source: Source, copy: Archive) -> RobustLink | None:
    """Return the attributes of a copy, or None if its original or its day is not known."""
    day = known_day(copy.captured)
    return RobustLink(source.url, copy.url, day) if source.url and day else None


_ADDRESS = {"dead": word("no longer online"), "paywalled": word("behind a paywall")}
