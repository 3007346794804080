"""The annotations of the records are objects, which pydantic need not compile at each start."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from claimline.model.records import KINDS
from claimline.model.shared_fields import Part
from claimline.model.site import Site


def _below(part: type[Part]) -> Iterator[type[Part]]:
    for each in part.__subclasses__():
        yield each
        yield from _below(each)


def test_no_annotation_of_a_part_is_a_text() -> None:
    parts = [each for each in _below(Part) if each.__module__.startswith("claimline.")]
    assert {*KINDS.values(), Site} <= {*parts}
    late = {
        each.__module__ for each in parts if hasattr(sys.modules[each.__module__], "annotations")
    }
    assert late == set()
