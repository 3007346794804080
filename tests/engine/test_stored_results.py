"""Results that the next build has without running their queries: used only while they are right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from msgspec import msgpack

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.engine.graph import Graph
from claimline.engine.queries import Queries
from claimline.engine.recording import Recorder
from claimline.engine.stored_results import Comparing, StoredResults
from claimline.options import BuildOptions
from claimline.pages.parts import PARTS, STORED
from claimline.pipeline import build
from claimline.publish import parallel
from tests.engine.searched import CLAIM, SEARCHED, clean, edit
from tests.small import tree, write_files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_files(tmp_path / "project", SEARCHED)


def cached(project: Path, site: Path) -> list[tuple[str, Any]]:
    """Build with the cache, and return which of the stored queries ran."""
    ran: list[tuple[str, Any]] = []

    def noted(name: str) -> Callable[..., Any]:
        def run(builder: Any, key: Any) -> Any:
            ran.append((name, key))
            return whole[name](builder, key)

        return run

    whole = dict(PARTS)
    cache = Cache(project)
    with patch.dict(PARTS, {name: noted(name) for name in STORED}):
        build(BuildOptions(project, site, cache=cache, against_last_build=False), Report())
    cache.close()
    return ran


def stored(project: Path) -> dict[tuple[str, str], Any]:
    """All stored results, by query and key."""
    cache = Cache(project)
    results = {
        node.read: msgpack.decode(cache.results.get(id_) or b"")
        for id_, node in cache._nodes.items()
        if node.name in STORED
    }
    assert len(results) == len(cache.results)
    cache.close()
    return results


def test_an_edit_of_a_text_runs_no_stored_query(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert cached(project, site)
    known = stored(project)
    assert {"selected", "list", "actor lists", "searchable records"} <= {name for name, _ in known}
    edit(project, CLAIM, "The fishers saw", "The zebras saw")
    ran = set(cached(project, site)) & known.keys()
    own = {("row", "gate-closed-late"), ("tags of", "claim gate-closed-late")}
    assert ran == own | {("source row", "harbour-letter")}
    assert stored(project) == known
    assert tree(site) == clean(project, tmp_path / "clean")


def test_what_an_edit_changes_runs_again(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    cached(project, site)
    write_files(project, {"content/actors/a-nobody.yaml": "name: Nobody\nkind: person\n"})
    assert ("list", "actor") in cached(project, site)
    assert "actor a-nobody" in stored(project)["searchable records", ""]
    assert tree(site) == clean(project, tmp_path / "clean")


def test_a_change_of_what_all_pages_show_begins_anew(project: Path, tmp_path: Path) -> None:
    """The day up to which there is evidence is on every page."""
    site = tmp_path / "site"
    cached(project, site)
    before = (site / "claims/gate-closed-late.html").read_bytes()
    edit(project, "content/sources/harbour-letter.yaml", "2024-03-06", "2024-03-16")
    cached(project, site)
    assert (site / "claims/gate-closed-late.html").read_bytes() != before
    edit(project, CLAIM, "The fishers saw", "The zebras saw")
    cached(project, site)
    assert tree(site) == clean(project, tmp_path / "clean")


def test_harmed_results_are_not_used(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    cached(project, site)
    cache = Cache(project)
    for id_, _ in list(cache.results.items()):
        cache.results.put(id_, msgpack.encode({"claim": 7}))
    cache.commit()
    cache.close()
    edit(project, CLAIM, "The fishers saw", "The zebras saw")
    cached(project, site)
    assert tree(site) == clean(project, tmp_path / "clean")


def test_a_new_record_makes_one_batch_anew(project: Path, tmp_path: Path) -> None:
    """The others are those of the last build, though the list of all ids has changed."""
    site = tmp_path / "site"
    with patch("claimline.pages.batches.SIZE", 1):
        cached(project, site)
        write_files(project, {"content/actors/a-nobody.yaml": "name: Nobody\nkind: person\n"})
        ran = cached(project, site)
        assert [name for name, _ in ran].count("place in batch") == 1
    assert tree(site) == clean(project, tmp_path / "clean")


def test_another_number_of_batches_begins_anew(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    actors = [f"content/actors/a-nobody-{nth}.yaml" for nth in range(9)]
    with patch("claimline.pages.batches.SIZE", 1):
        cached(project, site)
        before = stored(project)
        for nth, path in enumerate(actors):
            write_files(project, {path: f"name: Nobody {nth}\nkind: person\n"})
            cached(project, site)
        assert tree(site) == clean(project, tmp_path / "clean")
        assert stored(project).keys() & before.keys() < before.keys()
        for path in actors:
            (project / path).unlink()
        cached(project, site)
    assert stored(project) == before
    assert tree(site) == clean(project, tmp_path / "clean")


def test_results_of_other_processes_are_stored(project: Path, tmp_path: Path) -> None:
    cached(project, tmp_path / "site")
    alone = stored(project)
    with patch.object(parallel, "FEWEST", 1), patch.object(parallel, "SHARE", 4):
        cache = Cache(project)
        cache.results.clear()
        cache.graph.clear()
        cache.put("key", b"")
        options = BuildOptions(project, tmp_path / "site", jobs=3, cache=cache)
        build(options, Report())
        cache.close()
    assert stored(project) == alone


def test_what_is_gone_is_stored_no_more(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    cached(project, site)
    known = stored(project)
    write_files(project, {"content/actors/a-nobody.yaml": "name: Nobody\nkind: person\n"})
    cached(project, site)
    assert stored(project) != known
    (project / "content/actors/a-nobody.yaml").unlink()
    cached(project, site)
    assert stored(project) == known


def test_a_query_asks_for_an_earlier_result_first() -> None:
    queries = Queries(Recorder())
    queries.define({"length": len})
    queries.earlier = lambda read: (7, None) if read == ("length", "ab") else None
    assert queries.get("length", "ab") == 7
    assert queries.get("length", "abc") == 3


class OneReached:
    """A graph in which a change reaches one result, which has not read what changed itself."""

    def has_read(self, id_: bytes, entries: object) -> bool:
        return False

    def reached(self, changed: object) -> set[bytes]:
        return {b"result"}


def test_a_result_that_needs_itself_to_find_out_counts_as_one_that_differs() -> None:
    """What a result reads can have changed places: now the other reads it."""
    answers: list[bool] = []

    class Asking(OneReached):
        def differs(self, id_: bytes, *_: object) -> bool:
            answers.append(comparing.differs(id_))
            return False

    graph: Any = Asking()
    comparing = Comparing(graph, [("claims", "a")], Queries(Recorder()))
    assert not comparing.differs(b"result")
    assert answers == [True]


def test_what_is_computed_to_find_out_is_not_read_by_the_reader() -> None:
    recorder = Recorder()

    class Asking(OneReached):
        def differs(self, id_: bytes, reached: object, compute: Any) -> bool:
            compute(("length", "ab"))
            return False

    queries = Queries(recorder)
    queries.define({"length": len})
    graph: Any = Asking()
    with recorder.recorded() as reads:
        assert not Comparing(graph, [("claims", "a")], queries).differs(b"result")
    assert not reads


# Planted faults: each is noticed

LETTER = "content/sources/harbour-letter.yaml"


def test_a_result_that_is_used_although_it_changed_is_noticed(
    project: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    cached(project, site)
    edit(project, LETTER, "kind: news", "kind: analysis")
    real = StoredResults.__init__

    def blind(self: StoredResults, cache: Cache, types: Any, ids: Any, differs: Any) -> None:
        real(self, cache, types, ids, lambda id_: False)

    def forgetful(self: Queries, read: Any) -> bytes:
        result: bytes = digest(self, read)
        self.results.pop(read, None)
        return result

    digest = Queries.digest
    with patch.object(StoredResults, "__init__", blind), patch.object(Queries, "digest", forgetful):
        cached(project, site)
    assert tree(site) != clean(project, tmp_path / "clean")


def test_a_result_that_is_not_stored_although_it_changed_is_noticed(
    project: Path, tmp_path: Path
) -> None:
    """The results and the graph must be those of one build."""
    site = tmp_path / "site"
    cached(project, site)
    edit(project, LETTER, "kind: news", "kind: analysis")
    with patch("claimline.reuse.store_results"):
        cached(project, site)
    edit(project, LETTER, "Die Schleuse:", "Die neue Schleuse:")
    cached(project, site)
    assert tree(site) != clean(project, tmp_path / "clean")


def test_a_reached_result_that_counts_as_right_is_noticed(project: Path, tmp_path: Path) -> None:
    """A stored result that reads what has changed must not be used while outputs are compared."""
    site = tmp_path / "site"
    cached(project, site)
    edit(project, LETTER, "kind: news", "kind: analysis")
    with patch.object(Graph, "differs", lambda *_: False):
        cached(project, site)
    assert tree(site) != clean(project, tmp_path / "clean")
