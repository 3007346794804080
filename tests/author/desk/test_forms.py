"""Forms for every record: shown, checked and saved without a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.author.desk.desk import ALL_KINDS
from claimline.author.desk.posted import pairs_of, record_data, tidied, tree_of
from claimline.author.form_fields import form_fields
from claimline.author.workspace import Workspace
from claimline.model.records import KINDS
from claimline.model.schema import written_fields
from claimline.model.site import Site
from tests.author.desk.desks import Browser
from tests.small import FILES, write_small

ROOT = Path(__file__).resolve().parents[3]
RULE = "verdict-without-reasoning"
CLAIM = "content/claims/gate-closed-late.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "p")


@pytest.fixture
def browser(project: Path) -> Browser:
    return Browser(project)


@pytest.mark.parametrize("kind", ["site", *ALL_KINDS])
def test_every_field_of_the_schema_is_in_the_form(kind: str) -> None:
    model = Site if kind == "site" else KINDS[kind]
    wanted = [key for key in written_fields(model) if key != "id"]
    fields = form_fields(kind)
    assert [field.key for field in fields] == wanted
    assert all(field.help for field in fields)
    assert set(ALL_KINDS) == set(KINDS)


@pytest.mark.parametrize("root", [ROOT, None], ids=["case", "small"])
def test_a_form_that_is_sent_as_it_is_changes_nothing(root: Path | None, project: Path) -> None:
    snapshot = Workspace(root or project).snapshot()
    entries = list(snapshot.entries())
    assert len(entries) > 5
    for entry in entries:
        fields = form_fields(entry.kind)
        pairs = [(n, v.replace("\n", "\r\n")) for n, v in pairs_of(fields, entry.data)]
        tree = tidied(fields, tree_of(pairs), entry.data)
        assert record_data(fields, tree, entry.data) == entry.data, entry.id


def test_a_save_changes_one_line(browser: Browser, project: Path) -> None:
    page = browser.open("edit/claim/gate-closed-late")
    assert page.status == 200
    before = (project / CLAIM).read_text()
    saved = page.press("save", confidence="low")
    assert saved.status == 200
    assert f"Saved in {CLAIM}" in saved.text
    assert (project / CLAIM).read_text() == before.replace("confidence: medium", "confidence: low")


def test_findings_stand_at_their_fields_and_nothing_is_written(
    browser: Browser, project: Path
) -> None:
    page = browser.open("edit/claim/gate-closed-late")
    before = (project / CLAIM).read_text()
    shown = page.send({"citations.0.source": "nobody"}, "save")
    (source,) = shown.all('[data-for="citations.0.source"]')
    assert "nobody" in source.text()
    shown = page.send({"said": "soon"}, "save")
    assert "Nothing was saved" in shown.text
    (said,) = shown.all('[data-for="said"]')
    assert '"soon" is not a date' in said.text()
    assert dict(shown.inputs())["said"] == "soon"
    assert (project / CLAIM).read_text() == before
    # Plain files are the truth: with a word of the author's, it is written all the same.
    shown.press("save-anyway")
    assert "said: soon" in (project / CLAIM).read_text()


def test_dates_are_typed_in_any_usual_form(browser: Browser, project: Path) -> None:
    page = browser.open("edit/claim/gate-closed-late").press("check", said="4 March 2024")
    assert dict(page.inputs())["said"] == "2024-03-04"
    assert "4 March 2024" in page.text
    # A form that can mean two days stays, with a finding.
    page = page.press("check", said="03/04/2024")
    assert dict(page.inputs())["said"] == "03/04/2024"
    assert "2024-04-03 or 2024-03-04" in page.text


def test_items_are_added_moved_and_removed_by_buttons(browser: Browser, project: Path) -> None:
    page = browser.open("edit/claim/gate-closed-late")
    number = len(page.all('[id^="citations."][class="group"]'))
    page = page.press("add:citations")
    page = page.send(
        {f"citations.{number}.source": "board-notice", f"citations.{number}.stance": "context"},
        "check",
    )
    assert dict(page.inputs())[f"citations.{number}.source"] == "board-notice"
    page = page.press(f"up:citations.{number}")
    assert dict(page.inputs())[f"citations.{number - 1}.source"] == "board-notice"
    page = page.press(f"remove:citations.{number - 1}")
    assert len(page.all('[id^="citations."][class="group"]')) == number


def test_a_missing_record_is_made_in_place_and_the_form_comes_back(
    browser: Browser, project: Path
) -> None:
    page = browser.open("edit/claim/gate-closed-late").press("add:by")
    rows = [name for name, _ in page.inputs() if name.startswith("by.") and name.endswith("value")]
    page = page.send({"short": "Half typed"}, f"create:actor:{rows[-1]}")
    assert "New actor" in page.html
    page = page.press("save", name="The harbour master", kind="person")
    assert (project / "content/actors/the-harbour-master.yaml").exists()
    sent = dict(page.inputs())
    assert sent[rows[-1]] == "the-harbour-master"
    assert sent["short"] == "Half typed"
    page.press("save")
    assert "the-harbour-master" in (project / CLAIM).read_text()


def test_a_new_record_gets_its_name_from_its_title(browser: Browser, project: Path) -> None:
    page = browser.open("new/statement")
    values = {"short": "The board says it shut", "by": "water-board", "says": "It was shut at ten."}
    saved = page.press("save", **values)
    assert "Saved in content/statements/the-board-says-it-shut.yaml" in saved.text
    taken = browser.open("new/statement").send(values | {"@id": "the-board-says-it-shut"}, "save")
    assert "is that of another statement" in taken.text
    wrong = browser.open("new/statement").send(values | {"@id": "../../evil"}, "save")
    assert wrong.status == 200
    assert not list(project.parent.rglob("evil*"))


def test_citations_are_inserted_from_a_list(browser: Browser) -> None:
    page = browser.open("edit/claim/gate-closed-late")
    page = page.send({"@cite.reasoning": "[@board-notice]"}, "cite:reasoning")
    assert dict(page.inputs())["reasoning"].endswith("[@board-notice]")


def test_an_edit_of_somebody_else_is_never_overwritten(browser: Browser, project: Path) -> None:
    page = browser.open("edit/claim/gate-closed-late")
    file = project / CLAIM
    file.write_text(
        file.read_text().replace("confidence: medium", "confidence: high  # sure")
        + "withheld: {a: b}\n"
    )
    theirs = file.read_text()
    shown = page.press("save", short="My title", confidence="low")
    assert shown.status == 409
    assert "Somebody changed" in shown.text
    assert file.read_text() == theirs
    values = dict(shown.inputs())
    assert values["@choose.short"] == "mine"
    assert values["@choose.confidence"] == "mine"
    assert values["@choose.withheld"] == "theirs"
    shown.send({"@choose.confidence": "theirs"}, "choose")
    assert file.read_text() != theirs
    assert "short: My title" in file.read_text()
    assert "confidence: high  # sure" in file.read_text()
    assert "withheld: {a: b}" in file.read_text()


def test_an_edit_of_comments_or_of_another_record_needs_no_choice(
    browser: Browser, project: Path
) -> None:
    file = project / CLAIM
    page = browser.open("edit/claim/gate-closed-late")
    file.write_text("# A note.\n" + file.read_text())
    page.press("save", short="My title")
    assert file.read_text().startswith("# A note.\n")
    assert "short: My title" in file.read_text()


def test_a_record_that_went_meanwhile_can_be_written_anew(browser: Browser, project: Path) -> None:
    page = browser.open("edit/claim/gate-closed-late")
    (project / CLAIM).unlink()
    shown = page.press("save", short="My title")
    assert "no longer there" in shown.text
    assert dict(shown.inputs())["short"] == "My title"
    shown.press("save-anyway" if "save-anyway" in shown.html else "save")
    assert "short: My title" in (project / CLAIM).read_text()


def test_a_file_that_cannot_be_read_by_now_loses_nothing(browser: Browser, project: Path) -> None:
    page = browser.open("edit/claim/gate-closed-late")
    file = project / CLAIM
    good = file.read_text()
    file.write_text(good + "half: [written\n")
    shown = page.press("save", short="My title")
    assert f"{CLAIM} cannot be read by now" in shown.text
    assert dict(shown.inputs())["short"] == "My title"
    assert file.read_text() == good + "half: [written\n"
    file.write_text(good)
    shown.press("save")
    assert "short: My title" in file.read_text()


def test_records_in_a_list_and_in_markdown_are_saved_alike(browser: Browser, project: Path) -> None:
    places = project / "content/places.yaml"
    places.write_text(
        "# All places.\n- id: weir\n  name: The weir\n\n- id: quay  # old\n  name: Quay\n"
    )
    page = browser.open("edit/place/quay")
    page.press("save", name="The quay")
    assert places.read_text() == (
        "# All places.\n- id: weir\n  name: The weir\n\n- id: quay  # old\n  name: The quay\n"
    )
    brief = project / "content/briefs/what-is-known.md"
    before = brief.read_text()
    browser.open("edit/brief/what-is-known").press("save", title="What we know")
    after = brief.read_text()
    assert "title: What we know" in after
    assert (
        after.partition("---\n")[2].partition("---\n")[2]
        == (before.partition("---\n")[2].partition("---\n")[2])
    )


def test_removing_lists_what_would_break(browser: Browser, project: Path) -> None:
    page = browser.open("remove/source/board-notice")
    assert "This breaks" in page.text
    assert "content/claims/" in page.text
    assert (project / "content/sources/board-notice.yaml").exists()
    page.press("remove")
    assert not (project / "content/sources/board-notice.yaml").exists()
    assert browser.open("edit/source/board-notice").status == 404


def test_another_id_is_shown_first_and_then_changed_everywhere(
    browser: Browser, project: Path
) -> None:
    old, new = project / "content/sources/board-notice.yaml", "the-notice"
    page = browser.open("id/source/board-notice").press("show-rename", **{"@new": new})
    assert "+- id: the-notice" in page.text or "the-notice.yaml" in page.text
    assert "references" in page.text
    page = page.press("rename", **{"@new": "typed-later"})
    assert "typed-later.yaml" in page.text
    assert old.exists()
    page = page.press("show-rename", **{"@new": new}).press("rename")
    assert "the-notice" in page.text
    assert not old.exists()
    assert (project / "content/sources/the-notice.yaml").exists()
    for file in (project / "content").rglob("*.*"):
        if file.name != "site.yaml":  # where the redirect names the old page
            assert "board-notice" not in file.read_text(errors="replace"), file
    assert browser.open("edit/source/board-notice").status == 404


def test_a_taken_id_is_refused_and_two_records_can_be_joined(
    browser: Browser, project: Path
) -> None:
    page = browser.open("id/source/board-notice")
    for typed, words in (
        ("harbour-letter", "There is already a source"),
        ("board-notice", "There is already a source"),
        ("Two Words", "Two Words"),
        (" ", "The new id is missing"),
    ):
        answer = page.press("show-rename", **{"@new": typed})
        assert (answer.status, words in answer.text) == (409, True), typed
    assert (project / "content/sources/board-notice.yaml").exists()
    page = page.press("show-join", **{"@new": "evening-copy"})
    assert page.status == 409  # a citation of the one has a statement that only the other carries
    page = browser.open("id/source/evening-copy").press("show-join", **{"@new": "harbour-letter"})
    assert "goes, with the fields that it alone has" in page.text
    assert (project / "content/sources/evening-copy.yaml").exists()
    page.press("join")
    assert not (project / "content/sources/evening-copy.yaml").exists()
    assert "evening-copy" not in (project / CLAIM).read_text()


def test_a_value_that_no_form_can_show_stays(browser: Browser, project: Path) -> None:
    file = project / CLAIM
    file.write_text(file.read_text() + "titel: x\n")
    page = browser.open("edit/claim/gate-closed-late")
    assert '"titel" is not a field' in page.text
    page.press("save", confidence="low").press("save-anyway")
    assert "titel: x" in file.read_text()
    assert "confidence: low" in file.read_text()


def test_a_warning_that_is_accepted_is_no_finding(browser: Browser, project: Path) -> None:
    page = browser.open("edit/claim/gate-closed-late").press("check", reasoning="")
    (finding,) = page.all('[data-for="verdict"]')
    assert "no reasoning" in finding.text()
    page = page.press("add:accept")
    values = {"rule": RULE, "why": "It follows.", "by": "Ada", "date": "1 May 2024"}
    page = page.send({f"accept.0.{key}": words for key, words in values.items()}, "save")
    assert "no reasoning" not in page.text
    assert "date: 2024-05-01" in (project / CLAIM).read_text()
    # A warning that only a build can have is not called needless.
    page = page.send({"accept.0.rule": "unexplained-change"}, "check")
    assert "to accept" not in page.text


def test_lists_are_searched_and_every_page_opens(browser: Browser) -> None:
    assert "Fishers of Orla" in browser.open("records/actor?q=fishers").text
    assert "0 records" in browser.open("records/actor?q=nobody").text
    for path in ("", "records/all", "todo", "review", *(f"new/{kind}" for kind in ALL_KINDS)):
        assert browser.open(path).status == 200, path
    assert browser.open("edit/site/site").status == 200
    assert browser.open("edit/site/other").status == 404
    assert browser.open("new/thing").status == 404


def test_what_is_left_to_do_leads_to_the_field(browser: Browser, project: Path) -> None:
    file = project / CLAIM
    file.write_text(file.read_text().replace("confidence: medium", "confidence: middling"))
    page = browser.open("todo")
    hrefs = [each.attributes.get("href") for each in page.all("main a")]
    assert "/.claimline/desk/edit/claim/gate-closed-late#confidence" in hrefs
    assert FILES
