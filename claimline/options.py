"""What a run of the program is asked to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from claimline.cache import Cache
from claimline.value import Value

Progress = Callable[[str, int, int], None]
"""Called at each step: its name, how many are done, of how many (0: not known)."""

NO_CACHE = Cache(None)


def no_progress(step: str, done: int, total: int) -> None:
    """Report nothing."""


class BuildOptions(Value, frozen=True):
    """Which project to build, where to, and how. Only the first two change the site's bytes,
    and ``base_url``."""

    project: Path
    output: Path | None = None
    """The folder of the site. If None, it is ``site`` in the project."""
    jobs: int = 1
    """How many processes may run at most."""
    cache: Cache = NO_CACHE
    base_url: str | None = None
    """Where the site will stand. If None, it is that of the record of the site."""
    on_progress: Progress = no_progress

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.output or self.project / "site"
