"""The parts of the desk that need no page: dates, steps, versions and files."""

from __future__ import annotations

import resource
from hashlib import sha256
from pathlib import Path

import pytest

from claimline.author.author_error import AuthorError
from claimline.author.desk.form_steps import add_item, append, move_up, remove_item
from claimline.author.desk.three_versions import compare_versions, merge_versions
from claimline.author.desk.typed_dates import date_in_words, typed_date
from claimline.author.record_edits.item_pairs import item_pairs
from claimline.author.record_store import (
    ChangedFileError,
    remove_record_file,
    write_record_file,
)
from tests.author.desk.desks import Browser
from tests.small import write_small


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2024-03-04", "2024-03-04"),
        (" 2024-03-04 ", "2024-03-04"),
        ("4 March 2024", "2024-03-04"),
        ("March 4, 2024", "2024-03-04"),
        ("March 2024", "2024-03"),
        ("31.12.2024", "2024-12-31"),
        ("2024/3/4", "2024-03-04"),
        ("4 March 2024, 7:20 pm", "2024-03-04T19:20"),
        ("about 1950", "1950~"),
        ("until March 2024", "../2024-03"),
        ("3/4/2024", "3/4/2024"),  # two days could be meant
        ("midnight 4 March 2024", "midnight 4 March 2024"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_dates_as_people_type_them(typed: str, written: str) -> None:
    assert typed_date(typed) == written


def test_a_date_is_shown_in_words() -> None:
    assert date_in_words("2024-03-04") == "4 March 2024"
    assert date_in_words("soon") == ""


PAIRS = [("a", "x"), ("list.0.k", "1"), ("list.0.l", "2"), ("list.3.k", "3"), ("lists.0.k", "4")]


def test_items_are_added_removed_and_moved() -> None:
    assert add_item(PAIRS, "list")[-1] == ("list.4.@was", "")
    assert add_item(PAIRS, "none")[-1] == ("none.0.@was", "")
    assert remove_item(PAIRS, "list.0") == [PAIRS[0], *PAIRS[3:]]
    assert move_up(PAIRS, "list.3") == [PAIRS[0], PAIRS[3], *PAIRS[1:3], PAIRS[4]]
    for path in ("list.0", "list.7", "list", "x.y", ""):
        assert move_up(PAIRS, path) == PAIRS
    assert append([("t", "One. ")], "t", "[@b]") == [("t", "One. [@b]")]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("abc", "abc", {0: 0, 1: 1, 2: 2}),
        ("abc", "ac", {0: 0, 1: 2}),
        ("abc", "xabc", {1: 0, 2: 1, 3: 2}),
        ("abc", "axc", {0: 0, 1: 1, 2: 2}),
        ("", "a", {}),
        ("a", "", {}),
    ],
)
def test_items_of_a_list_are_known_again(old: str, new: str, pairs: dict[int, int]) -> None:
    assert item_pairs(list(old), list(new)) == pairs


def test_an_item_that_changed_is_known_by_what_stays() -> None:
    old = [{"s": "a", "q": "1"}, {"s": "b", "q": "2"}, {"s": "c", "q": "3"}]
    new = [{"s": "b", "q": "9"}, {"s": "c", "q": "3"}]
    assert item_pairs(old, new) == {0: 1, 1: 2}


