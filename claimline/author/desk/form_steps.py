"""What the buttons of a form do to its list of inputs: add, remove and move items, fill a field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimline.author.desk.posted import WAS, item_number

Pairs = list[tuple[str, str]]


def add_item(pairs: Sequence[tuple[str, str]], path: str) -> Pairs:
    """Return the inputs with an empty item at the end of the list at ``path``."""
    return add_filled(pairs, path, {})


def add_filled(pairs: Sequence[tuple[str, str]], path: str, values: Mapping[str, str]) -> Pairs:
    """Return the inputs with an item at the end of the list at ``path`` that has these values."""
    number = max(_numbers(pairs, path), default=-1) + 1
    filled = [(f"{path}.{number}.{name}", value) for name, value in values.items()]
    return [*pairs, (f"{path}.{number}.{WAS}", ""), *filled]


def remove_item(pairs: Sequence[tuple[str, str]], path: str) -> Pairs:
    """Return the inputs without the item at ``path``, such as ``citations.1``."""
    return [pair for pair in pairs if not pair[0].startswith(f"{path}.")]


def move_up(pairs: Sequence[tuple[str, str]], path: str) -> Pairs:
    """Return the inputs with the item at ``path`` before the one that precedes it."""
    parent, _, last = path.rpartition(".")
    numbers = _numbers(pairs, parent)
    number = item_number(last)
    at = numbers.index(number) if number in numbers else 0
    if at == 0:
        return list(pairs)
    other = f"{parent}.{numbers[at - 1]}."
    own = [pair for pair in pairs if pair[0].startswith(f"{path}.")]
    rest = [pair for pair in pairs if not pair[0].startswith(f"{path}.")]
    before = next(n for n, pair in enumerate(rest) if pair[0].startswith(other))
    return [*rest[:before], *own, *rest[before:]]


def fill(pairs: Sequence[tuple[str, str]], path: str, value: str) -> Pairs:
    """Return the inputs with a value in the input at ``path``."""
    return [*(pair for pair in pairs if pair[0] != path), (path, value)]


def append(pairs: Sequence[tuple[str, str]], path: str, words: str) -> Pairs:
    """Return the inputs with words at the end of the text at ``path``."""
    text = next((value for name, value in pairs if name == path), "")
    return fill(pairs, path, f"{text.rstrip()} {words}".strip())


def _numbers(pairs: Sequence[tuple[str, str]], path: str) -> list[int]:
    """Return the numbers of the items of a list, in their order."""
    number = re.compile(rf"{re.escape(path)}\.(\d{{1,6}})\.")
    found = (number.match(name) for name, _ in pairs)
    return list(dict.fromkeys(int(each[1]) for each in found if each))
