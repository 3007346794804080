"""``claimline export``: one file to take along, whole or not at all."""

from __future__ import annotations

import json
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from claimline import cli
from claimline.author import printed_pdf
from tests.small import write_small

FINDER = Path(__file__).parents[1] / "browser" / "ensure_chromium.sh"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("export"))


def export(project: Path, *arguments: object) -> Result:
    words = ["export", "--project", project, "--no-cache", *arguments]
    return CliRunner().invoke(cli.program, list(map(str, words)), prog_name="claimline")


def test_one_file_is_written_and_named(project: Path, tmp_path: Path) -> None:
    done = export(project, "--single-file", tmp_path / "out.html")
    assert done.exit_code == 0, done.output
    assert "Wrote " in done.output
    assert (tmp_path / "out.html").read_bytes().startswith(b"<!doctype html>")
    assert not (project / "site").exists()
    done = export(project, "--single-file", tmp_path / "b.html", "--format", "json")
    assert json.loads(done.output)["files"] == [str(tmp_path / "b.html")]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["b.html", "out.html"]


def test_a_file_that_is_there_is_kept_unless_force_is_given(project: Path, tmp_path: Path) -> None:
    place = tmp_path / "out.html"
    place.write_text("mine")
    done = export(project, "--single-file", place)
    assert (done.exit_code, place.read_text()) == (1, "mine")
    assert "Replace it with --force." in done.output
    assert export(project, "--single-file", place, "--force").exit_code == 0
    assert place.read_text() != "mine"


@pytest.mark.parametrize("place", ["content/site.yaml", "templates/x.html", "content", "no/such/x"])
def test_places_that_are_refused(project: Path, place: str) -> None:
    (project / "templates").mkdir(exist_ok=True)
    before = (project / "content" / "site.yaml").read_bytes()
    done = export(project, "--single-file", project / place, "--force")
    assert done.exit_code == 1, done.output
    assert "Traceback" not in done.output
    assert (project / "content" / "site.yaml").read_bytes() == before


def test_nothing_to_write_and_one_name_for_two_files(project: Path, tmp_path: Path) -> None:
    assert export(project).exit_code == 2
    same = ("--single-file", tmp_path / "x", "--pdf", tmp_path / "x")
    assert export(project, *same).exit_code == 2


def test_an_error_in_the_records_leaves_the_last_file(tmp_path: Path) -> None:
    project = write_small(tmp_path / "project")
    place = tmp_path / "out.html"
    place.write_text("the last one")
    claim = project / "content" / "claims" / "gate-closed-late.yaml"
    claim.write_text(claim.read_text() + "\nunknown_key: 1\n")
    done = export(project, "--single-file", place, "--force")
    assert (done.exit_code, place.read_text()) == (1, "the last one")
    assert "Nothing was written." in done.output


def test_without_chromium_a_pdf_says_what_to_do(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = export(project, "--pdf", tmp_path / "out.pdf")
    assert done.exit_code == 1
    assert "install Chromium, or set CHROMIUM" in done.output
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    assert '"no-such-browser"' in export(project, "--pdf", tmp_path / "out.pdf").output


@pytest.mark.parametrize("script", ["echo broken >&2; exit 1", "exit 0"])
def test_a_chromium_that_prints_nothing_leaves_no_file(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\n{script}\n")
    browser.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))
    out = tmp_path / "out"
    out.mkdir()
    both = ("--pdf", out / "a.pdf", "--single-file", out / "a.html")
    done = export(project, *both)
    assert done.exit_code == 1
    assert "Chromium printed nothing" in done.output
    assert list(out.iterdir()) == []


def test_a_printed_site_has_true_page_numbers_and_endnotes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = subprocess.run([FINDER, "--find"], capture_output=True, text=True, check=True)
    monkeypatch.setenv("CHROMIUM", found.stdout.strip())
    done = export(project, "--pdf", tmp_path / "out.pdf")
    assert done.exit_code == 0, done.output
    pdf = (tmp_path / "out.pdf").read_bytes()
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    titles = {"index": "The flood gate at Orla", "sources/index": "Sources", "origins": "Origins"}
    numbers = printed_pdf._page_numbers(pdf, titles)
    assert numbers.keys() == titles.keys()
    for id_, number in numbers.items():
        assert number in pages[0].split()
        assert titles[id_] in pages[int(number) - 1]
    assert all(str(number) in text.split() for number, text in enumerate(pages, 1))
    assert "https://board.example.org/notices/gate" in "".join(pages[-1].split())
