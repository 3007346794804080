"""Renders outputs to bytes, in several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import closing
from tempfile import TemporaryDirectory
from types import MappingProxyType

from claimline.diagnostics import Diagnostic, Report
from claimline.engine.queries import OUTPUT, Computed, Queries
from claimline.engine.recording import Read
from claimline.output import LastFile, Output, RenderError
from claimline.pages.view_builder import ViewBuilder
from claimline.publish.manifest import digest
from claimline.publish.parallel import shared
from claimline.publish.site_files import SiteFiles, Spool, SpooledFile
from claimline.value import Value

NONE: Mapping[str, LastFile] = MappingProxyType({})


class Rendered(Value, frozen=True):
    """The rendered files, the digest of each, and what they were computed from.

    ``outputs`` has, for each file that this process has rendered, its digest and what it has read,
    or None if that is the same as in the last build. ``computed`` is what other processes have
    computed, and ``read_elsewhere`` are the results of this one that they have read. ``layouts``
    are those of the files that are made from shares. ``beside`` has, for each output that leads to
    other files, their paths. ``reused`` are those of them that the site has already.
    """

    files: SiteFiles
    digests: Mapping[str, str]
    outputs: Mapping[Read, tuple[bytes, frozenset[Read] | None]]
    computed: tuple[Computed, ...]
    read_elsewhere: frozenset[Read]
    layouts: Mapping[str, bytes]
    beside: Mapping[str, frozenset[str]] = {}
    reused: frozenset[str] = frozenset()


class _Share(Value, frozen=True):
    """What one process rendered."""

    spooled: dict[str, SpooledFile]
    digests: dict[str, str]
    outputs: dict[Read, tuple[bytes, frozenset[Read] | None]]
    computed: Computed
    read_elsewhere: set[Read]
    diagnostics: list[Diagnostic]
    layouts: dict[str, bytes]
    beside: dict[str, frozenset[str]]
    reused: set[str]


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
        share = _Share({}, {}, {}, Computed(), set(), [], {}, {}, set())
        with closing(Spool(folder)) as spool:
            for nth, output in enumerate(outputs, 1):
                with queries.recorder.recorded() as reads:
                    diagnostics, same_reads = _render(output, share, spool, last)
                new_reads = None if same_reads else frozenset(reads)
                share.diagnostics.extend(diagnostics)
                if output.traced and not diagnostics:  # else render it again, to report it again
                    file_digest = bytes.fromhex(share.digests[output.path])
                    share.outputs[OUTPUT, output.path] = (file_digest, new_reads)
                if os.getpid() == parent:
                    on_progress(nth, len(outputs))
        if os.getpid() != parent:
            _send_computed(share, queries, inherited)
        return share

    files, digests = SiteFiles(), dict[str, str]()
    layouts: dict[str, bytes] = {}
    own: dict[Read, tuple[bytes, frozenset[Read] | None]] = {}
    computed: list[Computed] = []
    read_elsewhere: set[Read] = set()
    beside: dict[str, frozenset[str]] = {}
    reused: set[str] = set()
    # The large ones come first, so that no process is left alone with one at the end.
    waiting = sorted(outputs, key=lambda output: not output.large)
    with TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as folder:
        for share in shared(render_share, waiting, jobs):
            files.wait(share.spooled)
            digests.update(share.digests)
            layouts.update(share.layouts)
            own.update(share.outputs)
            beside.update(share.beside)
            reused |= share.reused
            computed.append(share.computed)
            read_elsewhere |= share.read_elsewhere
            report.extend(share.diagnostics)
    return Rendered(
        files, digests, own, tuple(computed), frozenset(read_elsewhere), layouts, beside,
        frozenset(reused),
    )  # fmt: skip


def _send_computed(share: _Share, queries: Queries, inherited: frozenset[Read]) -> None:
    """Add to a share what its process has computed, because no other process can look it up."""

    def follow(reader: Read, reads: Set[Read]) -> Set[Read]:
        share.read_elsewhere.update(reads & inherited)
        return reads - inherited

    reached: set[Read] = set()
    for read, (file_digest, reads) in share.outputs.items():
        share.computed.add(read, file_digest, reads)
        if reads is not None:
            reached |= follow(read, reads)
    share.computed.add_reached(queries, reached, follow)
    share.outputs.clear()


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
            if composed.beside or composed.reused:
                share.beside[output.path] = composed.reused | composed.beside.keys()
            share.reused.update(composed.reused)
            for path, other in composed.beside.items():
                share.spooled[path], share.digests[path] = spool.put(other), digest(other)
    except RenderError as error:
        return (error.diagnostic,), False
    share.spooled[output.path] = spool.put(data)
    share.digests[output.path] = digest(data)
    return tuple(output.diagnostics()), same_reads
