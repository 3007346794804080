"""What the pages name is there: modules, files and tokens of the style."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.test_docs import FENCE, PAGES, ROOT, page, rows

CODE_SPAN = re.compile(r"`([^`\n]+)`")
PYTHON_FILE = re.compile(r"[\w/]+\.py")
DOTTED = re.compile(r"claimline(?:\.\w+)+")
# Of tables whose text says in which folder their modules are.
FOLDERS = ("", "claimline", "claimline/pages")


def spans(path: Path) -> set[str]:
    """What a page writes as code in a line."""
    return set(CODE_SPAN.findall(FENCE.sub("", path.read_text(encoding="utf-8"))))


def defined(name: str) -> bool:
    """Whether a dotted name is a module's, or that of something which the module defines."""
    module, _, last = name.rpartition(".")
    try:
        import_module(name)
    except ModuleNotFoundError:
        value = getattr(import_module(module), last, None)
        return value is not None and getattr(value, "__module__", module) == module
    return True


def test_a_name_that_is_only_imported_is_not_defined() -> None:
    assert defined("claimline.pages.plan.plan")
    assert not defined("claimline.pages.plan.SiteContext")
    assert not defined("claimline.pages.plan.no_such_name")


@pytest.mark.parametrize("path", [*PAGES, *ROOT.glob("CONTRIBUTING.md")], ids=lambda p: p.name)
def test_modules_that_are_named_are_there(path: Path) -> None:
    for span in spans(path) - {"build.py"}:
        if PYTHON_FILE.fullmatch(span):
            places = [ROOT / folder / span for folder in FOLDERS]
            assert any(place.is_file() for place in places), f"{path.name}: {span}"
        elif DOTTED.fullmatch(span):
            assert defined(span), f"{path.name}: {span}"


def missing_names(row: str) -> list[str]:
    """The names in a row of recipes that no module of the same row defines.

    Names with a ``_`` and names in capitals are checked. Others may be words of records.
    """
    named = CODE_SPAN.findall(row)
    files = [ROOT / folder / it for it in named if PYTHON_FILE.fullmatch(it) for folder in FOLDERS]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file())
    names = [it for it in named if it.isidentifier() and ("_" in it or it.isupper())]
    return [it for it in names if not re.search(rf"^(?:def )?{it}\b[:( =]", code, re.MULTILINE)]


def test_a_recipe_with_a_name_that_has_moved_is_found() -> None:
    assert missing_names("a row in `_OF_EACH` of `claimline/pages/plan.py`") == []
    assert missing_names("`sort_key` in `partial.py`, `_GONE` in `plan.py`") == [
        "sort_key", "_GONE",
    ]  # fmt: skip


def test_recipes_name_what_their_modules_define() -> None:
    recipes = rows("CONTRIBUTING.md", "| To | Touch |")
    assert len(recipes) > 10
    assert {to: names for to, text in recipes if (names := missing_names(text))} == {}


def test_every_token_is_documented_with_its_value() -> None:
    sheet = page("templates/assets/css/10-tokens.css").partition("@supports")[0]
    tokens = dict(re.findall(r"(--[a-z]+): ([^;]+);", sheet))
    documented = {row[0].strip("`"): row[1].strip("`") for row in rows(
        "docs/templates.md", "| Token | Default |"
    )}  # fmt: skip
    assert documented == {name: " ".join(value.split()) for name, value in tokens.items()}
    assert len(tokens) > 20
