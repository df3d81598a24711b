"""Time zones as dates name them: `+01:00`, `GMT+1`, `CEST`, `ET`, `Europe/Brussels`."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOURS = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AKST": -9, "AKDT": -8, "HST": -10, "AST": -4, "ADT": -3, "NST": -3.5, "NDT": -2.5,
    "BRT": -3, "ART": -3, "CLT": -4, "COT": -5, "PET": -5,
    "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "TRT": 3, "SAST": 2, "WAT": 1, "CAT": 2, "EAT": 3, "IST": 5.5, "PKT": 5, "ICT": 7,
    "WIB": 7, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AWST": 8, "ACST": 9.5, "ACDT": 10.5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_BY_SEASON = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
"""They mean another offset in summer than in winter."""
_OFFSET = re.compile(r"(?:UTC|GMT|Z)?([+-])(\d{1,2}):?(\d\d)?", re.IGNORECASE)
_WIDEST_HOURS = 14


@lru_cache(maxsize=512)
def zone_of(name: str) -> tzinfo:
    """The zone of this name; UTC for one that nobody knows, and for none."""
    offset = _OFFSET.fullmatch(name)
    if offset:
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        size = timedelta(hours=min(hours, _WIDEST_HOURS), minutes=min(minutes, 59))
        return timezone(-size if offset[1] == "-" else size)
    short = name.upper()
    if short in _HOURS:
        return timezone(timedelta(hours=_HOURS[short]))
    place = _BY_SEASON.get(short, name)
    try:
        return ZoneInfo(place) if "/" in place else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
