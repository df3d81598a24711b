"""Languages by their codes, and time zones by their names in the database of IANA."""

import re

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")


def known_language(tag: str) -> str:
    """The tag as it is. Raises ValueError for what is none."""
    if not _LANGUAGE_TAG.fullmatch(tag):
        raise ValueError(f"no language {tag!r}; use its code, such as de or pt-BR")
    return tag


def known_code(code: str) -> str:
    """The code in small letters. Raises ValueError for one that is none, with the one meant."""
    from babel import Locale

    names = Locale("en").languages
    written = code.strip().lower()
    if re.fullmatch("[a-z]{2,3}", written) and written in names:
        return written
    by_name = {name.lower(): known for known, name in names.items()}
    meant = by_name.get(written) or written.replace("_", "-").partition("-")[0]
    hint = f"did you mean {meant!r}?" if meant in names else "write a code such as en or de"
    raise ValueError(f"no language {code!r}; {hint}")


def known_zone(name: str) -> str:
    """The name as it is. Raises ValueError for one that is no zone, with the nearest that is."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise ValueError(f"no time zone {name!r}; {_nearest(name)}") from fault
    return name


def _nearest(name: str) -> str:
    import difflib
    from zoneinfo import available_timezones

    known = {zone.lower(): zone for zone in available_timezones()}
    places = {zone.rpartition("/")[2].lower(): zone for zone in sorted(available_timezones())}
    word = name.lower().replace(" ", "_")
    found = difflib.get_close_matches(word, known, n=1)
    zone = known[found[0]] if found else places.get(word)
    return f"did you mean {zone!r}?" if zone else "use a name such as Europe/Berlin"
