"""Tests the program with the lowest versions of other packages that pyproject.toml allows.

``make lowest`` does these steps:

1. Install them in an environment of their own (``tests/lowest_packages.py``).
2. Build the shipped case with them, and with the newest versions. All files must be the same, but
   for those whose bytes are those of another program: the index of the search and pictures.
3. Run the tests of what leans most on other packages: hostile prose, captures, edits, imports,
   outside links, the server.

This module does the last two.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from claimline.publish import manifest, search_files
from claimline.publish.paths import PROOF
from tests.lowest_packages import FOLDER, ROOT, python_in

TESTS = (
    "tests/hostile/test_growth.py::test_prose",
    "tests/imports/test_references.py",
    "tests/imports/test_spreadsheet.py",
    "tests/author/captures/test_encodings.py",
    "tests/author/captures/test_yamledit.py",
    "tests/author/outside/test_page_fetch.py",
    "tests/author/test_serve_gate.py",
    "tests/publish/test_dialect.py",
    "tests/read/test_parse.py",
    "tests/test_values.py",
)


def main(folder: Path) -> int:
    """Build and test with the environment in a folder; return 1 where that shows a fault."""
    python = python_in(folder)
    if python is None:
        print("lowest: left out. There is no environment with the lowest versions.")
        return 0
    with tempfile.TemporaryDirectory() as sites:
        newest, lowest = Path(sites, "newest"), Path(sites, "lowest")
        for interpreter, site in ((Path(sys.executable), newest), (python, lowest)):
            _run(interpreter, "build.py", "build", "--no-cache", "--output", site)
        for path in (different := differences(newest, lowest)):
            print(f"lowest: {path} is not the one that the newest versions make.")
    done = _run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS, check=False)
    return 1 if different or done.returncode else 0


def differences(newest: Path, lowest: Path) -> list[str]:
    """Return the files that differ between two sites, of those that must not."""
    there, here = (manifest.read(str(site))[0] for site in (newest, lowest))
    if not there:
        raise ValueError(f"{newest} holds no site")
    return [
        path
        for path in sorted(there.keys() | here.keys())
        if there.get(path) != here.get(path)
        and not path.startswith(f"{search_files.FOLDER}/")
        and not (path.endswith(".png") and path in there and path in here)
        and not (path == PROOF and _records(newest) == _records(lowest))
    ]


def _records(site: Path) -> object:
    """Return what the proof of a site says but for its files, which are compared one by one."""
    proof: dict[str, object] = json.loads((site / PROOF).read_bytes())
    return {key: value for key, value in proof.items() if key != "files"}


def _run(
    python: Path, *arguments: str | Path, check: bool = True
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "GROWTH": "8000"}
    return subprocess.run([python, *arguments], cwd=ROOT, env=environment, check=check)


if __name__ == "__main__":
    sys.exit(main(FOLDER))
