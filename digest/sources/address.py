"""Web addresses: made absolute, freed of what follows the reader around, told from rubbish."""

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from digest.language.addresses import TRACKING

_LONGEST_ADDRESS = 2000
# The usual address, which needs no second look: no query, no mark that must be escaped.
_PLAIN = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]{0,250}(?:/[\w./~%!,;:@+=()#*'$-]*)?", re.ASCII
)
_UNFIT = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def absolute(link: str, base: str | None) -> str | None:
    """The http(s) address that the link means when it stands on the page at base, or None.

    White space inside is what a line break left; tracking parameters are dropped.
    """
    link = link.strip()
    if not link or len(link) > _LONGEST_ADDRESS:
        return None
    try:
        if _PLAIN.fullmatch(link):
            return link
        if link[:8].lower().startswith(("http://", "https://")):
            whole = link
        elif link[:4].lower() == "www.":
            whole = f"https://{link}"
        elif base is not None:
            whole = urljoin(base, link)
        else:
            return None
        return _tidy(whole)
    except ValueError:
        return None


def _tidy(link: str) -> str | None:
    """Raises ValueError for a host in broken brackets."""
    if _UNFIT.search(link):
        link = _UNFIT.sub(_escaped, link)
    parts = urlsplit(link)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    if not parts.query:
        return link
    kept = [pair for pair in parts.query.split("&") if not TRACKING.fullmatch(pair)]
    return urlunsplit(parts._replace(query="&".join(kept)))


def _escaped(mark: re.Match[str]) -> str:
    """A mark that should have been escaped; one that nobody sees is dropped."""
    return f"%{ord(mark[0]):02X}" if mark[0] in ' "<>\\^`{|}' else ""
