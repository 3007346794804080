"""A small project with a search, its clean build, and edits of its files."""

from __future__ import annotations

from pathlib import Path

from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.small import FILES, tree

SEARCHED = {
    **FILES,
    "content/site.yaml": FILES["content/site.yaml"] + "\nsections: {search: true}\n",
}
CLAIM = "content/claims/gate-closed-late.yaml"


def clean(project: Path, site: Path) -> dict[str, bytes]:
    """Return the files of a build without the cache."""
    build(BuildOptions(project, site, against_last_build=False), Report())
    return tree(site)


def edit(project: Path, name: str, old: str, new: str) -> None:
    """Replace words that a file must have."""
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
