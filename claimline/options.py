"""The options of a build."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from claimline.engine.cache import Cache
from claimline.model.edition import PUBLISHED, Edition
from claimline.value import Value

Progress = Callable[[str, int, int], None]
"""Called at each step with its name, how many are done, and how many there are (0: unknown)."""

NO_CACHE = Cache(None)


def cores() -> int:
    """Return how many processor cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def no_progress(step: str, done: int, total: int) -> None:
    """Report nothing."""


class BuildOptions(Value, frozen=True):
    """Which project to build, where to, and how.

    Neither ``jobs``, ``cache`` nor ``on_progress`` changes the bytes of the site.
    """

    project: Path
    output: Path | None = None
    """The folder of the site. None stands for ``site`` in the project, or ``preview``."""
    jobs: int = 1
    """The most processes."""
    cache: Cache = NO_CACHE
    base_url: str | None = None
    """The address of the site. If None, it is the ``base_url`` of ``site.yaml``."""
    against_last_build: bool = True
    """If no published state was recorded, compare with the last build."""
    on_progress: Progress = no_progress
    edition: Edition = PUBLISHED
    """Which records the site shows."""

    @property
    def site(self) -> Path:
        """The folder of the site. A preview has one of its own."""
        return self.output or self.project / ("preview" if self.edition.preview else "site")

    @property
    def overrides(self) -> dict[str, str]:
        """The fields of ``site.yaml`` that options replace."""
        return {"base_url": self.base_url} if self.base_url else {}

    @property
    def variant(self) -> dict[str, str]:
        """All options that change the bytes of the site. With other values, no page is reused."""
        edition = self.edition
        return {
            **self.overrides,
            **({"preview": "yes"} if edition.preview else {}),
            **({"as_of": str(edition.as_of)} if edition.as_of else {}),
        }
