"""A saved file is copied into ``captures/`` and entered in its source's record."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli
from claimline.author.captures import Added, add, capture_files, capture_text
from claimline.diagnostics import Report
from claimline.model.validate import validate
from claimline.read import read_project
from tests.author.captures.pdf_writer import pdf
from tests.small import FILES, tree, write_files, write_small

HTML = b"<!doctype html><meta charset=utf-8><p>The gate closed at 21:30."
SHA = hashlib.sha256(HTML).hexdigest()
NAME = f"board-notice-{SHA[:12]}.html"
NOTICE = "content/sources/board-notice.yaml"
ENTRY = f"""\
captures:
  - file: {NAME}
    sha256: {SHA}
    captured: 2024-03-04
    type: text/html
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "project")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return saved(tmp_path, HTML)


def saved(folder: Path, data: bytes, name: str = "Saved page (1).htm") -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def added(project: Path, file: Path, source: str = "board-notice") -> Added:
    report = Report()
    found = add(project, source, file, "2024-03-04", report)
    assert list(report) == []
    assert found is not None
    return found


def refused(project: Path, file: Path, source: str = "board-notice") -> list[str]:
    """What is said, where nothing may change."""
    before = tree(project)
    report = Report()
    assert add(project, source, file, "2024-03-04", report) is None
    assert tree(project) == before
    return [str(found) for found in report]


def test_the_file_is_kept_and_entered(project: Path, page: Path) -> None:
    before = tree(project)
    found = added(project, page)
    assert found == Added(f"captures/{NAME}", NOTICE, SHA, "text/html", True)
    after = tree(project)
    log, head = after.pop("captures/custody.jsonl"), after.pop("custody-head.txt")
    changed = {
        NOTICE: before[NOTICE] + ENTRY.encode(),
        f"captures/{NAME}": HTML,
        "captures/.gitignore": b"*\n",
    }
    assert after == before | changed
    assert json.loads(log)["files"] == {NAME: SHA}
    assert head.decode().strip() == hashlib.sha256(log.rstrip(b"\n")).hexdigest()
    report = Report()
    records = validate(read_project(project, report), report)
    assert list(report) == []
    (capture,) = records.by_kind["source"]["board-notice"].captures  # type: ignore[attr-defined]
    assert capture.sha256 == SHA


def test_git_passes_the_captures_over(project: Path, page: Path) -> None:
    added(project, page)
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    seen = subprocess.run(command, cwd=project, check=True, capture_output=True, text=True).stdout
    assert NOTICE in seen
    assert "captures/" not in seen


def test_the_same_bytes_are_added_once(project: Path, page: Path, tmp_path: Path) -> None:
    added(project, page)
    before = tree(project)
    again = added(project, saved(tmp_path, HTML, "other.html"))
    assert not again.new
    assert again.file == f"captures/{NAME}"
    assert tree(project) == before
    (project / again.file).unlink()
    assert not added(project, page).new
    assert tree(project) == before


def test_a_source_can_have_several(project: Path, page: Path, tmp_path: Path) -> None:
    added(project, page)
    second = added(project, saved(tmp_path, pdf([["The gate"]]), "x.bin"))
    assert second.type == "application/pdf"
    third = added(project, saved(tmp_path, "Das Tor".encode("utf-16"), "tor.TXT"))
    assert third.type == "text/plain"
    text = (project / NOTICE).read_text(encoding="utf-8")
    assert text.startswith(FILES[NOTICE] + ENTRY)
    assert text.count("\n  - file: ") == 3


def test_a_record_in_a_list_is_found(project: Path, page: Path) -> None:
    (project / NOTICE).unlink()
    lines = FILES[NOTICE].replace("\n", "\n  ").rstrip(" ")
    head = f"# kept\n- id: board-notice\n  {lines}\n# after\n"
    write_files(project, {"content/sources.yaml": "\ufeff" + head})
    assert added(project, page).record == "content/sources.yaml"
    put = "".join(f"  {line}\n" for line in ENTRY.splitlines())
    expected = "\ufeff" + head.replace("\n\n# after", f"\n{put}\n# after")
    assert (project / "content/sources.yaml").read_text(encoding="utf-8") == expected


