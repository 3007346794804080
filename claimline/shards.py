"""Builds a very large site in shares, on any number of machines, and merges them.

A share is every N-th page. It is written like a site, with a label that names the share and the
build. A merge needs all shares of one build. The merged site has the same bytes as one that was
built in one go.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec.structs import replace

from claimline.diagnostics import Code, Diagnostic, Location, Report
from claimline.incremental import proof_head_of
from claimline.options import NO_CACHE, BuildOptions
from claimline.outcome import Outcome
from claimline.pages.shared_views import SearchEntry
from claimline.proof.site_proof import ProofHead, add_proof
from claimline.publish import manifest, paths, search
from claimline.publish.site_files import SiteFiles
from claimline.published import Published
from claimline.stages import plan_outputs, plan_site, render_outputs, write_site
from claimline.value import Value

NAME = "claimline-shard.json"
"""The file in a share that holds its label."""

_FORM = re.compile(r"(\d{1,6})/(\d{1,6})\Z")


_Count = Annotated[int, msgspec.Meta(ge=1, le=999_999)]
_FRAGMENT = re.compile(r"[\w.~-]*")
_HIDDEN = re.compile(r"(?:\A|/)\.(?!well-known/)")
"""A hidden file or folder in a path. Some servers and programs read settings from these."""
_AGAIN = "Copy the share again, or build it again."


class Shard(Value, frozen=True):
    """Share ``number`` of ``total``, both from 1."""

    number: _Count
    total: _Count

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Return the share that a text like ``2/8`` names.

        Raises:
            ValueError: it names none. The message says why.
        """
        match = _FORM.match(text)
        if not match:
            raise ValueError(f'"{text}" is not of the form K/N, such as 2/8')
        number, total = int(match[1]), int(match[2])
        if not 1 <= number <= total:
            raise ValueError(f"the share {number} is not one of 1 to {total}")
        return cls(number, total)

    @property
    def folder(self) -> str:
        """The name of its folder in a store."""
        return f"{self.number}-of-{self.total}"


class ShareLabel(Value, frozen=True):
    """The label of a share: which share it is, and of which build.

    ``pages`` counts the pages of the whole site, and ``files`` the files of the share.
    The label of the first share holds the entries of the search, what readers are told, and what
    ``manifest.json`` says besides the files.
    """

    shard: Shard
    build: str
    pages: int
    files: int
    entries: tuple[SearchEntry, ...] = ()
    published: Published | None = None
    proof: ProofHead | None = None


def build_shard(options: BuildOptions, shard: Shard, report: Report) -> Outcome:
    """Build one share of the pages of a project into a folder of its own.

    All records are read and checked, because a page may name any of them. Only the pages of the
    share are rendered. The first share also has all other files. No cache is used.

    Args:
        options: which project, and where to. All shares must have the same ``base_url``.
        shard: which share.
        report: gets the diagnostics.
    """
    options = replace(options, cache=NO_CACHE, against_last_build=False)
    planned = plan_site(options, report)
    if planned is None:
        return Outcome(0, 0, None)
    outputs = plan_outputs(planned, options, report)
    if outputs is None:
        return Outcome(0, 0, None)
    page_paths = {spec.path for spec in planned.plan.specs}
    pages = sorted(
        (output for output in outputs if output.path in page_paths),
        key=lambda output: (not output.large, output.path),
    )
    share = pages[shard.number - 1 :: shard.total]
    if shard.number == 1:
        others = [output for output in outputs if output.path not in page_paths]
    else:
        others = []
    rendered = render_outputs(planned, options, report, [*share, *others])
    if rendered is None or report.failed:
        return Outcome(len(share), 0, None)
    files = rendered.files
    # The merge makes the search, which is not of one share.
    entries = planned.plan.search_entries() if shard.number == 1 else ()
    published = planned.published if shard.number == 1 else None
    proof = proof_head_of(planned, options) if shard.number == 1 else None
    label = ShareLabel(shard, planned.content, len(pages), len(files), entries, published, proof)
    files.add({NAME: msgspec.json.encode(label) + b"\n"})
    return _written(files, options, report, len(share), dict(rendered.digests))


def merge(shards: Sequence[Path], output: Path, project: Path, report: Report) -> Outcome:
    """Merge all shares of a build into one site.

    A share may come from anybody, so a file is taken only if it lies in the share itself and has
    the digest that the share lists.

    Args:
        shards: the folders of the shares.
        output: the folder of the site.
        project: the folder of the project.
        report: gets what does not fit together. After an error, nothing is written.
    """
    files = SiteFiles()
    digests: dict[str, str] = {}
    labels: dict[int, ShareLabel] = {}
    for folder in shards:
        label = _read_label(folder, report)
        if label is None:
            continue
        number = label.shard.number
        if number in labels:
            message = f"The share {number} of {label.shard.total} is given twice."
            report.add(Location(str(folder)), Code.SHARD, message)
            continue
        labels[number] = label
        _take_files(folder, label, files, digests, report)
    if not report.failed:
        _check(labels, digests, output, report)
    first = labels.get(1)
    if not report.failed and first:
        _check_entries(first.entries, files, output, report)
    if report.failed or first is None:
        return Outcome(0, 0, None)
    files.add(search.index(first.entries))
    add_proof(first.proof or ProofHead(), files, digests)
    options = BuildOptions(project, output)
    return _written(files, options, report, first.pages, digests, first.published)


