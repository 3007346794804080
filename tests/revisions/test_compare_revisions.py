"""What changed between two revisions: nothing is passed over, and reasons are named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from claimline.model.records import KINDS
from claimline.revisions.change_texts import as_html, as_markdown, as_text
from claimline.revisions.compare_revisions import compare_revisions
from claimline.revisions.field_changes import NOT_SHOWN, field_changes
from claimline.revisions.record_changes import compare_states
from claimline.revisions.record_state import read_state
from tests.small import FILES, write_files, write_small

LATE = "content/claims/gate-closed-late.yaml"
REPAIRED = "content/claims/gate-was-repaired.yaml"
FISHERS = "content/actors/fishers.yaml"


def replaced(path: str, *pairs: tuple[str, str], more: str = "") -> dict[str, str]:
    text = FILES[path]
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {path: text + more}


def told(tmp_path: Path, files: Mapping[str, str]) -> str:
    """What is told of these files against the small investigation. "" removes a file."""
    before = write_small(tmp_path / "before")
    after = write_files(write_small(tmp_path / "after"), files)
    for path, text in files.items():
        if not text:
            (after / path).unlink()
    return as_text(compare_states(read_state(before, "then"), read_state(after, "now")))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            replaced(REPAIRED, ("verdict: disputed", "verdict: supported")),
            [
                "1 claim changed.",
                "Claim “The gate had been repaired” (gate-was-repaired)",
                "The verdict was “Disputed”. It is “Supported”.",
                "Reason: No reason is given to readers.",
            ],
        ),
        (
            replaced(
                REPAIRED,
                ("verdict: disputed", "verdict: supported"),
                more="history:\n  - {date: 2024-06-01, from: disputed, to: supported, why: "
                "\"The log [@board-notice] was found\"}\n",
            ),
            [
                "The verdict was “Disputed”. It is “Supported”.",
                "Reason: 1 June 2024: The log was found.",
            ],
        ),
        (
            replaced(LATE, ("closed after ten in the evening", "closed after nine")),
            [
                "The claim was “The flood gate at Orla closed after ten in the evening",
                "2024.” It is “The flood gate at Orla closed after nine of 2 March 2024.”",
                "No reason is given to readers.",
            ],
        ),
        (
            replaced(LATE, ("    stance: disputes\n", "    stance: context\n")),
            [
                "In the citation “Notice on the flood gate” (board-notice): the stance was",
                "was “disputes”. It is “context”.",
                "The count was: “1 source disputes it, tracing to 1 statement from 1 vantage",
                "point: Water board.” It is: “No source disputes it.”",
            ],
        ),
        (
            replaced(LATE, ("said: 2024-03-03\n", "said: 2024-03-03?\n")),
            ["`said` was 3 March 2024. It is 3 March 2024, uncertain."],
        ),
        (
            replaced(LATE, ("The board first named an\n  earlier hour", "The board first lied")),
            ["In `reasoning`, “The board first named an earlier hour", "became “The board first"],
        ),
        (
            replaced(FISHERS, ("role: party", "role: commentator")),
            [
                "2 claims changed, 1 actor changed.",
                "The count was: “2 sources carry it",
                "The role was “party”. It is “commentator”.",
            ],
        ),
        (
            replaced(LATE, ("\ntags: [gate, hours]", "\ntags: [hours, gate]")),
            ["The order of `tags` changed."],
        ),
        (
            replaced(LATE, ("  - date: 2024-03-04\n    to: disputed\n", ""),
                     ("    why: The notice named another hour.\n", "")),
            ["An entry of the history was removed: date 4 March 2024, to “Disputed”, why “The"],
        ),
        (
            replaced("content/site.yaml", ("    tone: disputed\n", "    tone: open\n")),
            ["Site record", "In the verdict “Disputed”: `tone` was “disputed”. It is “open”."],
        ),
        (
            {"content/briefs/what-is-known.md": FILES["content/briefs/what-is-known.md"].replace(
                "an earlier one", "a later one")},
            ["1 brief changed.", "In `body`, “The board's notice names an earlier one"],
        ),
        (
            replaced(REPAIRED, ("\ntags: gate", "\ntags: [gates, log]")),
            ["From `tags`, “gate” was removed.", "In `tags`, “gates” is new.", "“log” is new."],
        ),
        (
            replaced(REPAIRED, ("\nreasoning: The board", "\nreasoning: \"The  board"),
                     ("saw no work.", "saw no work.\"")),
            ["In `reasoning` only spaces and line breaks changed."],
        ),
        ({"content/pages/about.md": ""}, ["Page “About this notebook” (about): gone"]),
        (
            {"content/actors/mayor.yaml": "name: The mayor\n"},
            ["1 actor new.", "Actor “The mayor” (mayor): new"],
        ),
        ({}, ["Nothing changed in the records."]),
    ],
)  # fmt: skip
def test_each_change_is_told(tmp_path: Path, files: Mapping[str, str], expected: list[str]) -> None:
    text = told(tmp_path, files)
    for words in expected:
        assert words in text


def test_a_renamed_claim_is_followed(tmp_path: Path) -> None:
    files = {path: text.replace("was-repaired", "was-mended") for path, text in FILES.items()}
    files["content/site.yaml"] += (
        "redirects:\n  claims/gate-was-repaired.html: claims/gate-was-mended.html\n"
    )
    moved = {"content/claims/gate-was-mended.yaml": files.pop(REPAIRED), REPAIRED: ""}
    text = told(tmp_path, files | moved)
    assert "Its id was gate-was-repaired." in text
    assert ": gone" not in text
    assert ": new" not in text


def test_every_field_of_every_record_is_compared(tmp_path: Path) -> None:
    """A changed field of any kind of record is told, whatever it holds."""
    records = read_state(write_small(tmp_path), "then").records.by_kind
    for kind, model in KINDS.items():
        for record in records[kind].values():
            for name, info in model.model_fields.items():
                other = "another" if info.is_required() else info.default
                if name not in NOT_SHOWN and getattr(record, name) != other:
                    changed = record.model_copy(update={name: other})
                    assert list(field_changes(record, changed, lambda _, value: value)), name
                    assert list(field_changes(changed, record, lambda _, value: value)), name


def test_what_cannot_be_read_is_named_and_not_taken_for_gone(tmp_path: Path) -> None:
    text = told(tmp_path, {REPAIRED: "claim: x\nverdikt: y\n", FISHERS: "name: [\n"})
    assert "Not known: now: these cannot be read: claim gate-was-repaired, some actors." in text
    assert "nothing can be counted. The first error is content/" in text
    assert ": gone" not in text


def test_marks_in_a_text_have_no_meaning(tmp_path: Path) -> None:
    title = 'name: "*The* <script>alert(1)</script> [mayor](x) & `co`"\n'
    before = write_small(tmp_path / "before")
    after = write_files(write_small(tmp_path / "after"), {"content/actors/mayor.yaml": title})
    changes = compare_states(read_state(before, "then"), read_state(after, "now"))
    html = as_html(changes)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert r"\*The\* \<script\>alert(1)\</script\> \[mayor\](x) \& \`co\`" in as_markdown(changes)


def test_what_is_never_published_is_left_out(tmp_path: Path) -> None:
    notice = "content/sources/board-notice.yaml"
    capture = (
        "captures:\n  - {file: secret-0123456789ab.html, captured: 2024-05-01, type: text/html, "
        f"sha256: {'a' * 64}}}\n"
    )
    withheld = "withheld: {collector: secret}\n"
    mayor = {"content/actors/mayor.yaml": "name: secret\nprivate: true\n"}
    text = told(tmp_path, {notice: FILES[notice] + capture + withheld, **mayor})
    assert "secret" not in text
    assert "Nothing changed" in text


def test_a_field_that_is_kept_back_since_then_is_not_told(tmp_path: Path) -> None:
    notice = "content/sources/board-notice.yaml"
    before = FILES[notice] + "authors: Secret Person\nnote: Secret words.\n"
    mark = "private_fields: [authors, note]\nwithheld_because: Asked.\n"
    first = write_files(write_small(tmp_path / "a"), {notice: before})
    second = write_files(write_small(tmp_path / "b"), {notice: before + mark})
    shown, hidden = read_state(first, "then"), read_state(second, "now")
    for old, new in ((shown, hidden), (hidden, shown)):
        text = as_text(compare_states(old, new))
        assert ("Secret" in text) is (new is shown)
        assert "`withheld_because`" in text


def test_a_text_of_many_sentences_ends(tmp_path: Path) -> None:
    brief = "content/briefs/what-is-known.md"
    long = " ".join(f"Sentence {number}." for number in range(3000))
    other = long.replace("Sentence", "Words")
    before = write_files(write_small(tmp_path / "a"), {brief: FILES[brief] + long})
    after = write_files(write_small(tmp_path / "b"), {brief: FILES[brief] + other})
    text = as_text(compare_states(read_state(before, "then"), read_state(after, "now")))
    assert "`body` changed. It had 300" in text


def test_the_small_case_at_a_revision_is_the_case_in_its_folder(tmp_path: Path) -> None:
    from tests.revisions.repositories import commit, small_repository

    project = small_repository(tmp_path)
    commit(project, replaced(REPAIRED, ("verdict: disputed", "verdict: supported")))
    assert compare_revisions(project, "HEAD").records == ()
    (change,) = compare_revisions(project, "HEAD~1", "HEAD").records
    assert change == compare_revisions(project, "HEAD~1").records[0]
    (back,) = compare_revisions(project, "HEAD", "HEAD~1").records
    assert back.sentences[0] == "The verdict was “Supported”. It is “Disputed”."