def test_the_mode_of_the_record_stays(project: Path, page: Path) -> None:
    (project / NOTICE).chmod(0o640)
    added(project, page)
    assert stat.S_IMODE((project / NOTICE).stat().st_mode) == 0o640


def test_a_note_says_that_no_quote_can_be_looked_up(project: Path, tmp_path: Path) -> None:
    scan = added(project, saved(tmp_path, pdf([[]]), "scan.pdf"))
    assert scan.new
    assert scan.note.startswith("The PDF has no text.")


def test_a_link_inside_the_project_is_followed(project: Path, page: Path) -> None:
    (project / "records").mkdir()
    (project / NOTICE).rename(project / "records/notice.yaml")
    (project / NOTICE).symlink_to(project / "records/notice.yaml")
    added(project, page)
    assert (project / NOTICE).is_symlink()
    assert ENTRY in (project / "records/notice.yaml").read_text(encoding="utf-8")


# Refusals


def test_an_unknown_source_is_refused_with_the_nearest(project: Path, page: Path) -> None:
    (line,) = refused(project, page, "board-notices")
    assert line.startswith("content/sources: error[dangling-reference] There is no source ")
    assert line.endswith(' "board-notices". Did you mean "board-notice"?')
    assert "Write content/sources/x.yaml first." in refused(project, page, "x")[0]


def test_a_folder_that_is_no_project_says_so(tmp_path: Path, page: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert any("file-missing" in line for line in refused(tmp_path / "empty", page))


def test_a_record_with_an_error_is_refused(project: Path, page: Path) -> None:
    write_files(project, {NOTICE: "title: [\n"})
    assert any(f"{NOTICE}:" in line for line in refused(project, page))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "error[file-missing] There is no such file."),
        (Path.mkdir, "error[file-unreadable] This is a folder."),
        (os.mkfifo, "error[file-unreadable] This is not a plain file."),
        (
            lambda path: path.write_bytes(b"\0\1\2"),
            '"x.bin" is of no kind that is kept.',
        ),
        (
            lambda path: path.write_bytes(b"MIME-Version: 1.0"),
            "is of no kind that is kept.",
        ),
    ],
)
def test_what_is_no_saved_source_is_refused(
    project: Path, tmp_path: Path, make: Callable[[Path], object], told: str
) -> None:
    file = tmp_path / "x.bin"
    make(file)
    (line,) = refused(project, file)
    assert told in line


def test_a_file_that_is_too_large_is_refused(
    project: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture_files, "LARGEST", len(HTML))
    added(project, page)
    page.write_bytes(HTML + b"!")
    (line,) = refused(project, page)
    assert f"error[file-too-large] The file has {len(HTML) + 1} bytes" in line


@pytest.mark.parametrize("inside", [False, True])
def test_a_folder_of_captures_that_leads_out_is_refused(
    project: Path, page: Path, tmp_path: Path, inside: bool
) -> None:
    (tmp_path / "outside").mkdir()
    if inside:
        (project / "captures").mkdir()
        (project / "captures" / NAME).symlink_to(tmp_path / "outside/x")
    else:
        (project / "captures").symlink_to(tmp_path / "outside")
    (line,) = refused(project, page)
    assert "error[file-outside]" in line
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_record_outside_the_project_is_not_written(
    project: Path, page: Path, tmp_path: Path
) -> None:
    (project / NOTICE).rename(tmp_path / "notice.yaml")
    (project / NOTICE).symlink_to(tmp_path / "notice.yaml")
    assert any("file-outside" in line for line in refused(project, page))
    assert (tmp_path / "notice.yaml").read_text(encoding="utf-8") == FILES[NOTICE]


