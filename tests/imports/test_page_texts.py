"""Texts of archived pages go to ``captures/``, where quotes are looked up in them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from claimline import cli
from tests.imports.test_archives import wacz
from tests.small import tree, write_small

WORDS = "The roof fell in at nine, and nobody was hurt."


def page(url: str = "https://roof.example.org/", **more: str) -> str:
    return json.dumps({"url": url, "ts": "2024-03-05T08:00:00Z", "title": "Roof", **more})


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.program, list(arguments), prog_name="claimline")
    return done.exit_code, done.output


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small investigation, which is the current folder."""
    project = write_small(tmp_path / "project")
    monkeypatch.chdir(project)
    return project


def archive(project: Path, *pages: str) -> str:
    """Write an archive with these pages beside the project, and return its path."""
    path = project.parent / "crawl.wacz"
    path.write_bytes(wacz("\n".join(pages)))
    return str(path)


def report(project: Path) -> str:
    file = project / "import-report.md"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def test_a_text_is_kept_named_in_the_record_and_never_published(small: Path) -> None:
    crawl = archive(small, page(text=WORDS))
    before = tree(small)
    code, printed = run("import", crawl)
    assert code == 0, printed
    assert "1 text of a page goes to captures/." in printed
    assert tree(small) == before
    assert run("import", crawl, "--write")[0] == 0
    source = yaml.safe_load((small / "content/sources/roof.yaml").read_text(encoding="utf-8"))
    (capture,) = source["captures"]
    copy = (small / "captures" / capture["file"]).read_bytes()
    assert copy.decode() == f"{WORDS}\n"
    assert capture["sha256"] == hashlib.sha256(copy).hexdigest()
    assert str(capture["captured"]).startswith("2024-03-05")
    assert (small / "captures/.gitignore").read_text() == "*\n"
    assert run("build")[0] == 0
    assert not [path for path, data in tree(small / "site").items() if WORDS.encode() in data]


def test_quotes_are_looked_up_in_it(small: Path) -> None:
    run("import", archive(small, page(text=WORDS)), "--write")
    claim = small / "content/claims/gate-closed-late.yaml"
    text = claim.read_text(encoding="utf-8")
    for quote, found in (("nobody was hurt", True), ("somebody was hurt", False)):
        added = f'citations:\n  - {{source: roof, stance: context, quote: "{quote}"}}'
        claim.write_text(text.replace("citations:", added, 1), encoding="utf-8")
        _, printed = run("check", "--captures", "--format", "json")
        assert ("quote-not-found" in printed) != found, printed


def test_a_second_import_changes_nothing(small: Path) -> None:
    crawl = archive(small, page(text=WORDS))
    run("import", crawl, "--write")
    before = tree(small)
    assert "There is nothing new." in run("import", crawl, "--write")[1]
    assert tree(small) == before


@pytest.mark.parametrize(
    "pages",
    [
        [page(text=WORDS, ts="some day")],
        [page(text="Another."), page(text=WORDS, ts="2024-03-06T08:00:00Z")],
        [page("https://board.example.org/notices/gate", text=WORDS)],
    ],
    ids=["no day", "a page twice", "a source that is there"],
)
def test_a_text_that_cannot_be_a_capture_goes_to_the_report(small: Path, pages: list[str]) -> None:
    code, printed = run("import", archive(small, *pages), "--write")
    assert code == 0, printed
    assert WORDS in report(small)
    copies = small / "captures"
    kept = [file.read_text() for file in copies.glob("*.txt")] if copies.exists() else []
    assert WORDS not in "".join(kept)


def test_a_page_without_words_has_no_capture(small: Path) -> None:
    run("import", archive(small, page(text="  \n ")), "--write")
    assert (small / "content/sources/roof.yaml").exists()
    assert not (small / "captures").exists()


def test_signs_that_no_file_can_hold_do_not_stop_an_import(small: Path) -> None:
    code, printed = run("import", archive(small, page(text="A \ud800 roof")), "--write")
    assert code == 0, printed
    (copy,) = (small / "captures").glob("*.txt")
    assert copy.read_text(encoding="utf-8") == "A ? roof\n"


@pytest.mark.parametrize("kind", ["a link out of the project", "a plain file"])
def test_a_folder_that_cannot_be_used_leaves_all_as_it_was(small: Path, kind: str) -> None:
    crawl = archive(small, page(text=WORDS))
    if kind == "a plain file":
        (small / "captures").write_text("mine")
    else:
        (small / "captures").symlink_to(small.parent, target_is_directory=True)
    before = tree(small / "content")
    outside = {file.name for file in small.parent.iterdir()}
    code, printed = run("import", crawl, "--write")
    assert code != 0
    assert "Traceback" not in printed
    assert tree(small / "content") == before
    assert {file.name for file in small.parent.iterdir()} == outside
    assert not (small / "imported.json").exists()
