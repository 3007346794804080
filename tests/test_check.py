"""A check takes from the site what the last build left unchanged, and finds the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
from claimline.publish import link_check
from claimline.publish.link_check import broken_links
from claimline.publish.page_links import PageLinks, read_page
from tests.small import tree, write_files, write_small

LINKED = """\
{% extends "theme/pages/source.html" %}
{% block main %}{{ super() }}<a href="../claims/gate-closed-late.html#cite-2">x</a>{% endblock %}
"""


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A project with a template of its own, built with a cache."""
    files = {"templates/pages/source.html": LINKED}
    project = write_files(write_small(tmp_path / "project"), files)
    report = Report()
    pipeline.build(BuildOptions(project, cache=Cache(project)), report)
    assert list(report) == []
    return project


def _checked(project: Path, *, stored: bool) -> tuple[list[str], int]:
    """Check a project. Return the findings, and how many files were rendered."""
    totals = [0]

    def on_progress(step: str, done: int, total: int) -> None:
        if step == "rendering":
            totals.append(total)

    report = Report()
    options = BuildOptions(project, on_progress=on_progress)
    if stored:
        options = BuildOptions(project, on_progress=on_progress, cache=Cache(project))
    pipeline.check(options, report)
    return [str(it) for it in report], max(totals)


def test_what_has_not_changed_is_not_rendered_again(built: Path) -> None:
    before = tree(built / "site")
    findings, rendered = _checked(built, stored=True)
    assert (findings, _checked(built, stored=False)[0]) == ([], [])
    assert rendered < _checked(built, stored=False)[1] / 3
    assert tree(built / "site") == before


def _edit(file: str, before: str, after: str) -> Callable[[Path], object]:
    def edit(project: Path) -> object:
        path = project / file
        text = path.read_text("utf-8")
        assert before in text
        return path.write_text(text.replace(before, after, 1), "utf-8")

    return edit


CLAIM = "content/claims/gate-closed-late.yaml"


@pytest.mark.parametrize(
    ("edit", "broken"),
    [
        (_edit(CLAIM, "after ten in", "well after ten in"), False),
        (_edit("templates/pages/source.html", "cite-2", "cite-9"), True),
        # Somebody changed a page by hand: it is rendered, not believed.
        (_edit("site/claims/gate-closed-late.html", "<h2", '<a href="x.html">x</a><h2'), False),
        (lambda project: (project / "site/claims/gate-closed-late.html").unlink(), False),
        (lambda project: (project / "site/.claimline.json").unlink(), False),
    ],
    ids=["words", "template", "page by hand", "page gone", "manifest gone"],
)
def test_a_check_with_the_store_finds_what_one_without_finds(
    edit: Callable[[Path], object], broken: bool, built: Path
) -> None:
    edit(built)
    findings, _ = _checked(built, stored=True)
    assert findings == _checked(built, stored=False)[0]
    assert any("broken-link" in it for it in findings) is broken


def test_an_unchanged_page_that_links_to_a_lost_place_is_found(built: Path) -> None:
    """Only the claim's page changes, and the pages of sources link to its second citation."""
    path = built / CLAIM
    text = path.read_text("utf-8")
    start, end = text.index("citations:\n"), text.index("stances:\n")
    only = "citations:\n  - source: board-notice\n    stance: context\n"
    path.write_text(f"{text[:start]}{only}{text[end:]}", "utf-8")
    findings, _ = _checked(built, stored=True)
    assert findings == _checked(built, stored=False)[0]
    assert sum("broken-link" in it for it in findings) == 3


def test_links_are_followed_only_on_pages_that_have_changed(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[str] = []

    def reading(page: str, data: bytes) -> PageLinks:
        pages.append(page)
        return read_page(page, data)

    monkeypatch.setattr(link_check, "read_page", reading)
    assert _checked(built, stored=True)[0] == []
    pages.clear()
    assert _checked(built, stored=True)[0] == []
    assert pages == []
    _edit(CLAIM, "after ten in", "well after ten in")(built)
    _checked(built, stored=True)
    assert "claims/gate-closed-late.html" in pages
    assert len(pages) < len([*(built / "site").rglob("*.html")]) / 2


class Counted(Mapping[str, bytes]):
    """Files that count how often each is read."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.reads = dict.fromkeys(files, 0)

    def __getitem__(self, path: str) -> bytes:
        self.reads[path] += 1
        return self.files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def __contains__(self, path: object) -> bool:
        return path in self.files


def test_the_links_of_a_sound_site_are_followed_in_one_reading(built: Path) -> None:
    files = Counted(tree(built / "site"))
    assert list(broken_links(files)) == []
    assert {n for path, n in files.reads.items() if path.endswith(".html")} == {1}
    files = Counted({**tree(built / "site"), "a.html": b'<a href="index.html#no">x</a>'})
    assert len(list(broken_links(files))) == 1
    assert max(files.reads.values()) == 2
