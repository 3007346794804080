"""Pictures and files from a record to the site: what is published, shown and kept back."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
from tests.html_tree import Node, read_html
from tests.publish.media.pictured import (
    CANARY,
    LISTED,
    drawn,
    project_with,
    saved,
    telling_jpeg,
    telling_png,
)
from tests.small import tree

PAGE = "sources/board-notice.html"
PDF = b"%PDF-1.4\n%%EOF\n"


def findings(project: Path) -> list[str]:
    report = Report()
    pipeline.check(BuildOptions(project), report)
    return [str(found) for found in report]


def built(project: Path, site: Path, cache: Cache | None = None) -> dict[str, bytes]:
    report = Report()
    options = BuildOptions(project, site, cache=cache) if cache else BuildOptions(project, site)
    pipeline.build(options, report)
    assert list(report) == []
    return tree(site)


def published(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.startswith("media/")}


def shown(files: dict[str, bytes], page: str = PAGE) -> Node:
    return read_html(files[page])


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A site with two pictures that hold a name and a position, a document and a video."""
    listed = LISTED.format(file="a.jpg") + (
        "    taken: 2024-03-03\n"
        "    caption: The morning after.\n"
        "    licence: {name: CC0, url: 'https://creativecommons.org/publicdomain/zero/1.0/'}\n"
        "    compare: {file: sub/b.png, alt: Later., credit: The board}\n"
        "    video: https://video.example.org/7\n"
        "    video_file: v.mp4\n"
        "    as_is: true\n"
        "  - {file: letter.pdf, alt: The letter, credit: The board, as_is: true}\n"
    )
    files = {"a.jpg": telling_jpeg(), "sub/b.png": telling_png(), "letter.pdf": PDF,
             "v.mp4": b"\0\0\0\x18ftypmp42"}  # fmt: skip
    folder = tmp_path_factory.mktemp("telling")
    return built(project_with(folder / "p", files, listed), folder / "site")


def test_no_byte_of_the_site_has_what_the_camera_noted(telling: dict[str, bytes]) -> None:
    assert [path for path, data in telling.items() if CANARY.encode() in data] == []
    assert len(published(telling)) == 6


def test_the_digests_on_the_page_are_those_of_the_files(telling: dict[str, bytes]) -> None:
    digests = {node.text() for node in shown(telling).all(tag="code")}
    whole = [data for path, data in published(telling).items() if "640" not in path]
    assert {sha256(telling_jpeg()).hexdigest(), sha256(telling_png()).hexdigest()} <= digests
    for data in whole:
        if data[4:8] != b"ftyp":
            assert sha256(data).hexdigest() in digests


def test_every_picture_has_its_alternative_its_size_and_its_credit(
    telling: dict[str, bytes],
) -> None:
    page = shown(telling)
    pictures = page.all(tag="img")
    assert {it.attributes["alt"] for it in pictures} == {"The gate, drawn from the quay.", "Later."}
    for it in pictures:
        assert it.attributes["loading"] == "lazy"
        assert int(it.attributes["width"]) > 0
        assert int(it.attributes["height"]) > 0
    text = page.text()
    for words in ("Credit: The Orla notebook", "Credit: The board", "3 March 2024", "CC0",
                  "The morning after.", "Watch the video", "MP4, 1 kB", "PDF, 1 kB"):  # fmt: skip
        assert words in text, words


def test_the_large_view_has_the_caption_and_the_credit(telling: dict[str, bytes]) -> None:
    first, second = (box.text() for box in shown(telling).all("lightbox"))
    assert "The morning after." in first
    assert "The Orla notebook" in first
    assert "The board" in second
    assert "The morning after." not in second


def test_a_page_asks_for_the_sheet_of_pictures_only_if_it_has_any(
    telling: dict[str, bytes],
) -> None:
    asking = [path for path, data in telling.items() if b"assets/media.css" in data]
    assert [path for path in asking if path.endswith(".html")] == [PAGE]
    assert "assets/media.css" in telling


def test_a_sensitive_picture_is_behind_its_reason(tmp_path: Path) -> None:
    listed = LISTED.format(file="a.png") + "    sensitive: It shows someone hurt.\n"
    project = project_with(tmp_path / "p", {"a.png": saved(drawn(), "PNG")}, listed)
    page = shown(built(project, tmp_path / "site"))
    (folded,) = page.all("sensitive", tag="details")
    assert "open" not in folded.attributes
    assert "It shows someone hurt." in folded.all(tag="summary")[0].text()
    inside = {id(node) for node in folded.walk()}
    for picture in page.all(tag="img"):
        boxes = [box for box in page.all("lightbox") if picture in box.walk()]
        assert id(picture) in inside or boxes


