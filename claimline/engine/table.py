"""Tables: typed values by key, in memory or in a store, which is read only when needed.

A store holds blocks of about ``AIM`` entries, or fewer where entries are large. The key of an entry
decides which block holds it. So if a key is not in its block, the table does not have it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Generic, TypeVar

from msgspec import MsgspecError
from msgspec.msgpack import Decoder, encode

from claimline.engine.store import DamagedError, Store

AIM = 64
"""Entries in a block, on average, when entries are divided into blocks."""
MOST = 4
"""Blocks may have this many times ``aim`` entries, on average, before there are more of them."""

K = TypeVar("K", bound=str | bytes)
V = TypeVar("V")


class Table(Generic[K, V]):
    """The entries of one table. Without a store, they are only in memory.

    Args:
        name: the name of the table in the store.
        keys: the type of its keys, ``str`` or ``bytes``.
        values: the type of its values, as msgspec checks it.
        store: where the table is stored.
        aim: how many entries a block has, on average, when entries are divided into blocks.
        compressed: whether blocks are compressed, which pays for entries that say much the same.
    """

    def __init__(
        self,
        name: str,
        keys: type[K],
        values: type[V],
        store: Store | None = None,
        aim: int = AIM,
        *,
        compressed: bool = False,
    ) -> None:
        self.name = name
        self._compressed = compressed
        self._aim = aim
        self._store = store
        self._count, self._entries = store.size(name) if store else (0, 0)
        self._blocks: dict[int, dict[K, V]] = {}
        self._changed: set[int] = set()
        self._decode = Decoder(dict[keys, values]).decode  # type: ignore[valid-type]
        if not self._count:
            self._count = 1
            self._blocks[0] = {}

    def __len__(self) -> int:
        return self._entries

    def get(self, key: K) -> V | None:
        """Return the value of a key, or None."""
        return self._block(self._number(key)).get(key)

    def items(self) -> Iterator[tuple[K, V]]:
        """Yield all entries. The table must not change meanwhile."""
        for number in range(self._count):
            yield from self._block(number).items()

    def put(self, key: K, value: V) -> None:
        """Set the value of a key."""
        number = self._number(key)
        block = self._block(number)
        self._entries += key not in block
        block[key] = value
        self._changed.add(number)

    def remove(self, key: K) -> None:
        """Remove a key, if it is there."""
        number = self._number(key)
        if self._block(number).pop(key, None) is not None:
            self._entries -= 1
            self._changed.add(number)

    def clear(self) -> None:
        """Remove all entries."""
        self._count, self._entries = 1, 0
        self._blocks = {0: {}}
        self._changed = {0}

    def save(self) -> None:
        """Write the changed blocks to the store, if there is one."""
        if self._store is None or not self._changed:
            return
        if self._entries > MOST * self._aim * self._count:
            self._divide()
        blocks = ((number, self._encoded(number)) for number in sorted(self._changed))
        self._store.put(self.name, (self._count, self._entries), blocks)
        self._changed.clear()

    def _encoded(self, number: int) -> bytes:
        data = encode(self._blocks[number])
        return zlib.compress(data, 1) if self._compressed else data

    def _divide(self) -> None:
        """Divide all entries among a new number of blocks."""
        entries = dict(self.items())
        self._count = -(-len(entries) // self._aim)
        self._blocks = {number: {} for number in range(self._count)}
        self._changed = set(self._blocks)
        for key, value in entries.items():
            self._blocks[self._number(key)][key] = value

    def _number(self, key: K) -> int:
        if self._count == 1:
            return 0
        # Not the start of a key: those of many are alike, such as the paths of all records.
        name = key if isinstance(key, bytes) else key.encode("utf-8", "surrogatepass")
        return zlib.crc32(name) % self._count

    def _block(self, number: int) -> dict[K, V]:
        block = self._blocks.get(number)
        if block is None:
            assert self._store is not None
            data = self._store.block(self.name, number)
            try:
                plain = zlib.decompress(data) if self._compressed else data
                block = self._blocks[number] = self._decode(plain)
            except (zlib.error, MsgspecError, ValueError, RecursionError):
                raise DamagedError from None
        return block
