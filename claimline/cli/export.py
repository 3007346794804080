"""``claimline export``."""

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

_FILE = click.Path(path_type=Path)


@click.command()
@click.option("--single-file", type=_FILE, metavar="FILE", help="Write one HTML file.")
@click.option("--pdf", type=_FILE, metavar="FILE", help="Print a PDF with an installed Chromium.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@base_url_option
@as_of_option
@shared_options
@click.pass_obj
def export(
    default: Path | None,
    /,
    single_file: Path | None,
    pdf: Path | None,
    force: bool,
    base_url: str | None,
    as_of: PartialDate | None,
    project: Path | None,
    verify: bool,
    no_cache: bool,
    **printing: Any,
) -> None:
    """Write the whole site into one file to take along.

    The HTML file needs no other file, no script and no network. The PDF has a list of contents,
    page numbers, and outside addresses as endnotes. Both have the records as they are now. The
    site does not change.

    \b
    Examples:
      claimline export --single-file roof.html
      claimline export --pdf roof.pdf --force
      claimline export --single-file roof.html --base-url https://example.org/library-roof/
    """
    files = [file for file in (single_file, pdf) if file]
    if not files:
        raise click.UsageError("Name a file: --single-file FILE, --pdf FILE, or both.")
    if len({file.absolute() for file in files}) < len(files):
        raise click.UsageError("Name two files: one for the HTML and one for the PDF.")
    root = root_of(project, default)
    from claimline.author.new_file import check_new, write_new
    from claimline.author.printed_pdf import find_browser, print_site

    for file in files:
        check_new(file, root, force=force)
    browser = find_browser() if pdf else ""
    written: dict[Path, int] = {}

    def work(report: Report, on_progress: Progress, jobs: int) -> Outcome:
        from claimline import pipeline
        from claimline.diagnostics import Code, Location
        from claimline.engine.cache import Cache
        from claimline.errors import ClaimlineError
        from claimline.model.edition import Edition
        from claimline.options import BuildOptions
        from claimline.outcome import Outcome
        from claimline.publish.single_file import join_pages, reading_order

        with closing(Cache(None if no_cache else root, verify=verify)) as cache:
            options = BuildOptions(
                root, None, jobs, cache, base_url, against_last_build=False,
                on_progress=on_progress, edition=Edition(as_of=as_of),
            )  # fmt: skip
            pages = pipeline.site_pages(options, report)
            if pages is None:
                return Outcome(0, 0, None)
            try:
                on_progress("joining", 0, 0)
                whole = {single_file: join_pages(pages)} if single_file else {}
                if pdf:
                    on_progress("printing", 0, 0)
                    whole[pdf] = print_site(pages, browser)
                for file, data in whole.items():
                    write_new(file, data)
                    written[file] = len(data)
            except ClaimlineError as error:
                at = Location(str(files[0]))
                report.add(at, Code.OUTPUT_FAILED, error.message, error.suggestion)
            return Outcome(len(reading_order(pages)), len(written), None)

    def ending(form: str, quiet: bool, verbose: bool) -> dict[str, Any]:
        if form == "text" and not quiet:
            from claimline.diagnostics.report import printable

            for file, size in written.items():
                click.echo(f"Wrote {printable(str(file))} ({size / 1e6:.1f} MB).")
        return {"files": [str(file) for file in written]}

    run("export", files[0], work, ending, **printing)
