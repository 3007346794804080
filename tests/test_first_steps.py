"""A new user with only the README: from nothing to a served investigation of their own.

The transcript is the README itself, run with the program as it is installed from its wheel, in a
folder far from this repository.
"""

from __future__ import annotations

import os
import re
import urllib.request
from pathlib import Path

from tests.installed import Installed
from tests.walk import Walker, commands, steps

HEADING = "## Ten minutes to your own investigation"


def section(repository: Path) -> str:
    text = (repository / "README.md").read_text(encoding="utf-8")
    start = text.index(HEADING)
    return text[start : text.index("\n## ", start + 1)]


def test_it_takes_ten_commands_at_most(repository: Path) -> None:
    assert 4 <= len(commands(list(steps(section(repository))))) <= 10


def test_from_nothing_to_a_served_investigation(
    repository: Path, installed: Installed, tmp_path: Path
) -> None:
    (quoted,) = re.findall(r"^> (.+)$", section(repository), re.MULTILINE)
    (page,) = re.findall(r"`(claims/[\w-]+\.html)`", section(repository))
    seen = []

    def served(address: str, folder: Path) -> None:
        with urllib.request.urlopen(f"{address}{page}") as answer:
            seen.append(answer.read().decode())
        with urllib.request.urlopen(f"{address}claims/index.html") as answer:
            seen.append(answer.read().decode())
        assert folder == tmp_path / "alderford"

    path = os.pathsep.join([str(installed.scripts), os.environ["PATH"]])
    walker = Walker(tmp_path, {**installed.env, "PATH": path}, served)
    walker.walk(list(steps(section(repository))))

    claim, index = seen
    assert quoted in claim
    assert "the roof is where it was" in claim
    claims = {"roof-fell-in", "plaster-came-down", "nobody-was-hurt"}
    assert claims <= set(re.findall(r'href="(?:\.\./claims/)?([\w-]+)\.html', index))
    printed = "".join(walker.printed)
    assert "Quotes in 1 capture: 1 found" in printed
    assert "warning" not in printed
    assert "error" not in printed
    assert (walker.folder / "site/index.html").is_file()
    saved = walker.folder / "content/sources.yaml"
    assert "captures:" in saved.read_text(encoding="utf-8")
    assert not (walker.folder / "site/captures").exists()
