"""Turn plain data into the frozen values of views.

The data is what the reader returns: texts, lists, mappings, and None for nothing. A missing field
is empty if its type allows it. An unknown field is an error. A passage is written in Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from claimline.pages.shared_views import Passage
from claimline.prose import read_prose
from claimline.value import Value

_EMPTY: dict[object, object] = {str: "", int: 0, float: 0.0, bool: False, object: None}


def filled(kind: Any, data: Any, where: str) -> Any:
    """Return ``data`` as a value of the type ``kind``.

    ``kind`` is str, int, float, bool, a Value, a tuple of these, or one of these or None.

    Raises:
        ValueError: the data does not fit; the message begins with ``where``.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (inner,) = (each for each in arguments if each is not type(None))
        return None if data is None else filled(inner, data, where)
    if origin is tuple:
        return _several(arguments, data, where)
    if isinstance(kind, type) and issubclass(kind, Value):
        return _value(kind, data, where)
    if kind is object:
        return data
    if isinstance(data, str):
        if kind is str:
            return data
        if kind is bool and data in ("true", "false"):
            return data == "true"
        if kind in (int, float) and data.replace(".", "", kind is float).isdecimal():
            return kind(data)
    raise ValueError(f"{where}: {data!r} is no {getattr(kind, '__name__', kind)}")


def _several(arguments: tuple[Any, ...], data: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise ValueError(f"{where}: {data!r} is no list")
    if arguments[-1] is Ellipsis:
        arguments = (arguments[0],) * len(data)
    if len(arguments) != len(data):
        raise ValueError(f"{where}: {len(arguments)} values are needed, not {len(data)}")
    return tuple(
        filled(kind, item, f"{where}[{nth}]")
        for nth, (kind, item) in enumerate(zip(arguments, data, strict=True))
    )


def _value(kind: type[Value], data: Any, where: str) -> Any:
    if kind is Passage and isinstance(data, str):
        return Passage(read_prose(data).pieces)
    if not isinstance(data, Mapping):
        raise ValueError(f"{where}: {data!r} is no {kind.__name__}")
    hints = get_type_hints(kind)
    names = kind.__struct_fields__
    for name in data:
        if name not in names:
            raise ValueError(f"{where}: a {kind.__name__} has no {name}")
    values = {}
    for name in names:
        at = f"{where}.{name}"
        values[name] = (
            filled(hints[name], data[name], at) if name in data else _empty(hints[name], at)
        )
    return kind(**values)


def _empty(kind: Any, where: str) -> Any:
    """Return the empty value of a field that an example leaves out."""
    if get_origin(kind) in (Union, UnionType):
        return None
    if get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis:
        return ()
    if kind in _EMPTY:
        return _EMPTY[kind]
    if isinstance(kind, type) and issubclass(kind, Value):
        return _value(kind, {}, where)
    raise ValueError(f"{where}: this cannot be left out")
