"""Ten times the text takes about ten times as long to read, whatever the text is made of."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from time import process_time
from unittest.mock import patch

import pytest

from claimline import pipeline
from claimline.analysis.record_rules import check_record
from claimline.diagnostics import Report
from claimline.model.validate import validated
from claimline.options import BuildOptions
from claimline.prose import read_prose
from claimline.read import RecordFile, read_entries
from claimline.read.files import PathInfo
from tests.hostile.shapes import PROSE, YAML, repeated
from tests.small import write_small

LONG = int(os.environ.get("GROWTH", "10000"))
SHORT = LONG // 10
"""Characters. ``GROWTH=100000 python -m pytest tests/hostile`` reads longer ones."""
MOST = 30
"""How many times as long the longer text may take: three times its length, for a busy machine."""
AT_ONCE = 0.3 * min(LONG / 20_000, 1) ** 2
"""Seconds that are never too many: what grows with the square takes 0.3 for 20,000 characters."""
AROUND = ("x `` [@a]. {} [@a]", "> {}\n", "- {}", "[a {}](claim:a)", "<div>{}</div>", "A\n\n{}")
BEFORE = ("a: ", "- ", '"', "a: |\n ", "citations:\n", "claim: ", "'", "[")
FILLING = (
    "[@a]. ", "a\\ ", "a 'b' ", '"a" ', "a  b\n", "&amp; ", "[@bad\\ \\ ", "b=c ", "\\x", "a\n\n",
)  # fmt: skip
WRONG = ("<a ", "[@bad x!] ", "[a](claim: b) ", "&#x202E; ", "![a](b) ")
STYLES: dict[str, Callable[[str], str]] = {
    "|": lambda text: "|\n" + re.sub("(?m)^", "  ", text),
    ">": lambda text: ">\n" + re.sub("(?m)^", "  ", text),
    "'": lambda text: "'" + text.replace("'", "''") + "'",
    '"': lambda text: '"' + re.sub(r'(["\\])', r"\\\1", text).replace("\n", "\\n") + '"',
}
WHOLE = (
    "Word [@board-notice]. ", "*a* `b` ", "# A\n\nText [@board-notice].\n\n", "1. a\n\n",
    "| a | b |\n|---|---|\n", "- one [@board-notice]\n", "[](claim:gate-closed-late) ", "word ",
)  # fmt: skip


def growth(read: Callable[[str], object], text: Callable[[int], str]) -> float:
    """How many times as long the long text takes as the short one, at best of three."""
    ratios = []
    for _ in range(3):
        seconds = []
        for length in (LONG, SHORT):
            start = process_time()
            read(text(length))
            seconds.append(process_time() - start)
            if seconds[0] < AT_ONCE:
                return 1
        ratios.append(seconds[0] / max(seconds[1], 0.005))
        if ratios[-1] < MOST:
            break
    return min(ratios)


@pytest.mark.parametrize(("nth", "piece"), list(enumerate(PROSE)))
def test_prose(nth: int, piece: str) -> None:
    around = AROUND[nth % len(AROUND)]
    assert growth(read_prose, lambda length: repeated(piece, length)) < MOST
    assert growth(read_prose, lambda length: around.format(repeated(piece, length))) < MOST


@pytest.mark.parametrize(("nth", "piece"), list(enumerate(YAML)))
def test_yaml(nth: int, piece: str) -> None:
    before, kind = BEFORE[nth % len(BEFORE)], ("site", "claim")[nth % 2]
    assert growth(lambda text: findings(text, kind), lambda n: repeated(piece, n)) < MOST
    assert growth(lambda text: findings(text, kind), lambda n: before + repeated(piece, n)) < MOST


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("style", STYLES)
def test_places_of_problems(style: str, wrong: str) -> None:
    """A problem is found in the file as written, whatever stands before and behind it."""

    def record(length: int) -> str:
        middle = "".join(repeated(piece, length // 12) + "\n" for piece in FILLING)
        return f"claim: A.\nshort: A\nreasoning: {STYLES[style](wrong + middle + wrong)}\n"

    assert growth(lambda text: findings(text, "claim"), record) < MOST
    assert findings(record(SHORT), "claim")


def findings(text: str, kind: str) -> list[str]:
    """Read the records of a file; give what is wrong with them."""
    report = Report()
    file = RecordFile(PathInfo("x.yaml", "/x.yaml", "content/x.yaml", False), kind)
    for entry in read_entries(file, text.encode(), report):
        item = validated(entry, report)
        if item.record is not None:
            check_record(item.record, item.where, report)
    return [str(found) for found in report]


@pytest.mark.parametrize("piece", WHOLE)
def test_the_whole_way(piece: str, tmp_path: Path) -> None:
    """From the file to the page, with its references, links and search."""
    project = write_small(tmp_path / "project")
    page = project / "content/pages/about.md"

    def seconds(length: int) -> float:
        # No passage has more than a few hundred pieces.
        passage = repeated(piece, 1000 - 1000 % len(piece))
        text = "\n\n".join([passage] * (length // 1000)) or "One."
        page.write_text(f"---\ntitle: A\n---\n{text}\n", encoding="utf-8")
        report = Report()
        start = process_time()
        with patch.object(pipeline, "compile_templates"):
            pipeline.check(BuildOptions(project), report)
        assert not report.failed, list(report)
        return process_time() - start

    seconds(0)  # compiles the templates that pages need
    floor = seconds(0)
    short, long = seconds(SHORT) - floor, seconds(LONG) - floor
    assert long < AT_ONCE or long < MOST * max(short, 0.05)
