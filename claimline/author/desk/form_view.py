"""What a form shows: each input with its value, its help and its findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from claimline.author.desk.posted import SHOWN, WAS, fits
from claimline.author.desk.typed_dates import date_in_words
from claimline.author.form_fields import FormField
from claimline.diagnostics import Diagnostic
from claimline.value import Value

_OFTEN = frozenset({"source", "stance", "statement", "quote", "at"})
"""Parts of citations and their like that are shown even if they are empty."""
ROW = 80
"""Characters on a line of a text, about."""
MOST_ROWS = 30
Findings = dict[str, list[Diagnostic]]


class InputView(Value, frozen=True):
    """An input, or a group of them.

    ``name`` is the name that is sent and the id of the element. ``note`` is the value in words: a
    date, or the title of a record. ``is_shown`` is false for a value that no form can show.
    """

    field: FormField
    name: str
    value: str = ""
    note: str = ""
    was: str = ""
    findings: tuple[Diagnostic, ...] = ()
    parts: tuple[InputView, ...] = ()
    items: tuple[InputView, ...] = ()
    is_shown: bool = True

    @property
    def rows(self) -> int:
        """How many lines a field for a text shows at first."""
        lines = sum(len(line) // ROW + 1 for line in self.value.split("\n"))
        least = 12 if self.field.key == "body" else 3 if self.field.widget == "markdown" else 2
        return min(max(lines, least), MOST_ROWS)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it or in its parts."""
        return not (self.value or self.items or any(not part.is_empty for part in self.parts))

    @property
    def has_findings(self) -> bool:
        """Whether it or one of its parts has a finding."""
        below = (*self.parts, *self.items)
        return bool(self.findings) or any(each.has_findings for each in below)

    @property
    def is_needed(self) -> bool:
        """Whether it is shown at once: it is written, needed, often used, or has a finding."""
        often = self.field.required or self.field.main or self.field.key in _OFTEN
        return often or not self.is_empty or self.has_findings


class FormView(Value, frozen=True):
    """The inputs of a form: those to show, and those that are empty and seldom needed."""

    main: tuple[InputView, ...]
    other: tuple[InputView, ...]
    findings: tuple[tuple[str, Diagnostic], ...]


def form_view(
    fields: Sequence[FormField],
    tree: Mapping[str, Any],
    data: Mapping[str, Any],
    findings: Iterable[tuple[str, Diagnostic]],
    titles: Mapping[tuple[str, str], str],
) -> FormView:
    """Return what a form shows.

    Args:
        fields: the fields of the form.
        tree: what was sent, or what the record has, from ``tree_of``.
        data: the record as it is written.
        findings: the findings, each with the path of its field.
        titles: the title of each record, by kind and id.
    """
    findings = list(findings)
    names = set(_names(fields, tree, ""))
    placed: Findings = {}
    listed = []
    for path, finding in findings:
        name = _nearest(path, names)
        placed.setdefault(name, []).append(finding)
        listed.append((name, finding))
    inputs = [
        _input(field, tree.get(field.key), field.key, placed, titles)
        if fits(field, data.get(field.key))
        else InputView(field, field.key, is_shown=False)
        for field in fields
    ]
    return FormView(
        tuple(each for each in inputs if each.is_needed),
        tuple(each for each in inputs if not each.is_needed),
        tuple(listed),
    )


def _nearest(path: str, names: set[str]) -> str:
    """Return the name of the input for a path: its own, or that of the nearest one around it."""
    while path:
        if f"{path}.value" in names:
            return f"{path}.value"
        if path in names:
            return path
        path = path.rpartition(".")[0]
    return ""


def _names(fields: Sequence[FormField], tree: Mapping[str, Any], prefix: str) -> Iterable[str]:
    for field in fields:
        name = f"{prefix}{field.key}"
        yield name
        below = tree.get(field.key)
        if not isinstance(below, Mapping):
            continue
        if field.widget == "group":
            yield from _names(field.parts, below, f"{name}.")
        if field.widget == "list" and field.item:
            for row, sent in below.items():
                if row == SHOWN or not isinstance(sent, Mapping):
                    continue
                yield f"{name}.{row}"
                if field.item.widget == "group":
                    yield from _names(field.item.parts, sent, f"{name}.{row}.")
                else:
                    yield f"{name}.{row}.value"


def _input(
    field: FormField,
    sent: Any,
    name: str,
    findings: Findings,
    titles: Mapping[tuple[str, str], str],
) -> InputView:
    own = tuple(findings.get(name, ()))
    below = sent if isinstance(sent, Mapping) else {}
    if field.widget == "group":
        parts = tuple(
            _input(part, below.get(part.key), f"{name}.{part.key}", findings, titles)
            for part in field.parts
        )
        return InputView(field, name, findings=own, parts=parts)
    if field.widget == "list":
        assert field.item is not None
        rows = []
        for row, each in below.items():
            if row == SHOWN or not isinstance(each, Mapping):
                continue
            at = f"{name}.{row}"
            is_group = field.item.widget == "group"
            inner = each if is_group else each.get("value", "")
            item = _input(field.item, inner, at if is_group else f"{at}.value", findings, titles)
            rows.append(_as_row(item, at, str(each.get(WAS, "")), tuple(findings.get(at, ()))))
        return InputView(field, name, findings=own, items=tuple(rows))
    if field.widget == "pairs":
        pairs = [
            InputView(field, f"{name}.{row}", value=each.get("key", ""), note=each.get("value", ""))
            for row, each in below.items()
            if isinstance(each, Mapping)
        ]
        return InputView(field, name, findings=own, items=tuple(pairs))
    value = sent if isinstance(sent, str) else ""
    note = ""
    if field.widget == "date" and value:
        note = date_in_words(value)
    elif field.widget == "reference" and value:
        note = titles.get((field.kind, value.strip()), "")
    return InputView(field, name, value, note, findings=own)


def _as_row(item: InputView, at: str, was: str, own: tuple[Diagnostic, ...]) -> InputView:
    findings = item.findings if item.name == at else (*item.findings, *own)
    return replace(item, was=was, findings=findings)
