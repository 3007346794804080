"""Numbers in digits, with all their decimals."""

from __future__ import annotations

from decimal import Decimal


def plain_number(number: float) -> str:
    """Return a number without an exponent, and without decimals if it is whole."""
    digits = f"{Decimal(repr(number)):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
