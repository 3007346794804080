"""A name says what a value is: none of a short list of empty words names one that lives long."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

EMPTY = frozenset({"found", "told", "made", "kept", "here", "how", "of", "one"})
COVERED = (
    *("analysis", "author", "engine", "cli", "dates", "diagnostics", "exports", "locale", "pages"),
    *("model", "prose", "publish", "read", "reference", "load", "outcome", "shards", "stages"),
    *("imports", "proof", "revisions"),
    *("incremental", "pipeline", "options", "output", "errors", "user_cache", "html_reader"),
    *("file_state", "published", "reuse", "value", "late_pattern"),
)
"""The packages and modules of which every name was read. Add one when its names are good."""
EXCEPTED = {("shared_fields.py", "how")}
"""Names that a file must have: a field has the name that authors write in YAML."""
LINES = 3
"""On how many lines a local value may live under an empty name."""
PACKAGE = Path(__file__).parent.parent / "claimline"
FILES = {
    name: sorted((PACKAGE / name).rglob("*.py")) or [PACKAGE / f"{name}.py"] for name in COVERED
}


def empty_names(source: str) -> list[tuple[int, str]]:
    """The line and the word of each empty name: of functions, classes, parameters, attributes
    and of locals that live longer than ``LINES``."""
    names = {
        (line, name)
        for node in ast.walk(ast.parse(source))
        for line, name in (*_lasting(node), *_locals(node))
        if name in EMPTY
    }
    return sorted(names)


def _lasting(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield node.lineno, name
        case ast.arg(arg=name) | ast.Attribute(attr=name, ctx=ast.Store()):
            yield node.lineno, name
    if isinstance(node, ast.ClassDef | ast.Module):
        for part in node.body:
            targets = part.targets if isinstance(part, ast.Assign) else [getattr(part, "target", 0)]
            yield from ((part.lineno, it.id) for it in targets if isinstance(it, ast.Name))


def _locals(node: ast.AST) -> Iterator[tuple[int, str]]:
    if not isinstance(node, ast.FunctionDef):
        return
    lines: dict[str, list[int]] = {}
    stored = set()
    for inside in ast.walk(node):
        if isinstance(inside, ast.Name):
            lines.setdefault(inside.id, []).append(inside.lineno)
            if isinstance(inside.ctx, ast.Store):
                stored.add(inside.id)
    for name in stored:
        if max(lines[name]) - min(lines[name]) >= LINES:
            yield min(lines[name]), name


@pytest.mark.parametrize("covered", COVERED)
def test_no_value_that_lives_long_has_an_empty_name(covered: str) -> None:
    names = [
        f"{file.relative_to(PACKAGE)}:{line}: {name}"
        for file in FILES[covered]
        for line, name in empty_names(file.read_text(encoding="utf-8"))
        if (file.name, name) not in EXCEPTED
    ]
    assert names == []


def test_every_covered_package_is_there() -> None:
    for name, files in FILES.items():
        assert files
        assert all(file.is_file() for file in files), name


def shared_names(files: list[Path]) -> list[str]:
    """The names that several modules have. A command's module has the name of the command."""
    names = Counter(
        file.stem for file in files if not file.stem.startswith("__") and file.parent.name != "cli"
    )
    return sorted(name for name, count in names.items() if count > 1)


def test_every_module_has_a_name_of_its_own() -> None:
    assert shared_names(sorted(PACKAGE.rglob("*.py"))) == []


def test_a_shared_name_is_noticed() -> None:
    files = ["model/parts.py", "pages/parts.py", "cli/schema.py", "model/schema.py"]
    assert shared_names([Path(file) for file in files]) == ["parts"]


def shared_classes(sources: Iterable[str]) -> list[str]:
    """The names that several public classes have, in all modules together."""
    names = Counter(
        node.name
        for source in sources
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    return sorted(name for name, count in names.items() if count > 1)


def test_every_class_has_a_name_of_its_own() -> None:
    sources = [file.read_text(encoding="utf-8") for file in sorted(PACKAGE.rglob("*.py"))]
    assert len(sources) > 100
    assert shared_classes(sources) == []


def test_a_shared_class_is_noticed() -> None:
    assert shared_classes(["class A: pass\nclass _C: pass", "class A: pass\nclass _C: pass"]) == [
        "A"
    ]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def of(x): pass", [(1, "of")]),
        ("def f(told): pass", [(1, "told")]),
        ("class A:\n    how: str", [(2, "how")]),
        ("kept = 1", [(1, "kept")]),
        ("def f(x):\n    x.made = 1", [(2, "made")]),
        ("def f():\n    found = 1\n    a = 2\n    b = 3\n    return found", [(2, "found")]),
        ("def f():\n    found = 1\n    a = 2\n    return found", []),
    ],
)
def test_empty_names_are_noticed(source: str, names: list[tuple[int, str]]) -> None:
    assert empty_names(source) == names
