"""``claimline build``, ``claimline check`` and ``claimline merge``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimline.cli.run import run
from claimline.cli.shared_options import (
    as_of_option,
    base_url_option,
    output_option,
    project_option,
)
from claimline.cli.shared_options import options as shared_options
from claimline.cli.shared_options import root as root_of
from claimline.collection import no_collection

if TYPE_CHECKING:
    from claimline.author.captures import VerifyResult
    from claimline.author.captures.berkeley import BerkeleySource
    from claimline.author.newsroom import NewsroomItem
    from claimline.author.outside import LinkResult
    from claimline.dates import PartialDate
    from claimline.diagnostics import Report
    from claimline.options import Progress
    from claimline.outcome import Outcome
    from claimline.shards import Shard


@click.command()
@output_option
@base_url_option
@click.option(
    "--preview",
    is_flag=True,
    help="Show drafts too, in preview/, where every page says that it is a preview.",
)
@as_of_option
@click.option(
    "--shard",
    metavar="K/N",
    help="Build only share K of N, to be merged with the others.",
)
@shared_options
@click.pass_obj
def build(
    default: Path | None,
    /,
    output: Path | None,
    base_url: str | None,
    preview: bool,
    as_of: PartialDate | None,
    shard: str | None,
    project: Path | None,
    verify: bool,
    no_cache: bool,
    **printing: Any,
) -> None:
    """Build the site.

    \b
    Examples:
      claimline build
      claimline build --project case/ --output public/
      claimline build --base-url https://example.org/library-roof/
      claimline build --strict --format github
      claimline build --preview
      claimline build --as-of 2026-12-01
      claimline build --shard 2/4 --output shares/2
    """
    if preview and base_url:
        raise click.UsageError("A preview has no address: leave out --base-url.")
    root = root_of(project, default)
    site = (output or root / ("preview" if preview else "site")).absolute()
    share = None if shard is None else _share(shard)
    if share and output is None:
        raise click.UsageError("A share is not a whole site: name a folder for it with --output.")

    @no_collection()  # what is imported stays
    def work(report: Report, on_progress: Progress, jobs: int) -> Outcome:
        from claimline.model.edition import Edition
        from claimline.options import BuildOptions

        options = BuildOptions(
            root, site, jobs, base_url=base_url, on_progress=on_progress,
            edition=Edition(preview, as_of),
        )  # fmt: skip
        if share:
            from claimline.shards import build_shard

            return build_shard(options, share, report)
        from msgspec.structs import replace

        from claimline.engine.cache import Cache
        from claimline.outcome import remembered

        with closing(Cache(None if no_cache else root, verify=verify)) as cache:
            outcome = remembered(cache, site, report, options.variant)
            if outcome is None:
                from claimline import pipeline

                outcome = pipeline.build(replace(options, cache=cache), report)
        return outcome

    run("build", site, work, **printing)


@click.command()
@click.option(
    "--captures",
    is_flag=True,
    help="Check the captures as well, and look for every quote in them.",
)
@click.option(
    "--write",
    is_flag=True,
    help="With --captures: write the `fragment` of each quote whose link needs one, and "
    "`gone_since` beside each quote that is gone.",
)
@click.option(
    "--links",
    is_flag=True,
    help="Request every outside address as well, and look for quotes in the pages of sources.",
)
@click.option(
    "--archives",
    is_flag=True,
    help="With --links: look for an archive copy where a source has none.",
)
@click.option(
    "--again",
    is_flag=True,
    help="With --links: also request addresses that answered in the last seven days.",
)
@click.option(
    "--host",
    type=click.Choice(["github", "gitlab", "cloudflare", "cloudflare-paid", "netlify"]),
    help="Report what this host does not take.",
)
@click.option(
    "--newsroom",
    is_flag=True,
    help="Say what the lists of IFCN and JTI ask, and what the site does not state.",
)
@click.option(
    "--berkeley",
    is_flag=True,
    help="Say for each source what its captures lack by the Berkeley Protocol.",
)
@click.option("--preview", is_flag=True, help="Check drafts too.")
@as_of_option
@shared_options
@click.pass_obj
def check(
    default: Path | None,
    /,
    preview: bool,
    as_of: PartialDate | None,
    captures: bool,
    write: bool,
    links: bool,
    archives: bool,
    again: bool,
    host: str | None,
    newsroom: bool,
    berkeley: bool,
    project: Path | None,
    verify: bool,
    no_cache: bool,
    **printing: Any,
) -> None:
    """Check the records, the templates and every link; write nothing.

    \b
    Examples:
      claimline check
      claimline check --strict
      claimline check --captures
      claimline check --captures --write
      claimline check --links --archives
      claimline check --host cloudflare
      claimline check --newsroom
      claimline check --berkeley
    """
    if write and not captures:
        raise click.UsageError("--write goes with --captures.")
    if (archives or again) and not links:
        raise click.UsageError("--archives and --again go with --links.")
    from claimline.model.edition import Edition

    root = root_of(project, default)
    edition = Edition(preview, as_of)
    quotes: VerifyResult | None = None
    answers: LinkResult | None = None
    items: tuple[NewsroomItem, ...] | None = None
    judged: tuple[BerkeleySource, ...] | None = None

    def work(report: Report, on_progress: Progress, jobs: int) -> Outcome:
        with no_collection():  # what is imported stays
            from claimline import pipeline
        from claimline.engine.cache import Cache
        from claimline.options import BuildOptions
        from claimline.publish.host_limits import HOSTS

        with closing(Cache(None if no_cache else root, verify=verify)) as cache:
            options = BuildOptions(
                root, None, jobs, cache, on_progress=on_progress, edition=edition
            )
            outcome = pipeline.check(options, report, HOSTS[host] if host else None)
        if captures:
            from claimline.author.captures import verify as verify_captures

            nonlocal quotes
            on_progress("looking for quotes", 0, 0)
            quotes = verify_captures(root, report, write=write, edition=edition)
        if links:
            from claimline.author.outside import check_links

            nonlocal answers
            answers = check_links(
                root, report, archives=archives, again=again, on_progress=on_progress
            )
        if captures or links:
            from claimline.author.accepted import waive_more

            waive_more(root, report, edition, captures=captures)
        if newsroom:
            from claimline.author.newsroom import newsroom_items

            nonlocal items
            items = newsroom_items(root)
        if berkeley:
            from claimline.author.captures.berkeley import berkeley_sources

            nonlocal judged
            judged = berkeley_sources(root, edition)
        return outcome

    def ending(form: str, quiet: bool, verbose: bool) -> dict[str, Any] | None:
        summary: dict[str, Any] = {}
        if captures:
            from claimline.cli.quotes import print_quotes, quotes_summary

            if form != "json":
                print_quotes(quotes, quiet=quiet, verbose=verbose)
            summary |= quotes_summary(quotes)
        if links:
            from claimline.cli.links import links_summary, print_links

            if form != "json":
                print_links(answers, quiet=quiet)
            summary |= links_summary(answers)
        if newsroom:
            from claimline.cli.newsroom_list import newsroom_summary, print_newsroom

            if form != "json":
                print_newsroom(items, quiet=quiet)
            summary |= newsroom_summary(items)
        if berkeley:
            from claimline.cli.berkeley_list import berkeley_summary, print_berkeley

            if form != "json":
                print_berkeley(judged, quiet=quiet)
            summary |= berkeley_summary(judged)
        return summary or None

    run("check", None, work, ending, **printing)


@click.command()
@click.argument("shares", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_option
@project_option
@click.pass_obj
def merge(
    default: Path | None, /, shares: tuple[Path, ...], output: Path | None, project: Path | None
) -> None:
    """Make one site of all the shares of a build.

    \b
    Examples:
      claimline merge shares/1 shares/2 shares/3 shares/4
    """
    root = root_of(project, default)
    site = (output or root / "site").absolute()

    def work(report: Report, on_progress: Progress, jobs: int) -> Outcome:
        from claimline.shards import merge as merge_shares

        return merge_shares([share.absolute() for share in shares], site, root, report)

    run("merge", site, work)


def _share(text: str) -> Shard:
    from claimline.shards import Shard

    try:
        return Shard.parse(text)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--shard") from None
