"""A late pattern behaves as a compiled one, and is compiled when it is first used."""

from __future__ import annotations

import re

import pytest

from claimline.late_pattern import late_pattern


def test_it_has_the_methods_of_a_pattern() -> None:
    late = late_pattern(r"(?P<letter>[a-c])\d", re.IGNORECASE)
    match = late.search("x A1")
    assert match is not None
    assert match["letter"] == "A"
    assert late.sub("-", "a1 b2") == "- -"
    assert [each.group() for each in late.finditer("a1 b2")] == ["a1", "b2"]
    assert late.pattern == r"(?P<letter>[a-c])\d"


def test_it_is_compiled_at_the_first_use() -> None:
    broken = late_pattern("(")
    with pytest.raises(re.error):
        broken.search("")
