"""The plain-text cases of ``tests/cases/dates.txt``."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).parent.parent / "cases" / "dates.txt"


def cases(section: str, fields: int) -> list[tuple[str, ...]]:
    """The cases of a section, each filled up to ``fields`` with its first field."""
    found: list[tuple[str, ...]] = []
    current = ""
    for number, line in enumerate(FILE.read_text("utf-8").splitlines(), 1):
        if line.startswith("== "):
            current = line.removeprefix("== ").partition(":")[0]
        elif line and not line.startswith("#") and current == section:
            parts = ["" if part == "-" else part for part in line.split(" | ")]
            assert len(parts) in (1, fields), f"{FILE.name}:{number}: {fields} fields expected"
            found.append((*parts, *parts[:1] * (fields - len(parts))))
    assert found, f"{FILE.name} has no section {section}"
    return found
