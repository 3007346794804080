"""Each field and each item of a list, changed in turn: every page that shows it is made again.

What is done at random in ``test_same_bytes`` seldom changes just the words that a page has of a
record it does not read otherwise, such as the title in a link to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.small import tree, write_small

FIELD = re.compile(r"^ *(?:- )*([a-z_]+): .*[a-z0-9]", re.MULTILINE)
OTHER = str.maketrans("0123456789abcdefghijklmnopqrstuvwxyz", "1234567890" + "x" * 23 + "yxx")


ITEM = re.compile(r"^( *)- .*\n(?:\1  .*\n)*", re.MULTILINE)


def edits(project: Path) -> Iterator[tuple[Path, str, str]]:
    """A file, its text, and the text with another letter or digit in a field, or without an item
    of a list; each field once for a kind of record, each item of each list."""
    seen: set[tuple[str, str]] = set()
    for path in sorted((project / "content").rglob("*")):
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        for field in FIELD.finditer(text):
            of = (path.parent.name, field[1])
            at = field.end() - 1
            if of not in seen:
                seen.add(of)
                yield path, text, text[:at] + text[at].translate(OTHER) + text[at + 1 :]
        for item in ITEM.finditer(text):
            yield path, text, text[: item.start()] + text[item.end() :]


def test_no_page_misses_a_change(tmp_path: Path) -> None:
    project = write_small(tmp_path / "project")
    pages = {"fishers": "Q1", "water-board": "Q2"}  # with the next digit, the first is the second
    for id_, item in pages.items():
        with (project / f"content/actors/{id_}.yaml").open("a", encoding="utf-8") as file:
            file.write(f"same_as: https://www.wikidata.org/wiki/{item}\n")
    cache = Cache.in_memory()
    built = 0
    for nth, (path, text, other) in enumerate(list(edits(project))):
        # The edit before is taken back at the same time: its pages are made again, too.
        path.write_text(other, encoding="utf-8")
        report = Report()
        done = build(
            BuildOptions(project, tmp_path / "site", cache=cache, against_last_build=False),
            report,
        )
        if done.written:
            built += 1
            clean, clean_report = tmp_path / f"clean-{nth}", Report()
            build(BuildOptions(project, clean, against_last_build=False), clean_report)
            assert tree(tmp_path / "site") == tree(clean), (path, other)
            assert list(report) == list(clean_report)
        path.write_text(text, encoding="utf-8")
    assert built > 30
