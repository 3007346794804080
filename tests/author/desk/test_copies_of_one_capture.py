"""A capture of several files: each file with words can be marked, and what is written verifies."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from claimline.author.captures import add, verify
from claimline.diagnostics import Report
from tests.author.captures.pdf_writer import pdf
from tests.author.desk.desks import Browser
from tests.small import write_small

PAGE = "<!doctype html><title>x</title><p>Morning.</p><p>The gate is open again.</p><p>Rain.</p>"
TALK = "WEBVTT\n\n00:01:02.000 --> 00:01:04.000\nThe gate is open again.\n"
CLAIM = "content/claims/gate-was-repaired.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = write_small(tmp_path / "p")
    plan = pdf([["A plan."], ["The gate is open again."]])
    picture = b"\x89PNG\r\n\x1a\n" + bytes(20)
    files = {"p.html": PAGE.encode(), "p.png": picture, "p.pdf": plan, "p.vtt": TALK.encode()}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    report = Report()
    paths = [tmp_path / name for name in files]
    assert add(project, "evening-copy", paths, "2024-03-08", report), [*report]
    return project


def test_each_file_with_words_is_listed(project: Path) -> None:
    page = Browser(project).open("mark/evening-copy")
    assert [(each.attributes["href"] or "")[-2:] for each in page.all(".rows a")] == [
        "/1",
        "/2",
        "/3",
    ]
    assert ".png" not in page.text
    assert Browser(project).open("mark/evening-copy/4").status == 404
    assert Browser(project).open("copy/evening-copy/2").status == 404  # a PDF is no page


@pytest.mark.parametrize(
    ("number", "place", "ending"),
    [(1, "paragraph 2", ".html"), (2, "page 2", ".pdf"), (3, "00:01:02", ".vtt")],
)
def test_a_passage_of_each_file_verifies_at_its_place(
    project: Path, number: int, place: str, ending: str
) -> None:
    page = Browser(project).open(f"mark/evening-copy/{number}")
    (item,) = [each for each in page.all(".sentences li") if "open again" in each.text()]
    chosen = str(item.attributes["id"])[9:]
    page = page.send({"@from": chosen, "@to": chosen}, "mark")
    page = page.send({"@record": "gate-was-repaired"}, "write")
    assert "Saved" in page.text
    written = YAML(typ="safe").load((project / CLAIM).read_text())["citations"][-1]
    assert written["at"] == place
    report = Report()
    result = verify(project, report)
    assert result
    (checked,) = [each for each in result.quotes if each.words == "The gate is open again."]
    assert (checked.status, checked.place) == ("found", place)
    assert checked.file.endswith(ending)
    assert not [each for each in report if each.location.path == CLAIM], [*report]


def test_a_file_that_git_lfs_has_not_fetched_is_not_here(project: Path) -> None:
    (pdf_file,) = (project / "captures").glob("*.pdf")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 9\n"
    pdf_file.write_text(pointer)
    page = Browser(project).open("mark/evening-copy/2")
    assert "is not here" in page.text
    assert "git lfs pull" in page.text
