"""What earlier builds have computed, and from what: a graph of reads and results.

A node is an entry of a table or the result of a query. It has the ids of its readers. The node of a
result also has the result's digest and the ids of what it read. When entries change, their readers
are computed again. Readers of a result are computed again only if the result has changed (early
cutoff). So the cost of an edit depends on how much it changes. Mokhov, Mitchell and Peyton Jones
call this rebuilding by "verifying traces" in Build Systems a la Carte (2018).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import TypeVar

from msgspec import Struct

from claimline.engine.queries import ID_SIZE, Computed, is_output, read_id
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

    def digest(self, read: Read) -> bytes | None:
        """Return the digest of a result in the last build, or None if that had no such result."""
        node = self._nodes.get(read_id(read))
        return node.digest if node and node.reads is not None else None

    def reached(self, changed: Iterable[Read]) -> frozenset[Read]:
        """Return the results of the last build that may differ, before any is computed again.

        They are those that have read one of these entries, or have read such a result.
        """
        reached: set[Read] = set()
        seen: set[bytes] = set()
        waiting = [read_id(read) for read in changed]
        while waiting:
            node = self._nodes.get(waiting.pop())
            if node is None:
                continue  # an entry that nothing has read
            if node.reads is not None:
                reached.add(node.read)
            new = {id_ for id_ in _ids(node.readers) if not is_output(id_)} - seen
            seen |= new
            waiting += new
        return frozenset(reached)

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
            for reader_id in _ids(node.readers) if node else ():
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

    def differing(
        self, checked: Set[Read], reader: Read, reads: Mapping[Read, bytes]
    ) -> Iterator[Read]:
        """Yield those reads of a reader that may differ from what the last build computed.

        Args:
            checked: the results that were computed because of a change.
            reader: an output or a result.
            reads: what it has read now, with the id of each.
        """
        id_ = read_id(reader)
        node = (self._outputs if is_output(id_) else self._nodes).get(id_)
        before = frozenset(_ids(node.reads)) if node and node.reads else frozenset[bytes]()
        for read, read_as in reads.items():
            if read in checked or (read_as not in before and self._nodes.get(read_as) is None):
                yield read

    def update(self, computed: Iterable[Computed], gone: Iterable[Read] = ()) -> frozenset[Read]:
        """Add what a build has computed. Return the entries and results that nothing reads now.

        Args:
            computed: the results of each process.
            gone: outputs that no longer exist.
        """
        added: defaultdict[bytes, list[bytes]] = defaultdict(list)
        removed: defaultdict[bytes, set[bytes]] = defaultdict(set)
        reads_by_id: dict[bytes, Read] = {}
        results: dict[bytes, tuple[bytes, tuple[bytes, ...] | None]] = {}
        for part in computed:
            reads_by_id.update(zip(part.ids.values(), part.ids, strict=True))
            results.update(part.results)
        for id_, (digest, reads) in results.items():
            name, key = reads_by_id[id_]
            table = self._outputs if is_output(id_) else self._nodes
            node = table.get(id_)
            if reads is None:
                node = self._node(table, id_)
                joined = node.reads or b""
            else:
                joined = b"".join(reads)
            if node and node.reads == joined:
                if node.digest != digest:
                    node.digest = digest
                    table.put(id_, node)
                continue
            before = frozenset(_ids(node.reads)) if node and node.reads else frozenset[bytes]()
            for read in reads or ():
                if read not in before:
                    added[read].append(id_)
            if before:
                for read in before.difference(reads or ()):
                    removed[read].add(id_)
            table.put(id_, Node(name, key, digest, joined, node.readers if node else b""))
        for output in gone:
            id_ = read_id(output)
            node = self._outputs.get(id_)
            if node is not None:
                self._outputs.remove(id_)
                for read in _ids(node.reads or b""):
                    removed[read].add(id_)
        self._link(added, removed, reads_by_id)
        return frozenset(self._drop([*removed, *(id_ for id_ in results if id_ not in added)]))

    def clear(self) -> None:
        """Forget everything."""
        self._nodes.clear()
        self._outputs.clear()

    def _node(self, table: Table[bytes, Node], id_: bytes) -> Node:
        node = table.get(id_)
        if node is None:
            raise DamagedError
        return node

    def _link(
        self,
        added: Mapping[bytes, list[bytes]],
        removed: Mapping[bytes, set[bytes]],
        reads_by_id: Mapping[bytes, Read],
    ) -> None:
        """Add and remove readers of nodes. Entries that are read for the first time get a node."""
        for id_, gone in removed.items():
            node = self._node(self._nodes, id_)
            node.readers = b"".join(each for each in _ids(node.readers) if each not in gone)
            self._nodes.put(id_, node)
        for id_, readers in added.items():
            node = self._nodes.get(id_) or Node(*reads_by_id[id_], b"")
            node.readers += b"".join(readers)
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
            for read in _ids(node.reads or b""):
                inner = self._node(self._nodes, read)
                inner.readers = b"".join(each for each in _ids(inner.readers) if each != id_)
                self._nodes.put(read, inner)
                waiting.append(read)


def changed_entries(before: Mapping[K, bytes], now: Mapping[K, bytes]) -> Iterator[K]:
    """Yield the keys of a table whose digests differ, or that only one of the two has."""
    for key, digest in now.items():
        if before.get(key) != digest:
            yield key
    yield from before.keys() - now.keys()


def _ids(joined: bytes) -> list[bytes]:
    return [joined[at : at + ID_SIZE] for at in range(0, len(joined), ID_SIZE)]
