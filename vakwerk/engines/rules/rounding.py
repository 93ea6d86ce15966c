"""Rounding as laws write it, on exact decimals."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal


def up_to(value: Decimal, step: Decimal) -> Decimal:
    """The least multiple of `step` that is not less than `value`: 588.6652 up to 0.10 is 588.70."""
    return (value / step).to_integral_value(ROUND_CEILING) * step


def down_to(value: Decimal, step: Decimal) -> Decimal:
    """The greatest multiple of `step` that is not more than `value`."""
    return (value / step).to_integral_value(ROUND_FLOOR) * step


def nearest(value: Decimal, step: Decimal) -> Decimal:
    """The nearest multiple of `step`; a half goes up."""
    return (value / step).to_integral_value(ROUND_HALF_UP) * step
