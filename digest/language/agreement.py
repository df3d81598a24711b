"""When a figure of the story carries a claimed one: other words, another unit, rounding."""

from math import floor, isclose, log10

from digest.language.quantities import Quantity
from digest.language.units import BASES

LAST_HOUR = 12
NOON = 60 * LAST_HOUR
RANKED = 10
"""From here on a rank and a count may be the same: `the 50th anniversary`, `turned 50`."""
ROUNDED = 1000
"""From here on a figure may be told with two or three digits: `1.3 million`."""
HEDGED, BOUNDED = 0.05, 0.15
"""How far `about`, and how far `more than` and `nearly`, may lie from the figure of the story."""
_LEAST_SHOWN = 2
"""Digits that a rounded figure shows at least."""


def agree(claimed: Quantity, found: Quantity) -> bool:
    """Whether a figure of the story carries the claimed one."""
    if claimed.value < 0 or found.value < 0:
        return claimed.digits == found.digits
    if claimed.kind == "time" or found.kind == "time":
        return _same_time(claimed, found)
    if (claimed.kind == "ordinal") != (found.kind == "ordinal"):
        is_share = "%" in (claimed.unit, found.unit)
        return not is_share and years(claimed) == years(found) >= RANKED
    if "%" in (claimed.unit, found.unit) and claimed.unit != found.unit:
        return _is_part(claimed, found) or _is_part(found, claimed)
    ours, theirs = _in_base(claimed, found)
    if ours is None:
        return False
    return isclose(ours, theirs, rel_tol=1e-9) or _rounds(claimed, ours, theirs)


def years(quantity: Quantity) -> float:
    """The value; of decades and centuries, in years: `the 100th anniversary`, `a century ago`."""
    return quantity.value * {"dec": 10, "cent": 100}.get(quantity.unit or "", 1)


def _same_time(claimed: Quantity, found: Quantity) -> bool:
    if claimed.kind != found.kind:
        return False
    is_open = "12" in (claimed.digits, found.digits)
    return claimed.value == found.value or (is_open and (claimed.value - found.value) % NOON == 0)


def _is_part(share: Quantity, percent: Quantity) -> bool:
    """`half` for 50 %, `a third` for 33 %."""
    is_share = share.kind == "count" and 0 < share.value < 1 and share.unit is None
    return is_share and abs(100 * share.value - percent.value) < 1


def _in_base(claimed: Quantity, found: Quantity) -> tuple[float | None, float]:
    """Both values in one unit; None where they measure different things."""
    ours, theirs = claimed.unit, found.unit
    if ours == theirs or {ours, theirs} == {"gbp", "lb"}:
        return claimed.value, found.value
    if ours is None:
        is_open = found.kind != "money" and claimed.kind != "money"
        return (claimed.value if is_open else None), found.value
    if theirs is None:
        return None, found.value
    base, size = BASES.get(ours, (ours, 1.0))
    other, their_size = BASES.get(theirs, (theirs, 1.0))
    value = round(claimed.value * size, 6) if base == other else None
    return value, round(found.value * their_size, 6)


def _rounds(claimed: Quantity, ours: float, theirs: float) -> bool:
    """Rounding as the sentence says it, or to the two or three digits that it shows."""
    if not theirs or claimed.kind in ("year", "ordinal"):
        return False
    drift = (ours - theirs) / theirs
    if claimed.hedge == "above":
        return -BOUNDED <= drift <= 0
    if claimed.hedge == "below":
        return 0 <= drift <= BOUNDED
    if claimed.hedge == "about":
        return abs(drift) <= HEDGED
    shown = _shown(ours)
    return (
        ours >= ROUNDED
        and _LEAST_SHOWN <= shown < _shown(theirs)
        and _to_digits(theirs, shown) == ours
    )


def _shown(value: float) -> int:
    """Digits up to the last that is no nought."""
    return len(f"{value:.6f}".rstrip("0").replace(".", "").strip("0"))


def _to_digits(value: float, digits: int) -> float:
    return round(value, digits - 1 - floor(log10(value)))
