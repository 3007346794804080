"""One build, as the server calls it. Whatever happens is in the report."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from claimline import pipeline
from claimline.diagnostics import Code, Location, Report
from claimline.engine.cache import Cache
from claimline.model.edition import Edition
from claimline.options import NO_CACHE, BuildOptions, cores
from claimline.outcome import Outcome
from claimline.publish.paths import MANIFEST
from claimline.read.parse import parse
from claimline.step_times import Clock


class _OutdatedError(Exception):
    """A file has changed since the build read it."""


def rebuild(
    project: Path,
    output: Path,
    report: Report,
    is_outdated: Callable[[], bool],
    cache: Cache = NO_CACHE,
    *,
    preview: bool = False,
    clock: Clock | None = None,
) -> Outcome | None:
    """Build the project into the output folder.

    ``is_outdated`` is called once everything has been read and rendered. If it returns true,
    nothing is written and None is returned. ``cache`` serves the next build. With ``preview``,
    drafts are shown. ``clock`` measures the steps. A build may use more than one process only while
    the program has no other thread, as at the first build; see ``publish.parallel``.
    """

    def on_progress(step: str, done: int, total: int) -> None:
        if step == "writing" and is_outdated():
            raise _OutdatedError

    options = BuildOptions(
        project, output, cores(), cache, against_last_build=False,
        on_progress=(clock or Clock()).around(on_progress),
        edition=Edition(preview),
    )  # fmt: skip
    try:
        return pipeline.build(options, report)
    except _OutdatedError:
        return None


def report_crash(report: Report, error: Exception) -> None:
    """Add an error of the program itself to the report."""
    message = f"{type(error).__name__}: {error}".rstrip(".") + "."
    hint = "Please report it with what --verbose prints."
    report.add(Location("claimline"), Code.INTERNAL, message, hint)


def is_site(output: Path) -> bool:
    """Whether a build has written a site there."""
    return os.path.lexists(output / MANIFEST)


def mount(project: Path) -> str:
    """Return the path of the site's ``base_url``: "/" without one.

    The links of the 404 page begin with it, since a host shows that page at any depth.
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
