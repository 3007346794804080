"""The mark on a page that says what its record keeps back, and why."""

from __future__ import annotations

from msgspec.structs import replace

from claimline.locale import word
from claimline.model.record import Record
from claimline.pages.shared_views import HtmlPage
from claimline.pages.view_builder import ViewBuilder

FIELDS = {
    "position": word("Office"),
    "also_known_as": word("Other spellings"),
    "same_as": word("Its pages elsewhere"),
    "access_note": word("Note on access"),
    "note": word("Note"),
    "title_translation": word("Translated title"),
    "authors": word("Authors"),
    "published_note": word("Note on the date"),
    "perspective": word("Perspective"),
    "fields": word("Further facts"),
    "caption": word("Caption"),
    "channel": word("Where it was said"),
    "quote": word("Exact words"),
    "translation": word("Translation"),
    "description": word("What it is about"),
    "unknowns": word("What is not known"),
    "would_change": word("What would change the verdict"),
    "at": word("Place in the source"),
    "finding": word("What follows, and what does not"),
    "summary": word("Summary"),
}
"""The fields that can be kept back alone, by the last part of their path."""
LISTS = {
    "citations": word("Evidence"),
    "stances": word("Who asserts it and who denies it"),
    "carries": word("What it carries"),
    "media": word("Pictures and files"),
    "related": word("Related claims"),
    "involved": word("Roles, as others name them"),
    "counts": word("Numbers, and who states them"),
    "values": word("The answers, side by side"),
    "sum": word("The total and its parts"),
}
"""The lists whose items have such fields, by the first part of their path."""


def with_mark(builder: ViewBuilder, page: HtmlPage, record: Record) -> HtmlPage:
    """Return the page of a record with the mark, if the record keeps something back."""
    if not record.withheld_because:
        return page
    names = dict.fromkeys(_label(builder, path) for path in record.private_fields)
    return replace(page, withheld_because=record.withheld_because, withheld_fields="; ".join(names))


def _label(builder: ViewBuilder, path: str) -> str:
    first, _, rest = path.partition(".")
    field = builder.t(FIELDS[path.rpartition(".")[2]])
    return f"{field} ({builder.t(LISTS[first])})" if rest else field
