"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault of the program. Everything else stays as Hypothesis has it, with its
# own settings for continuous integration.
settings.register_profile("claimline", deadline=None)
settings.load_profile("claimline")

# Variables of the caller's shell that change what the program or its tools print.
OUTER = ("COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LINES", "NO_COLOR", "PYTHONPATH")


@pytest.fixture(scope="session", autouse=True)
def _plain_environment() -> Iterator[None]:
    """The same environment on every machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in OUTER:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds ``build.py``, ``claimline`` and ``content``."""
    return Path(__file__).resolve().parents[1]
