"""Takes out of a report the warnings that records accept, each with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from claimline.diagnostics import Code, Diagnostic, Level, Report
from claimline.model.record_places import RecordPlaces
from claimline.model.validate import Key, Records

_LINKS = frozenset(
    {*(Code.LINK_GONE, Code.LINK_MOVED, Code.LINK_UNCHECKED), *(Code.LINK_QUOTE, Code.LINK_COPY)}
)
CAPTURES = frozenset(
    {
        *(Code.CAPTURE_ENCODING, Code.QUOTE_DIFFERS, Code.QUOTE_GONE, Code.QUOTE_TURNED),
        Code.QUOTE_TIME,
        *(Code.QUOTED_WORDS, Code.QUOTE_LINK),
    }
)
"""The warnings that only a check of captures can have."""
BUILD = frozenset(Code) - CAPTURES - _LINKS
"""The warnings that every build can have."""


def waive(records: Records, report: Report, judged: Collection[Code]) -> None:
    """Move the warnings that records accept out of the report.

    Args:
        records: the records that are shown.
        report: the warnings of a run. It gets an error for each waiver whose warning is not there.
        judged: the rules of which the run would have reported every warning. The answers of other
            people's servers change, so no waiver for them is an error.
    """
    accepting = {
        (kind, id_): record.accept
        for (kind, id_), record in records.all()
        if record.accept and record.stage == "ready"
    }
    if not accepting:
        return
    paths = {records.where[key].path for key in accepting}
    places = RecordPlaces(records.where)
    warnings: dict[tuple[Key | None, Code], list[Diagnostic]] = defaultdict(list)
    for diagnostic in report:
        if diagnostic.level is Level.WARNING and diagnostic.location.path in paths:
            warnings[places.record_at(diagnostic.location), diagnostic.code].append(diagnostic)
    waived = {(places.record_at(each.location), each.code) for each in report.waived}
    for key, accepted in accepting.items():
        for nth, waiver in enumerate(accepted):
            code = Code(waiver.rule)
            known = warnings.get((key, code), [])
            report.waive(known)
            if not known and code in judged and (key, code) not in waived:
                message = f'The {key[0]} "{key[1]}" has no warning "{code}" to accept.'
                at = records.where[key].at("accept", nth, "rule")
                report.add(at, Code.UNUSED_WAIVER, message, "Remove it from `accept:`.")
