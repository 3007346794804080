"""Files made from shares: after any edit they are those of a build from nothing.

The outputs of all exports are made as a build makes them, with a graph of what they read, and held
against those of a build without one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from itertools import accumulate
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from claimline.analysis import analysis_of
from claimline.engine.digests import digest
from claimline.engine.graph import Graph, Node, Stale, changed_entries
from claimline.engine.queries import OUTPUT, Queries, computed, read_id
from claimline.engine.recording import Recorder
from claimline.engine.table import Table
from claimline.exports import EXPORTS, shares, sqlite_file
from claimline.exports.shares import Shares, output_of_shares
from claimline.media_facts import MediaFacts, PublishedFile
from claimline.model.dossier import Dossier
from claimline.model.dossier_tables import EntryDigests
from claimline.output import Composed, LastFile, Output
from claimline.pages.parts import PARTS
from claimline.pages.view_builder import ViewBuilder
from tests.dossiers import dossier
from tests.filled import corpus

State = dict[str, dict[str, Any]]


class StaleFileError(Exception):
    """A file differs from that of a build from nothing."""


class Exported:
    """The files of all exports, as builds with a graph keep them.

    With ``blind``, the results of that query never seem to change. With ``forgetful``, what that
    query reads is not recorded.
    """

    def __init__(self, blind: str = "", forgetful: str = "") -> None:
        self.graph = Graph(Table("nodes", bytes, Node), Table("outputs", bytes, Node))
        self.entries: dict[tuple[str, Any], bytes] = {}
        self.files: dict[str, bytes] = {}
        self.layouts: dict[str, bytes] = {}
        self.blind, self.forgetful = blind, forgetful
        self.made: list[str] = []
        self.ran: set[tuple[str, Any]] = set()

    def build(self, number: int) -> None:
        """Make the files of a state anew, as far as it differs from the last one."""
        made, digests = dossiers()[number]
        analysis = analysis_of(made)
        queries = ViewBuilder(made, analysis).queries
        entries = {
            (name, key): it for name in digests.wholes for key, it in digests.entries(name).items()
        }
        changed = changed_entries(self.entries, entries)
        stale = self.graph.stale(changed, lambda read: self._digest(queries, read))
        results, self.made = dict[bytes, tuple[bytes, bytes | None]](), []
        outputs: dict[str, Output] = {}
        for export in EXPORTS.values():
            outputs |= {it.path: it for it in export(analysis.dossier, analysis) if it.traced}
        for path, output in outputs.items():
            if path in self.files and (OUTPUT, path) not in stale.outputs:
                continue
            self.made.append(path)
            same = False
            with queries.recorder.recorded() as reads:
                if output.compose:
                    last = None
                    if path in self.files:
                        last = LastFile(self.files[path], self.layouts[path], stale.results)
                    composed = output.compose(last)
                    self.layouts[path], same = composed.layout, composed.same_reads
                    self.files[path] = composed.data
                else:
                    self.files[path] = output.render()
            joined = None if same else queries.ids.joined(reads)
            results[queries.ids[OUTPUT, path]] = (digest(self.files[path]), joined)
        for read, (value, its_reads) in queries.results.items():
            shown = b"" if read[0] == self.forgetful else its_reads
            results[queries.ids[read]] = (digest(value), shown)
        new = computed(results, queries, (), Mock())
        self.ran = set(queries.results)
        gone = [(OUTPUT, path) for path in self.files.keys() - outputs.keys()]
        self.graph.update([new], gone)
        self.entries = entries
        self.files = {path: self.files[path] for path in outputs}

    def _digest(self, queries: Queries, read: tuple[str, Any]) -> bytes:
        if read[0] != self.blind:
            return queries.digest(read)
        node = self.graph._nodes.get(read_id(read))
        assert node
        return node.digest


@cache
def states() -> tuple[State, ...]:
    """A corpus with every field, and what becomes of it edit by edit.

    ``files`` has the digests of the files in ``content/media/``.
    """
    state: State = corpus()
    state["site"] |= {"base_url": "https://a.example.org", "sections": {"tags": True}}
    state["source/another"] = {"title": "Another", "carries": []}
    state["claim/another"] = {
        "short": "Another", "verdict": "supported", "reasoning": "A reason.", "tags": ["one"],
        "citations": [{"source": "another", "stance": "supports", "quote": "It was so."}],
        "history": [{"date": "2024-03-05", "to": "supported", "why": "First."}],
    }  # fmt: skip
    state["event/another"] = {"place": "another", "date": "2024-03-06"}
    state["place/another"] = {"latitude": 1.5, "longitude": 2.5, "within": 20}
    state["statement/another"] = {"by": "another", "said": "2024-03-01"}
    state["actor/another"] = {"name": "Another"}
    every = [deepcopy(state)]

    def edit(name: str, /, **fields: Any) -> None:
        state[name] = state.get(name, {}) | fields
        every.append(deepcopy(state))

    edit("claim/another", reasoning="Another reason.")
    edit("claim/third", short="Third", verdict="supported", reasoning="New.")
    edit("claim/third", reasoning="Newer.")
    edit("claim/another", short="Renamed")
    edit("claim/another", corrections=[{"date": "2024-03-07", "text": "Mended."}])
    edit("claim/another", corrections=[{"date": "2024-03-08", "text": "Mended well."}])
    edit("source/another", title="Other words", url="https://paper.example.org/elsewhere")
    edit("source/another", carries=[{"statement": "another", "how": "quotes"}])
    edit("statement/another", says="Other words.", said="2024-03-02")
    edit("actor/another", role="commentator")
    edit("event/another", text="Other words.")
    edit("place/another", name="Elsewhere", latitude=3.5)
    edit("claim/another", media=[{"file": "a.txt", "alt": "A letter", "credit": "The board"}])
    edit("files", **{"a.txt": "1" * 64})
    edit("files", **{"a.txt": "2" * 64})
    edit("claim/another", kind="opinion", verdict=None)
    edit("claim/another", kind="fact", verdict="supported")
    del state["claim/third"]
    every.append(deepcopy(state))
    edit("source/another", authors=["-5", "=1"], published="2024-03-01")
    return tuple(every)


def _facts(file: str, sha256: str) -> MediaFacts:
    """What a build knows of a file of ``content/media/``."""
    published = PublishedFile(f"media/{file}", sha256, 9)
    return MediaFacts("document", "text/plain", sha256, 9, (published,))


@cache
def dossiers() -> tuple[tuple[Dossier, EntryDigests], ...]:
    """The Dossier of each state, and the digests of its entries."""
    made = []
    for state in states():
        records = {name: it for name, it in state.items() if name != "files"}
        entries = {tuple(name.split("/")): it for name, it in records.items() if "/" in name}
        files = {(kind, id_): digest(json.dumps(it)) for (kind, id_), it in entries.items()}
        facts = {file: _facts(file, sha256) for file, sha256 in state.get("files", {}).items()}
        whole = replace(dossier(records), media=facts)
        made.append((whole, EntryDigests(whole, files)))
    return tuple(made)


@cache
def clean() -> tuple[dict[str, bytes], ...]:
    """The files of each state, made from nothing."""
    made = []
    for number in range(len(states())):
        exported = Exported()
        exported.build(number)
        made.append(exported.files)
    return tuple(made)


def check(exported: Exported) -> None:
    for number, expected in enumerate(clean()):
        exported.build(number)
        if exported.files != expected:
            both = exported.files.keys() | expected.keys()
            raise StaleFileError(
                [path for path in both if exported.files.get(path) != expected.get(path)]
            )


def test_after_each_edit_the_files_are_those_of_a_build_from_nothing() -> None:
    check(Exported())


def test_an_edit_of_a_text_makes_one_share_anew() -> None:
    exported = Exported()
    exported.build(0)
    exported.build(1)
    assert exported.made == [
        "data/investigation.json",
        "data/claims.csv",
        "data/investigation.sqlite",
    ]
    assert {key for name, key in exported.ran if name == "record data"} == {("claim", "another")}
    assert {key for name, key in exported.ran if name == "own row"} == {("claim", "another")}


def own_queries() -> list[str]:
    """The queries that the exports define."""
    return [name for name, make in PARTS.items() if make.__module__.startswith("claimline.exports")]


@pytest.mark.parametrize("query", own_queries())
def test_a_wrong_digest_of_each_query_is_noticed(query: str) -> None:
    with pytest.raises(StaleFileError):
        check(Exported(blind=query))


@pytest.mark.parametrize("query", own_queries())
def test_forgotten_reads_of_each_query_are_noticed(query: str) -> None:
    with pytest.raises(StaleFileError):
        check(Exported(forgetful=query))


def a_change_that_is_not_told(patch: pytest.MonkeyPatch) -> None:
    stale = Graph.stale

    def silent(*given: Any) -> Stale:
        return Stale(stale(*given).outputs, frozenset(), frozenset())

    patch.setattr(Graph, "stale", silent)


def reads_that_are_not_recorded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Queries, "record", lambda queries, reads: None)


def a_share_cut_from_the_wrong_place(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(shares, "accumulate", lambda steps, initial: accumulate(steps, initial=0))


def reads_that_always_seem_the_same(patch: pytest.MonkeyPatch) -> None:
    compose = shares.file_of_shares

    def same(*given: Any) -> Composed:
        return replace(compose(*given), same_reads=given[-1] is not None)

    patch.setattr(shares, "file_of_shares", same)


def an_index_that_is_not_made_again(patch: pytest.MonkeyPatch) -> None:
    index = sqlite_file._index_words
    patch.setattr(
        sqlite_file, "_index_words", lambda it, table: table.name != "claims" and index(it, table)
    )


def a_database_that_counts_its_changes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sqlite_file, "_CHANGES", slice(0, 0))


@pytest.mark.parametrize(
    "fault",
    [
        a_change_that_is_not_told,
        reads_that_are_not_recorded,
        a_share_cut_from_the_wrong_place,
        reads_that_always_seem_the_same,
        an_index_that_is_not_made_again,
        a_database_that_counts_its_changes,
    ],
)
def test_a_fault_in_the_use_of_the_last_file_is_noticed(
    fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    clean()
    fault(monkeypatch)
    with pytest.raises(StaleFileError):
        check(Exported())


words = st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=2), max_size=6)


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_a_file_follows_from_its_shares_alone(
    before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    def file(state: dict[str, bytes], last: LastFile | None) -> Composed:
        queries = Queries(Recorder())
        queries.define({"word": lambda key: state[key[1]]})
        share = Shares("word", "kind", list(state), between=b"--", around=(b"<", b">"), none=b"0")
        output = output_of_shares("a", "text/plain", queries, lambda: (b"head", share, b"tail"))
        assert output.compose
        composed = output.compose(last)
        ran.append({key[1] for _, key in queries.results})
        return composed

    ran: list[set[str]] = []
    first = file(before, None)
    changed = {key for key in before if after.get(key) != before[key]}
    reads = {("word", ("kind", key)) for key in changed}
    again = file(after, LastFile(first.data, first.layout, reads))
    assert again.data == file(after, None).data
    assert ran[1] == {key for key in after if key in changed or key not in before}
    assert again.same_reads == (list(before) == list(after))
