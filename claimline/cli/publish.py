"""``claimline publish``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimline.cli.run import run
from claimline.cli.shared_options import as_of_option, base_url_option
from claimline.cli.shared_options import options as shared_options
from claimline.cli.shared_options import root as root_of

if TYPE_CHECKING:
    from claimline.dates import PartialDate
    from claimline.diagnostics import Report
    from claimline.options import Progress
    from claimline.outcome import Outcome


@click.command()
@click.option(
    "--record",
    is_flag=True,
    help="Record the present state as the published one, in content/published.json.",
)
@base_url_option
@as_of_option
@shared_options
@click.pass_obj
def publish(
    default: Path | None,
    /,
    record: bool,
    base_url: str | None,
    as_of: PartialDate | None,
    project: Path | None,
    verify: bool,
    no_cache: bool,
    **printing: Any,
) -> None:
    """Check that every change since the last publication is explained to readers.

    A verdict needs an entry in `history`, a claim's words one in `corrections`, a page that is
    gone one in `redirects`. Run it with --record when the site is online, and commit the file.

    \b
    Examples:
      claimline publish
      claimline publish --record
    """
    root = root_of(project, default)

    def work(report: Report, on_progress: Progress, jobs: int) -> Outcome:
        from claimline import pipeline
        from claimline.engine.cache import Cache
        from claimline.model.edition import Edition
        from claimline.options import BuildOptions

        with closing(Cache(None if no_cache else root, verify=verify)) as cache:
            options = BuildOptions(
                root, None, jobs, cache, base_url, on_progress=on_progress,
                edition=Edition(as_of=as_of),
            )  # fmt: skip
            return pipeline.record_published(options, report, write=record)

    run("publish", None, work, **printing)
