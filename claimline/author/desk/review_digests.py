"""Who has read a record, and whether it has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimline.author.desk.drafted_file import DraftedFile
from claimline.author.desk.posted import SHOWN, WAS
from claimline.author.desk.typed_dates import date_in_words
from claimline.author.workspace import Snapshot
from claimline.model.content_digest import content_digest
from claimline.model.record import Record
from claimline.value import Value


class ShownReview(Value, frozen=True):
    """A review in words. ``has_changed`` is None if that is not known."""

    by: str
    date: str
    has_changed: bool | None


def reviews_of(snapshot: Snapshot, kind: str, id_: str) -> tuple[ShownReview, ...]:
    """Return the reviews of a record. There are none if it is not valid."""
    record = _valid(snapshot, kind, id_)
    if record is None or not record.reviewed:
        return ()
    digest = content_digest(record)
    return tuple(
        ShownReview(
            each.by,
            date_in_words(str(each.date)),
            each.sha256 != digest if each.sha256 else None,
        )
        for each in record.reviewed
    )


def with_review_digests(
    snapshot: Snapshot,
    draft: DraftedFile,
    kind: str,
    id_: str,
    data: Mapping[str, Any],
    tree: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the data of a record in which each new review has the digest of what the record says.

    Args:
        snapshot: the files as they are.
        draft: the file with the form's changes.
        kind: the kind of the record.
        id_: its id, "" for a new one.
        data: its data, as the form has it.
        tree: what the form sent.
    """
    sent = tree.get("reviewed")
    rows = [row for name, row in sent.items() if name != SHOWN] if isinstance(sent, Mapping) else []
    reviews = data.get("reviewed")
    is_new = [isinstance(row, Mapping) and not row.get(WAS) for row in rows]
    if draft.refusal or not any(is_new) or not isinstance(reviews, list):
        return dict(data)
    after = snapshot.with_file(draft.path, kind, draft.text.encode())
    record = _valid(after, kind, id_ or draft.path.rpartition("/")[2].rpartition(".")[0])
    if record is None:
        return dict(data)
    digest = content_digest(record)
    dated = [
        {**review, "sha256": digest} if new and not review.get("sha256") else review
        for review, new in zip(reviews, is_new, strict=False)
    ]
    return {**data, "reviewed": [*dated, *reviews[len(dated) :]]}


def _valid(snapshot: Snapshot, kind: str, id_: str) -> Record | None:
    """Return a record by its kind and id, or None if it is not there or has errors."""
    for state in snapshot.files.values():
        for item in state.items:
            if (item.kind, item.id) == (kind, id_) and isinstance(item.record, Record):
                return item.record
    return None
