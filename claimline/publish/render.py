"""Renders outputs to bytes, in several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from tempfile import TemporaryDirectory

from claimline.diagnostics import Diagnostic, Report
from claimline.engine.graph import OUTPUT
from claimline.engine.queries import Computed
from claimline.output import Output, RenderError
from claimline.pages.view_builder import ViewBuilder
from claimline.publish.manifest import digest
from claimline.publish.parallel import shared
from claimline.publish.site_files import SiteFiles, Spool, SpooledFile
from claimline.value import Value


class Rendered(Value, frozen=True):
    """The rendered files, the digest of each, and what they were computed from."""

    files: SiteFiles
    digests: Mapping[str, str]
    computed: tuple[Computed, ...]


class _Share(Value, frozen=True):
    """What one process rendered."""

    spooled: dict[str, SpooledFile]
    digests: dict[str, str]
    computed: Computed
    diagnostics: list[Diagnostic]


def render(
    outputs: Sequence[Output],
    builder: ViewBuilder,
    report: Report,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    jobs: int = 1,
) -> Rendered:
    """Render outputs.

    Args:
        outputs: what to render. Each has a path of its own.
        builder: makes the views of pages, and records what they read.
        report: gets the diagnostics.
        on_progress: called after each output with how many are done, and how many there are.
        jobs: the most processes. The bytes do not depend on it.

    Raises:
        OSError: there is no room for temporary files.
    """
    parent = os.getpid()
    queries = builder.queries
    inherited = frozenset(queries.results)

    def render_share(outputs: Sequence[Output]) -> _Share:
        share = _Share({}, {}, Computed(), [])
        with closing(Spool(folder)) as spool:
            for nth, output in enumerate(outputs, 1):
                with queries.recorder.recorded() as reads:
                    diagnostics = _render(output, share, spool)
                share.diagnostics.extend(diagnostics)
                if output.traced and not diagnostics:  # else render it again, to report it again
                    file_digest = bytes.fromhex(share.digests[output.path])
                    share.computed.add((OUTPUT, output.path), file_digest, reads)
                if os.getpid() == parent:
                    on_progress(nth, len(outputs))
        share.computed.add_all(queries, () if os.getpid() == parent else inherited)
        return share

    files, digests, computed = SiteFiles(), dict[str, str](), []
    # The large ones come first, so that no process is left alone with one at the end.
    waiting = sorted(outputs, key=lambda output: not output.large)
    with TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as folder:
        for share in shared(render_share, waiting, jobs):
            files.wait(share.spooled)
            digests.update(share.digests)
            computed.append(share.computed)
            report.extend(share.diagnostics)
    return Rendered(files, digests, tuple(computed))


def _render(output: Output, share: _Share, spool: Spool) -> Sequence[Diagnostic]:
    """Render one output into a share. Return its diagnostics."""
    try:
        data = output.render()
    except RenderError as error:
        return (error.diagnostic,)
    share.spooled[output.path] = spool.put(data)
    share.digests[output.path] = digest(data)
    return tuple(output.diagnostics())
