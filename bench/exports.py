"""How much of a build the exports take: ``python -m bench.exports 1000 3``.

The same investigation is built in turns with all exports and with none, in one process: cold, and
after an edit of the text of one claim. Processor time is compared, which other programs on the
machine change less than the clock.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from statistics import median
from unittest.mock import patch

from bench import corpus
from bench.edits import Desk
from claimline import exports
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.exports import Export
from claimline.options import BuildOptions
from claimline.pipeline import build
from claimline.stages import plan_site

ADDRESS = "https://a.example.org"
NONE: Mapping[str, Export] = {}


def seconds(project: Path, used: Mapping[str, Export], site: Path | None = None) -> float:
    """Return the processor time of one build with these exports.

    With ``site``, it starts from the site and the cache of the build before. Else it is cold.
    """
    with tempfile.TemporaryDirectory() as other, patch.object(exports, "EXPORTS", used):
        before = time.process_time()
        report = Report()
        with closing(Cache(project if site else None)) as cache:
            place = site or Path(other, "site")
            options = BuildOptions(project, place, 1, cache, ADDRESS, against_last_build=False)
            build(options, report)
        spent = time.process_time() - before
    assert not report.failed, [str(found) for found in report][:3]
    return spent


def edited(project: Path, used: Mapping[str, Export], edits: int) -> Iterator[float]:
    """Yield the processor time of a build after each of several edits of one claim's text."""
    desk = Desk(project, seed=edits)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, {"XDG_CACHE_HOME": folder}),
    ):
        seconds(project, used, Path(folder, "site"))
        for _ in range(edits):
            desk.body()
            yield seconds(project, used, Path(folder, "site"))


def each(project: Path) -> dict[str, tuple[int, float]]:
    """Return for each export how many files it makes, and the processor time of rendering them."""
    planned = plan_site(BuildOptions(project, base_url=ADDRESS), Report())
    assert planned
    builder = planned.plan.builder
    spent = {}
    for name, export in exports.EXPORTS.items():
        before = time.process_time()
        outputs = list(export(builder.dossier, builder.analysis))
        for output in outputs:
            output.render()
        spent[name] = len(outputs), time.process_time() - before
    return spent


def main(claims: int, rounds: int) -> None:
    """Print the processor time with and without exports, and that of rendering each cold."""
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(claims, Path(folder), tools=["claimline"])
        project = Path(folder, "claimline")
        pairs = [(seconds(project, NONE), seconds(project, exports.EXPORTS)) for _ in range(rounds)]
        bare, whole = (median(times) for times in zip(*pairs, strict=True))
        _compare("cold", bare, whole)
        edits = max(5, rounds)
        _compare(
            "one body edited",
            *(median(edited(project, used, edits)) for used in (NONE, exports.EXPORTS)),
        )
        for name, (files, spent) in each(project).items():
            print(f"  {name}: {files} files, {spent:.2f} s")


def _compare(build: str, bare: float, whole: float) -> None:
    share = (whole / bare - 1) * 100
    print(f"{build}: {bare:.2f} s without exports, {whole:.2f} s with them: {share:.0f} % more")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