def test_without_the_extra_nothing_is_kept(
    project: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(capture_text, "import_module", absent)
    before = tree(project)
    report = Report()
    assert add(project, "board-notice", page, "2024-03-04", report) is None
    assert "pip install -e '.[captures]'" in str(next(iter(report)))
    assert tree(project) == before | {"captures/.gitignore": b"*\n"}


def test_a_record_that_cannot_be_written_takes_the_copy_back(
    project: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: str, target: str) -> None:
        if str(target).endswith(".yaml"):
            raise OSError(28, "No space left on device")
        replace(source, target)

    replace = os.replace
    monkeypatch.setattr(os, "replace", full)
    before = tree(project)
    report = Report()
    assert add(project, "board-notice", page, "2024-03-04", report) is None
    assert "no space left on device" in str(next(iter(report)))
    assert tree(project) == before | {"captures/.gitignore": b"*\n"}


# The command


def run(project: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        cli.program, ["capture", "add", *arguments, "--project", str(project)]
    )
    return done.exit_code, done.output


def test_the_command_says_what_it_did(project: Path, page: Path) -> None:
    code, printed = run(project, "board-notice", str(page), "--captured", "2024-03-04")
    assert code == 0
    assert printed.splitlines() == [
        f"Kept as captures/{NAME} (text/html, SHA-256 {SHA}).",
        f"Entered in {NOTICE}.",
    ]
    assert ENTRY in (project / NOTICE).read_text(encoding="utf-8")
    code, printed = run(project, "board-notice", str(page))
    assert code == 0
    assert "has this file already" in printed


def test_the_time_is_now_if_none_is_given(project: Path, page: Path) -> None:
    assert run(project, "board-notice", str(page))[0] == 0
    report = Report()
    validate(read_project(project, report), report)
    assert list(report) == []
    assert "    captured: 20" in (project / NOTICE).read_text(encoding="utf-8")


def test_the_command_refuses(project: Path, page: Path) -> None:
    code, printed = run(project, "board-notices", str(page))
    assert code == 1
    assert 'Did you mean "board-notice"?' in printed
    code, printed = run(project, "board-notice", str(page), "--captured", "4 March 2024")
    assert code == 2
    assert "Write 2024-03-04." in printed


@pytest.mark.parametrize(
    ("name", "data", "cure"),
    [
        ("a.docx", b"PK\3\4\0", "export it as PDF or as text"),
        ("a.ODT", b"PK\3\4\0", "export it as PDF or as text"),
        ("a.har", b"{}", "print it to PDF"),
        ("a.gz", b"\x1f\x8b\0", "Save the page as HTML alone"),
        ("a.png", b"\x89PNG\0", "Save the page as HTML alone"),
        ("a.svg", b"<svg></svg>", "PNG or JPEG"),
        ("a.heic", b"\0\0\0\x18ftypheic", "PNG or JPEG"),
        ("a.mkv", b"\0\0", "add its subtitles"),
        ("a.xlsx", b"PK\3\4\0", "Save the table as text"),
        ("a.zip", b"PK\3\4\0", "Unpack it"),
        ("a.msg", b"\xd0\xcf", "Save the message as .eml"),
        ("a.unknown", b"\0", "Save the page as HTML alone"),
        ("a.txt", b"a\0b", "Save the page as HTML alone"),
    ],
)
def test_a_file_that_is_not_read_says_what_to_do(
    project: Path, tmp_path: Path, name: str, data: bytes, cure: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    (line,) = refused(project, file)
    assert "error[file-unreadable]" in line
    assert cure in line


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nThe gate\n", "application/x-subrip"),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nThe gate\n", "text/vtt"),
        ("a.mht", b"Content-Type: text/html\n\n<p>The gate", "multipart/related"),
        ("a.MHTML", b"Content-Type: text/html\n\n<p>The gate", "multipart/related"),
    ],
)
def test_subtitles_and_whole_pages_are_kept(
    project: Path, tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    report = Report()
    added = add(project, "board-notice", file, "2024-03-04", report)
    assert added is not None
    assert (added.type, added.note, list(report)) == (kind, "", [])


def test_the_command_says_that_an_encoding_is_a_guess(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes("<p>Мэр города сообщил, что мост закрыт".encode("cp1251"))
    code, printed = run(project, "board-notice", str(file))
    assert code == 0
    assert "was read as windows-1251" in printed
    assert "encoding: windows-1251" in printed
