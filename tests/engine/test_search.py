"""The search under the cache: made anew only if what it finds has changed."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
from claimline.outcome import Outcome
from claimline.pipeline import build
from claimline.publish import search
from tests.small import FILES, tree, write_files

ON = {**FILES, "content/site.yaml": FILES["content/site.yaml"] + "\nsections: {search: true}\n"}
CLAIM = "content/claims/gate-closed-late.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_files(tmp_path / "project", ON)


def cached(project: Path, site: Path) -> tuple[Outcome, int]:
    """What a build with the cache came to, and how often it made an index."""
    cache = Cache(project)
    with patch.object(search, "index", wraps=search.index) as made:
        outcome = build(
            BuildOptions(project, site, cache=cache, against_last_build=False), Report()
        )
    cache.close()
    return outcome, made.call_count


def clean(project: Path, site: Path) -> dict[str, bytes]:
    build(BuildOptions(project, site, against_last_build=False), Report())
    return tree(site)


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_after_an_edit_the_search_is_that_of_a_clean_build(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert cached(project, site)[1] == 1
    edit(project, CLAIM, "The fishers saw", "The zebras saw")
    outcome, indexed = cached(project, site)
    assert indexed == 1
    assert outcome.written
    assert outcome.written.same > 5
    files = tree(site)
    assert files == clean(project, tmp_path / "clean")
    assert any(b'"zebras"' in data for path, data in files.items() if "search/terms" in path)


def test_where_nothing_that_it_finds_changes_the_search_is_kept(
    project: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    cached(project, site)
    before = tree(site)
    with (project / CLAIM).open("a", encoding="utf-8") as file:
        file.write("\n# Nothing\n")
    assert cached(project, site)[1] == 0
    assert tree(site) == before


def test_a_page_that_is_gone_is_not_found(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_files(project, {"content/actors/nobody.yaml": "name: Nobody\nkind: person\n"})
    cached(project, site)
    (project / "content/actors/nobody.yaml").unlink()
    cached(project, site)
    assert tree(site) == clean(project, tmp_path / "clean")


def test_a_harmed_index_is_made_anew(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    cached(project, site)
    (site / "search" / "start.js").write_text("{}", encoding="utf-8")
    cached(project, site)
    assert tree(site) == clean(project, tmp_path / "clean")
