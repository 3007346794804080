"""Changes a small project by chance, checks it, and reports what the program must not do.

``python -m tests.fuzz --runs 1000 --seed 7`` does the runs 7-0 to 7-999; with ``--first 500``,
the runs 7-500 to 7-1499. A project that brings about a fault is kept in ``build/fuzz/``, one folder
for each.

In November 2026, 86,000 of the 100,000 wanted runs were done: 2026-0 to 2026-54999, and 2026-62000
to 2026-92999. One showed a fault, now mended: ``tests/cases/errors/bad-link-host.txt``.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.changes import change_project
from tests.fuzz.judge import judge
from tests.small import write_small


def main() -> int:
    """Do the runs; give 1 where one showed a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="how many projects to change")
    parser.add_argument("--seed", type=int, default=0, help="what the changes follow from")
    parser.add_argument("--first", type=int, default=0, help="the number of the first run")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="for what failed")
    options = parser.parse_args()
    started = time.monotonic()
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        whole = write_small(Path(folder, "whole"))
        project = Path(folder, "project")
        for done, number in enumerate(range(options.first, options.first + options.runs), 1):
            name = f"{options.seed}-{number}"
            shutil.rmtree(project, ignore_errors=True)
            shutil.copytree(whole, project)
            changes = change_project(random.Random(name), project)
            faults, failed = judge(project)
            seen["with mistakes" if failed else "without"] += 1
            if faults:
                seen["with faults of the program"] += 1
                shutil.copytree(project, options.keep / name, dirs_exist_ok=True)
                print(f"{name}: {changes}", *dict.fromkeys(faults), sep="\n  ", flush=True)
            if done % 1000 == 0:
                print(f"{done} runs, {time.monotonic() - started:.0f} s", flush=True)
    print(", ".join(f"{count} {what}" for what, count in sorted(seen.items())))
    return 1 if seen["with faults of the program"] else 0


if __name__ == "__main__":
    sys.exit(main())
