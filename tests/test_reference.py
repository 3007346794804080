"""The reference pages of ``docs/``: what they say of the program, and that they are up to date."""

from __future__ import annotations

import re
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field

from claimline.author.new_project import example_files
from claimline.diagnostics import Code
from claimline.model import fields, media_fields, publisher_fields, shared_fields
from claimline.model.records import KINDS
from claimline.model.shared_fields import Part
from claimline.model.site import Site
from claimline.reference import diagnostics_markdown, pages, records_markdown
from claimline.reference.field_words import bounds_words, default_words, type_words

MODELS: dict[str, type[Part]] = {"Site": Site} | {
    model.__name__: model
    for model in (*KINDS.values(), *vars(shared_fields).values(), *vars(publisher_fields).values())
    if isinstance(model, type) and issubclass(model, Part) and model is not Part
}


def sections(page: str, heading: str) -> dict[str, str]:
    """The text below each heading of this form, up to the next one of its depth or above."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in page.splitlines():
        if line.startswith(f"{heading} "):
            lines = found.setdefault(line.removeprefix(heading).strip(), [])
        elif line.startswith("## "):
            lines = []
        else:
            lines.append(line)
    return {name: "\n".join(text) for name, text in found.items()}


# Up to date


@pytest.mark.parametrize("name", ["records.md", "diagnostics.md"])
def test_committed_page_is_the_generated_one(repository: Path, name: str) -> None:
    committed = (repository / "docs" / name).read_text(encoding="utf-8")
    assert committed == pages()[name], f"docs/{name} is out of date: run `make docs`"


@pytest.mark.parametrize("folder", ["docs", "else/where"])
def test_module_writes_both_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = [] if folder == "docs" else [folder]
    monkeypatch.setattr(sys, "argv", ["reference", *arguments])
    monkeypatch.delitem(sys.modules, "claimline.reference.__main__", raising=False)
    runpy.run_module("claimline.reference", run_name="__main__")
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / folder).iterdir()}
    assert written == pages()


# Records


def test_every_field_stands_in_the_table_of_its_model() -> None:
    page = records_markdown()
    by_heading = sections(page, "##") | sections(page, "###")
    by_name = {heading.replace(" ", "").lower(): text for heading, text in by_heading.items()}
    assert {name.lower() for name in MODELS} <= set(by_name)
    for name, model in MODELS.items():
        rows = [line for line in by_name[name.lower()].splitlines() if line.startswith("| `")]
        assert len(rows) == len(model.model_fields), name
        for field, info in model.model_fields.items():
            assert info.description, f"{name}.{field} has no description"
            named = [row for row in rows if row.startswith(f"| `{info.alias or field}` |")]
            assert len(named) == 1, f"{name}.{field}"
            assert f"| {info.description} | `" in named[0]
            assert ("| required |" in named[0]) is info.is_required(), f"{name}.{field}"


def test_example_file_stands_below_its_kind() -> None:
    kinds = sections(records_markdown(), "##")
    for kind in ("site", *KINDS):
        if kind != "place":  # no event of the example names a place
            (path,) = re.findall(r"^`(content/.+)`:$", kinds[kind.capitalize()], re.MULTILINE)
            assert example_files()[path].rstrip("\n") in kinds[kind.capitalize()]


class Sample(BaseModel):
    """Fields of each form that a schema may have."""

    needed: str
    number: Annotated[int, Field(ge=1, le=9)] = 3
    word: str = "some"
    switch: bool = False
    nothing: str | None = None
    many: tuple[str, ...] = ()
    made: Annotated[dict[str, str], Field(default_factory=dict)]
    sections: shared_fields.Sections = shared_fields.Sections()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("needed", "required"),
        ("number", "`3`"),
        ("word", "`some`"),
        ("switch", "`false`"),
        ("nothing", "none"),
        ("many", "none"),
        ("made", "none"),
        ("sections", "its defaults"),
    ],
)
def test_defaults_in_words(field: str, words: str) -> None:
    assert default_words(Sample.model_fields[field]) == words


def test_bounds_in_words() -> None:
    assert bounds_words(Sample.model_fields["number"]) == " from 1 to 9"
    assert bounds_words(Sample.model_fields["word"]) == ""


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (fields.Text, "text"),
        (fields.Date | None, "date (EDTF)"),
        (fields.Url, "web address"),
        (fields.Markdown, "Markdown"),
        (fields.ActorRef, "id of an actor"),
        (fields.SourceRef | None, "id of a source"),
        (fields.ActorRefs, "id of an actor, or a list of ids"),
        (tuple[fields.ClaimRef, ...], "list of ids of claims"),
        (tuple[shared_fields.Citation, ...], "list of [citations](#citation)"),
        (tuple[shared_fields.Carries, ...], "list of [carries](#carries)"),
        (shared_fields.Pointer | None, "[pointer](#pointer)"),
        (tuple[shared_fields.NavEntry, ...], "list of [nav entries](#nav-entry)"),
        (tuple[media_fields.Media, ...], "list of [media](#media)"),
        (shared_fields.Tone, "one of: `supported`, `disputed`, `refuted`, `open`, `neutral`"),
        (bool, "`true` or `false`"),
        (Annotated[fields.Text, Field(description="Described.")], "text"),
    ],
)
def test_types_in_words(annotation: Any, words: str) -> None:
    assert type_words(annotation) == words


@pytest.mark.parametrize("annotation", [bytes, set[str], KINDS["claim"]])
def test_type_without_words_is_refused(annotation: Any) -> None:
    with pytest.raises(TypeError):
        type_words(annotation)


# Diagnostics


def rules() -> Iterator[str]:
    """The headings of the rules, in the order of the page."""
    for line in diagnostics_markdown().splitlines():
        if line.startswith("### "):
            yield line.removeprefix("### ")


def test_every_rule_has_one_section_in_the_order_of_the_codes() -> None:
    assert list(rules()) == [str(code) for code in Code]


def test_section_says_what_the_rule_says() -> None:
    by_code = sections(diagnostics_markdown(), "###")
    for code in Code:
        text = by_code[code]
        assert f"**{code.level.capitalize()}.** {code.summary}." in text
        assert f"{code.reason} {code.cure}" in text


def test_groups_are_those_of_the_codes() -> None:
    groups = [line for line in diagnostics_markdown().splitlines() if line.startswith("## ")]
    assert groups[-8:] == [
        "## Reading files",
        "## Records against the schema",
        "## Links between records",
        "## Editorial rules",
        "## Pictures and files",
        "## Captures and quotes",
        "## Outside addresses",
        "## Templates and output",
    ]