def test_versions_of_a_record_are_compared_and_merged() -> None:
    base = {"a": "1", "b": "1", "c": "1", "d": "1", "e": "1"}
    mine = {"a": "2", "b": "1", "c": "2", "d": "1", "f": "new"}
    theirs = {"a": "1", "b": "3", "c": "3", "d": "1", "e": "1"}
    versions = {each.key: each for each in compare_versions(base, mine, theirs)}
    assert {key: each.choice for key, each in versions.items()} == {
        "a": "mine", "b": "theirs", "c": "mine", "e": "mine", "f": "mine",
    }  # fmt: skip
    assert [key for key, each in versions.items() if each.is_conflict] == ["c"]
    choices = {key: each.choice for key, each in versions.items()}
    assert merge_versions(mine, theirs, choices) == {
        "a": "2", "b": "3", "c": "2", "d": "1", "f": "new",
    }  # fmt: skip
    # What nobody chose is as in the file.
    assert merge_versions(mine, theirs, {}) == theirs


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def test_a_file_is_written_whole_and_only_over_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    path = "content/actors/a.yaml"
    write_record_file(tmp_path, path, "name: A\n", "")
    file = tmp_path / path
    assert file.read_bytes() == b"name: A\n"
    for stale in ("", digest(b"other")):
        with pytest.raises(ChangedFileError):
            write_record_file(tmp_path, path, "name: B\n", stale)
        with pytest.raises(ChangedFileError):
            remove_record_file(tmp_path, path, stale)
    assert file.read_bytes() == b"name: A\n"
    # The mark of the encoding and the mode stay.
    file.write_bytes(b"\xef\xbb\xbfname: A\r\n")
    file.chmod(0o600)
    write_record_file(tmp_path, path, "name: B\r\n", digest(file.read_bytes()))
    assert file.read_bytes() == b"\xef\xbb\xbfname: B\r\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["a.yaml"]
    remove_record_file(tmp_path, path, digest(file.read_bytes()))
    assert not file.exists()


def test_a_file_that_is_locked_or_does_not_fit_stays_as_it_was(tmp_path: Path) -> None:
    path = "content/actors/a.yaml"
    write_record_file(tmp_path, path, "name: A\n", "")
    file = tmp_path / path
    sha256_of_a = digest(b"name: A\n")
    file.chmod(0o444)
    with pytest.raises(AuthorError, match=r"a\.yaml is read-only\."):
        write_record_file(tmp_path, path, "name: B\n", sha256_of_a)
    with pytest.raises(AuthorError, match=r"a\.yaml is read-only\."):
        remove_record_file(tmp_path, path, sha256_of_a)
    file.chmod(0o644)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(AuthorError, match=r"a\.yaml cannot be written: File too large\."):
            write_record_file(tmp_path, path, f"name: {'B' * 200}\n", sha256_of_a)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert file.read_bytes() == b"name: A\n"
    assert [each.name for each in file.parent.iterdir()] == ["a.yaml"]


def test_a_folder_in_the_place_of_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "content/actors/a.yaml").mkdir(parents=True)
    with pytest.raises(AuthorError, match="cannot be read"):
        write_record_file(tmp_path, "content/actors/a.yaml", "name: A\n", "")


@pytest.mark.parametrize(
    ("name", "value", "button"),
    [
        ("citations.0.@was", "9" * 5000, "check"), ("citations.0.@was", "٣" * 5000, "check"),
        ("@base", '{"claim": 7, "tags": [1.5, true], "said": {"a": 2}}', "check"),
        ("short", "Other", "up:citations." + "9" * 5000), ("short", "Other", "remove:citations."),
    ],
)  # fmt: skip
def test_no_form_that_was_tampered_with_makes_the_desk_fail(
    tmp_path: Path, name: str, value: str, button: str
) -> None:
    browser = Browser(write_small(tmp_path / "p"))
    page = browser.open("edit/claim/gate-closed-late")
    pairs = [*((n, value if n == name else v) for n, v in page.inputs()), ("@do", button)]
    assert name in dict(pairs)
    sent = browser.post("edit/claim/gate-closed-late", pairs)
    assert sent.status == 200
    assert sent.all("form[method]")


@pytest.mark.parametrize("text", [None, "claim: ["], ids=["gone", "unreadable"])
@pytest.mark.parametrize("asked", ["findings", "preview"])
def test_a_record_that_is_gone_by_now_has_an_answer_for_its_open_form(
    tmp_path: Path, asked: str, text: str | None
) -> None:
    project = write_small(tmp_path / "p")
    browser = Browser(project)
    form = "claim/gate-closed-late"
    inputs = browser.open(f"edit/{form}").inputs()
    (project / "content/claims/gate-closed-late.yaml").unlink()
    if text:
        (project / "content/claims/gate-closed-late.yaml").write_text(text)
    answer = browser.post(f"{asked}/{form}", inputs)
    assert answer.status == 200
    assert "no longer there, or its file cannot be read" in answer.html
