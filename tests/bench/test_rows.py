"""What a round must show: the work that a row asked for was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import rows, tools
from bench.case import Case
from bench.measure import RunError

FURTHER = ("page-2.html", "page/2.html", "page/2/index.html")
"""Where the tools put the second page of a list."""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("listed", ["index.html", *FURTHER])
def test_an_added_claim_is_looked_for_on_every_page_of_the_list(
    listed: str, tmp_path: Path
) -> None:
    tool, case = tools.commands()[0], Case(12, 7)
    folder = tmp_path / "claims"
    _write(folder / "index.html", "")
    _write(folder / "added-claim-0.html", "<p>This claim was added in round 1</p>")
    with pytest.raises(RunError, match="did not show"):
        rows.verify(tool, tmp_path, "added", 0, case)
    _write(folder / listed, '<a href="../added-claim-0.html">It</a>')
    rows.verify(tool, tmp_path, "added", 0, case)
