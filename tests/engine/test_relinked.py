"""Records that come, change or go are linked alone, and as a run that links all would do it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from claimline import changed_links
from claimline.diagnostics import Report
from claimline.edition_links import Linked, choose, link_chosen, remember_links
from claimline.engine.cache import Cache
from claimline.kept_links import TYPES, LastLinks, LinkFacts
from claimline.load import load
from claimline.model.dossier_tables import EntryDigests, changed_tables
from claimline.model.edition import PUBLISHED
from tests.engine.variants import ALWAYS, EVERYTHING, LEAST, VARIANTS, Edit, State
from tests.small import write_files, write_small

edits = st.sampled_from([
    (path, nth)
    for path, texts in VARIANTS.items()
    for nth in (*range(len(texts)), *(() if path in ALWAYS else (None, None)))
])  # fmt: skip


@pytest.fixture(autouse=True)
def _many_may_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed_links, "_MOST", 1)


@pytest.fixture(scope="module")
def project() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield write_small(Path(folder, "project"))


def put(project: Path, state: State) -> None:
    """Let the project have these files."""
    for path, texts in VARIANTS.items():
        if path in state:
            write_files(project, {path: texts[state[path]]})
        else:
            (project / path).unlink(missing_ok=True)


def linked(project: Path, cache: Cache) -> tuple[list[Any], Linked | None]:
    """The findings and the links of a run, which leaves its links in the cache if all is well."""
    report = Report()
    loading = load(project, report, lambda work, files: [work(files)], cache)
    chosen = choose(loading, PUBLISHED, cache, report)
    found = link_chosen(chosen, loading, cache, report)
    if found is not None and not report.failed:
        digests = EntryDigests(found.dossier, loading.digests, found.digests)
        changed = changed_tables(cache, digests)
        remember_links(cache, found.chosen, found.dossier, digests, changed)
        for name in changed:
            cache.put(f"entries {name}", digests.entries(name))
        cache.put("wholes", digests.wholes)
    return sorted(map(str, report)), found


def assert_as_anew(project: Path, cache: Cache) -> bool:
    """Compare with a run that has no cache. Return whether only changed records were linked."""
    findings, found = linked(project, cache)
    fresh = Cache.in_memory()
    findings_anew, anew = linked(project, fresh)
    assert findings == findings_anew
    assert (found is None) == (anew is None)
    if found is None or anew is None:
        return False
    for name in TYPES:
        table, table_anew = getattr(found.dossier, name), getattr(anew.dossier, name)
        assert [*table.items()] == [*table_anew.items()], name
    if (kept := cache.get("links", LastLinks)) and (now := fresh.get("links", LastLinks)):
        assert kept.key == now.key
        for name in ("held_back", "unshown", "noted", "keys", "prose", "shared"):
            assert getattr(kept, name) == getattr(now, name), name
        assert sorted(kept.naming) == sorted(now.naming)
        assert {*kept.uncited} >= {*now.uncited}
        assert cache.get("link facts", LinkFacts) == fresh.get("link facts", LinkFacts)
    return found.chosen.links is not None


@settings(deadline=None, max_examples=int(os.environ.get("CLAIMLINE_RELINKS", "25")))
@given(st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=6))
def test_any_changes(project: Path, steps: list[list[Edit]]) -> None:
    cache = Cache.in_memory()
    state = dict(EVERYTHING)
    put(project, state)
    assert_as_anew(project, cache)
    for step in steps:
        for path, text in step:
            if text is None:
                state.pop(path, None)
            else:
                state[path] = text
        put(project, state)
        alone = assert_as_anew(project, cache)
        event(f"alone: {alone}")


PLAIN: Mapping[str, tuple[State, State]] = {
    "a claim is added": ({}, {"content/claims/rusty.yaml": 0}),
    "a claim is removed": ({"content/claims/rusty.yaml": 0}, {}),
    "a source is removed": ({"content/sources/letter.yaml": 0}, {}),
    "a claim has another event": (
        {"content/claims/wet.yaml": 2, "content/events/storm.yaml": 1},
        {"content/claims/wet.yaml": 0, "content/events/storm.yaml": 1},
    ),
    "an event is about another claim": (
        {"content/claims/rusty.yaml": 0, "content/events/storm.yaml": 0},
        {"content/claims/rusty.yaml": 0, "content/events/storm.yaml": 1},
    ),
    "an event no longer names the claim about it": (
        {"content/claims/wet.yaml": 2, "content/events/storm.yaml": 2},
        {"content/claims/wet.yaml": 2, "content/events/storm.yaml": 1},
    ),
    "a statement is repeated": (
        {"content/statements/late.yaml": 1},
        {"content/statements/late.yaml": 1, "content/statements/later.yaml": 0},
    ),
    "a copied source carries something else": (
        {"content/sources/letter.yaml": 0, "content/sources/copy.yaml": 1},
        {
            "content/sources/letter.yaml": 2,
            "content/sources/copy.yaml": 1,
            "content/statements/late.yaml": 0,
        },
    ),
    "a shared title": (
        {"content/claims/wet.yaml": 0},
        {"content/claims/wet.yaml": 0, "content/claims/rusty.yaml": 8},
    ),
    "a title that is no longer shared": (
        {
            "content/claims/wet.yaml": 0,
            "content/claims/rusty.yaml": 9,
            "content/events/storm.yaml": 0,
        },
        {
            "content/claims/wet.yaml": 0,
            "content/claims/rusty.yaml": 0,
            "content/events/storm.yaml": 0,
        },
    ),
    "the event of a claim with a shared title": (
        {
            "content/claims/wet.yaml": 0,
            "content/claims/rusty.yaml": 9,
            "content/events/storm.yaml": 0,
        },
        {
            "content/claims/wet.yaml": 0,
            "content/claims/rusty.yaml": 9,
            "content/events/storm.yaml": 1,
        },
    ),
    "the place of a claim with a shared title has another name": (
        {
            "content/claims/wet.yaml": 0,
            "content/claims/rusty.yaml": 9,
            "content/events/storm.yaml": 0,
        },
        {
            "content/claims/wet.yaml": 0,
            "content/claims/rusty.yaml": 9,
            "content/events/storm.yaml": 0,
            "content/places.yaml": 2,
        },
    ),
    "a claim with a shared title has another event": (
        {
            "content/claims/wet.yaml": 0,
            "content/claims/rusty.yaml": 9,
            "content/events/storm.yaml": 0,
        },
        {
            "content/claims/wet.yaml": 0,
            "content/claims/rusty.yaml": 8,
            "content/events/storm.yaml": 0,
        },
    ),
    "a sentence names a claim with a new title": (
        {"content/claims/wet.yaml": 1, "content/claims/rusty.yaml": 0},
        {"content/claims/wet.yaml": 1, "content/claims/rusty.yaml": 8},
    ),
    "a tag with a name is only on a draft": (
        {"content/claims/rusty.yaml": 4, "content/site.yaml": 1},
        {
            "content/claims/rusty.yaml": 4,
            "content/site.yaml": 1,
            "content/claims/wet.yaml": 0,
        },
    ),
    "two records are of one source": (
        {"content/sources/letter.yaml": 0},
        {"content/sources/letter.yaml": 0, "content/sources/copy.yaml": 0},
    ),
}


@pytest.mark.parametrize(("before", "after"), PLAIN.values(), ids=[*PLAIN])
def test_only_what_has_changed_is_linked(project: Path, before: State, after: State) -> None:
    cache = Cache.in_memory()
    put(project, LEAST | before)
    assert not assert_as_anew(project, cache)
    put(project, LEAST | after)
    assert assert_as_anew(project, cache)
    put(project, LEAST | before)
    assert assert_as_anew(project, cache)


ALL_ANEW: Mapping[str, tuple[State, State]] = {
    "a draft": ({}, {"content/claims/rusty.yaml": 4}),
    "a private claim": ({}, {"content/claims/rusty.yaml": 5}),
    "a record of a removed source": (
        {"content/sources/letter.yaml": 0, "content/claims/rusty.yaml": 2},
        {"content/claims/rusty.yaml": 2},
    ),
    "a page of a removed claim": (
        {"content/claims/rusty.yaml": 0, "content/pages/rust.md": 0},
        {"content/pages/rust.md": 0},
    ),
    "a draft that is ready": ({"content/claims/rusty.yaml": 4}, {"content/claims/rusty.yaml": 0}),
    "a source whose name stands in a text": (
        {"content/claims/rusty.yaml": 7},
        {"content/claims/rusty.yaml": 7, "content/sources/letter.yaml": 0},
    ),
    "a source whose name stands in a text that is kept back": (
        {"content/claims/rusty.yaml": 11},
        {"content/claims/rusty.yaml": 11, "content/sources/letter.yaml": 0},
    ),
    "the last record with a tag that has a name": (
        {"content/claims/rusty.yaml": 0, "content/site.yaml": 1},
        {"content/claims/rusty.yaml": 8, "content/site.yaml": 1},
    ),
    "a verdict that is not on the scale": ({}, {"content/claims/rusty.yaml": 3}),
    "a loop": (
        {"content/sources/letter.yaml": 0, "content/sources/copy.yaml": 1},
        {"content/sources/letter.yaml": 1, "content/sources/copy.yaml": 1},
    ),
    "a chain to a removed claim": (
        {"content/claims/rusty.yaml": 0, "content/claims/wet.yaml": 1},
        {"content/claims/wet.yaml": 1, "content/claims/dry.yaml": 0},
    ),
    "a statement that revises a removed one": (
        {
            "content/statements/late.yaml": 0,
            "content/statements/later.yaml": 3,
            "content/statements/latest.yaml": 0,
        },
        {"content/statements/later.yaml": 3, "content/statements/latest.yaml": 1},
    ),
    "a private record of a removed one": (
        {
            "content/claims/rusty.yaml": 10,
            "content/claims/wet.yaml": 0,
            "content/statements/late.yaml": 1,
        },
        {"content/claims/rusty.yaml": 10, "content/statements/late.yaml": 1},
    ),
    "another speaker": ({}, {"content/statements/late.yaml": 2}),
    "an actor": ({}, {"content/actors/water-board.yaml": 1}),
    "a place": ({}, {"content/places.yaml": 1}),
}


@pytest.mark.parametrize(("before", "after"), ALL_ANEW.values(), ids=[*ALL_ANEW])
def test_all_is_linked_where_more_may_change(project: Path, before: State, after: State) -> None:
    cache = Cache.in_memory()
    put(project, LEAST | before)
    assert_as_anew(project, cache)
    put(project, LEAST | after)
    assert not assert_as_anew(project, cache)


def test_a_damaged_cache_is_no_harm(project: Path) -> None:
    cache = Cache.in_memory()
    put(project, LEAST | {"content/claims/rusty.yaml": 0})
    linked(project, cache)
    cache.linked.clear()
    put(project, LEAST)
    assert not assert_as_anew(project, cache)


def test_many_changes_are_linked_with_all(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed_links, "_MOST", 1_000)
    cache = Cache.in_memory()
    put(project, LEAST)
    linked(project, cache)
    put(project, LEAST | {"content/claims/rusty.yaml": 0})
    assert not assert_as_anew(project, cache)
