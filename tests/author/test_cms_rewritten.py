"""The values, keys and comments that a CMS would change, and those that it would not."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.author.cms.rewritten_values import commented_files, rewritten_values

DETAIL = "question: How many?\nshort: How many\nvalues:\n  - {{value: {}, source: notice}}\n"


@pytest.mark.parametrize(
    "value",
    ["1.50", "007", "+5", "1e3", "0x1F", "0o17", "~", "null", "True", ".inf", "-0", "1.", ".5",
     "12345678901234567890", "0.0000001"],
)  # fmt: skip
def test_value_that_the_cms_reads_otherwise_is_listed(tmp_path: Path, value: str) -> None:
    place = tmp_path / "content/details/how-many.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(DETAIL.format(value), encoding="utf-8")
    (found,) = rewritten_values(tmp_path)
    assert str(found.location) == "content/details/how-many.yaml:4:13"
    assert f"`{value}`" in found.message
    place.write_text(DETAIL.format(f"'{value}'"), encoding="utf-8")
    assert rewritten_values(tmp_path) == []


@pytest.mark.parametrize(
    "value",
    [
        "40",
        "1.5",
        "-0.25",
        "9141777.6",
        "999999999999999",
        "0.000005",
        "true",
        "no",
        "12:30",
        "2024-03-04",
        "1_000",
        "nullable",
    ],
)
def test_value_that_comes_back_is_not_listed(tmp_path: Path, value: str) -> None:
    place = tmp_path / "content/details/how-many.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(DETAIL.format(value), encoding="utf-8")
    assert rewritten_values(tmp_path) == []


def test_numbers_may_be_written_in_any_form(tmp_path: Path) -> None:
    place = tmp_path / "content/places.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(
        "- id: a\n  name: A\n  latitude: 52.50\n  longitude: 0.10\n- id: b\n  name: 1.50\n"
    )
    assert [each.location.line for each in rewritten_values(tmp_path)] == [6]


@pytest.mark.parametrize(("key", "listed"), [("a.b", True), ("2024", True), ("a-b", False)])
def test_key_that_the_cms_takes_apart_is_listed(tmp_path: Path, key: str, listed: bool) -> None:
    place = tmp_path / "content/pages/about.md"
    place.parent.mkdir(parents=True)
    place.write_text(f"---\ntitle: A\nwithheld:\n  {key}: B\n---\nWords with 1.50.\n")
    found = rewritten_values(tmp_path)
    assert [str(each.location) for each in found] == ["content/pages/about.md:4:3"] * listed


@pytest.mark.parametrize(
    ("text", "commented"),
    [
        ("# yaml-language-server: $schema=x\nname: A\n", False),
        ("name: A # yes\n", True),
        ("# yes\nname: A\n", True),
        ("name: A\n# yes", True),
        ("name: A#no\n", False),
        ("name: '# no'\nnote: |\n  # no\n", False),
        ("name: A\ntags:\n  # yes\n  - b\n", True),
    ],
)
def test_comments_are_counted(tmp_path: Path, text: str, commented: bool) -> None:
    place = tmp_path / "content/actors/a.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")
    assert commented_files(tmp_path) == ["content/actors/a.yaml"] * commented
