"""What earlier builds have computed, and from what: a graph of reads and results.

A node is an entry of a table or the result of a query. It has the ids of its readers. The node of a
result also has the result's digest and the ids of what it read. When entries change, their readers
are computed again. Readers of a result are computed again only if the result has changed (early
cutoff). So the cost of an edit depends on how much it changes. Mokhov, Mitchell and Peyton Jones
call this rebuilding by "verifying traces" in Build Systems a la Carte (2018).
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from typing import TypeVar

from msgspec import Struct

from claimline.engine.queries import Computed, is_output, read_id, split
from claimline.engine.recording import Read
from claimline.engine.store import DamagedError
from claimline.engine.table import Table

K = TypeVar("K")


class Stale(Struct, frozen=True):
    """The outputs that may differ now, and the results of queries that do.

    ``checked`` are all results that were computed to find out.
    """

    outputs: frozenset[Read]
    results: frozenset[Read]
    checked: frozenset[Read]


class Node(Struct, array_like=True, gc=False):
    """An entry or a result of the last build.

    An entry of a table has no digest here (see ``changed_entries``), and its ``reads`` are None.
    ``reads`` and ``readers`` hold the ids of other nodes, one after the other.
    """

    name: str
    key: str | tuple[str, ...]
    digest: bytes
    reads: bytes | None = None
    readers: bytes = b""

    @property
    def read(self) -> Read:
        """The name and the key."""
        return self.name, self.key


class Graph:
    """The nodes of the last build.

    Args:
        nodes: all nodes but outputs.
        outputs: results that no other result reads. The graph never computes one to find out
            whether it is stale.
    """

    def __init__(self, nodes: Table[bytes, Node], outputs: Table[bytes, Node]) -> None:
        self._nodes = nodes
        self._outputs = outputs

    def has_read(self, id_: bytes, entries: Set[bytes]) -> bool:
        """Return whether a result of the last build has read one of these entries itself."""
        return not entries.isdisjoint(_reads(self._nodes.get(id_)))

    def reached(self, changed: Set[bytes]) -> frozenset[bytes]:
        """Return the ids of these entries, and of all results that may differ because of them.

        They are those that have read one of the entries, or have read such a result. Nothing is
        computed again to find them.
        """
        waiting = list(changed)
        reached = set(changed)
        while waiting:
            node = self._nodes.get(waiting.pop())
            if node is None:
                continue  # an entry that nothing has read
            new = {id_ for id_ in split(node.readers) if not is_output(id_)} - reached
            reached |= new
            waiting += new
        return frozenset(reached)

    def differs(self, id_: bytes, reached: Set[bytes], compute: Callable[[Read], bytes]) -> bool:
        """Return whether something that a result of the last build has read is not the same now.

        Args:
            id_: the id of the result.
            reached: the ids of the entries that have changed, and of all results that may differ.
            compute: computes a result from the current entries, and returns its digest.
        """
        node = self._node(self._nodes, id_)
        for each in split(node.reads or b""):
            if each in reached:
                read = self._node(self._nodes, each)
                if read.reads is None or compute(read.read) != read.digest:
                    return True
        return False

    def stale(self, changed: Iterable[Read], compute: Callable[[Read], bytes]) -> Stale:
        """Return the outputs that may differ now, and the results of the last build that do.

        Args:
            changed: the entries that have changed since the last build read them.
            compute: computes a result from the current entries, and returns its digest.
        """
        stale: set[Read] = set()
        results: set[Read] = set()
        checked: set[Read] = set()
        seen: set[bytes] = set()
        waiting = [read_id(read) for read in changed]
        while waiting:
            node = self._nodes.get(waiting.pop())
            for reader_id in split(node.readers) if node else ():
                if reader_id in seen:
                    continue
                seen.add(reader_id)
                if is_output(reader_id):
                    stale.add(self._node(self._outputs, reader_id).read)
                    continue
                reader = self._node(self._nodes, reader_id)
                checked.add(reader.read)
                if compute(reader.read) != reader.digest:
                    results.add(reader.read)
                    waiting.append(reader_id)
        return Stale(frozenset(stale), frozenset(results), frozenset(checked))

    def differing(self, checked: Set[bytes], reader: bytes, joined: bytes) -> Iterator[bytes]:
        """Yield the ids of those reads that may differ from what the last build computed.

        Args:
            checked: the ids of the results that were computed because of a change.
            reader: the id of an output or a result.
            joined: its joined reads.
        """
        before = _reads(self._table(reader).get(reader))
        for id_ in split(joined):
            if id_ in checked or (id_ not in before and self._nodes.get(id_) is None):
                yield id_

    def update(self, parts: Collection[Computed], gone: Iterable[Read] = ()) -> frozenset[Read]:
        """Add what a build has computed. Return the entries and results that nothing reads now.

        Args:
            parts: what each process has computed.
            gone: outputs that no longer exist.
        """
        added: defaultdict[bytes, bytearray] = defaultdict(bytearray)
        removed: defaultdict[bytes, set[bytes]] = defaultdict(set)
        results: list[bytes] = []
        for part in parts:
            for id_, (digest, joined) in part.results.items():
                self._put(part.reads[id_], id_, digest, joined, added, removed)
            results += (id_ for id_ in part.results if not is_output(id_))
        for output in gone:
            id_ = read_id(output)
            node = self._outputs.get(id_)
            if node is not None:
                self._outputs.remove(id_)
                for read in split(node.reads or b""):
                    removed[read].add(id_)
        self._link(added, removed, parts)
        return frozenset(self._drop([*removed, *(id_ for id_ in results if id_ not in added)]))

    def _put(
        self,
        read: Read,
        id_: bytes,
        digest: bytes,
        joined: bytes | None,
        added: defaultdict[bytes, bytearray],
        removed: defaultdict[bytes, set[bytes]],
    ) -> None:
        """Store a result. Note in ``added`` and ``removed`` whose reader it is and no longer is."""
        table = self._table(id_)
        node = table.get(id_)
        if joined is None:
            node = self._node(table, id_)
            joined = node.reads or b""
        if node and node.reads == joined:
            if node.digest != digest:
                node.digest = digest
                table.put(id_, node)
            return
        before, now = _reads(node), split(joined)
        for each in now:
            if each not in before:
                added[each] += id_
        for each in before.difference(now):
            removed[each].add(id_)
        table.put(id_, Node(*read, digest, joined, node.readers if node else b""))

    def clear(self) -> None:
        """Forget everything."""
        self._nodes.clear()
        self._outputs.clear()

    def _table(self, id_: bytes) -> Table[bytes, Node]:
        """Return the table that holds a result with this id, if there is one."""
        return self._outputs if is_output(id_) else self._nodes

    def _node(self, table: Table[bytes, Node], id_: bytes) -> Node:
        node = table.get(id_)
        if node is None:
            raise DamagedError
        return node

    def _link(
        self,
        added: Mapping[bytes, bytearray],
        removed: Mapping[bytes, set[bytes]],
        parts: Collection[Computed],
    ) -> None:
        """Add and remove readers of nodes. Entries that are read for the first time get a node."""
        for id_, gone in removed.items():
            node = self._node(self._nodes, id_)
            node.readers = b"".join(each for each in split(node.readers) if each not in gone)
            self._nodes.put(id_, node)
        reads = ChainMap(*(part.reads for part in parts))
        for id_, readers in added.items():
            node = self._nodes.get(id_) or Node(*reads[id_], b"")
            node.readers += readers
            self._nodes.put(id_, node)

    def _drop(self, waiting: list[bytes]) -> Iterator[Read]:
        """Remove those nodes that have no reader, and then the nodes that only they read.

        Yields each of them.
        """
        while waiting:
            id_ = waiting.pop()
            node = self._nodes.get(id_)
            if node is None or node.readers:
                continue
            self._nodes.remove(id_)
            yield node.read
            for read in split(node.reads or b""):
                inner = self._node(self._nodes, read)
                inner.readers = b"".join(each for each in split(inner.readers) if each != id_)
                self._nodes.put(read, inner)
                waiting.append(read)


def _reads(node: Node | None) -> frozenset[bytes]:
    """Return the ids of what a result has read. An entry has read nothing."""
    return frozenset(split(node.reads or b"")) if node else frozenset()


def changed_entries(before: Mapping[K, bytes], now: Mapping[K, bytes]) -> Iterator[K]:
    """Yield the keys of a table whose digests differ, or that only one of the two has."""
    for key, digest in now.items():
        if before.get(key) != digest:
            yield key
    yield from before.keys() - now.keys()
