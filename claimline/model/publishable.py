"""Removes what authors keep back from the records, before anything else can read it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from claimline.model.capture_fields import shown_of
from claimline.model.records import Record, Source
from claimline.model.validate import Records

_EMPTY: dict[str, object] = {"withheld": {}, "not_before": None, "reviewed": (), "accept": ()}


def publishable(records: Records) -> Records:
    """Return the records without those that are private, and without private fields and captures.

    The Dossier is made from the result. So no page, export or template can show what is kept back.
    """
    private = {(kind, id_) for (kind, id_), record in records.all() if record.private}
    return replace(
        records,
        by_kind={kind: _public(of_kind) for kind, of_kind in records.by_kind.items()},
        where={key: at for key, at in records.where.items() if key not in private},
        scans={key: found for key, found in records.scans.items() if key not in private},
    )


def _public(of_kind: Mapping[str, Record]) -> dict[str, Record]:
    return {id_: public_record(record) for id_, record in of_kind.items() if not record.private}


def public_record(record: Record) -> Record:
    """Return a record without what only its authors read.

    ``private_fields`` stays, since the record's page names these fields. Their values are gone
    already: see ``validate.record_of``.
    """
    changed = {name: empty for name, empty in _EMPTY.items() if getattr(record, name)}
    if isinstance(record, Source) and record.captures:
        changed["captures"] = tuple(
            shown_of(capture) for capture in record.captures if not capture.private
        )
    return record.model_copy(update=changed) if changed else record
