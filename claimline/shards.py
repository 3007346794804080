"""A very large site in shares: each is built by itself, on any machine, and then they are merged.

A share is every N-th page. It is written like a site, with a file that says which share it is of
which build, so that only shares of one build, and all of them, become a site. A merged site has
the bytes of one that was built at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from msgspec.structs import astuple, replace

from claimline.diagnostics import Code, Diagnostic, Location, Report
from claimline.options import NO_CACHE, BuildOptions
from claimline.outcome import Outcome
from claimline.pages.parts import SearchEntry
from claimline.publish import manifest, search
from claimline.publish.files import Files
from claimline.stages import plan_site, render_site, write_site
from claimline.value import Value

NAME = "claimline-shard.json"
"""The file in a share that says which it is."""

_FORM = re.compile(r"(\d{1,6})/(\d{1,6})\Z")


class Shard(Value, frozen=True):
    """The share ``number`` of ``of``, both from 1."""

    number: int
    of: int

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
    sheets = sorted(planned.plan.sheets, key=lambda sheet: (not sheet.large, sheet.path))
    share = sheets[shard.number - 1 :: shard.of]
    rendered = render_site(planned, options, report, share)
    if rendered is None or report.failed:
        return Outcome(len(share), 0, None)
    files = Files()
    told: dict[str, object] = {
        "shard": [shard.number, shard.of], "build": planned.content, "pages": len(sheets),
    }  # fmt: skip
    if shard.number == 1:  # the search is made of all pages, and so by the merge
        told["language"] = planned.plan.site.language
        told["finds"] = [astuple(find) for find in planned.plan.finds()]
    files.hold({NAME: (json.dumps(told) + "\n").encode()})
    for path in rendered.files:
        if path in rendered.digests or shard.number == 1:
            files.keep(path, partial(rendered.files.__getitem__, path))
    return _written(files, options, report, len(share), dict(rendered.digests))


def merge(shards: Sequence[Path], output: Path, project: Path, report: Report) -> Outcome:
    """Make one site of all shares of a build. What does not fit together goes to ``report``."""
    files = Files()
    digests: dict[str, str] = {}
    seen: dict[int, Path] = {}
    finds: list[SearchEntry] = []
    language = ""
    builds = set()
    of = pages = 0
    for folder in shards:
        at = Location(str(folder))
        try:
            told = json.loads((folder / NAME).read_bytes())
            number, of = map(int, told["shard"])
            pages = int(told["pages"])
            builds.add((str(told["build"]), of, pages))
            if number == 1:
                finds, language = [_find(*find) for find in told["finds"]], str(told["language"])
            listed, _ = manifest.read(str(folder))
            if NAME not in listed:
                raise ValueError("the list of its files is missing")
        except (OSError, ValueError, KeyError, TypeError):
            message = "The folder holds no share of a build."
            report.add(at, Code.SHARD, message, "Build one with `--shard K/N`.")
            continue
        if number in seen:
            report.add(at, Code.SHARD, f"The share {number} of {of} is given twice.")
        seen[number] = folder
        for path, digest in listed.items():
            if path != NAME:
                files.keep(path, (folder / path).read_bytes)
                digests[path] = digest
    if not report.failed:
        _check(seen, builds, of, output, report)
    if not report.failed:
        files.hold(search.index(files, finds, language, report))
    if report.failed:
        return Outcome(pages, 0, None)
    options = BuildOptions(project, output)
    return _written(files, options, report, pages, digests)


def _find(
    href: str, title: str, facets: list[list[str]], text: str, names: list[str]
) -> SearchEntry:
    return SearchEntry(
        href, title, tuple((facet, word) for facet, word in facets), text, tuple(names)
    )


def _check(
    seen: Iterable[int], builds: Collection[object], of: int, output: Path, report: Report
) -> None:
    at = Location(str(output))
    missing = sorted(set(range(1, of + 1)) - set(seen))
    if len(builds) > 1:
        message = "The shares are not of one build: content, theme or program differ."
        report.add(at, Code.SHARD, message, "Build them all from the same state.")
    elif missing:
        names = ", ".join(f"{number}/{of}" for number in missing[:8])
        report.add(at, Code.SHARD, f"There are shares missing: {names}.", "Name all of them.")


def _written(
    files: Files, options: BuildOptions, report: Report, pages: int, digests: dict[str, str]
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
