"""What the tests of outside addresses share."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from functools import cache

import pytest


@pytest.fixture(scope="package", autouse=True)
def _certificates_are_read_once() -> Iterator[None]:
    """Let all clients have one context. To read this machine's certificates takes longer than all
    else that a client does, and no server here shows one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield
