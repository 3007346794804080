"""A new user with only the docs: from nothing to a served investigation of their own.

The transcripts are the README and the first steps themselves, run with the program as it is
installed from its wheel, in a folder far from this repository.
"""

from __future__ import annotations

import os
import re
import urllib.request
from pathlib import Path

import pytest

from tests.installed import Installed
from tests.walk import Served, Walker, commands, steps

PAGES = ("README.md", "docs/first-steps.md")


def text_of(repository: Path, name: str) -> str:
    """The page; of the README, all after the two commands at its top."""
    text = (repository / name).read_text(encoding="utf-8")
    return text[text.index("\n## ") :] if name == "README.md" else text


@pytest.fixture
def walker(installed: Installed, tmp_path: Path) -> Walker:
    path = os.pathsep.join([str(installed.scripts), os.environ["PATH"]])
    folder = tmp_path / "checkout"
    folder.mkdir()
    return Walker(folder, {**installed.env, "PATH": path}, lambda address, folder: None)


def reading(seen: list[str], *pages: str) -> Served:
    """What reads pages of a served site into ``seen``."""

    def served(address: str, folder: Path) -> None:
        assert folder.name == "alderford"
        for page in pages:
            with urllib.request.urlopen(f"{address}{page}") as answer:
                seen.append(answer.read().decode())

    return served


@pytest.mark.parametrize("name", PAGES)
def test_it_takes_ten_commands_at_most(repository: Path, name: str) -> None:
    assert 4 <= len(commands(list(steps(text_of(repository, name))))) <= 10


def test_the_readme_begins_an_investigation(repository: Path, walker: Walker) -> None:
    seen: list[str] = []
    walker.served = reading(seen, "index.html")
    walker.walk(list(steps(text_of(repository, "README.md"))))
    assert "<h1" in seen[0]
    assert not re.search(r"\b(?:error|warning)", "".join(walker.printed))
    assert (walker.folder / "site/index.html").is_file()


def test_from_nothing_to_a_served_investigation(repository: Path, walker: Walker) -> None:
    text = text_of(repository, "docs/first-steps.md")
    (quoted,) = re.findall(r"^> (.+)$", text, re.MULTILINE)
    (page,) = re.findall(r"`(claims/[\w-]+\.html)`", text)
    seen: list[str] = []
    walker.served = reading(seen, page, "claims/index.html")
    walker.walk(list(steps(text)))

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
