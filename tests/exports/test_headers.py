"""The headers that a site asks its host for, and files for its top."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.exports.headers import NAME, headers, headers_file, policy
from claimline.options import BuildOptions
from claimline.pipeline import build
from claimline.publish.root_files import root_outputs
from claimline.publish.theme import read_theme
from tests.small import tree, write_files, write_small


def built(project: Path) -> tuple[dict[str, bytes], list[str]]:
    report = Report()
    build(BuildOptions(project, project / "site"), report)
    return tree(project / "site"), [str(found) for found in report]


def test_policy_allows_the_sites_own_files_and_no_more() -> None:
    directives = dict(each.split(" ", 1) for each in policy().split("; "))
    assert set(directives.values()) == {"'none'", "'self'"}
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert {"base-uri", "form-action", "frame-ancestors"} <= directives.keys()  # no fallback


def test_each_header_is_a_line_below_the_pattern_of_all_paths() -> None:
    first, *lines = headers_file().decode().splitlines()
    assert first == "/*"
    assert lines == [f"  {name}: {value}" for name, value in headers().items()]
    assert all(len(line) < 2000 for line in lines)  # Cloudflare's limit


def test_every_site_has_the_headers_at_its_top(tmp_path: Path) -> None:
    files, found = built(write_small(tmp_path))
    assert found == []
    assert files[NAME] == headers_file()


def test_a_projects_own_files_come_to_the_top(tmp_path: Path) -> None:
    own = {
        "templates/root/_headers": "/*\n  X-Own: 1\n",
        "templates/root/_redirects": "/old /claims/ 301\n",
        "templates/root/robots.txt": "User-agent: *\nAllow: /\n",
        "templates/root/_draft.txt": "not yet",
        "templates/root/deeper/key.txt": "k",
    }
    files, found = built(write_files(write_small(tmp_path), own))
    assert found == []
    for name in ("_headers", "_redirects", "robots.txt", "deeper/key.txt"):
        assert files[name] == own[f"templates/root/{name}"].encode()
    assert "_draft.txt" not in files


@pytest.mark.parametrize("name", ["index.html", "claims/gate-closed-late.html", "assets/a.css"])
def test_what_the_program_writes_has_its_place(name: str, tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path), {f"templates/root/{name}": "mine"})
    files, (found,) = built(project)
    assert files == {}
    assert found.startswith(f"templates/root/{name}: error[output-failed] {name} is a file that")


def test_a_file_that_cannot_be_read_is_left_to_the_check_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root/broken.txt").symlink_to("nowhere")
    assert root_outputs(read_theme(tmp_path), [], Report()) == []
