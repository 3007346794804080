"""How much of a cold build the exports take: ``python -m bench.exports 1000 3``.

The same investigation is built in turns with all exports and with none, in one process and without
a cache. Processor time is compared, which other programs on the machine change less than the clock.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from unittest.mock import patch

from bench import corpus
from claimline import exports
from claimline.diagnostics import Report
from claimline.exports import Export
from claimline.options import BuildOptions
from claimline.pipeline import build
from claimline.stages import plan_site

ADDRESS = "https://a.example.org"
NONE: Mapping[str, Export] = {}


def seconds(project: Path, used: Mapping[str, Export]) -> float:
    """Return the processor time of one cold build with these exports."""
    with tempfile.TemporaryDirectory() as site, patch.object(exports, "EXPORTS", used):
        before = time.process_time()
        report = Report()
        options = BuildOptions(project, Path(site, "site"), jobs=1, base_url=ADDRESS)
        build(options, report)
        spent = time.process_time() - before
    assert not report.failed, [str(found) for found in report][:3]
    return spent


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
    """Print the processor time with and without exports, and that of rendering each."""
    with tempfile.TemporaryDirectory() as folder:
        corpus.write(claims, Path(folder), tools=["claimline"])
        project = Path(folder, "claimline")
        pairs = [(seconds(project, NONE), seconds(project, exports.EXPORTS)) for _ in range(rounds)]
        bare, whole = (median(times) for times in zip(*pairs, strict=True))
        share = (whole / bare - 1) * 100
        print(f"{bare:.2f} s without exports, {whole:.2f} s with them: {share:.0f} % more")
        for name, (files, spent) in each(project).items():
            print(f"  {name}: {files} files, {spent:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
