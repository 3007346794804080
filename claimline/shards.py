"""A very large site in shares: each is built by itself, on any machine, and then they are merged.

A share is every N-th page. It is written like a site, with a file that says which share it is of
which build, so that only shares of one build, and all of them, become a site. A merged site has
the bytes of one that was built at once.
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
from claimline.options import NO_CACHE, BuildOptions
from claimline.outcome import Outcome
from claimline.pages.shared_views import SearchEntry
from claimline.publish import manifest, search
from claimline.publish.site_files import SiteFiles
from claimline.stages import plan_outputs, plan_site, render_outputs, write_site
from claimline.value import Value

NAME = "claimline-shard.json"
"""The file in a share that says which it is."""

_FORM = re.compile(r"(\d{1,6})/(\d{1,6})\Z")


_Count = Annotated[int, msgspec.Meta(ge=1, le=999_999)]
_FRAGMENT = re.compile(r"[\w.~-]*")


class Shard(Value, frozen=True):
    """The share ``number`` of ``of``, both from 1."""

    number: _Count
    of: _Count

    @classmethod
    def parse(cls, text: str) -> Shard:
        """The share that a text like ``2/8`` names.

        Raises:
            ValueError: it names none; the message says why.
        """
        found = _FORM.match(text)
        if not found:
            raise ValueError(f'"{text}" is not of the form K/N, such as 2/8')
        number, of = int(found[1]), int(found[2])
        if not 1 <= number <= of:
            raise ValueError(f"the share {number} is not one of 1 to {of}")
        return cls(number, of)

    @property
    def folder(self) -> str:
        """The name of the folder in which a store keeps it."""
        return f"{self.number}-of-{self.of}"


class ShareLabel(Value, frozen=True):
    """What the file in a share says: which share it is, and of which build.

    ``pages`` is the number of pages of the whole site. The first share has the entries of the
    search.
    """

    shard: Shard
    build: str
    pages: int
    language: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9-]{2,35}$")]
    entries: tuple[SearchEntry, ...] = ()


def build_shard(options: BuildOptions, shard: Shard, report: Report) -> Outcome:
    """Build one share of the pages of a project into a folder of its own.

    All records are read and checked, since every page may name any of them; what is spared is
    the making of the other pages. The first share has the assets too. ``base_url`` must be the
    same for all shares of a build. No cache is used.
    """
    options = replace(options, cache=NO_CACHE)
    planned = plan_site(options, report)
    if planned is None:
        return Outcome(0, 0, None)
    outputs = plan_outputs(planned, options, report)
    if outputs is None:
        return Outcome(0, 0, None)
    pages = sorted(
        (output for output in outputs if output.traced),
        key=lambda output: (not output.large, output.path),
    )
    share = pages[shard.number - 1 :: shard.of]
    others = [output for output in outputs if not output.traced] if shard.number == 1 else []
    rendered = render_outputs(planned, options, report, [*share, *others])
    if rendered is None or report.failed:
        return Outcome(len(share), 0, None)
    files = rendered.files
    # The search is made of all pages, and so by the merge.
    entries = planned.plan.search_entries() if shard.number == 1 else ()
    language = planned.plan.site.language
    label = ShareLabel(shard, planned.content, len(pages), language, entries)
    files.hold({NAME: msgspec.json.encode(label) + b"\n"})
    return _written(files, options, report, len(share), dict(rendered.digests))


def merge(shards: Sequence[Path], output: Path, project: Path, report: Report) -> Outcome:
    """Make one site of all shares of a build. What does not fit together goes to ``report``.

    A share may come from anybody: a file is taken only if it lies in the share itself and has the
    digest that the share lists.
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
            message = f"The share {number} of {label.shard.of} is given twice."
            report.add(Location(str(folder)), Code.SHARD, message)
        labels[number] = label
        _take_files(folder, files, digests, report)
    if not report.failed:
        _check(labels, output, report)
    first = labels.get(1)
    if not report.failed and first:
        _check_entries(first.entries, files, output, report)
    if report.failed or first is None:
        return Outcome(0, 0, None)
    files.hold(search.index(files, first.entries, first.language, report))
    if report.failed:
        return Outcome(first.pages, 0, None)
    return _written(files, BuildOptions(project, output), report, first.pages, digests)


def _read_label(folder: Path, report: Report) -> ShareLabel | None:
    try:
        return msgspec.json.decode(_read_inside(folder, NAME), type=ShareLabel)
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
        message = "The folder holds no share of a build."
        report.add(Location(str(folder)), Code.SHARD, message, "Build one with `--shard K/N`.")
        return None


def _take_files(folder: Path, files: SiteFiles, digests: dict[str, str], report: Report) -> None:
    """Add the files of a share that are what the share lists."""
    listed, _ = manifest.read(str(folder))
    for path, digest in listed.items():
        try:
            is_listed = manifest.digest(_read_inside(folder, path)) == digest
        except (OSError, ValueError):
            is_listed = False
        if not is_listed:
            message = "The file is not the one that the share lists."
            hint = "Copy the share again, or build it anew."
            report.add(Location(f"{folder}/{path}"), Code.SHARD, message, hint)
        elif path != NAME:
            files.keep(path, partial(_read_inside, folder, path))
            digests[path] = digest


def _read_inside(folder: Path, path: str) -> bytes:
    """The bytes of a plain file in a folder, to which no link leads.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no plain file of the folder's own.
    """
    place = os.path.join(os.path.realpath(folder), path)
    if os.path.realpath(place) != place or not os.path.isfile(place):
        raise ValueError(f"{path} is no plain file in {folder}")
    with open(place, "rb") as file:
        return file.read()


def _check_entries(
    entries: Iterable[SearchEntry], files: Collection[str], output: Path, report: Report
) -> None:
    """Each entry of the search leads to a page of the site."""
    for entry in entries:
        if entry.page not in files or not _FRAGMENT.fullmatch(entry.fragment):
            message = f"The search of the first share leads to {entry.href!r}, which no share has."
            report.add(Location(str(output)), Code.SHARD, message, "Build the share anew.")
            return


def _check(labels: Mapping[int, ShareLabel], output: Path, report: Report) -> None:
    at = Location(str(output))
    builds = {(label.build, label.shard.of, label.pages) for label in labels.values()}
    of = max(label.shard.of for label in labels.values())
    missing = sorted(set(range(1, of + 1)) - set(labels))
    if len(builds) > 1:
        message = "The shares are not of one build: content, theme or program differ."
        report.add(at, Code.SHARD, message, "Build them all from the same state.")
    elif missing:
        names = ", ".join(f"{number}/{of}" for number in missing[:8])
        report.add(at, Code.SHARD, f"There are shares missing: {names}.", "Name all of them.")


def _written(
    files: SiteFiles, options: BuildOptions, report: Report, pages: int, digests: dict[str, str]
) -> Outcome:
    return Outcome(pages, len(files), write_site(files, options, report, digests))


def build_on(
    executor: Executor, project: Path, output: Path, store: Path, shards: int, report: Report
) -> Outcome:
    """Build a site in shares on an executor, and merge them here.

    ``executor`` is any of ``concurrent.futures``, or what others offer in its form, such as
    ``dask.distributed.Client.get_executor()``. ``project`` and ``store`` must lead to the same
    folders wherever it runs, as on a shared file system. Findings go to ``report``; each share
    finds the same, and each finding is kept once.
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
