"""Renders outputs to bytes, in several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from tempfile import TemporaryDirectory
from types import MappingProxyType

from claimline.diagnostics import Diagnostic, Report
from claimline.engine.graph import OUTPUT
from claimline.engine.queries import Computed
from claimline.output import LastFile, Output, RenderError
from claimline.pages.view_builder import ViewBuilder
from claimline.publish.manifest import digest
from claimline.publish.parallel import shared
from claimline.publish.site_files import SiteFiles, Spool, SpooledFile
from claimline.value import Value

NONE: Mapping[str, LastFile] = MappingProxyType({})


class Rendered(Value, frozen=True):
    """The rendered files, the digest of each, and what they were computed from.

    ``layouts`` are those of the files that are made from shares.
    """

    files: SiteFiles
    digests: Mapping[str, str]
    computed: tuple[Computed, ...]
    layouts: Mapping[str, bytes]


class _Share(Value, frozen=True):
    """What one process rendered."""

    spooled: dict[str, SpooledFile]
    digests: dict[str, str]
    computed: Computed
    diagnostics: list[Diagnostic]
    layouts: dict[str, bytes]


def render(
    outputs: Sequence[Output],
    builder: ViewBuilder,
    report: Report,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    jobs: int = 1,
    last: Mapping[str, LastFile] = NONE,
) -> Rendered:
    """Render outputs.

    Args:
        outputs: what to render. Each has a path of its own.
        builder: makes the views of pages, and records what they read.
        report: gets the diagnostics.
        on_progress: called after each output with how many are done, and how many there are.
        jobs: the most processes. The bytes do not depend on it.
        last: files of the last build, by path, whose unchanged shares are used again.

    Raises:
        OSError: there is no room for temporary files.
    """
    parent = os.getpid()
    queries = builder.queries
    inherited = frozenset(queries.results)

    def render_share(outputs: Sequence[Output]) -> _Share:
        share = _Share({}, {}, Computed(), [], {})
        with closing(Spool(folder)) as spool:
            for nth, output in enumerate(outputs, 1):
                with queries.recorder.recorded() as reads:
                    diagnostics, same_reads = _render(output, share, spool, last)
                new_reads = None if same_reads else reads
                share.diagnostics.extend(diagnostics)
                if output.traced and not diagnostics:  # else render it again, to report it again
                    file_digest = bytes.fromhex(share.digests[output.path])
                    share.computed.add((OUTPUT, output.path), file_digest, new_reads)
                if os.getpid() == parent:
                    on_progress(nth, len(outputs))
        share.computed.add_all(queries, () if os.getpid() == parent else inherited)
        return share

    files, digests, computed = SiteFiles(), dict[str, str](), []
    layouts: dict[str, bytes] = {}
    # The large ones come first, so that no process is left alone with one at the end.
    waiting = sorted(outputs, key=lambda output: not output.large)
    with TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as folder:
        for share in shared(render_share, waiting, jobs):
            files.wait(share.spooled)
            digests.update(share.digests)
            layouts.update(share.layouts)
            computed.append(share.computed)
            report.extend(share.diagnostics)
    return Rendered(files, digests, tuple(computed), layouts)


def _render(
    output: Output, share: _Share, spool: Spool, last: Mapping[str, LastFile]
) -> tuple[Sequence[Diagnostic], bool]:
    """Render one output into a share.

    Returns:
        its diagnostics, and whether it has read the same as in the last build.
    """
    same_reads = False
    try:
        if output.compose is None:
            data = output.render()
        else:
            composed = output.compose(last.get(output.path))
            data, same_reads = composed.data, composed.same_reads
            share.layouts[output.path] = composed.layout
    except RenderError as error:
        return (error.diagnostic,), False
    share.spooled[output.path] = spool.put(data)
    share.digests[output.path] = digest(data)
    return tuple(output.diagnostics()), same_reads