def test_only_what_a_published_record_lists_is_published(tmp_path: Path) -> None:
    files = {"a.png": saved(drawn(), "PNG"), "b.png": saved(drawn(), "PNG"), "c.pdf": PDF,
             "_draft.png": b"", ".hidden": b""}  # fmt: skip
    project = project_with(tmp_path / "p", files, file="a.png")
    private = project / "content/sources/leak.yaml"
    private.write_text(
        "title: A leak\npublisher: unknown\nlanguage: en\nkind: document\nprivate: true\n"
        "url: https://leak.example.org/\nmedia:\n"
        "  - {file: c.pdf, alt: The leak, credit: Nobody}\n",
        encoding="utf-8",
    )
    (unlisted,) = findings(project)
    assert unlisted.startswith("content/media/b.png: warning[media-unused]")
    (project / "content/media/b.png").unlink()
    files_now = built(project, tmp_path / "site")
    assert {path.split("-")[0] for path in published(files_now)} == {"media/a"}
    assert not any(b"leak.example.org" in data for data in files_now.values())


@pytest.mark.parametrize(
    "leads_to", ["/etc/hostname", "../../outside.txt", "../site.yaml", "../../captures"]
)
def test_a_link_out_of_the_folder_is_not_followed(leads_to: str, tmp_path: Path) -> None:
    project = project_with(tmp_path / "p", {}, file="notes.txt")
    (tmp_path / "outside.txt").write_text("outside", encoding="utf-8")
    (project / "captures").mkdir()
    (project / "content/media").mkdir()
    (project / "content/media/notes.txt").symlink_to(leads_to)
    (found,) = findings(project)
    assert found.startswith("content/sources/board-notice.yaml:14:11: error[file-outside]")


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    project = project_with(tmp_path / "p", {"a.png": saved(drawn(), "PNG")}, file="in/b.png")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/b.png").write_bytes(saved(drawn(), "PNG"))
    (project / "content/media/a.png").unlink()
    (project / "content/media/in").symlink_to(tmp_path / "outside")
    assert "error[file-outside]" in "".join(findings(project))
    (project / "content/media/in").unlink()
    (project / "content/media").rmdir()
    (project / "content/media").symlink_to(tmp_path)
    found = findings(project)
    assert "error[file-outside]" in "".join(found)
    assert "media-unused" not in "".join(found), "nothing is said of what lies outside"


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    project = project_with(tmp_path / "p", {"x.png": b""}, file="a.png")
    (project / "content/media/x.png").unlink()
    os.mkfifo(project / "content/media/a.png")
    (found,) = findings(project)
    assert "error[media-unusable]" in found
    assert "no plain file" in found


def test_two_records_share_a_file_and_a_new_picture_replaces_the_old(tmp_path: Path) -> None:
    project = project_with(tmp_path / "p", {"a.png": saved(drawn(), "PNG")}, file="a.png")
    claim = project / "content/claims/gate-closed-late.yaml"
    claim.write_text(claim.read_text(encoding="utf-8") + LISTED.format(file="a.png"), "utf-8")
    cache = Cache.in_memory()
    first = built(project, tmp_path / "site", cache)
    assert len(published(first)) == 2
    for page in (PAGE, "claims/gate-closed-late.html"):
        assert len(shown(first, page).all(tag="img")) == 2
    (project / "content/media/a.png").write_bytes(saved(drawn((300, 200)), "PNG"))
    second = built(project, tmp_path / "site", cache)
    assert len(published(second)) == 1
    assert published(second).keys().isdisjoint(published(first))
    assert second == built(project, tmp_path / "other")


def test_a_build_uses_what_the_last_one_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_with(tmp_path / "p", {"a.png": saved(drawn(), "PNG")}, file="a.png")
    cache = Cache.in_memory()
    first = built(project, tmp_path / "site", cache)
    monkeypatch.setattr("claimline.publish.media.preparation.make_sizes", None)
    source = project / "content/sources/board-notice.yaml"
    source.write_text(source.read_text("utf-8").replace("from the quay", "by hand"), "utf-8")
    second = built(project, tmp_path / "site", cache)
    assert published(second) == published(first)
    assert "drawn by hand" in second[PAGE].decode()


def test_pictures_are_made_again_when_memory_is_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_with(tmp_path / "p", {"a.png": saved(drawn(), "PNG")}, file="a.png")
    first = built(project, tmp_path / "site")
    monkeypatch.setattr("claimline.publish.media.preparation.MOST_HELD", 0)
    assert built(project, tmp_path / "other") == first


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("    video_file: b.png\n", '"b.png" is no video'),
        ("    compare: {file: c.pdf, alt: A letter, credit: X}\n    as_is: true\n",
         '"c.pdf" is no picture'),
        ("    pages: 1-3\n", "Only a PDF has pages"),
        ("    pages: twelve\n", '"twelve" is not a form that "pages" takes'),
        ("    video_file: nothing.mp4\n", "There is no file"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_reported(more: str, found: str, tmp_path: Path) -> None:
    files = {"a.png": saved(drawn(), "PNG"), "b.png": saved(drawn(), "PNG"), "c.pdf": PDF}
    project = project_with(tmp_path / "p", files, LISTED.format(file="a.png") + more)
    found_here = [line for line in findings(project) if "media-unused" not in line]
    assert len(found_here) == 1
    assert found in found_here[0]
    assert found_here[0].startswith("content/sources/board-notice.yaml:1")
