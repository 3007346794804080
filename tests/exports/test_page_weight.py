"""What a page weighs that knows its address: it says more to other programs in its head."""

from __future__ import annotations

from pathlib import Path

from tests.html_tree import read_html
from tests.small import tree
from tests.test_weight import LIGHT, weight

PACKETS = 14_400
"""Ten packets hold 14,600 bytes, with the headers of the answer."""


def test_a_page_with_its_address_comes_in_ten_packets(sites: dict[str, Path]) -> None:
    files = tree(sites["shipped"])
    weights = {
        path: weight(files, read_html(data), path)
        for path, data in files.items()
        if LIGHT.fullmatch(path)
    }
    assert len(weights) > 200
    print(sorted(weights.items(), key=lambda it: -it[1])[:4])
    assert {path: each for path, each in weights.items() if each > PACKETS} == {}
