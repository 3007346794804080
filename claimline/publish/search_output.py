"""The search index as an output: after an edit, only the entries that changed are looked at."""

from __future__ import annotations

from msgspec import msgpack
from msgspec.structs import replace

from claimline.output import Composed, LastFile, Output, composed
from claimline.pages.plan import Plan
from claimline.pages.search_entries import ENTRY, search_entry, searchable_records
from claimline.pages.shared_views import SearchEntry
from claimline.pages.view_builder import ViewBuilder
from claimline.publish.search_files import START, LastIndex
from claimline.value import Value


class _Layout(Value, frozen=True):
    """The records in an index, and their entries without sentences, which its files hold."""

    keys: tuple[str, ...]
    entries: tuple[SearchEntry, ...]


def search_outputs(plan: Plan) -> tuple[Output, ...]:
    """Return the output that makes the index, or nothing if the search is off or finds nothing."""
    builder = plan.builder
    if not builder.dossier.site.sections.search or not searchable_records(builder, ""):
        return ()
    output = composed(START, "text/javascript", lambda last: _compose(builder, last))
    return (replace(output, large=True),)


def _compose(builder: ViewBuilder, last: LastFile | None) -> Composed:
    from claimline.publish.search import in_order, update  # most sites have no search

    keys = searchable_records(builder, "")
    known: dict[str, SearchEntry] = {}
    index, same_reads = None, False
    if last is not None:
        layout = msgpack.decode(last.layout, type=_Layout)
        before = zip(layout.keys, layout.entries, strict=True)
        known = {key: entry for key, entry in before if (ENTRY, key) not in last.changed}
        same_reads = keys == layout.keys
        unchanged = {known[key].href for key in keys if key in known}
        index = LastIndex(in_order(layout.entries), last.data, last.beside, unchanged)
    entries = [known.get(key) or search_entry(builder, key) for key in keys]
    if not same_reads:
        builder.queries.record((ENTRY, key) for key in keys)
    files = update(in_order(entries), index)
    data = files.new.pop(START)
    without = tuple(replace(entry, sentences=()) for entry in entries)
    return Composed(
        data, msgpack.encode(_Layout(keys, without)), same_reads, files.new, frozenset(files.reused)
    )
