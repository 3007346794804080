"""What a record says in fields that it keeps back is checked as all else, and published nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.author.captures.verify import verify
from claimline.author.renaming import rename, write_change
from claimline.author.workspace import Workspace
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.author.desk.desks import copied
from tests.small import tree, write_small

CLAIM = "content/claims/gate-closed-late.yaml"


def keeping(project: Path, note: str) -> Path:
    """A project whose claim keeps a description back."""
    file = project / CLAIM
    file.write_text(
        f"{file.read_text()}description: {note!r}\nprivate_fields: [description]\n"
        "withheld_because: It names a person.\n"
    )
    return project


def findings(project: Path, cache: Cache | None = None) -> list[str]:
    options = BuildOptions(project, against_last_build=False)
    if cache:
        options = BuildOptions(project, cache=cache, against_last_build=False)
    build(options, report := Report())
    return [str(each) for each in report if each.level == "error"]


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("See [it](claim:no-such-claim).", "dangling-reference"),
        ("He says so [@no-such-source].", "dangling-reference"),
        ("See [it](claim: gate-closed-late).", "bad-link"),
    ],
)
def test_what_a_private_text_names_must_be_there(tmp_path: Path, note: str, code: str) -> None:
    (line,) = findings(keeping(write_small(tmp_path / "p"), note))
    assert line.startswith(CLAIM)
    assert f"error[{code}]" in line


@pytest.mark.parametrize("aside", ["private: true", "stage: draft", "not_before: 2099-01-01"])
def test_a_private_text_may_name_what_is_not_published(tmp_path: Path, aside: str) -> None:
    project = write_small(tmp_path / "p")
    (project / "content/actors/zebrafinch.yaml").write_text(f"name: Zebrafinch\n{aside}\n")
    keeping(project, "Told by [the guard](actor:zebrafinch).")
    assert findings(project) == []
    files = tree(project / "site")
    assert not [path for path, data in files.items() if b"zebrafinch" in data.lower()]
    assert verify(project, Report()) is not None


def test_a_private_text_is_checked_again_when_what_it_names_goes(tmp_path: Path) -> None:
    project = write_small(tmp_path / "p")
    guard = project / "content/actors/guard.yaml"
    guard.write_text("name: The guard\n")
    keeping(project, "Told by [the guard](actor:guard).")
    cache = Cache.in_memory()
    assert findings(project, cache) == []
    guard.unlink()
    (line,) = findings(project, cache)
    assert 'There is no actor "guard".' in line


def test_another_id_reaches_a_private_text(tmp_path: Path) -> None:
    project = write_small(tmp_path / "p")
    (project / "content/actors/guard.yaml").write_text("name: The guard\n")
    keeping(project, "Told by [the guard](actor:guard).")
    write_change(project, rename(Workspace(project).snapshot(), "actor", "guard", "night-guard"))
    assert "(actor:night-guard)" in (project / CLAIM).read_text()
    assert findings(project) == []


@pytest.mark.parametrize(
    ("words", "status"), [("gate closed at 21:30", "found"), ("gate was never shut", "not found")]
)
def test_quotes_in_a_private_text_are_looked_for(tmp_path: Path, words: str, status: str) -> None:
    project = write_small(tmp_path / "p")
    copied(project, "board-notice", "notice.txt", b"Notice\n\nThe gate closed at 21:30.\n")
    keeping(project, f"The board: “{words}” [@board-notice].")
    result = verify(project, Report())
    assert result is not None
    assert [each.status for each in result.quotes if words in each.words] == [status]
    assert findings(project) == []
    assert not [
        path for path, data in tree(project / "site").items() if "The board: “".encode() in data
    ]
