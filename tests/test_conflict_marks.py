"""No text file of the project has the marks that an unfinished merge leaves behind."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
A_CASE = ROOT / "tests/cases/errors/merge-conflict.txt"
"""What the program says of a record with such marks. It has to show them."""
MARK = re.compile(rb"^(?:<{7} .*|\|{7} .*|={7}|>{7} .*)\r?$", re.MULTILINE)


def marks(data: bytes) -> list[int]:
    """The lines of a text that only a merge writes. Data with a null byte is no text."""
    if b"\0" in data:
        return []
    return [data.count(b"\n", 0, mark.start()) + 1 for mark in MARK.finditer(data)]


def test_no_file_has_marks_of_a_merge() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout.split(b"\0")
    paths = [ROOT / name.decode() for name in listed if name]
    if not paths:
        pytest.skip("no git repository")
    assert len(paths) > 100
    found = {path: marks(path.read_bytes()) for path in paths if path.is_file()}
    assert found.pop(A_CASE)
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("mark", ["<" * 7 + " HEAD", "=" * 7, ">" * 7 + " 3c18 A", "|" * 7 + " x"])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_mark_is_found(mark: str, end: str) -> None:
    assert marks(f"one\n{mark}{end}".encode()) == [2]


@pytest.mark.parametrize("text", ["=" * 8, "  " + "=" * 7, "=" * 7 + " A title", "a " + "<" * 7])
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert marks(f"{text}\n".encode()) == []
    assert marks(b"\0" + text.encode()) == []
