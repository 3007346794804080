"""Digests of values: equal digests, equal values."""

from __future__ import annotations

from hashlib import blake2b

from msgspec.msgpack import Encoder

ABSENT = b""
"""The digest of what does not exist."""

encoded = Encoder().encode
"""Encodes a value as its digest has it. ``TypeError`` is raised as for :func:`digest`."""


def digest(value: object) -> bytes:
    """Return a digest of a value made of frozen values and plain data.

    A list and a tuple with the same items have the same digest. So do one instant in two zones, and
    a time or a duration and its text in ISO 8601. No field can have both values of such a pair, so
    no change goes unseen.

    Raises:
        TypeError: it holds anything else.
    """
    return digest_of(encoded(value))


def digest_of(data: bytes) -> bytes:
    """Return the digest of a value that is encoded already."""
    return blake2b(data, digest_size=16).digest()
