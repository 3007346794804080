"""The whole program, stage by stage: from files to a site.

Each stage takes the result of the one before, and adds its diagnostics to the report. After any
error, nothing is written. The cache saves work twice: ``plan_site`` reuses records whose files are
unchanged, and unchanged pages are not rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claimline.collection import no_collection
from claimline.diagnostics import Code, Location, Report
from claimline.incremental import (
    LastBuild,
    last_build,
    proof_head_of,
    remember_outcome,
    remember_pages,
)
from claimline.options import BuildOptions
from claimline.outcome import Outcome
from claimline.output import Output
from claimline.proof.site_proof import add_proof
from claimline.publish.media.preparation import PUBLISHED as MEDIA
from claimline.publish.render import Rendered
from claimline.publish.search_output import search_outputs
from claimline.publish.site_files import SiteFiles, reader
from claimline.publish.site_outputs import compile_templates
from claimline.publish.theme import read_theme
from claimline.publish.write_result import Written
from claimline.publish.writing import SiteChangedError, UnchangedFiles
from claimline.published import RecordedProof, write_recorded
from claimline.stages import (
    PlannedSite,
    is_clean,
    plan_outputs,
    plan_site,
    render_outputs,
    write_site,
)
from claimline.value import Value

if TYPE_CHECKING:
    from claimline.publish.host_limits import Host
    from claimline.publish.single_file import SitePages


@no_collection()
def build(options: BuildOptions, report: Report) -> Outcome:
    """Build the investigation in ``options.project`` into ``options.site``.

    Diagnostics go to ``report``. Neither the number of jobs nor the cache changes the site.
    """
    before = options.cache.inputs(str(options.project))
    planned = plan_site(options, report)
    outcome = Outcome(0, 0, None)
    _compile(options, planned, report, own=True)
    if planned is not None:
        try:
            outcome = _publish(planned, options, report, reuse=True)
        except SiteChangedError:
            outcome = _publish(planned, options, report, reuse=False)
        planned.plan.builder.queries.forget()
    remember_outcome(options, before, outcome, report)
    return replace(outcome, remarks=tuple(options.cache.remarks))


def _outcome(
    planned: PlannedSite | None, files: int = 0, written: Written | None = None
) -> Outcome:
    """Return the outcome of a run that planned this site."""
    if planned is None:
        return Outcome(0, files, written)
    pages = len(planned.plan.specs)
    return Outcome(pages, files, written, held_back=planned.chosen.held_back)


def _publish(
    planned: PlannedSite, options: BuildOptions, report: Report, *, reuse: bool
) -> Outcome:
    """Render the files that have changed, and write the site."""
    outputs = plan_outputs(planned, options, report)
    if outputs is None:
        return _outcome(planned)
    outputs += search_outputs(planned.plan)
    last, rendered = _render_changed(planned, outputs, options, report, reuse=reuse)
    if rendered is None or report.failed:
        return _outcome(planned)
    files, digests = rendered.files, dict(rendered.digests)
    unchanged = last.unchanged.keys() | rendered.reused
    if planned.theme.own:
        changed = [path for path in digests if path not in unchanged]
        _follow_links(files, report, options, digests, changed)
        if report.failed:
            return _outcome(planned)
    add_proof(proof_head_of(planned, options), files, digests)
    options.on_progress("writing", 0, 0)
    in_place = UnchangedFiles(frozenset(unchanged), last.stamp)
    written = write_site(files, options, report, digests, in_place, planned.published)
    if written is not None:
        remember_pages(planned, options, last, rendered, digests)
    return _outcome(planned, len(files), written)


@no_collection()
def check(options: BuildOptions, report: Report, host: Host | None = None) -> Outcome:
    """Build without writing the site. Also compile every template and follow every link.

    With ``host``, also report what that host does not take.
    """
    return _check(options, report, plan_site(options, report), host)


@no_collection()
def record_published(options: BuildOptions, report: Report, *, write: bool) -> Outcome:
    """Check the site and, with ``write``, record it as the state that readers see.

    Nothing is recorded while there is an error, or a change that is not explained to readers.
    """
    options = replace(options, against_last_build=False)
    planned = plan_site(options, report)
    outcome = _check(options, report, planned)
    unexplained = any(found.code is Code.UNEXPLAINED_CHANGE for found in report)
    if write and planned and not report.failed and not unexplained:
        whole = whole_site(options, report, planned)
        if whole is not None and planned.published is not None:
            write_recorded(options.project, replace(planned.published, proof=whole.proof), report)
    return outcome


class WholeSite(Value, frozen=True):
    """All files of a site, not yet written, and what ``published.json`` records of its manifest."""

    files: SiteFiles
    proof: RecordedProof


@no_collection()
def whole_site(
    options: BuildOptions, report: Report, planned: PlannedSite | None = None
) -> WholeSite | None:
    """Render the whole site without writing it. Return None after an error."""
    planned = planned or plan_site(options, report)
    outputs = planned and plan_outputs(planned, options, report)
    rendered = planned and outputs and render_outputs(planned, options, report, outputs)
    if not planned or not rendered:
        return None
    proof = _complete(planned, rendered, options, report)
    is_clean(options, rendered.files, report)
    return None if report.failed else WholeSite(rendered.files, proof)


def _complete(
    planned: PlannedSite, rendered: Rendered, options: BuildOptions, report: Report
) -> RecordedProof:
    """Add the files that are made from all the others: the search and ``manifest.json``."""
    from claimline.publish import search  # few runs need a whole index

    files, entries = rendered.files, planned.plan.search_entries()
    files.add(search.index(entries))
    return add_proof(proof_head_of(planned, options), files, dict(rendered.digests))


@no_collection()
def site_pages(options: BuildOptions, report: Report) -> SitePages | None:
    """Render the pages and assets of a site, and write none of them. Return None after an error."""
    from claimline.publish.single_file import SitePages  # only an export waits for this import

    planned = plan_site(options, report)
    outputs = planned and plan_outputs(planned, options, report)
    if not planned or not outputs:
        return None
    shown = [each for each in outputs if _is_asset(each) or _is_page(each)]
    rendered = render_outputs(planned, options, report, shown)
    if rendered is None or report.failed or not is_clean(options, rendered.files, report):
        return None
    context, redirects = planned.plan.site, planned.plan.builder.dossier.site.redirects
    words = planned.plan.builder.language
    return SitePages(rendered.files, redirects, context.base_url, words)


@no_collection()
def page_html(options: BuildOptions, report: Report, path: str) -> bytes | None:
    """Render one page of a site, and write nothing. Return None after an error."""
    planned = plan_site(options, report)
    outputs = planned and plan_outputs(planned, options, report)
    if not planned or not outputs:
        return None
    asked = [each for each in outputs if each.path == path]
    rendered = render_outputs(planned, options, report, asked)
    if rendered is None or not is_clean(options, rendered.files, report) or report.failed:
        return None
    return rendered.files.get(path)


def _is_asset(output: Output) -> bool:
    is_picture = output.path.startswith(f"{MEDIA}/") and output.media_type.startswith("image/")
    return output.path.startswith("assets/") or is_picture


def _is_page(output: Output) -> bool:
    return output.media_type == "text/html"


def _check(
    options: BuildOptions, report: Report, planned: PlannedSite | None, host: Host | None = None
) -> Outcome:
    outputs = planned and plan_outputs(planned, options, report)
    rendered = None
    if planned and outputs:
        _, rendered = _render_changed(planned, outputs, options, report)
    _compile(options, planned, report, own=False)
    if rendered and not report.failed:
        _follow_links(rendered.files, report, options, rendered.digests)
        options.cache.commit()
        is_clean(options, rendered.files, report)
    if host and planned and rendered and not report.failed:
        from claimline.publish.host_limits import check_host

        _complete(planned, rendered, options, report)
        check_host(host, rendered.files, report)
    outcome = _outcome(planned, len(rendered.files) if rendered else 0)
    return replace(outcome, remarks=tuple(options.cache.remarks))


def _compile(
    options: BuildOptions, planned: PlannedSite | None, report: Report, *, own: bool
) -> None:
    """Compile all templates, or only the project's ``own``, and report their faults."""
    theme = planned.theme if planned else read_theme(options.project / "templates")
    if theme.own or not own:
        keep = options.cache.usable
        compile_templates(options.project, theme, report, own=own, keep_compiled=keep)


