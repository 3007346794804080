"""The form of one record, as it was opened or sent, and the file that it would write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claimline.author.desk.drafted_file import DraftedFile, drafted_record, new_record
from claimline.author.desk.posted import pairs_of, record_data, tidied, tree_of
from claimline.author.desk.review_digests import with_review_digests
from claimline.author.desk.sent_form import SentForm
from claimline.author.form_fields import FormField, form_fields
from claimline.author.new_ids import suggest
from claimline.author.workspace import Snapshot
from claimline.value import Value

Pairs = Sequence[tuple[str, str]]


class RecordForm(Value, frozen=True):
    """The form of a record: what it shows, and what it knows of the file.

    ``base`` is the record as the form last showed it. ``opened_digest`` is that of the record in
    its file when the form was opened, "" for a new one. ``parent`` is the form to go back to.
    """

    kind: str
    id: str
    tree: Mapping[str, Any]
    base: Mapping[str, Any]
    opened_digest: str
    parent: str = ""

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields of the form."""
        return form_fields(self.kind)

    @property
    def is_new(self) -> bool:
        """Whether the record has no file yet."""
        return not self.opened_digest

    @property
    def data(self) -> dict[str, Any]:
        """The data of the record as the form has it."""
        return record_data(self.fields, self.tree, self.base)


def opened_form(kind: str, id_: str, data: Mapping[str, Any], digest: str) -> RecordForm:
    """Return the form that shows a record as it is. ``digest`` is that of the record."""
    return RecordForm(kind, id_, tree_of(pairs_of(form_fields(kind), data)), data, digest)


def sent_record_form(kind: str, id_: str, sent: SentForm, pairs: Pairs) -> RecordForm:
    """Return the form as it was sent, with other inputs."""
    base = sent.data("@base")
    tree = tidied(form_fields(kind), tree_of(pairs), base)
    own = sent.own
    return RecordForm(kind, id_, tree, base, own.get("@record", ""), own.get("@parent", ""))


def drafted(snapshot: Snapshot, form: RecordForm) -> DraftedFile:
    """Return the file that a form would write. New reviews get the digest of what it says."""
    draft = _drafted(snapshot, form, form.data)
    data = with_review_digests(snapshot, draft, form.kind, form.id, form.data, form.tree)
    return _drafted(snapshot, form, data) if data != form.data else draft


def _drafted(snapshot: Snapshot, form: RecordForm, data: Mapping[str, Any]) -> DraftedFile:
    if not form.is_new:
        return drafted_record(snapshot, form.kind, form.id, data)
    return new_record(snapshot, form.kind, form.id or _id_for(snapshot, form.kind, data), data)


def _id_for(snapshot: Snapshot, kind: str, data: Mapping[str, Any]) -> str:
    title = next((data[key] for key in ("short", "title", "name") if data.get(key)), "")
    return suggest(str(title), kind, {each.id for each in snapshot.entries(kind)})
