"""Digests of values: equal digests, equal values."""

from __future__ import annotations

from hashlib import blake2b

from msgspec.msgpack import Encoder

ABSENT = b""
"""The digest of what is not there."""

_encoded = Encoder().encode


def digest(value: object) -> bytes:
    """Return a digest of a value made of frozen values and plain data.

    Not told apart are a list and a tuple, an instant in one zone and in another, and a time or a
    span of it and the text for it (ISO 8601); no field takes the one or the other.

    Raises:
        TypeError: there is something else in it.
    """
    return blake2b(_encoded(value), digest_size=16).digest()
