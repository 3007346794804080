"""The graph: what a build computes again, and that nothing is missed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimline.engine import queries as queries_module
from claimline.engine.digests import digest
from claimline.engine.graph import Graph, Node, Stale, changed_entries
from claimline.engine.queries import OUTPUT, Queries, computed, read_id, split
from claimline.engine.recording import ALL, Read, Recorder, Watched
from claimline.engine.table import Table

Letters = dict[str, str]
KEYS = "abcdef"


class Program:
    """A made-up program over one table of words: each page shows some of them.

    ``next`` names another key, whose word it reads; ``length`` is the length of a word, so that
    many changes stop there; ``longest`` reads all of them. A page shows all three.
    """

    def __init__(self, words: Letters) -> None:
        self.entries = words
        recorder = Recorder()
        self.words = Watched("words", words, recorder)
        self.queries = Queries(recorder)
        self.queries.define(
            {
                "next": lambda key: self.words.get(self.words[key][:1], ""),
                "length": lambda key: len(self.words[key]),
                "sum": lambda key: (
                    self.queries.get("length", key) + len(self.queries.get("next", key))
                ),
                "longest": lambda _: max(
                    (self.queries.get("length", key) for key in self.words), default=0
                ),
            }
        )

    def pages(self) -> dict[str, Callable[[], str]]:
        pages = {key: self._page(key) for key in self.entries}
        return {**pages, "all": lambda: str(self.queries.get("longest", ""))}

    def _page(self, key: str) -> Callable[[], str]:
        return lambda: f"{self.queries.get('sum', key)} {self.queries.get('next', key)}"

    def digests(self) -> dict[str, bytes]:
        """The digests of the entries."""
        return {
            **{key: digest(it) for key, it in self.entries.items()},
            ALL: digest([*self.entries]),
        }


class Site:
    """The pages of a program, as builds with a graph keep them."""

    def __init__(self) -> None:
        self.graph = new_graph()
        self.pages: dict[str, str] = {}
        self.entries: dict[str, bytes] = {}
        self.computed: list[str] = []

    def build(self, words: Letters) -> None:
        program = Program(words)
        entries = program.digests()
        changed = [("words", key) for key in changed_entries(self.entries, entries)]
        stale = self.graph.stale(changed, program.queries.digest)
        pages = program.pages()
        self.computed = [
            key for key in pages if key not in self.pages or (OUTPUT, key) in stale.outputs
        ]
        queries = program.queries
        checked = {queries.ids[read] for read in stale.checked}
        follow = partial(self.graph.differing, checked)
        outputs, roots = dict[bytes, tuple[bytes, bytes]](), set(checked)
        for key in self.computed:
            with queries.recorder.recorded() as reads:
                self.pages[key] = pages[key]()
            id_, joined = queries.ids[OUTPUT, key], queries.ids.joined(reads)
            outputs[id_] = (digest(self.pages[key]), joined)
            roots.update(follow(id_, joined))
        new = computed(outputs, queries, roots, follow)
        gone = [(OUTPUT, key) for key in self.pages.keys() - pages.keys()]
        self.graph.update([new], gone)
        self.entries = entries
        self.pages = {key: self.pages[key] for key in pages}

    def check(self, words: Letters) -> None:
        """Build, and hold the site against one from nothing."""
        self.build(words)
        program = Program(words)
        assert self.pages == {key: page() for key, page in program.pages().items()}
        outputs = {node.read for _, node in self.graph._outputs.items()}
        assert outputs == {(OUTPUT, key) for key in self.pages}


def new_graph() -> Graph:
    return Graph(Table("nodes", bytes, Node), Table("outputs", bytes, Node))


words = st.text(KEYS, max_size=3)
tables = st.dictionaries(st.sampled_from(KEYS), words, max_size=6)


def check_long_run(seed: int = 5) -> None:
    """Hold a site against builds from nothing, through many small changes."""
    chance, site, state = Random(seed), Site(), dict[str, str]()
    for _ in range(200):
        key = chance.choice(KEYS)
        if state.pop(key, None) is None or chance.random() < 0.8:
            state[key] = "".join(chance.choices(KEYS, k=chance.randrange(3)))
        site.check(dict(state))


def test_after_many_changes_the_site_is_that_of_a_build_from_nothing() -> None:
    check_long_run()


@settings(max_examples=40, deadline=None)
@given(st.lists(tables, min_size=2, max_size=4))
def test_after_any_changes_the_site_is_that_of_a_build_from_nothing(states: list[Letters]) -> None:
    site = Site()
    for state in states:
        site.check(state)


@settings(max_examples=40, deadline=None)
@given(tables, tables)
def test_a_graph_depends_on_the_last_state_alone(first: Letters, last: Letters) -> None:
    """What nobody reads any more is dropped, and no reader is left behind."""
    there, afresh = Site(), Site()
    there.build(first)
    there.build(last)
    afresh.build(last)
    assert plain(there.graph) == plain(afresh.graph)


def plain(graph: Graph) -> dict[bytes, Any]:
    def ids(joined: bytes | None) -> Any:
        return joined and sorted(split(joined))

    return {
        id_: (node.name, node.key, node.digest, ids(node.reads), ids(node.readers))
        for table in (graph._nodes, graph._outputs)
        for id_, node in table.items()
    }


def test_only_what_a_change_reaches_is_computed() -> None:
    site = Site()
    site.build({"a": "bb", "b": "cc", "c": "dd"})
    assert site.computed == ["a", "b", "c", "all"]
    site.build({"a": "bb", "b": "cc", "c": "dd"})
    assert site.computed == []
    site.build({"a": "bd", "b": "cc", "c": "dd"})  # the length and the next word are the same
    assert site.computed == []
    site.build({"a": "bd", "b": "ca", "c": "dd"})  # its length is the same, and "a" shows it
    assert site.computed == ["a"]
    site.build({"a": "bd", "b": "ca", "c": "ddd"})
    assert site.computed == ["b", "c", "all"]


def test_what_is_not_there_is_a_read_too() -> None:
    site = Site()
    site.check({"a": "b"})
    site.check({"a": "b", "b": "x"})
    assert "a" in site.computed
    site.check({"a": "b"})
    assert "a" in site.computed


def a_wrong_digest(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queries_module, "digest", lambda value: b"same")
    patch.setattr(queries_module, "digest_of", lambda data: b"same")


def a_forgotten_read(patch: pytest.MonkeyPatch) -> None:
    get = Watched.get

    def forgetful(table: Any, key: Any, default: Any = None) -> Any:
        return table._entries.get(key, default) if key == "b" else get(table, key, default)

    patch.setattr(Watched, "get", forgetful)


def an_early_cutoff(patch: pytest.MonkeyPatch) -> None:
    stale = Graph.stale
    patch.setattr(
        Graph, "stale", lambda graph, changed, _: stale(graph, changed, partial(known, graph))
    )


def known(graph: Graph, read: Read) -> bytes:
    node = graph._nodes.get(read_id(read))
    assert node
    return node.digest


def a_late_cutoff(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Queries, "digest", lambda queries, read: b"never the same")


def a_change_that_is_passed_over(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(globals(), "changed_entries", lambda before, now: list(now.keys() - before))


def an_entry_that_went_unseen(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(
        globals(),
        "changed_entries",
        lambda before, now: [key for key in now if now[key] != before.get(key)],
    )


def a_checked_result_that_is_not_stored(patch: pytest.MonkeyPatch) -> None:
    stale = Graph.stale

    def silent(*given: Any) -> Stale:
        found = stale(*given)
        return Stale(found.outputs, found.results, frozenset())

    patch.setattr(Graph, "stale", silent)


def a_new_result_that_is_not_stored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        Graph, "differing", lambda graph, checked, reader, joined: checked & set(split(joined))
    )


@pytest.mark.parametrize(
    "fault",
    [
        a_wrong_digest,
        a_forgotten_read,
        an_early_cutoff,
        a_change_that_is_passed_over,
        an_entry_that_went_unseen,
        a_checked_result_that_is_not_stored,
        a_new_result_that_is_not_stored,
    ],
)
def test_a_fault_that_leaves_a_page_out_is_noticed(
    fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        check_long_run()


def test_a_fault_that_computes_too_much_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    a_late_cutoff(monkeypatch)
    check_long_run()
    with pytest.raises(AssertionError):
        test_only_what_a_change_reaches_is_computed()


def test_no_output_is_looked_for_among_results(monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site()
    site.build({"a": "bb", "b": "cc"})
    outputs = {id_ for id_, _ in site.graph._outputs.items()}
    get = Mock(wraps=site.graph._nodes.get)
    monkeypatch.setattr(site.graph._nodes, "get", get)
    changed = [("words", "b")]
    stale = site.graph.stale(changed, lambda read: b"another")
    assert stale.outputs == {(OUTPUT, key) for key in ("a", "b", "all")}
    ids = frozenset(map(read_id, changed))
    assert site.graph.reached(ids) == ids | set(map(read_id, stale.results))
    assert get.called
    assert outputs.isdisjoint(call.args[0] for call in get.call_args_list)
