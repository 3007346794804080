"""Canonical JSON, held against another implementation of RFC 8785."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from claimline.proof.canonical_json import canonical_json

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(1 << 53) + 1, (1 << 53) - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_it_is_the_form_of_the_standard(data: Any) -> None:
    assert canonical_json(data) == rfc8785.dumps(data)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        # The examples of RFC 8785 for numbers and for the order of names.
        ([333333333.33333329, 1e30, 4.50, 2e-3, 1e-27],
         "[333333333.3333333,1e+30,4.5,0.002,1e-27]"),
        ({"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7},
         '{"\\r":2,"1":4,"\x80":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'),
        ("\u20ac$\u000f\nA'B\"\\\\\"/", '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ({"latitude": 52.0, "longitude": -0.0000001}, '{"latitude":52,"longitude":-1e-7}'),
    ],
)  # fmt: skip
def test_the_examples_of_the_standard(data: Any, text: str) -> None:
    assert canonical_json(data) == text.encode()


@pytest.mark.parametrize("data", [1 << 53, float("nan"), {"a": [float("inf")]}])
def test_a_number_that_cannot_be_written_is_an_error(data: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical_json(data)
