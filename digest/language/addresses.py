"""What web addresses tell: who publishes there, and which of them lead to one page."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

TRACKING = re.compile(
    r"(?:utm_[a-z_]{1,30}|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs(?:enc|mi)"
    r"|at_(?:medium|campaign|link_id|bbc_team|format|link_origin|link_type|ptr_name)"
    r"|ns_(?:mchannel|source|campaign|linkname|fee)|cmpid|ito|smid|ref_src|wt_mc)(?:=.*)?",
    re.IGNORECASE | re.DOTALL,
)
"""A part of a query that follows the reader around and says nothing of the page."""
_AMP = re.compile(r"(?:amp|outputtype=amp|amp=[^&]*|output=amp)", re.IGNORECASE)
_AMP_CACHE = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[a-z]/|www\.google\.[a-z.]{2,6}/amp/)(?:s/)?(?=[\w-]+\.)"
)
_FRONTS = re.compile(r"(?:www\d?|amp|m|mobile)\.(?=[^.]+\.)")
"""Hosts that show the pages of the host behind them."""
_ENDS = re.compile(r"/(?:amp|index\.\w{3,5})?$|\.amp(?=\.html?$|$)", re.IGNORECASE)
_BLOG = re.compile(r"(?:^|\.)[\w-]{0,30}blogs?(?:pot)?\.|\.blog$")
"""`blog.post.example`, `ada.bearblog.example`, `ada.blog`."""
_HOSTS_KEPT = 20_000


def publisher(address: str | None) -> str | None:
    """The registered domain of an address: `post.example` of `https://sport.post.example/a`.

    A host that lends its sub-domains to others (the private part of the public-suffix list) is
    none; where the list does not know the ending, the last two labels count. None without a host.
    """
    host = host_of(address or "")
    return _registered(host) if host else None


def is_of_a_blog(address: str) -> bool:
    """Whether its host calls itself a blog."""
    return _BLOG.search(host_of(address)) is not None


def same_page(address: str) -> str:
    """One address for all that lead to the same page: the parts that differ are left away.

    It names the page and is not for reading it: protocol, www, the light version for phones,
    the last slash, the fragment and tracking do not count.
    """
    try:
        parts = urlsplit(_AMP_CACHE.sub("https://", address, count=1))
    except ValueError:
        return address
    host = _FRONTS.sub("", _host_of(parts), count=1)
    path = parts.path.removeprefix("/amp") if parts.path.startswith("/amp/") else parts.path
    while (shorter := _ENDS.sub("", path)) != path:
        path = shorter
    kept = [pair for pair in parts.query.split("&") if pair and not _is_idle(pair)]
    return f"https://{host}{path}{'?' if kept else ''}{'&'.join(kept)}"


def _is_idle(pair: str) -> bool:
    return bool(TRACKING.fullmatch(pair) or _AMP.fullmatch(pair))


def host_of(address: str) -> str:
    """The host of an address, empty where it has none."""
    try:
        return _host_of(urlsplit(address))
    except ValueError:
        return ""


def _host_of(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".")


@lru_cache(_HOSTS_KEPT)
def _registered(host: str) -> str:
    from tld import get_fld  # reads its list, which takes a tenth of a second

    known = get_fld(host, fail_silently=True, fix_protocol=True, search_private=True)
    return known or (host if host[-1:].isdigit() else ".".join(host.split(".")[-2:]))
