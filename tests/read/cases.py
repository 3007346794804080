"""The plain-text cases of ``tests/cases/errors/``.

A case is a sentence that says what it is about, then blocks, each with a line of its own above
it: ``--- PATH`` for a file of the project, and at the end ``--- expect`` for the findings, one
to a line. A word in brackets after the path says that the block is not the file's text:
``(base64)`` for bytes that are not text, ``(link)`` for the target of a symbolic link,
``(repeat N)`` for text that is written N times, ``(absent)`` for a file that is left out. A
project without ``content/site.yaml`` gets a small one.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "cases" / "errors"
SITE = "title: A\nsummary: B.\n"
_HEADING = re.compile(
    r"--- (?P<path>\S+?)(?: \((?P<how>base64|link|absent|repeat (?P<n>\d+))\))?\Z"
)


@dataclass(frozen=True)
class Case:
    """A project, and the findings that it leads to."""

    name: str
    sentence: str
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    expected: tuple[str, ...] = ()

    def write(self, root: Path) -> None:
        """Make the project below ``root``."""
        files = {"content/site.yaml": ("", SITE)} | self.files
        for path, (how, text) in files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if how == "link":
                place.symlink_to(text.strip())
            elif how == "base64":
                place.write_bytes(base64.b64decode(text, validate=False))
            elif how != "absent":
                times = int(how.removeprefix("repeat ") or 1)
                place.write_bytes(text.encode() * times)


def read_case(file: Path) -> Case:
    """The case in a file; raises ValueError where it is not one."""
    lines = file.read_bytes().decode().split("\n")
    files: dict[str, tuple[str, str]] = {}
    expected: tuple[str, ...] | None = None
    block: list[str] = []
    for line in reversed(lines[1:]):
        heading = _HEADING.match(line)
        if not heading:
            block.insert(0, line)
            continue
        text = "\n".join(block).rstrip("\n")
        if heading["path"] == "expect":
            expected = tuple(text.split("\n")) if text else ()
        else:
            files[heading["path"]] = (heading["how"] or "", f"{text}\n" if text else "")
        block = []
    if not lines[0].endswith(".") or expected is None or any(block):
        raise ValueError(f"{file.name}: a sentence, files and `--- expect` belong here")
    return Case(file.stem, lines[0], dict(reversed(files.items())), expected)


def cases(prefix: str = "") -> list[Case]:
    """All cases whose name starts with ``prefix``, by name."""
    found = [read_case(file) for file in sorted(FOLDER.glob(f"{prefix}*.txt"))]
    if not found:
        raise ValueError(f"no cases start with {prefix}")
    return found
