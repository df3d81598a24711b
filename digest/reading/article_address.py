"""Addresses of articles: which are of the web, and which of two is the article's own."""

from urllib.parse import urlsplit

_LONGEST = 2000
"""Characters that browsers and servers agree on."""


def web_address(address: str | None) -> str | None:
    """The address if it is one of the web, without its fragment; None for anything else."""
    if not address or len(address) > _LONGEST or any(c.isspace() or c in "<>\"'`" for c in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or "." not in parts.hostname:
        return None
    if "@" in parts.netloc:  # a user name is there to make a host look like another
        return None
    return parts._replace(fragment="").geturl()


def canonical(claimed: str | None, fetched: str | None) -> str | None:
    """The page's own address, where it does not send us to another outlet."""
    own = web_address(claimed)
    if own is None or fetched is None:
        return own or fetched
    is_front = urlsplit(own).path in {"", "/"} and urlsplit(fetched).path not in {"", "/"}
    return own if host(own) == host(fetched) and not is_front else fetched


def host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else None
