"""Changes of what was published: each asks for a history, a correction or a redirect."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from claimline import pipeline
from claimline.diagnostics import Code, Report
from claimline.options import BuildOptions
from claimline.published import FILE
from tests.small import FILES, write_files, write_small

CLAIM = "content/claims/gate-was-repaired.yaml"
RENAMED = "content/claims/gate-was-mended.yaml"
REDIRECT = "redirects:\n  claims/gate-was-repaired.html: claims/gate-was-mended.html\n"
SITE = "content/site.yaml"
HISTORY = """\
history:
  - {date: 2024-06-01, from: disputed, to: supported, why: A second party was found.}
"""
CORRECTION = "corrections:\n  - {date: 2024-06-01, text: We had the season wrong.}\n"


def changed(old: str, new: str, more: str = "") -> str:
    assert FILES[CLAIM].count(old) == 1
    return FILES[CLAIM].replace(old, new) + more


def renamed(claim: str, redirect: str = "") -> dict[str, str]:
    """All files in which the claim has another id."""
    files = {path: text.replace("was-repaired", "was-mended") for path, text in FILES.items()}
    return files | {RENAMED: claim, CLAIM: "", SITE: files[SITE] + redirect}


def findings(project: Path, *, build: bool = True) -> list[str]:
    """What a check, and then a build, say of changes; the two agree."""
    built, checked = Report(), Report()
    pipeline.check(BuildOptions(project), checked)
    if build:
        pipeline.build(BuildOptions(project), built)
        assert list(built) == list(checked)
    return [
        f"{found.location}: {found.message}"
        for found in checked
        if found.code is Code.UNEXPLAINED_CHANGE
    ]


def record(project: Path) -> Report:
    report = Report()
    pipeline.record_published(BuildOptions(project), report, write=True)
    return report


@pytest.fixture(scope="module", params=["recorded", "last build"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small investigation, published, or built and not recorded. Tests change copies of it."""
    root = write_small(tmp_path_factory.mktemp("published") / "small")
    report = Report(strict=True)
    if request.param == "recorded":
        report = record(root)
    else:
        pipeline.build(BuildOptions(root), report)
    assert list(report) == []
    return root


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "small"))


VERDICT = "verdict: disputed"
WORDS = "claim: The flood gate"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({CLAIM: changed(VERDICT, "verdict: supported")}, ['The verdict was "disputed"']),
        ({CLAIM: changed(f"{VERDICT}\n", "")}, ['The verdict was "disputed"']),
        ({CLAIM: changed(WORDS, "claim: Every flood gate")}, ['The claim was "The flood gate']),
        ({CLAIM: changed(WORDS, "claim: The  flood  gate")}, []),
        (renamed(FILES[CLAIM]), ['a page "claims/gate-was-repaired.html"']),
    ],
    ids=["verdict", "no verdict", "words", "white space", "renamed"],
)
def test_a_change_is_a_finding(project: Path, files: Mapping[str, str], words: list[str]) -> None:
    write(project, files)
    first = findings(project)
    assert len(first) == len(words)
    assert all(part in line for part, line in zip(words, first, strict=True))
    # Against a record it stays one. The last build is now the one with the change.
    assert findings(project) == (first if (project / FILE).exists() else [])


@pytest.mark.parametrize(
    "files",
    [
        {CLAIM: changed(VERDICT, "verdict: supported", HISTORY)},
        {CLAIM: changed(f"{VERDICT}\n", "", CORRECTION)},
        {CLAIM: changed(WORDS, "claim: Every flood gate", CORRECTION)},
        renamed(FILES[CLAIM], REDIRECT),
    ],
    ids=["history", "correction of a verdict", "correction of words", "redirect"],
)
def test_an_entry_answers_it(project: Path, files: Mapping[str, str]) -> None:
    write(project, files)
    assert findings(project) == []
    assert Code.UNEXPLAINED_CHANGE not in {found.code for found in record(project)}
    assert findings(project, build=False) == []


def test_an_old_entry_answers_no_new_change(project: Path) -> None:
    write(project, {CLAIM: changed(WORDS, "claim: Every flood gate", CORRECTION)})
    assert findings(project) == []
    record(project)
    write(project, {CLAIM: changed(WORDS, "claim: No flood gate", CORRECTION)})
    assert len(findings(project)) == 1


def test_a_renamed_claim_is_still_compared(project: Path) -> None:
    write(project, renamed(changed(VERDICT, "verdict: supported"), REDIRECT))
    (line,) = findings(project)
    assert line.startswith(f"{RENAMED}:")


def test_a_first_verdict_is_no_change(tmp_path: Path) -> None:
    root = write_small(tmp_path)
    write(root, {CLAIM: changed(f"{VERDICT}\n", "")})
    record(root)
    write(root, {CLAIM: FILES[CLAIM]})
    assert findings(root) == []


def test_nothing_is_recorded_while_a_change_is_not_explained(tmp_path: Path) -> None:
    root = write_small(tmp_path)
    record(root)
    before = (root / FILE).read_bytes()
    write(root, {CLAIM: changed(WORDS, "claim: Every flood gate")})
    assert {found.code for found in record(root)} == {Code.UNEXPLAINED_CHANGE}
    assert (root / FILE).read_bytes() == before
    assert findings(root, build=False) != []


def test_what_was_never_recorded_is_recorded_as_it_is(tmp_path: Path) -> None:
    root = write_small(tmp_path)
    pipeline.build(BuildOptions(root), Report())
    write(root, {CLAIM: changed(WORDS, "claim: Every flood gate")})
    assert "claimline publish --record" in str(next(iter(_report(root))))
    assert list(record(root)) == []
    assert findings(root) == []


def _report(root: Path) -> Report:
    report = Report()
    pipeline.check(BuildOptions(root), report)
    return report


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", '{"format": 2}', '{"claims": [], "format": 1}', "[" * 9999),
        '{"claims": {"x": {}}, "addresses": [], "format": 1}',
        '{"claims": {"x": {"claim": 3}}, "addresses": [], "format": 1}',
        "<<<<<<< HEAD\n{}\n",
    ],
)
def test_a_damaged_file_is_one_error(text: str, tmp_path: Path) -> None:
    root = write_files(write_small(tmp_path), {FILE: text})
    assert [(found.location.path, found.code) for found in _report(root)] == [
        (FILE, Code.FILE_UNREADABLE)
    ]


@pytest.mark.parametrize("states", [None, [], "x", {"claims": 3}, {"format": 9}])
def test_a_damaged_manifest_is_passed_over(states: object, tmp_path: Path) -> None:
    root = write_small(tmp_path)
    pipeline.build(BuildOptions(root), Report())
    place = root / "site/.claimline.json"
    place.write_text(json.dumps(json.loads(place.read_bytes()) | {"published": states}))
    write(root, {CLAIM: changed(WORDS, "claim: Every flood gate")})
    assert findings(root, build=False) == []


def test_a_manifest_of_an_earlier_format_still_lists_files(tmp_path: Path) -> None:
    root = write_small(tmp_path)
    pipeline.build(BuildOptions(root), Report())
    place = root / "site/.claimline.json"
    files = json.loads(place.read_bytes())["files"]
    place.write_text(json.dumps({"format": 1, "files": files}))
    report = Report(strict=True)
    outcome = pipeline.build(BuildOptions(root), report)
    assert list(report) == []
    assert outcome.written is not None
    assert outcome.written.same == len(files)


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files; an empty text stands for one that is removed."""
    write_files(root, files)
    for path, text in files.items():
        if not text:
            (root / path).unlink()
