"""The search under the cache: only the files with a changed row are made anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
from claimline.outcome import Outcome
from claimline.pages.parts import PARTS
from claimline.pages.search_entries import ENTRY
from claimline.pages.shared_views import SearchEntry
from claimline.pipeline import build
from claimline.publish import search, search_cuts, search_output
from claimline.publish.search import in_order, index, update
from claimline.publish.search_files import START, LastIndex
from tests.engine.searched import CLAIM, SEARCHED, clean, edit
from tests.small import FILES, tree, write_files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_files(tmp_path / "project", SEARCHED)


def cached(project: Path, site: Path) -> tuple[Outcome, list[str]]:
    """What a build with the cache came to, and the records whose entries it made."""
    cache, made = Cache(project), list[str]()
    whole = PARTS[ENTRY]

    def noted(builder: object, key: str) -> SearchEntry:
        made.append(key)
        entry: SearchEntry = whole(builder, key)  # type: ignore[arg-type]
        return entry

    with patch.dict(PARTS, {ENTRY: noted}):
        outcome = build(
            BuildOptions(project, site, cache=cache, against_last_build=False), Report()
        )
    cache.close()
    return outcome, made


def test_after_an_edit_the_search_is_that_of_a_clean_build(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert len(cached(project, site)[1]) > 3
    edit(project, CLAIM, "The fishers saw", "The zebras saw")
    outcome, made = cached(project, site)
    assert made == ["claim gate-closed-late"]
    assert outcome.written
    assert outcome.written.same > 5
    files = tree(site)
    assert files == clean(project, tmp_path / "clean")
    assert any(b'"zebras"' in data for path, data in files.items() if "search/terms" in path)


def test_two_edits_of_one_record_leave_no_word_of_the_first(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    cached(project, site)
    for old, new in (("The fishers", "The zebras"), ("The zebras", "The fishers")):
        edit(project, CLAIM, old, new)
        cached(project, site)
    assert tree(site) == clean(project, tmp_path / "clean")


def test_where_nothing_that_it_finds_changes_the_search_is_kept(
    project: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    cached(project, site)
    before = tree(site)
    with (project / CLAIM).open("a", encoding="utf-8") as file:
        file.write("\n# Nothing\n")
    with patch.object(search_output, "_compose", side_effect=AssertionError):
        cached(project, site)
    assert tree(site) == before


def test_a_record_that_comes_or_goes_is_found_or_not(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    cached(project, site)
    write_files(project, {"content/actors/a-nobody.yaml": "name: Nobody\nkind: person\n"})
    assert cached(project, site)[1] == ["actor a-nobody"]
    assert tree(site) == clean(project, tmp_path / "clean")
    (project / "content/actors/a-nobody.yaml").unlink()
    assert cached(project, site)[1] == ["actor a-nobody"]  # to see that it is gone
    assert tree(site) == clean(project, tmp_path / "clean 2")


def test_switching_the_search_off_removes_it_and_on_makes_it_again(
    project: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    for sections in ("search: true", "search: false", "search: true"):
        path = project / "content/site.yaml"
        path.write_text(f"{FILES['content/site.yaml']}\nsections: {{{sections}}}\n")
        cached(project, site)
        assert (site / START).exists() == ("true" in sections)
    assert tree(site) == clean(project, tmp_path / "clean")


@pytest.mark.parametrize("name", ["start", "terms", "texts", "filter"])
def test_a_harmed_file_of_the_index_is_made_anew(project: Path, tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    cached(project, site)
    (harmed,) = list((site / "search").glob(f"{name}*"))[:1]
    harmed.write_text("{}", encoding="utf-8")
    edit(project, CLAIM, "The fishers saw", "The zebras saw")
    cached(project, site)
    assert tree(site) == clean(project, tmp_path / "clean")


# The index alone

WORDS = st.sampled_from(
    [f"{first}{rest}" for first in "abcйأ" for rest in ("alpha", "n", "7", "zz")]
)
TEXT = st.lists(WORDS, max_size=6).map(" ".join)
ENTRIES = st.dictionaries(
    st.tuples(st.sampled_from(["actor", "claim", "event"]), st.integers(0, 12)),
    st.tuples(TEXT, st.lists(TEXT, max_size=3), st.sampled_from(["x", "y"]), TEXT),
    min_size=1,
    max_size=20,
)
Entries = dict[tuple[str, int], tuple[str, list[str], str, str]]


def entries_of(drawn: Entries) -> list[SearchEntry]:
    return in_order(
        SearchEntry(
            kind, f"{kind}s/{n}.html", title, (("kind", kind), ("verdict", facet)),
            tuple(sentences), related_names=(name,),
        )
        for (kind, n), (title, sentences, facet, name) in drawn.items()
    )  # fmt: skip


def without_sentences(entry: SearchEntry) -> SearchEntry:
    return SearchEntry(entry.kind, entry.page, entry.title, entry.facets, (), entry.names,
                       entry.related_names, entry.fragment)  # fmt: skip


def updated(
    before: list[SearchEntry], made: Mapping[str, bytes], after: list[SearchEntry]
) -> dict[str, bytes]:
    """The index of the second entries, made from the files of the first."""
    same = {entry.href for entry in before if entry in after}
    last = LastIndex([*map(without_sentences, before)], made[START], made, same)
    files = update([without_sentences(e) if e.href in same else e for e in after], last)
    assert not files.new.keys() & files.reused
    return {**files.new, **{path: made[path] for path in files.reused}}


@pytest.mark.parametrize("size", [1, 60])
@given(drawn=st.lists(ENTRIES, min_size=2, max_size=5))
@settings(max_examples=30, deadline=None)
def test_an_index_that_is_kept_up_is_that_of_a_clean_build(size: int, drawn: list[Entries]) -> None:
    with patch.multiple(search, TERMS_SIZE=size, TEXTS_SIZE=size):
        before = entries_of(drawn[0])
        made = index(before)
        for step in drawn[1:]:
            # Most of the entries stay.
            merged = {
                **{k: v for k, v in drawn[0].items() if k[1] % 3},
                **dict([*step.items()][:3]),
            }
            after = entries_of(merged)
            made = updated(before, made, after)
            assert made == index(after)
            before = after


def many(changed: str = "") -> list[SearchEntry]:
    return in_order(
        SearchEntry("claim", f"claims/c{n:03}.html", f"Title {n:03}", (), (
            f"Word{n * 7919 % 1009} is here{changed if n == 50 else ''}.",
        ))
        for n in range(300)
    )  # fmt: skip


def test_an_edit_makes_few_files_anew_and_reads_few() -> None:
    with patch.multiple(search, TERMS_SIZE=300, TEXTS_SIZE=1_000):
        before, after = many(), many(", or so")
        made = index(before)
        read = list[str]()

        class Read(dict[str, bytes]):
            def __getitem__(self, path: str) -> bytes:
                read.append(path)
                return made[path]

        same = {entry.href for entry in before if entry in after}
        last = LastIndex([*map(without_sentences, before)], made[START], Read(), same)
        files = update(after, last)
        assert len(made) > 30
        assert len(files.new) < 7
        assert len(read) < 7
        assert {**files.new, **{path: made[path] for path in files.reused}} == index(after)


# Planted faults: each is noticed


def test_a_forgotten_change_is_noticed(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    cached(project, site)
    edit(project, CLAIM, "The fishers saw", "The zebras saw")
    real = search_output._compose

    def forgetful(builder: object, last: object) -> object:
        blind = last and type(last)(last.data, last.layout, frozenset(), last.beside)  # type: ignore[attr-defined,call-arg]
        return real(builder, blind)  # type: ignore[arg-type]

    with patch.object(search_output, "_compose", forgetful):
        cached(project, site)
    assert tree(site) != clean(project, tmp_path / "clean")


def test_a_cut_that_depends_on_what_is_there_is_noticed() -> None:
    before, after = many(), many(", or so" * 40)
    with patch.multiple(search, TERMS_SIZE=300, TEXTS_SIZE=1_000):
        made = index(before)
        same = {entry.href for entry in before if entry in after}
        last = LastIndex([*map(without_sentences, before)], made[START], made, same)
        with patch.object(search_cuts, "_may_begin", lambda key: True):
            files = update(after, last)
        assert (
            json.loads(files.new[START].partition(b",")[2][:-3])["texts"]
            != json.loads(index(after)[START].partition(b",")[2][:-3])["texts"]
        )
