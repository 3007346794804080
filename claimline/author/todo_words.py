"""The list of what is left to do, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from claimline.author.todo import TODO_KINDS, TodoItem, TodoList

SHOWN = 10
"""Entries under one heading that a person sees, at most."""


def todo_text(
    todo: TodoList, by: Literal["kind", "record"] = "kind", *, whole: bool = False
) -> str:
    """Return the list as lines: headings, and below each its entries.

    Args:
        todo: the list.
        by: whether the headings are kinds of entries, or records.
        whole: whether all entries are shown, and not only the first under each heading.
    """
    if not todo.items:
        return "Nothing is left to do.\n"
    lines = []
    for heading, items in _groups(todo, by):
        shown = items if whole else items[:SHOWN]
        lines += [f"{heading} ({len(items):,})", *(f"  {_line(item, by)}" for item in shown)]
        if len(shown) < len(items):
            lines.append(f"  {len(items) - len(shown):,} more; --all lists them.")
    return "".join(f"{line}\n" for line in lines)


def todo_data(todo: TodoList) -> dict[str, Any]:
    """Return the list as plain data: the number of entries of each kind, and all entries."""
    by_kind = todo.by_kind()
    return {
        "format": 1,
        "counts": {kind: len(by_kind.get(kind, ())) for kind in TODO_KINDS},
        "items": [
            {
                "kind": item.kind,
                "path": item.location.path,
                "line": item.location.line,
                "column": item.location.column,
                "record": item.record and {"kind": item.record[0], "id": item.record[1]},
                "title": item.title,
                "code": item.code and item.code.value,
                "message": item.message,
                "suggestion": item.suggestion,
            }
            for item in todo.items
        ],
    }


def _groups(todo: TodoList, by: str) -> Iterator[tuple[str, tuple[TodoItem, ...]]]:
    if by == "kind":
        for kind, items in todo.by_kind().items():
            yield TODO_KINDS[kind], items
        return
    for key, items in todo.by_record().items():
        yield (f"{key[0]} {key[1]}: {items[0].title}" if key else "In no record"), items


def _line(item: TodoItem, by: str) -> str:
    code = f"[{item.code}] " if item.code else ""
    named = f'"{item.title}": ' if by == "kind" and item.title and not item.code else ""
    words = " ".join(filter(None, (item.message, item.suggestion)))
    return f"{item.location}: {code}{named}{words}"
