"""Writes the made-up investigation in the native form of each tool.

``python -m bench.corpus 1000 FOLDER`` writes ``FOLDER/claimline``, ``FOLDER/hugo`` and
``FOLDER/eleventy``. The same number and seed give the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable
from pathlib import Path

from bench import eleventy, hugo, native
from bench.case import Case

WRITERS = {"claimline": native.write, "hugo": hugo.write, "eleventy": eleventy.write}


def write(claims: int, folder: Path, *, seed: int = 7, tools: Iterable[str] = WRITERS) -> None:
    """Write an investigation of ``claims`` claims, one folder for each tool.

    A folder of an earlier call is written anew.

    Raises:
        ValueError: there are fewer than 12 claims.
    """
    case = Case(claims, seed)
    for tool in tools:
        place = folder / tool
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        WRITERS[tool](case, place)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("claims", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--for", dest="tools", nargs="+", choices=WRITERS, default=list(WRITERS))
    options = parser.parse_args()
    write(options.claims, options.folder, seed=options.seed, tools=options.tools)


if __name__ == "__main__":
    main()
