"""What has changed in the records since a commit, or since the site was published."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from claimline.author.author_error import AuthorError
from claimline.author.desk.three_versions import compare_versions
from claimline.author.form_fields import label_of
from claimline.author.workspace import Snapshot, Workspace
from claimline.diagnostics import Report
from claimline.model.edition import Edition
from claimline.model.records import Claim
from claimline.model.selection import select
from claimline.pages.address import address
from claimline.publish.never_published import refusal_of
from claimline.published import read_recorded
from claimline.revisions.change_texts import FORMS
from claimline.revisions.git_objects import find_commit, write_records
from claimline.revisions.record_changes import compare_states
from claimline.revisions.record_state import read_state
from claimline.value import Value

PUBLISHED = "published"


class ChangedField(Value, frozen=True):
    """A field of a record, before and now, each as it is written."""

    label: str
    before: str
    now: str


class ReviewedRecord(Value, frozen=True):
    """A record that has changed: in words, and field by field.

    ``outcome`` is ``new``, ``gone`` or ``changed``. ``page`` is the address of its page, if it has
    one now.
    """

    kind: str
    id: str
    title: str
    outcome: str
    sentences: tuple[str, ...]
    reasons: tuple[str, ...]
    fields: tuple[ChangedField, ...]
    page: str


class ChangeReview(Value, frozen=True):
    """What has changed since a state of the records.

    ``summary`` is Markdown for a pull request. ``unknown`` says what could not be compared.
    """

    before: str
    records: tuple[ReviewedRecord, ...]
    unknown: tuple[str, ...]
    summary: str


def review_changes(root: Path, against: str, now: Snapshot) -> ChangeReview:
    """Return what has changed in the records.

    Args:
        root: the folder of the project.
        against: the name of a git revision, or ``published``.
        now: the files as they are.

    Raises:
        RevisionError: git cannot tell what the records were.
        AuthorError: nothing is recorded as published.
    """
    if against == PUBLISHED:
        return _since_published(root, now)
    commit = find_commit(root, against)
    with TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as folder:
        write_records(root, commit, Path(folder))
        before = read_state(Path(folder), str(commit))
        old = Workspace(Path(folder)).snapshot()
    changes = compare_states(before, read_state(root, "the files in content/"))
    records = tuple(
        ReviewedRecord(
            each.kind, each.id, each.title, each.outcome, each.sentences, each.reasons,
            _fields(old, now, each.kind, each.id),
            _page_of(each.kind, each.id) if each.outcome != "gone" else "",
        )
        for each in changes.records
    )  # fmt: skip
    summary = _summary(root, FORMS["markdown"](changes))
    return ChangeReview(changes.before, records, changes.unknown, summary)


def _fields(old: Snapshot, now: Snapshot, kind: str, id_: str) -> tuple[ChangedField, ...]:
    before, after = old.entry(kind, id_), now.entry(kind, id_)
    if before is None or after is None:
        return ()
    versions = compare_versions({}, after.data, before.data)
    return tuple(ChangedField(label_of(each.key), each.theirs, each.mine) for each in versions)


def _page_of(kind: str, id_: str) -> str:
    return "index.html" if kind == "site" else address(kind, id_)


def _since_published(root: Path, now: Snapshot) -> ChangeReview:
    """Compare the claims with what readers were told last."""
    published = read_recorded(root, Report())
    if published is None:
        raise AuthorError(
            "Nothing is recorded as published.", "`claimline publish --record` records it."
        )
    shown = select(now.records(Report()), Edition(), Report()).records
    claims = {
        id_: record
        for id_, record in shown.by_kind["claim"].items()
        if isinstance(record, Claim) and not record.private
    }
    records = []
    for id_ in sorted({*claims, *published.claims}):
        claim, published_claim = claims.get(id_), published.claims.get(id_)
        fields = (
            ChangedField(
                "Claim",
                published_claim.claim if published_claim else "",
                _words(claim.claim) if claim else "",
            ),
            ChangedField(
                "Verdict",
                published_claim.verdict if published_claim else "",
                (claim.verdict or "") if claim else "",
            ),
        )
        changed = tuple(each for each in fields if each.before != each.now)
        if not changed:
            continue
        outcome = "new" if published_claim is None else "gone" if claim is None else "changed"
        sentences = tuple(
            f"{each.label} was: “{each.before}” It is: “{each.now}”"
            for each in changed
            if outcome == "changed"
        )
        title = claim.short if claim else published_claim.claim if published_claim else id_
        page = _page_of("claim", id_) if claim else ""
        records.append(ReviewedRecord("claim", id_, title, outcome, sentences, (), changed, page))
    lines = ["# Changes of claims since the published state", ""]
    for record in records:
        lines += [f"- {record.title} ({record.id}): {record.outcome}"]
        lines += [f"  - {sentence}" for sentence in record.sentences]
    summary = _summary(root, "\n".join(lines) + "\n")
    return ChangeReview("the published state", tuple(records), (), summary)


def _summary(root: Path, words: str) -> str:
    """Return a summary, or why it must not be passed on: a pull request may be public."""
    refusal = refusal_of(root, words)
    return f"There is no summary. {refusal}" if refusal else words


def _words(text: str) -> str:
    return " ".join(text.split())
