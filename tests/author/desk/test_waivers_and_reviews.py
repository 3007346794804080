"""A warning is accepted with a reason, and a review is noted, on the form of the record."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from claimline.author.workspace import Workspace
from claimline.model.content_digest import changed_since_review, content_digest
from claimline.model.record import Record
from tests.author.desk.desks import Browser
from tests.small import write_files, write_small

LONE = """\
claim: The gate is old.
short: The gate is old
verdict: supported
reasoning: The board says so.
citations:
  - source: board-notice
    statement: board-2024-03-02
    stance: supports
"""
CLAIM = "content/claims/old.yaml"
EDIT = "edit/claim/old"
RULE = "supported-by-one-party"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = write_small(tmp_path / "p")
    write_files(project, {CLAIM: LONE})
    return project


@pytest.fixture
def browser(project: Path) -> Browser:
    return Browser(project)


def data(project: Path, path: str = CLAIM) -> dict[str, list[dict[str, str]]]:
    return dict(YAML(typ="safe", pure=True).load((project / path).read_text()))


def record(project: Path, id_: str = "old", kind: str = "claim") -> Record:
    for state in Workspace(project).snapshot().files.values():
        for item in state.items:
            if (item.kind, item.id) == (kind, id_):
                assert isinstance(item.record, Record)
                return item.record
    raise AssertionError(id_)


def test_a_warning_is_accepted_with_a_reason(browser: Browser, project: Path) -> None:
    page = browser.open(EDIT)
    assert "vantage point" in page.text
    page = page.press(f"accept:{RULE}")
    assert dict(page.inputs())["accept.0.rule"] == RULE
    assert page.all('.notice a[href="#accept.0.why"]')
    assert page.all('[id="accept.0.why"]')
    # A second press adds no second waiver, and a waiver without a reason is not saved.
    page = browser.post(EDIT, [*page.inputs(), ("@do", f"accept:{RULE}")])
    assert "accept.1.rule" not in dict(page.inputs())
    assert "Nothing was saved" in page.press("save").text
    assert (project / CLAIM).read_text() == LONE
    page = page.press("save", accept__0__why="Nobody else was there.")
    assert "Saved" in page.text
    assert "vantage point" not in " ".join(each.text() for each in page.all(".summary"))
    assert data(project)["accept"] == [{"rule": RULE, "why": "Nobody else was there."}]
    assert (project / CLAIM).read_text().startswith(LONE)


def test_what_cannot_be_accepted_has_no_button(browser: Browser, project: Path) -> None:
    page = browser.open(EDIT).press("check", citations__0__source="nobody")
    assert "There is no source" in page.text
    assert not [b for b in page.all("button") if "dangling" in str(b.attributes.get("value"))]
    for rule in ("dangling-reference", "nonsense", "", "media-unused"):
        sent = [*browser.open(EDIT).inputs(), ("@do", f"accept:{rule}")]
        assert "accept.0.rule" not in dict(browser.post(EDIT, sent).inputs())


def test_a_review_is_noted_and_a_later_change_shows(browser: Browser, project: Path) -> None:
    page = browser.open(EDIT).press("reviewed")
    assert page.all('.notice a[href="#reviewed.0.by"]')
    page = page.press("save", reviewed__0__by="Ada Moss", reviewed__0__date="28 November 2026")
    assert "Ada Moss read it on 28 November 2026, as it is now." in page.text
    (review,) = data(project)["reviewed"]
    assert str(review["date"]) == "2026-11-28"
    assert review["sha256"] == content_digest(record(project))
    assert "have changed since they were reviewed" not in browser.open("todo").text
    # A further save without a change of words keeps it, and so does another way to break lines.
    browser.open(EDIT).press("save")
    file = project / CLAIM
    text = file.read_text()
    file.write_text(text.replace("claim: The gate is old.", "claim: >-\n  The gate\n  is old."))
    assert "as it is now" in browser.open(EDIT).text
    # A change of words or of the stage shows, on the form and on the list of what is left to do.
    for changed in (
        text.replace("The board says so.", "The board says so twice."),
        text + "stage: review\n",
        text.replace("stance: supports", "stance: disputes"),
    ):
        file.write_text(changed)
        words = "It has changed since Ada Moss read it on"
        assert words in browser.open(EDIT).text
        assert "have changed since they were reviewed" in browser.open("todo").text
    file.write_text(text)
    browser.open(EDIT).press("save", reasoning="It says so.")
    page = browser.open(EDIT).press("reviewed")
    page = page.press("save", reviewed__1__by="Bo Lind")
    assert "It has changed since Ada Moss read it" in page.text
    assert "Bo Lind read it" in page.text
    assert not changed_since_review(record(project))
    assert "have changed since they were reviewed" not in browser.open("todo").text


def test_a_review_from_a_file_has_no_digest_and_says_nothing_of_changes(
    browser: Browser, project: Path
) -> None:
    file = project / CLAIM
    file.write_text(f"{LONE}reviewed: [{{by: Ada Moss, date: 2026-11}}]\n")
    assert "Ada Moss read it on November 2026." in browser.open(EDIT).text
    browser.open(EDIT).press("save", short="The gate is very old")
    assert "sha256" not in data(project)["reviewed"][0]
    assert not changed_since_review(record(project))


def test_a_review_of_each_kind_of_record(browser: Browser, project: Path) -> None:
    for kind, id_, path in (
        ("source", "board-notice", "content/sources/board-notice.yaml"),
        ("brief", "what-is-known", "content/briefs/what-is-known.md"),
        ("detail", "when-the-gate-closed", "content/details/when-the-gate-closed.yaml"),
        ("event", "gate-closes", "content/events/2024-03.yaml"),
    ):
        page = browser.open(f"edit/{kind}/{id_}").press("reviewed")
        page = page.press("save", reviewed__0__by="Ada Moss")
        assert "as it is now" in page.text, path
        assert "sha256:" in (project / path).read_text()
