"""Frozen values: what their digests and their caches rest on."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import claimline
from claimline.value import Value


def kinds() -> Iterator[type[Value]]:
    """Every kind of value that the program knows."""
    for module in pkgutil.walk_packages(claimline.__path__, "claimline."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    waiting = [Value]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("claimline.") and kind is not Value:
            yield kind


def test_no_two_kinds_look_the_same_when_written_out() -> None:
    shapes = Counter((kind.__struct_config__.tag, kind.__struct_fields__) for kind in set(kinds()))
    assert len(shapes) > 150
    assert [shape for shape, times in shapes.items() if times > 1] == []


def test_values_are_frozen() -> None:
    assert [kind for kind in kinds() if not kind.__struct_config__.frozen] == []
