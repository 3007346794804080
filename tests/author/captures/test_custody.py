"""A capture of several files, and the custody log, which shows every change."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline import cli
from claimline.diagnostics import Code, Report
from claimline.model.records import Source
from claimline.model.validate import validate
from claimline.read import read_project
from tests.small import tree, write_small

PNG = b"\x89PNG\r\n\x1a\n and pixels"
HTML = b"<!doctype html><meta charset=utf-8><p>The gate closed at 21:30."
LOG = "captures/custody.jsonl"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "project")


@pytest.fixture
def page(tmp_path: Path) -> str:
    return saved(tmp_path, "page.html", HTML)


@pytest.fixture
def picture(tmp_path: Path) -> str:
    return saved(tmp_path, "page.png", PNG)


def saved(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.program, ["capture", *arguments, "--project", str(project)])


def captures(project: Path) -> Source:
    report = Report()
    record = validate(read_project(project, report), report).by_kind["source"]["board-notice"]
    assert list(report) == []
    assert isinstance(record, Source)
    return record


def with_log(project: Path, tmp_path: Path, entries: int = 4) -> list[bytes]:
    """Write a log of some entries; return its lines."""
    for number in range(entries - 1):
        data = f"<!doctype html><p>The gate, {number}".encode()
        assert run(project, "add", "board-notice", saved(tmp_path, "x.html", data)).exit_code == 0
    noted = run(project, "note", "board-notice", "Copied to a drive", "--by", "Ann Ashby")
    assert noted.exit_code == 0, noted.output
    assert run(project, "verify").exit_code == 0
    return (project / LOG).read_bytes().splitlines()


def broken(project: Path, lines: list[bytes]) -> str:
    (project / LOG).write_bytes(b"".join(line + b"\n" for line in lines))
    checked = run(project, "verify")
    assert checked.exit_code == 1
    assert f"[{Code.CUSTODY_BROKEN}]" in checked.output
    return checked.output


def test_several_files_are_one_capture(project: Path, page: str, picture: str) -> None:
    facts = {
        "clock": "the computer's, set by NTP", "final-url": "https://board.example.org/gate",
        "tool": "Firefox 123.0", "method": "by-hand", "collector": "Ann Ashby",
        "identity": "@reader", "egress": "192.0.2.17", "context": "The first of two.",
    }  # fmt: skip
    options = [word for name, words in facts.items() for word in (f"--{name}", words)]
    digests = [hashlib.sha256(data).hexdigest() for data in (HTML, PNG)]
    given = [word for digest in digests for word in ("--sha256", digest)]
    done = run(project, "add", "board-notice", page, picture, *options, *given)
    assert done.exit_code == 0, done.output
    (capture,) = captures(project).captures
    assert [(each.type, each.sha256) for each in capture.files] == [
        ("text/html", digests[0]), ("image/png", digests[1]),
    ]  # fmt: skip
    assert {name: str(getattr(capture, name.replace("-", "_"))) for name in facts} == facts
    assert capture.hashed == "when-collected"
    for each in capture.files:
        assert (project / "captures" / each.file).is_file()
    entry = json.loads((project / LOG).read_bytes())
    assert entry["files"] == {each.file: each.sha256 for each in capture.files}
    assert (entry["act"], entry["by"]) == ("added", "Ann Ashby")


def test_another_digest_than_was_noted_is_refused(project: Path, page: str) -> None:
    before = tree(project)
    done = run(project, "add", "board-notice", page, "--sha256", "0" * 64)
    assert done.exit_code == 1
    assert "does not have the SHA-256 that was given" in done.output
    assert tree(project) == before


def test_a_digest_is_given_for_each_file_or_none(project: Path, page: str, picture: str) -> None:
    done = run(project, "add", "board-notice", page, picture, "--sha256", "0" * 64)
    assert done.exit_code == 2


def test_a_file_is_named_once(project: Path, page: str, tmp_path: Path) -> None:
    before = tree(project)
    done = run(project, "add", "board-notice", page, saved(tmp_path, "same.html", HTML))
    assert done.exit_code == 1
    assert tree(project) == before


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a", PNG, "image/png"),
        ("a", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a", b"GIF89a", "image/gif"),
        ("a", b"RIFF\0\0\0\0WEBPVP8", "image/webp"),
        ("a", b"RIFF\0\0\0\0WAVEfmt", "audio/wav"),
        ("a", b"ID3\4\0", "audio/mpeg"),
        ("a.mp3", b"\xff\xfb\x90", "audio/mpeg"),
        ("a", b"OggS\0", "audio/ogg"),
        ("a", b"fLaC\0", "audio/flac"),
        ("a", b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        ("a", b"\0\0\0\x20ftypisom", "video/mp4"),
        ("a", b"\0\0\0\x14ftypqt  ", "video/quicktime"),
        ("a", b"\x1aE\xdf\xa3", "video/webm"),
        ("a", b"WARC/1.1\r\n", "application/warc"),
        ("a.warc.gz", b"\x1f\x8b\x08", "application/warc"),
        ("a.json", b"{}", "application/json"),
    ],
)
def test_files_without_words_are_kept(
    project: Path, tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    done = run(project, "add", "board-notice", saved(tmp_path, name, data))
    assert done.exit_code == 0, done.output
    assert f"({kind}, " in done.output
    assert "No quote can be looked up in it" in done.output
    assert captures(project).captures[0].type == kind
    assert run(project, "verify").exit_code == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [lines[0], lines[1].replace(b"added", b"taken"), *lines[2:]],
        lambda lines: [lines[0].replace(b"added", b"taken"), *lines[1:]],
        lambda lines: [*lines[:-1], lines[-1].replace(b"Ann Ashby", b"Ben Ashby")],
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: lines[1:],
        lambda lines: lines[:-1],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [*lines[:2], lines[3], lines[2]],
        lambda lines: [*lines[:2], lines[1], *lines[2:]],
        lambda lines: [*lines[:2], b"{", *lines[3:]],
        lambda lines: [*lines[:2], b"", *lines[2:]],
    ],
    ids=["a line", "the first", "the last", "removed", "first removed", "last removed", "moved",
         "end moved", "twice", "broken", "blank"],
)  # fmt: skip
def test_every_change_of_the_log_shows(
    project: Path, tmp_path: Path, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    broken(project, change(with_log(project, tmp_path)))


def test_a_log_that_is_written_anew_as_a_whole_does_not_end_where_it_did(
    project: Path, tmp_path: Path
) -> None:
    lines = with_log(project, tmp_path)
    entries = [json.loads(line) for line in lines]
    entries[0]["by"] = "Somebody"
    anew: list[bytes] = []
    for entry in entries:
        previous = hashlib.sha256(anew[-1]).hexdigest() if anew else ""
        linked = {**entry, "previous": previous}
        anew.append(json.dumps({k: v for k, v in linked.items() if v}).encode())
    assert "custody-head.txt" in broken(project, anew)


def test_a_log_without_its_end_noted_shows(project: Path, tmp_path: Path) -> None:
    lines = with_log(project, tmp_path)
    (project / "custody-head.txt").unlink()
    assert "nothing says where the log ends" in broken(project, lines)


def test_a_record_and_the_log_must_name_one_digest(project: Path, page: str) -> None:
    assert run(project, "add", "board-notice", page).exit_code == 0
    record = project / "content/sources/board-notice.yaml"
    digest = hashlib.sha256(HTML).hexdigest()
    other = hashlib.sha256(b"other").hexdigest()
    (project / "captures" / captures(project).captures[0].file).write_bytes(b"other")
    record.write_text(record.read_text("utf-8").replace(digest, other), "utf-8")
    assert "with another SHA-256 than its record" in run(project, "verify").output


def test_a_second_clone_has_neither_files_nor_log_and_goes_on(
    project: Path, page: str, picture: str, tmp_path: Path
) -> None:
    assert run(project, "add", "board-notice", page).exit_code == 0
    clone = tmp_path / "clone"
    shutil.copytree(project, clone, ignore=shutil.ignore_patterns("captures"))
    checked = run(clone, "verify")
    assert checked.exit_code == 0
    assert "0 unchanged, 0 changed, 1 not here" in checked.output
    complete = run(clone, "verify", "--complete")
    assert complete.exit_code == 1
    assert f"[{Code.CAPTURE_MISSING}]" in complete.output
    first = hashlib.sha256((project / LOG).read_bytes().rstrip(b"\n")).hexdigest()
    assert run(clone, "add", "harbour-letter", picture).exit_code == 0
    (entry,) = map(json.loads, (clone / LOG).read_bytes().splitlines())
    assert (entry["previous"], entry["continues"]) == (first, True)
    assert run(clone, "verify").exit_code == 0


def test_the_list_names_each_file(project: Path, page: str, picture: str) -> None:
    assert run(project, "add", "board-notice", page, picture).exit_code == 0
    listed = json.loads(run(project, "list", "--format", "json").output)
    kinds = [each.pop("type") for each in listed]
    assert kinds == ["text/html", "image/png"]
    for each in listed:
        assert (each["source"], each["event"], each["status"]) == ("board-notice", 1, "unchanged")
    assert run(project, "list", "harbour-letter").output == ""
