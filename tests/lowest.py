"""Tests the program with the lowest versions of other packages that pyproject.toml allows.

``make lowest`` does these steps, in an environment of its own:

1. Install the lowest versions, and the newest of what these need themselves.
2. Build the shipped case with them, and with the newest versions. All files must be the same, but
   for those whose bytes are those of another program: the index of the search and pictures.
3. Run the tests of what leans most on other packages: hostile prose, captures, edits, imports,
   outside links, the server.

The lowest versions are for the lowest Python alone: later ones need later versions. With another
Python, or where no package can be fetched, a line says that the step is left out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

from claimline.publish import manifest, search_files
from claimline.publish.paths import PROOF

ROOT = Path(__file__).parents[1]
PYTHON = (3, 11)
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
_FOR_TESTS = ("hypothesis", "pytest", "pytest-timeout", "pytest-xdist")
_FLOOR = re.compile(r"(?P<name>[\w.-]+)>=(?P<version>[\w.]+)")
_NO_NETWORK = re.compile(
    "NewConnectionError|ConnectTimeoutError|NameResolutionError|ProxyError|ReadTimeoutError"
    "|connection broken|Temporary failure in name resolution|Network is unreachable"
)


def floors() -> Iterator[str]:
    """Yield each package that an author's installation needs, pinned to its lowest version.

    Raises:
        ValueError: a package has no lowest version.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    of_authors = (extras[name] for name in extras if name != "dev")
    for requirement in sum(of_authors, project["dependencies"]):
        floor = _FLOOR.match(requirement)
        if floor is None:
            raise ValueError(f"{requirement} has no lowest version")
        yield f"{floor['name']}=={floor['version']}"


def main(folder: Path) -> int:
    """Do all steps with an environment in a folder; return 1 where one shows a fault."""
    if sys.version_info[:2] != PYTHON:
        print("lowest: left out. The lowest versions are for Python {}.{}.".format(*PYTHON))
        return 0
    try:
        python = _installed(folder, [*floors(), *_FOR_TESTS])
    except ConnectionError:
        print("lowest: left out. The lowest versions cannot be fetched without a network.")
        return 0
    except subprocess.CalledProcessError:
        print("lowest: pip cannot install the lowest versions that pyproject.toml allows.")
        return 1
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


def _installed(folder: Path, packages: Sequence[str]) -> Path:
    """Return the Python of an environment that holds these packages; make it if need be.

    Raises:
        ConnectionError: the packages cannot be fetched.
        CalledProcessError: they cannot be installed.
    """
    python, stamp = folder / "bin" / "python", folder / "installed.txt"
    wanted = "\n".join([sys.version, *packages])
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    venv.create(folder, clear=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "-q",
        "--no-compile",
    ]
    done = subprocess.run([*command, *packages], stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        if _NO_NETWORK.search(done.stderr):
            raise ConnectionError
        done.check_returncode()
    stamp.write_text(wanted, encoding="utf-8")
    return python


def _run(
    python: Path, *arguments: str | Path, check: bool = True
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "GROWTH": "8000"}
    return subprocess.run([python, *arguments], cwd=ROOT, env=environment, check=check)


if __name__ == "__main__":
    sys.exit(main(ROOT / ".venv-lowest"))
