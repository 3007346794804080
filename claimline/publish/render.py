"""Renders outputs to bytes, in several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from claimline.diagnostics import Diagnostic, Report
from claimline.engine.queries import OUTPUT, Computed, Queries, computed, split
from claimline.output import LastFile, Output, RenderError
from claimline.pages.view_builder import ViewBuilder
from claimline.publish.manifest import digest
from claimline.publish.parallel import shared
from claimline.publish.site_files import SiteFiles, Spool, SpooledFile
from claimline.value import Value


class Rendered(Value, frozen=True):
    """The rendered files, the digest of each, and what they were computed from.

    ``outputs`` has, by its id, for each file that this process has rendered, its digest and its
    joined reads, or None if these are the same as in the last build. ``computed`` is what other
    processes have computed, and ``read_elsewhere`` has the ids of those results of this one that
    they have read. ``layouts`` are those of the files that are made from shares. ``beside`` has,
    for each output that leads to other files, their paths. ``reused`` are those of them that the
    site has already.
    """

    files: SiteFiles
    digests: Mapping[str, str]
    outputs: Mapping[bytes, tuple[bytes, bytes | None]]
    computed: tuple[Computed, ...]
    read_elsewhere: frozenset[bytes]
    layouts: Mapping[str, bytes]
    beside: Mapping[str, frozenset[str]] = {}
    reused: frozenset[str] = frozenset()


class _Share(Value, frozen=True):
    """What one process rendered. ``held`` are files in its memory, or None if it must send all."""

    held: dict[str, bytes] | None
    spooled: dict[str, SpooledFile]
    digests: dict[str, str]
    outputs: dict[bytes, tuple[bytes, bytes | None]]
    computed: Computed
    read_elsewhere: set[bytes]
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
    last: dict[str, LastFile] | None = None,
) -> Rendered:
    """Render outputs.

    Args:
        outputs: what to render. Each has a path of its own.
        builder: makes the views of pages, and records what they read.
        report: gets the diagnostics.
        on_progress: called after each output with how many are done, and how many there are.
        jobs: the most processes. The bytes do not depend on it.
        last: files of the last build, by path, whose unchanged shares are used again. Each is
            taken out as its output is rendered, and the new file has its place in memory.

    Raises:
        OSError: there is no room for temporary files.
    """
    parent = os.getpid()
    queries = builder.queries
    inherited = frozenset(map(queries.ids.__getitem__, queries.results))

    def render_share(outputs: Sequence[Output]) -> _Share:
        is_parent = os.getpid() == parent
        share = _Share({} if is_parent else None, {}, {}, {}, Computed(), set(), [], {}, {}, set())
        with closing(Spool(folder)) as spool:
            for nth, output in enumerate(outputs, 1):
                with queries.recorder.recorded() as reads:
                    old = last.pop(output.path, None) if last else None
                    diagnostics, same_reads = _render(output, share, spool, old)
                share.diagnostics.extend(diagnostics)
                if output.traced and not diagnostics:  # else render it again, to report it again
                    file_digest = bytes.fromhex(share.digests[output.path])
                    joined = None if same_reads else queries.ids.joined(reads)
                    share.outputs[queries.ids[OUTPUT, output.path]] = (file_digest, joined)
                if is_parent:
                    on_progress(nth, len(outputs))
        return share if is_parent else _to_send(share, queries, inherited)

    files, digests = SiteFiles(), dict[str, str]()
    layouts: dict[str, bytes] = {}
    own: dict[bytes, tuple[bytes, bytes | None]] = {}
    parts: list[Computed] = []
    read_elsewhere: set[bytes] = set()
    beside: dict[str, frozenset[str]] = {}
    reused: set[str] = set()
    # The large ones come first, so that no process is left alone with one at the end.
    waiting = sorted(outputs, key=lambda output: not output.large)
    with TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as folder:
        for share in shared(render_share, waiting, jobs):
            files.add_spooled(share.spooled)
            files.add(share.held or {})
            digests.update(share.digests)
            layouts.update(share.layouts)
            own.update(share.outputs)
            beside.update(share.beside)
            reused |= share.reused
            parts.append(share.computed)
            read_elsewhere |= share.read_elsewhere
            report.extend(share.diagnostics)
    return Rendered(
        files, digests, own, tuple(parts), frozenset(read_elsewhere), layouts, beside,
        frozenset(reused),
    )  # fmt: skip


def _to_send(share: _Share, queries: Queries, inherited: frozenset[bytes]) -> _Share:
    """Return a share with what its process has computed, because no other can look it up."""
    read_elsewhere: set[bytes] = set()

    def follow(reader: bytes, joined: bytes) -> Iterator[bytes]:
        for id_ in split(joined):
            if id_ in inherited:
                read_elsewhere.add(id_)
            else:
                yield id_

    roots = {id_ for it, (_, joined) in share.outputs.items() for id_ in follow(it, joined or b"")}
    results = computed(share.outputs, queries, roots, follow).to_send()
    return replace(share, outputs={}, computed=results, read_elsewhere=read_elsewhere)


def _render(
    output: Output, share: _Share, spool: Spool, last: LastFile | None
) -> tuple[Sequence[Diagnostic], bool]:
    """Render one output into a share. ``last`` is its file of the last build, if that is known.

    A file that takes the place of another in memory stays there.

    Returns:
        its diagnostics, and whether it has read the same as in the last build.
    """
    same_reads = False
    try:
        if output.compose is None:
            data = output.render()
        else:
            composed = output.compose(last)
            data, same_reads = composed.data, composed.same_reads
            share.layouts[output.path] = composed.layout
            if composed.beside or composed.reused:
                share.beside[output.path] = composed.reused | composed.beside.keys()
            share.reused.update(composed.reused)
            for path, other in composed.beside.items():
                share.spooled[path], share.digests[path] = spool.put(other), digest(other)
    except RenderError as error:
        return (error.diagnostic,), False
    if last and share.held is not None:
        share.held[output.path] = data
    else:
        share.spooled[output.path] = spool.put(data)
    share.digests[output.path] = digest(data)
    return tuple(output.diagnostics()), same_reads
