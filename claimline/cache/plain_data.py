"""Plain data to bytes and back, with a check that they are the same bytes.

What is read may be anybody's, so nothing is made of it but numbers, texts and collections.
"""

from __future__ import annotations

import pickle
from hashlib import blake2b
from io import BytesIO
from typing import Any

_SIZE = 16


class BrokenError(Exception):
    """The bytes are not what was written."""


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise BrokenError(f"{module}.{name} is no plain data")


def sealed(data: bytes) -> bytes:
    """The bytes behind their digest."""
    return blake2b(data, digest_size=_SIZE).digest() + data


def opened(data: bytes) -> bytes:
    """The bytes of :func:`sealed`. Raises BrokenError."""
    inner = data[_SIZE:]
    if blake2b(inner, digest_size=_SIZE).digest() != data[:_SIZE]:
        raise BrokenError("damaged")
    return inner


def dumps(value: object) -> bytes:
    """Plain data as bytes."""
    return sealed(pickle.dumps(value, protocol=5))


def loads(data: bytes) -> Any:
    """The data of :func:`dumps`. Raises BrokenError."""
    try:
        return _Plain(BytesIO(opened(data))).load()
    except BrokenError:
        raise
    except Exception as error:  # a damaged pickle raises whatever it likes
        raise BrokenError(str(error)) from error
