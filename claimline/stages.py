"""The stages of a build: plan the site, render its files, write them.

Each stage adds its diagnostics to the report. None of them prints.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

import msgspec
from msgspec.structs import replace

from claimline import __version__
from claimline.analysis import analysis_of
from claimline.analysis.waivers import BUILD, waive
from claimline.collection import no_collection
from claimline.diagnostics import Code, Diagnostic, Location, Report
from claimline.edition_links import Chosen, Linked, choose, link_chosen
from claimline.engine.digests import digest
from claimline.engine.recording import Read
from claimline.exports import export_outputs
from claimline.listed_media import prepare_listed
from claimline.load import load
from claimline.model.dossier import Dossier
from claimline.model.dossier_tables import EntryDigests, make_all
from claimline.model.selection import as_preview
from claimline.model.validate import Key
from claimline.options import BuildOptions
from claimline.output import LastFile, Output, RenderError
from claimline.pages.plan import Plan, plan_with
from claimline.pages.view_builder import ViewBuilder
from claimline.publish import paths
from claimline.publish.manifest import PREVIEW, fits
from claimline.publish.media.preparation import media_outputs
from claimline.publish.never_published import check_never_published, read_names
from claimline.publish.parallel import FEWEST, shared
from claimline.publish.render import Rendered, render
from claimline.publish.site_outputs import site_outputs
from claimline.publish.theme import Theme, read_theme
from claimline.publish.write_result import OutputError, Written
from claimline.publish.writing import NO_UNCHANGED, UnchangedFiles, write
from claimline.published import (
    ClaimState,
    Published,
    RecordedProof,
    check_published,
    read_last_build,
    read_recorded,
    state_of,
)
from claimline.reuse import Broken, Reuse, find_reuse, report_violations
from claimline.value import Value

_OTHER_FOLDER = "Name another folder with `--output`."


class PlannedSite(Value, frozen=True):
    """The plan of a site.

    ``digests`` are those of everything that pages read. ``key`` is the digest of what every page
    depends on. ``content`` is one digest of all records, the theme and the program's version.
    ``theme`` are the templates and assets. ``published`` is what readers are told, or None in a
    preview. ``reuse`` is what can be reused of the last build. ``broken`` are the editorial rules
    that records break.
    ``file_digests`` are those of each record's file. ``recorded`` are the digests of the
    ``manifest.json`` that was last recorded as published. ``media`` has pictures and files that are
    made already, by their path in the site. ``chosen`` are the records of the edition.
    ``plan_reads`` is what the plan has read.
    """

    plan: Plan
    digests: EntryDigests
    key: bytes
    content: str
    theme: Theme
    published: Published | None
    reuse: Reuse | None
    broken: Broken
    file_digests: Mapping[Key, bytes]
    recorded: RecordedProof | None
    media: Mapping[str, bytes]
    chosen: Chosen
    plan_reads: frozenset[Read]


@no_collection()
def plan_site(options: BuildOptions, report: Report) -> PlannedSite | None:
    """Read the records and plan all pages. Return None if the links between records are broken."""
    options.on_progress("reading", 0, 0)
    loading = load(options.project, report, partial(shared, jobs=options.jobs), options.cache)
    options.cache.commit()
    cache = options.cache
    chosen = choose(loading, options.edition, cache, report)
    media = prepare_listed(chosen.records, chosen.shown, options.project, report, cache)
    options.on_progress("linking", 0, 0)
    linked = link_chosen(chosen, loading, cache, report)
    if linked is None:
        waive(chosen.shown, report, judged=())
        return None
    chosen = linked.chosen
    dossier = replace(linked.dossier, media=media.facts)
    if options.edition.preview:
        dossier = as_preview(dossier)
    elif options.overrides:
        dossier = replace(dossier, site=dossier.site.model_copy(update=options.overrides))
    theme = read_theme(options.project / "templates")
    site = loading.digests["site", "site"]
    site_key = digest((theme.digest, site, loading.words, options.variant))
    digests = EntryDigests(dossier, loading.digests, linked.digests)
    builder = ViewBuilder(dossier, analysis_of(dossier))
    reuse = None
    last_key = cache.get("key", bytes) or b""
    if last_key.startswith(site_key):
        options.on_progress("comparing", 0, 0)
        reuse = find_reuse(cache, digests, builder)
    options.on_progress("planning", 0, 0)
    planned, mistakes, plan_reads = _planned(builder, dossier)
    key = site_key + digest(planned.site)
    if reuse is not None and key != last_key:  # all pages change, so nothing is reused
        reuse = None
        anew = ViewBuilder(dossier, analysis_of(dossier))
        planned, mistakes, plan_reads = _planned(anew, dossier)
    report.extend(mistakes)
    analysis = planned.builder.analysis
    content = digest((__version__, key, sorted(loading.digests.items()))).hex()
    published, recorded = _published(planned, options, report, linked)
    broken = report_violations(analysis, reuse, cache, report, loading.digests)
    waive(chosen.shown, report, judged=BUILD)
    return PlannedSite(
        planned, digests, key, content, theme, published, reuse, broken, loading.digests, recorded,
        media.held, chosen, plan_reads,
    )  # fmt: skip


def _planned(
    builder: ViewBuilder, dossier: Dossier
) -> tuple[Plan, list[Diagnostic], frozenset[Read]]:
    """Return the plan of all pages, what is wrong with it, and what it has read."""
    report = Report()
    with builder.queries.recorder.recorded() as reads:
        planned = plan_with(builder, dossier, report)
    return planned, list(report), frozenset(reads)


def _published(
    planned: Plan, options: BuildOptions, report: Report, linked: Linked
) -> tuple[Published | None, RecordedProof | None]:
    """Compare the site with the published state. A preview is never compared.

    Returns:
        what readers are told now, and the manifest that was recorded as published.
    """
    dossier = planned.builder.dossier
    if dossier.preview:
        return None, None
    known: dict[str, ClaimState] = {}
    if linked.chosen.links:
        known = options.cache.get("claim states", dict[str, ClaimState]) or {}
        for kind, id_ in linked.changed:
            if kind == "claim":
                known.pop(id_, None)
    now = state_of(dossier, [spec.path for spec in planned.specs], known)
    before = recorded = read_recorded(options.project, report)
    if before is None and options.against_last_build:
        before = read_last_build(options.site)
    if before is not None:
        check_published(before, now, dossier, report, recorded=recorded is not None)
    proof = recorded.proof if recorded else msgspec.UNSET
    return now, None if proof is msgspec.UNSET else proof


@no_collection()
def plan_outputs(
    planned: PlannedSite, options: BuildOptions, report: Report
) -> tuple[Output, ...] | None:
    """Return all files of the site but those of the search.

    Returns None if the report holds an error.
    """
    if report.failed:
        return None
    outputs = site_outputs(
        planned.plan, options.project, report, planned.theme, keep_compiled=options.cache.usable
    )
    facts = planned.plan.builder.dossier.media
    outputs += tuple(media_outputs(options.project, facts, planned.media))
    outputs += _exported(planned, outputs, report)
    try:
        paths.check(output.path for output in outputs)
    except ValueError as error:
        # Only an asset can have such a path: those of all other files are checked earlier.
        message = f"The site cannot have such a file: {error}."
        report.add(Location("templates/assets"), Code.OUTPUT_FAILED, message, "Rename it.")
    return outputs


def _exported(
    planned: PlannedSite, others: Collection[Output], report: Report
) -> tuple[Output, ...]:
    """Return the outputs of all exports.

    A file in ``templates/root/`` replaces an output of the same name. An output with the path of
    a page or an asset is an error.
    """
    builder = planned.plan.builder
    pages = {paths.PROOF, *(spec.path for spec in planned.plan.specs)}
    replaced = {output.path for output in others}
    exported: dict[str, Output] = {}
    at = Location("site")
    try:
        for name, output in export_outputs(builder.dossier, builder.analysis):
            path = output.path
            if path in pages or path in exported or path.startswith("assets/"):
                message = f'The export "{name}" writes {path}, which is a file of the site already.'
                report.add(at, Code.EXPORT, message, "Let it write another path.")
            elif path not in replaced:
                exported[path] = output
        paths.check(exported)
    except RenderError as error:
        report.extend([error.diagnostic])
    except ValueError as error:
        report.add(at, Code.EXPORT, f"An export writes a file that no site can have: {error}.")
        return ()
    return tuple(exported.values())


@no_collection()
def render_outputs(
    planned: PlannedSite,
    options: BuildOptions,
    report: Report,
    outputs: Sequence[Output],
    last: dict[str, LastFile] | None = None,
) -> Rendered | None:
    """Render files of a site. Return None if there is no room for temporary files.

    ``last`` are files of the last build whose unchanged shares are used again. They are taken out.
    """
    options.on_progress("rendering", 0, len(outputs))
    on_output = partial(options.on_progress, "rendering")
    if options.jobs > 1 and len(outputs) >= FEWEST:
        make_all(planned.plan.builder.dossier)
    try:
        return render(outputs, planned.plan.builder, report, on_output, options.jobs, last)
    except OSError as error:
        message = f"There is no place for temporary files: {error.strerror}."
        report.add(Location(str(error.filename or "")), Code.OUTPUT_FAILED, message)
        return None


def is_clean(options: BuildOptions, files: Mapping[str, bytes], report: Report) -> bool:
    """Report each file that holds a name never to be published. Return whether none does."""
    hits = Report()
    names = read_names(options.project, hits)
    check_never_published(names, files, options.project, hits)
    report.extend(hits)
    return not hits.failed


def write_site(
    files: Mapping[str, bytes],
    options: BuildOptions,
    report: Report,
    digests: Mapping[str, str],
    unchanged: UnchangedFiles = NO_UNCHANGED,
    published: Published | None = None,
) -> Written | None:
    """Put a site in place. If that cannot be done, return None and report why.

    ``published`` is what readers are told.

    Raises:
        SiteChangedError: nothing was written, because another build changed the site.
    """
    if not is_clean(options, files, report):
        return None
    preview = options.edition.preview
    if not fits(str(options.site), preview=preview):
        there, other = ("a site", "A preview") if preview else ("a preview", "A site")
        message = f"The folder holds {there}. {other} needs another folder."
        report.add(Location(str(options.site)), Code.OUTPUT_PLACE, message, _OTHER_FOLDER)
        return None
    state = PREVIEW if preview else published and msgspec.to_builtins(published)
    try:
        return write(
            files, options.site, project=options.project, digests=digests, unchanged=unchanged,
            published=state,
        )  # fmt: skip
    except OutputError as error:
        report.add(Location(str(options.site)), error.code, f"{error.message}.", error.suggestion)
        return None
