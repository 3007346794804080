"""One build, as the server calls it: whatever happens is in the report."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from claimline import pipeline
from claimline.cache import Cache
from claimline.diagnostics import Code, Location, Report
from claimline.options import NO_CACHE, BuildOptions
from claimline.outcome import Outcome
from claimline.publish.parallel import available
from claimline.publish.paths import MANIFEST
from claimline.read.parse import parse


class _OvertakenError(Exception):
    """What was read has changed since."""


def rebuild(
    project: Path,
    output: Path,
    report: Report,
    overtaken: Callable[[], bool],
    cache: Cache = NO_CACHE,
) -> Outcome | None:
    """Build the project into the output folder. The only place that calls the pipeline.

    ``overtaken`` is asked once everything has been read and rendered; if it says yes, nothing is
    written and None is given. ``cache`` keeps what one build leaves for the next. A build may use
    more than one process only while this is the one thread of the program, as at the first
    build; see ``publish.parallel``.
    """

    def on_progress(step: str, done: int, total: int) -> None:
        if step == "writing" and overtaken():
            raise _OvertakenError

    options = BuildOptions(project, output, available(), cache, on_progress=on_progress)
    try:
        return pipeline.build(options, report)
    except _OvertakenError:
        return None


def broken_down(report: Report, error: Exception) -> None:
    """Put a fault of the program's own into the report."""
    message = f"{type(error).__name__}: {error}".rstrip(".") + "."
    hint = "Please report it with what --verbose prints."
    report.add(Location("claimline"), Code.INTERNAL, message, hint)


def is_site(output: Path) -> bool:
    """Whether a build has put a site there."""
    return os.path.lexists(output / MANIFEST)


def mount(project: Path) -> str:
    """The path under which the site will be published: that of ``base_url``, "/" without one.

    The 404 page links from there, since a host shows it at any depth.
    """
    for name in ("site.yaml", "site.yml"):
        try:
            parsed = parse((project / "content" / name).read_text("utf-8"), name, Report())
        except (OSError, ValueError):
            continue
        if parsed and isinstance(parsed[0], dict):
            base = parsed[0].get("base_url")
            if isinstance(base, str):
                return f"/{urlsplit(base).path.strip('/')}/".replace("//", "/")
    return "/"
