"""Prints the lowest versions that pyproject.toml allows, as constraints for pip.

``make lowest`` installs these into an environment of its own and runs a part of the tests there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
EXTRAS = ("captures", "images", "import", "search", "serve")
_FLOOR = re.compile(r"(?P<name>[\w.-]+)>=(?P<version>[\w.]+)")


def constraints() -> Iterator[str]:
    """Each package that an author's installation needs, with the lowest version it may have.

    Raises:
        ValueError: a package has no lowest version.
    """
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for requirement in sum((extras[name] for name in EXTRAS), project["dependencies"]):
        floor = _FLOOR.match(requirement)
        if floor is None:
            raise ValueError(f"{requirement} has no lowest version")
        yield f"{floor['name']}=={floor['version']}"


if __name__ == "__main__":
    print(*constraints(), sep="\n")