def _render_changed(
    planned: PlannedSite,
    outputs: Sequence[Output],
    options: BuildOptions,
    report: Report,
    *,
    reuse: bool = True,
) -> tuple[LastBuild, Rendered | None]:
    """Render the files of a site. Take those from its folder that the last build left unchanged.

    Returns:
        what is known of the last build, and all files with their digests.
    """
    last = last_build(planned, outputs, options, reuse=reuse)
    changed = [output for output in outputs if output.path not in last.unchanged]
    rendered = render_outputs(planned, options, report, changed, last.shared)
    if rendered is not None:
        unchanged = {**last.unchanged, **{path: last.beside[path] for path in rendered.reused}}
        rendered.files.add_in_place(unchanged, reader(options.site))
        rendered = replace(rendered, digests={**unchanged, **rendered.digests})
    return last, rendered


def _follow_links(
    files: Mapping[str, bytes],
    report: Report,
    options: BuildOptions,
    digests: Mapping[str, str],
    pages: Iterable[str] | None = None,
) -> None:
    """Report broken links. A page that an earlier run has read is not read again.

    A build checks only the pages that it renders, and only if the project has templates of its
    own: the templates of the theme break no links.
    """
    from claimline.publish.link_check import broken_links  # most builds follow no links
    from claimline.publish.page_links import StoredLinks

    for broken in broken_links(files, pages, StoredLinks(options.cache, digests)):
        message = f'The link to "{broken.href}" is broken: {broken.reason}.'
        report.add(Location(f"site/{broken.page}"), Code.BROKEN_LINK, message)
