"""Values written in Python's notation, read without running anything.

auto-archiver writes dictionaries, lists and times into the cells of its tables in this way.
"""

from __future__ import annotations

import ast
import re
import warnings
from datetime import UTC, datetime
from typing import Any

from claimline.imports.safe_bytes import UnimportableError

_LONGEST = 200_000
_DEEPEST = 50
_NOT_BRACKETS = re.compile(r"""'(?:\\.|[^'\\])*+'|"(?:\\.|[^"\\])*+"|[^\[\](){}'"]++""", re.DOTALL)


def read_python(text: str) -> Any:
    """Return the value of a literal; a ``datetime`` becomes its ISO form.

    Raises:
        UnimportableError: the text is not a literal, too long, or nested too deep.
    """
    if len(text) > _LONGEST or _depth(text) > _DEEPEST:
        raise UnimportableError("A cell holds a value that is too long, or nested too deep.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.strip(), mode="eval")
        return _value(tree.body)
    except (
        SyntaxError,
        ValueError,
        TypeError,
        RecursionError,
        MemoryError,
        OverflowError,
    ) as error:
        raise UnimportableError("A cell does not hold a plain value.") from error


def _depth(text: str) -> int:
    depth = deepest = 0
    for mark in _NOT_BRACKETS.sub("", text):
        depth += 1 if mark in "[({" else -1 if mark in "])}" else 0
        deepest = max(deepest, depth)
    return deepest


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.Dict(keys=keys, values=values):
            return {_key(key): _value(value) for key, value in zip(keys, values, strict=True)}
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return [_value(item) for item in items]
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="datetime"), attr="datetime"),
            args=args,
            keywords=keywords,
        ):
            moment = datetime(*[_value(each) for each in args][:7])
            return (moment.replace(tzinfo=UTC) if _in_utc(keywords) else moment).isoformat()
    raise ValueError(type(node).__name__)


def _key(node: ast.expr | None) -> str:
    if node is None:
        raise ValueError("**")
    return str(_value(node))


def _in_utc(keywords: list[ast.keyword]) -> bool:
    for keyword in keywords:
        if not (keyword.arg == "tzinfo" and ast.unparse(keyword.value) == "datetime.timezone.utc"):
            raise ValueError("a zone that is not known")
    return bool(keywords)
