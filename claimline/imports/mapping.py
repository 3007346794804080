"""What the user says about a table: the meaning of its columns, and how to read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from claimline.diagnostics import Report, did_you_mean
from claimline.imports.column_names import TARGETS
from claimline.imports.safe_bytes import UnimportableError
from claimline.imports.sources import language_of
from claimline.imports.when import ORDERS
from claimline.model.shared_fields import CitationStance
from claimline.read import Where, read_yaml
from claimline.value import Value

TABLES = ("claims", "sources", "incidents")
"""The kinds of tables."""
RECORDS = ("claim", "event", "place", "source")
STANCES = get_args(CitationStance)
FIELD, LEAVE_OUT = "field", "leave-out"
"""A column that goes to `fields`, and one that goes to the report instead of a record."""
_KEYS = ("as", "records", "columns", "dates", "language", "stance")


class Mapped(Value, frozen=True):
    """How to read a table. An empty field is guessed from the table.

    ``columns`` says what each column is, by its name: one of ``TARGETS``, ``FIELD`` or
    ``LEAVE_OUT``. ``language`` is for sources that name none. ``records`` are the kinds of records
    that one row becomes. ``order`` is one of ``when.ORDERS``.
    """

    table: str = ""
    records: tuple[str, ...] = ()
    columns: Mapping[str, str] = {}
    order: str = ""
    language: str = ""
    stance: str = "context"


def read_mapping(text: str, path: str) -> Mapped:
    """Read a mapping file, in YAML.

    Raises:
        UnimportableError: the file is wrong; the message has the place.
    """
    report = Report()
    parsed = read_yaml(text, path, report)
    if parsed is None or len(report):
        raise UnimportableError(str(next(iter(report))))
    data, marks = parsed
    where = Where(path, marks)
    if not isinstance(data, dict):
        raise UnimportableError(f"{where.at()}: a mapping file has keys.", "Start with `columns:`.")

    def refuse(loc: tuple[str | int, ...], message: str, suggestion: str) -> UnimportableError:
        return UnimportableError(f"{where.at(*loc)}: {message}", suggestion)

    def choice(key: str, known: tuple[str, ...], default: str = "") -> str:
        value = data.get(key)
        if value is None:
            return default
        if value not in known:
            raise refuse(
                (key,), f'`{key}` cannot be "{value}".', f"Write one of: {', '.join(known)}."
            )
        return str(value)

    for key in data:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"The keys are: {', '.join(_KEYS)}."
            raise UnimportableError(f'{where.key(key)}: "{key}" is not a key of a mapping.', hint)
    columns: Any = data.get("columns") or {}
    if not isinstance(columns, dict):
        raise refuse(("columns",), "`columns` is a mapping.", "Write lines such as `Was: title`.")
    targets = (*TARGETS, FIELD, LEAVE_OUT)
    for name, target in columns.items():
        if target not in targets:
            hint = did_you_mean(str(target), targets) or f"Write one of: {', '.join(targets)}."
            raise refuse(("columns", name), f'A column cannot be "{target}".', hint)
    language = language_of(str(data.get("language") or ""))
    if data.get("language") and not language:
        message = f'"{data["language"]}" is not a language.'
        raise refuse(("language",), message, "Write a code such as en or pt-BR.")
    records: Any = data.get("records") or []
    for record in [records] if isinstance(records, str) else records:
        if record not in RECORDS:
            hint = f"Write a list of: {', '.join(RECORDS)}."
            raise refuse(("records",), f'A row cannot become "{record}".', hint)
    return Mapped(
        choice("as", TABLES),
        tuple([records] if isinstance(records, str) else records),
        columns,
        choice("dates", ORDERS),
        language,
        choice("stance", STANCES, "context"),
    )