def _read_label(folder: Path, report: Report) -> ShareLabel | None:
    try:
        return msgspec.json.decode(_read_inside(folder, NAME), type=ShareLabel)
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
        message = "The folder holds no share of a build."
        report.add(Location(str(folder)), Code.SHARD, message, "Build one with `--shard K/N`.")
        return None


def _take_files(
    folder: Path, label: ShareLabel, files: SiteFiles, digests: dict[str, str], report: Report
) -> None:
    """Add the files of a share. Report those that differ from what the share lists."""
    try:
        listed = dict(manifest.listed(_read_inside(folder, paths.MANIFEST)))
    except (OSError, ValueError):
        listed = {}
    if (number := len(listed.keys() - {NAME})) != label.files:
        message = f"The share was built with {label.files} files, but its list has {number}."
        report.add(Location(f"{folder}/{paths.MANIFEST}"), Code.SHARD, message, _AGAIN)
        return
    for path, digest in listed.items():
        if reason := _refusal(folder, path, digest, digests):
            report.add(Location(f"{folder}/{path}"), Code.SHARD, reason, _AGAIN)
        elif path != NAME:
            files.add_in_place([path], partial(_read_inside, folder))
            digests[path] = digest


def _refusal(folder: Path, path: str, digest: str, taken: Mapping[str, str]) -> str:
    """Return why a file of a share cannot be taken, or "" if it can."""
    if _HIDDEN.search(path):
        return "A hidden file is not part of a site."
    if path in taken:
        return "Another share has this file too."
    try:
        is_listed = manifest.digest(_read_inside(folder, path)) == digest
    except (OSError, ValueError):
        is_listed = False
    return "" if is_listed else "The file is not the one that the share lists."


def _read_inside(folder: Path, path: str) -> bytes:
    """Return the bytes of a plain file in a folder. Follows no link.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not a plain file, or a link is on the way to it.
    """
    place = os.path.join(os.path.realpath(folder), path)
    if os.path.realpath(place) != place or not os.path.isfile(place):
        raise ValueError(f"{path} is not a plain file in {folder}")
    with open(place, "rb") as file:
        return file.read()


def _check_entries(
    entries: Iterable[SearchEntry], files: Collection[str], output: Path, report: Report
) -> None:
    """Report the first entry of the search that leads to no page of the site."""
    for entry in entries:
        if entry.page not in files or not _FRAGMENT.fullmatch(entry.fragment):
            message = f"The search of the first share leads to {entry.href!r}, which no share has."
            report.add(Location(str(output)), Code.SHARD, message, "Build the share again.")
            return


def _check(
    labels: Mapping[int, ShareLabel], files: Iterable[str], output: Path, report: Report
) -> None:
    """Report shares that are missing or of different builds, and paths that no site can have."""
    at = Location(str(output))
    builds = {(label.build, label.shard.total, label.pages) for label in labels.values()}
    total = max(label.shard.total for label in labels.values())
    missing = sorted(set(range(1, total + 1)) - set(labels))
    if len(builds) > 1:
        message = "The shares are not of one build: content, theme or program differ."
        report.add(at, Code.SHARD, message, "Build them all from the same state.")
    elif missing:
        names = ", ".join(f"{number}/{total}" for number in missing[:8])
        report.add(at, Code.SHARD, f"Shares are missing: {names}.", "Name all of them.")
    else:
        try:
            paths.check(files)
        except ValueError as error:
            report.add(at, Code.SHARD, f"{error}.", "Build the shares again.")


def _written(
    files: SiteFiles,
    options: BuildOptions,
    report: Report,
    pages: int,
    digests: dict[str, str],
    published: Published | None = None,
) -> Outcome:
    written = write_site(files, options, report, digests, published=published)
    return Outcome(pages, len(files), written)


def build_on(
    executor: Executor, project: Path, output: Path, store: Path, shards: int, report: Report
) -> Outcome:
    """Build a site in shares on an executor, and merge them in this process.

    Args:
        executor: one of ``concurrent.futures``, or one with the same interface, such as
            ``dask.distributed.Client.get_executor()``.
        project: the folder of the project. It and ``store`` must lead to the same folders on every
            machine of the executor, as on a shared file system.
        output: the folder of the site.
        store: the folder for the shares.
        shards: how many shares.
        report: gets the diagnostics, each once.
    """
    store.mkdir(parents=True, exist_ok=True)
    parts = [Shard(number, shards) for number in range(1, shards + 1)]
    waiting = [executor.submit(_on_worker, project, store, part, report.strict) for part in parts]
    for done in waiting:
        report.extend(done.result())
    if report.failed:
        return Outcome(0, 0, None)
    return merge([store / part.folder for part in parts], output, project, report)


def _on_worker(project: Path, store: Path, shard: Shard, strict: bool) -> list[Diagnostic]:
    report = Report(strict=strict)
    build_shard(BuildOptions(project, store / shard.folder), shard, report)
    return list(report)
