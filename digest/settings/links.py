"""Addresses in which the program fills something in."""

import re
from collections.abc import Collection, Sequence

from digest.mail_headers import READERS_OWN

_BRACED = re.compile(r"\{[^{}]*\}?|\}")
_WAY_OUT = re.compile(r"https://[^\s/?#]+\S*|mailto:[^\s@]+@\S+")


def of_an_edition(link: str) -> str:
    """The address of an edition online as it is. Raises ValueError for a slip in it."""
    _refuse_unknown(link, ["{number}", "{date}"])
    return link


def ways_out(links: Sequence[str]) -> Sequence[str]:
    """Addresses to unsubscribe as they are. Raises ValueError for one that leads nowhere."""
    for link in links:
        if not _WAY_OUT.fullmatch(link):
            raise ValueError(f"no way out {link!r}; write https://… or mailto:name@…")
        _refuse_unknown(link, [READERS_OWN])
    return links


def _refuse_unknown(link: str, known: Collection[str]) -> None:
    """Raise ValueError for a slip such as `{tokn}`, which would go out as it stands."""
    for braced in _BRACED.findall(link):
        if braced not in known:
            raise ValueError(f"nothing is filled in for {braced} in {link!r}: {' or '.join(known)}")
