"""The components of the theme on their examples: what they render, and that examples fit.

After a wanted change, renew the files of ``tests/patterns/`` and read what differs::

    RENEW_GOLDEN=1 python -m pytest tests/test_patterns.py
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import Any

import pytest

from claimline.pages.shared_views import Counts, Ref, VerdictMark, When
from claimline.publish.theme import theme_folder
from claimline.reference import pattern_pages, patterns, write_patterns
from claimline.reference.filling import filled
from claimline.value import Value
from tests.html_tree import read_html

GOLDEN = Path(__file__).parent / "patterns"
RENEW = "RENEW_GOLDEN"
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
COMPONENTS = sorted(file.stem for file in (theme_folder() / "components").glob("*.html"))


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return pattern_pages()


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_is_as_it_was(component: str, made: dict[str, bytes]) -> None:
    found = _MAIN.search(made[f"components/{component}.html"].decode())
    assert found
    now = "".join(f"{line}\n" for line in map(str.strip, found[0].splitlines()) if line)
    file = GOLDEN / f"{component}.html"
    if os.environ.get(RENEW):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(now.encode())
    before = file.read_bytes().decode() if file.is_file() else ""
    shown = "\n".join(
        difflib.unified_diff(
            before.splitlines(), now.splitlines(), "before", "now", lineterm="", n=1
        )
    )
    how = f"If that is wanted: {RENEW}=1 python -m pytest tests/test_patterns.py"
    assert not shown, f"{component} has changed.\n{shown}\n{how}"


def test_every_component_has_examples_and_no_other_has() -> None:
    files = {file.stem for file in (theme_folder() / "examples").glob("[!_]*.yaml")}
    assert files == set(COMPONENTS)
    assert {file.stem for file in GOLDEN.glob("*.html")} == files


def test_examples_hold_what_is_hard_to_show() -> None:
    found = {pattern.component: pattern for pattern in patterns()}
    tones = {example.values[0].tone for example in found["verdict"].examples}  # type: ignore[attr-defined]
    assert tones >= {"supported", "disputed", "refuted", "open", "neutral"}
    statuses = {example.values[0].status for example in found["event"].examples}  # type: ignore[attr-defined]
    assert statuses == {"alleged", "reported", "established"}
    stances = {example.values[0].stance for example in found["evidence"].examples}  # type: ignore[attr-defined]
    assert stances == {"supports", "repeats", "disputes", "context"}
    assert len(found["references"].examples[1].values[0]) == 60  # type: ignore[arg-type]
    text = repr(found)
    assert re.search(r"[\u0400-\u04ff]{3}", text)
    assert re.search(r"[\u0600-\u06ff]{3}", text)


def test_ids_stand_once_and_the_index_leads_to_every_component(made: dict[str, bytes]) -> None:
    for path, data in made.items():
        if path.endswith(".html"):
            page = read_html(data)
            ids = [node.attributes["id"] for node in page.walk() if "id" in node.attributes]
            assert len(ids) == len(set(ids)), path
            labels = {node.attributes.get("aria-labelledby") for node in page.walk()} - {None}
            assert labels <= set(ids), path
    links = set(read_html(made["index.html"]).hrefs())
    assert {f"components/{component}.html" for component in COMPONENTS} <= links


def test_pages_are_written(tmp_path: Path, made: dict[str, bytes]) -> None:
    write_patterns(tmp_path / "a" / "b")
    written = {path for path in (tmp_path / "a" / "b").rglob("*") if path.is_file()}
    assert {path.relative_to(tmp_path / "a" / "b").as_posix() for path in written} == set(made)


# Examples into values


class Box(Value, frozen=True):
    words: str
    number: int = 0
    sure: bool = False
    when: When | None = None
    refs: tuple[Ref, ...] = ()
    pair: tuple[str, int] = ("", 0)


def test_what_is_left_out_is_empty() -> None:
    given = {"words": "a", "pair": ["b", "2"], "sure": "true"}
    assert filled(Box, given, "x") == Box("a", 0, True, None, (), ("b", 2))
    assert filled(Counts, {"sources": "3"}, "x") == Counts(3, 0, 0, 0, 0, "", "", ())
    assert filled(VerdictMark | None, None, "x") is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"wrods": "a"}, r"x: a Box has no wrods"),
        ({"words": "a", "number": "many", "pair": ["", "0"]}, r"x\.number: 'many' is no int"),
        ({"words": "a", "sure": "perhaps", "pair": ["", "0"]}, r"x\.sure: 'perhaps' is no bool"),
        ({"words": ["a"], "pair": ["", "0"]}, r"x\.words: .* is no str"),
        ({"words": "a", "refs": "a"}, r"x\.refs: 'a' is no list"),
        ({"words": "a", "refs": [{"href": "a", "to": "b"}]}, r"x\.refs\[0\]: a Ref has no to"),
        ({"words": "a", "when": "now"}, r"x\.when: 'now' is no When"),
        ({"words": "a", "pair": ["b"]}, r"x\.pair: 2 values are needed, not 1"),
        ({"words": "a"}, r"x\.pair: this cannot be left out"),
    ],
)
def test_what_does_not_fit_is_an_error(data: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        filled(Box, data, "x")
