"""Links to a source: its own address, then its archive copies, as Robust Links.

A Robust Link says in ``data-`` attributes which address is the original, which a copy of it, and of
which day (robustlinks.mementoweb.org/spec). Programs find the words again when one of them is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimline.dates import PartialDate, known_day
from claimline.locale import Translator, word
from claimline.model.records import Source
from claimline.model.shared_fields import Archive, Fragment
from claimline.pages.fragment import with_text_fragment
from claimline.pages.shared_views import ExternalLink, RobustLink, When


def external_links(
    source: Source,
    language: Translator,
    when: Callable[[PartialDate | None], When | None],
    quote: str | None = None,
    fragment: Fragment | None = None,
) -> Iterator[ExternalLink]:
    """Yield links to a source's address, then to its archive copies.

    Args:
        source: the source.
        language: the interface's words.
        when: gives a date in words.
        quote: the words to which each link leads, where a text fragment can.
        fragment: what the record says of these words.
    """
    robust = [_robust(source, copy) for copy in source.archives]
    if source.url:
        label = language.t("Read at the source")
        note = language.t(_ADDRESS.get(source.url_status, ""))
        href = with_text_fragment(source.url, quote, fragment)
        yield ExternalLink(href, label, note, next(filter(None, robust), None))
    label = language.t("Archived copy")
    for copy, attributes in zip(source.archives, robust, strict=True):
        captured = when(copy.captured)
        note = captured.words if captured else ""
        href = with_text_fragment(copy.url, quote, fragment)
        yield ExternalLink(href, label, note, attributes)


def _robust(source: Source, copy: Archive) -> RobustLink | None:
    """The attributes of a copy, where its original and the day of its capture are known."""
    day = known_day(copy.captured)
    return RobustLink(source.url, copy.url, day) if source.url and day else None


_ADDRESS = {"dead": word("no longer online"), "paywalled": word("behind a paywall")}
