"""Installs the lowest versions of other packages that pyproject.toml allows, for ``make lowest``.

They stand in an environment of their own, with the newest versions of what they need themselves.
``make test`` does this while it installs what the other tests need: the modules here need nothing
but Python.

The lowest versions are for the lowest Python alone: later ones need later versions. With another
Python, or where no package can be fetched, a line says that the step is left out.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".venv-lowest"
PYTHON = (3, 11)
_FOR_TESTS = ("hypothesis", "pytest", "pytest-timeout", "pytest-xdist")
_STAMP = "installed.txt"
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
    """Make the environment in a folder, if need be; return 1 where pip finds no such versions."""
    if sys.version_info[:2] != PYTHON:
        print("lowest: left out. The lowest versions are for Python {}.{}.".format(*PYTHON))
        return 0
    if python_in(folder) is not None:
        return 0
    python = folder / "bin" / "python"
    venv.create(folder, clear=True)
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
    done = subprocess.run(
        [*command, "--no-compile", *_packages()], stderr=subprocess.PIPE, text=True, check=False
    )
    if not done.returncode:
        (folder / _STAMP).write_text(_wanted(), encoding="utf-8")
        return 0
    print(done.stderr, file=sys.stderr)
    if _NO_NETWORK.search(done.stderr):
        print("lowest: left out. The lowest versions cannot be fetched without a network.")
        return 0
    print("lowest: pip cannot install the lowest versions that pyproject.toml allows.")
    return 1


def python_in(folder: Path) -> Path | None:
    """Return the Python of the environment in a folder, if it holds what is wanted today."""
    stamp = folder / _STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == _wanted():
        return folder / "bin" / "python"
    return None


def _packages() -> list[str]:
    return [*floors(), *_FOR_TESTS]


def _wanted() -> str:
    return "\n".join([sys.version, *_packages()])


if __name__ == "__main__":
    sys.exit(main(FOLDER))
