"""Which file gives which record."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.diagnostics import Report
from claimline.read import Entry, Project, read_project


def project(root: Path, files: dict[str, str | bytes]) -> tuple[list[Entry], list[str]]:
    """The entries and findings of a project with these files, and a site."""
    for path, text in ({"site.yaml": "title: A\nsummary: B\n"} | files).items():
        place = root / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = Report()
    return read_project(root, report), [str(finding) for finding in report]


def test_entries_of_every_kind_are_sorted(tmp_path: Path) -> None:
    entries, findings = project(
        tmp_path,
        {
            "sources/b.yaml": "title: B\n",
            "sources/2025/a.yml": "title: A\nid: a\n",
            "events/2025-12-29.yaml": "- id: z\n  title: Z\n- id: c\n  title: C\n",
            "places.yaml": "- id: moscow\n  name: Moscow\n",
            "briefs/one.md": "---\ntitle: One\n---\n\nBody.\n",
            "pages/method.md": "\ufeff---\r\ntitle: Method\r\n---\r\nBody\r\nmore.\r\n",
        },
    )
    assert findings == []
    assert [(entry.kind, entry.id, entry.where.path) for entry in entries] == [
        ("brief", "one", "content/briefs/one.md"),
        ("event", "c", "content/events/2025-12-29.yaml"),
        ("event", "z", "content/events/2025-12-29.yaml"),
        ("page", "method", "content/pages/method.md"),
        ("place", "moscow", "content/places.yaml"),
        ("site", "site", "content/site.yaml"),
        ("source", "a", "content/sources/2025/a.yml"),
        ("source", "b", "content/sources/b.yaml"),
    ]
    assert entries[0].data == {"title": "One", "body": "\nBody.\n"}
    assert entries[3].data == {"title": "Method", "body": "Body\nmore.\n"}
    assert str(entries[1].where.at("title")) == "content/events/2025-12-29.yaml:4:10"


def test_places_in_a_markdown_file(tmp_path: Path) -> None:
    text = "---\ntitle: One\n---\n\nSee [@a] and\r\n[@b], [@a].\n"
    entries, _ = project(tmp_path, {"briefs/one.md": text})
    where = entries[0].where
    assert str(where.at("title")) == "content/briefs/one.md:2:8"
    assert str(where.at("body")) == "content/briefs/one.md:4:1"
    assert str(where.inside(("body",), "[@a]", 1)) == "content/briefs/one.md:6:7"
    assert str(where.inside(("body",), "[@c]")) == "content/briefs/one.md:4:1"
    assert str(where.inside(("title",), "One")) == "content/briefs/one.md:2:8"


def test_data_that_is_wrong_in_part_still_gives_an_entry(tmp_path: Path) -> None:
    entries, findings = project(tmp_path, {"claims/A.yaml": "claim: !x a\nclaim: b\n"})
    assert [entry.id for entry in entries] == ["A", "site"]
    assert len(findings) == 3


def test_pipes_and_sockets_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, {"claims/a.yaml": "claim: A\n"})
    monkeypatch.chdir(tmp_path / "content" / "claims")
    os.mkfifo("pipe.yaml")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.yaml")
        entries, findings = project(tmp_path, {})
    assert [entry.id for entry in entries] == ["a", "site"]
    assert [finding.split(" Remove")[0] for finding in findings] == [
        "content/claims/pipe.yaml: error[file-unreadable] This is a pipe, not a file.",
        "content/claims/socket.yaml: error[file-unreadable] This is a socket, not a file.",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    project(tmp_path, {"claims/a.yaml": "claim: A\n"})
    (tmp_path / "content/claims/a.yaml").chmod(0)
    assert "error[file-unreadable]" in project(tmp_path, {})[1][0]


def test_a_folder_outside_is_not_entered(tmp_path: Path) -> None:
    root = tmp_path / "project"
    outside = tmp_path / "project-2"
    outside.mkdir()
    (outside / "a.yaml").write_text("claim: A\n")
    (root / "content").mkdir(parents=True)
    (root / "content" / "claims").symlink_to(outside)
    entries, findings = project(root, {})
    assert [entry.kind for entry in entries] == ["site"]
    assert findings[0].startswith("content/claims: error[file-outside]")


def test_a_name_that_is_not_utf8_is_shown_as_escapes(tmp_path: Path) -> None:
    project(tmp_path, {})
    folder = os.fsencode(tmp_path / "content" / "claims")
    os.mkdir(folder)
    try:
        with open(os.path.join(folder, b"\xff\n.yaml"), "w") as file:
            file.write("claim: A\n")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    entries, findings = project(tmp_path, {})
    assert entries[0].id == r"\udcff\n"
    assert findings[0].startswith(r"content/claims/\udcff\n.yaml: error[bad-id]")


def test_without_content(tmp_path: Path) -> None:
    report = Report()
    assert read_project(tmp_path / "nothing", report) == []
    assert [finding.code for finding in report] == ["file-missing"]


def test_a_link_to_the_project_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    entries, _ = project(tmp_path / "a", {"claims/a.yaml": "claim: A\n"})
    (tmp_path / "b").symlink_to("a")
    assert read_project(tmp_path / "b", Report()) == entries


def test_folders_of_a_project() -> None:
    assert Project(Path("x")).content == Path("x/content")
    assert Project(Path("x")).templates == Path("x/templates")


@given(
    files=st.dictionaries(
        st.sampled_from(["claims/a.yaml", "briefs/b.md", "site.yaml", "places.yaml"]),
        st.binary(max_size=60)
        | st.lists(
            st.sampled_from(
                [b"---\n", b"a: b\n", b"- ", b"id: x\n", b"\xff", b"\0", b"\r", b"[", b"'"]
            )
        ).map(b"".join),
    )
)
def test_bytes_never_raise(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    entries, findings = project(tmp_path_factory.mktemp("p"), dict(files))
    for path in files:
        given_entry = any(entry.where.path == f"content/{path}" for entry in entries)
        assert given_entry or any(finding.startswith(f"content/{path}") for finding in findings)
