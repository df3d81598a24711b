"""Whether two figures can both be right as told."""

import math

from digest.language.quantities import Quantity

_BOUNDED = 1.2
"""How far `more than` and `nearly` reach, as a ratio, from `_MANY` on; and a share, `a third`."""
_MANY = 20
_HEDGED = 1.1
"""How far `about` reaches, as a ratio."""
_EXACT = 100
"""Whole numbers under it are no roundings, unless they measure."""
_ROUNDED = 0.1
"""Share of a value that rounding may change."""
WIDEST = 1.2
"""The greatest ratio of two figures that can both be right."""


def reconcile(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can both be right as told: equal, rounded, or hedged and close."""
    if one.value == other.value:
        return True
    low, high = sorted((one, other), key=lambda quantity: quantity.value)
    ratio = high.value / low.value if low.value > 0 else math.inf
    if ratio <= _BOUNDED and (
        (one.hedge == "share") != (other.hedge == "share")  # `a third` and `three tenths` are two
        or (low.value >= _MANY and (low.hedge == "above" or high.hedge == "below"))
    ):
        return True
    if ratio <= _HEDGED and any(
        one.value - _grain(q.value) <= other.value <= one.value + _grain(q.value)
        for q in (one, other)
        if q.hedge == "about"
    ):
        return True
    is_measured = one.kind == "count" and one.unit is not None
    return any(
        _is_rounding(rounded.value, value.value, is_measured=is_measured)
        for rounded, value in ((low, high), (high, low))
    )


def _grain(value: float) -> float:
    """The unit of a figure's last digit that is not zero: 10 for 620."""
    digits = f"{value:.0f}"
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if value >= 1 else 0.0


def _is_rounding(rounded: float, value: float, *, is_measured: bool) -> bool:
    """Whether the first is the second with fewer digits: £69bn of £68.7bn, 60 km of 58 km."""
    is_exact = rounded < _EXACT and value == int(value) and not is_measured
    if is_exact or abs(value - rounded) > _ROUNDED * value:
        return False
    digits = f"{rounded:.6f}".replace(".", "").strip("0")
    return math.isclose(float(f"{value:.{max(1, len(digits))}g}"), rounded, rel_tol=1e-9)
