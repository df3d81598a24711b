"""Addresses of endpoints: how they are shown, and that a request stays with the one it was for."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.errors import LlmRejected

if TYPE_CHECKING:
    import httpx2

_SECRETS = re.compile(r"(?<=://)[^/@\s\"'<>]*@|(?<=[\w/])\?[^\s\"'<>]*=[^\s\"'<>]*")
"""User info and queries of addresses: keys and passwords stand in both."""


def without_secrets(text: str) -> str:
    """The text, its addresses without user info and query."""
    return _SECRETS.sub("", text)


def shown(url: str) -> str:
    """An address as outputs and messages tell it: without user info, query and fragment."""
    parts = urlsplit(url)
    return parts._replace(netloc=_host(parts.netloc), query="", fragment="").geturl()


def host_of(url: str) -> str:
    """The server's name and port."""
    return _host(urlsplit(url).netloc) or shown(url)


def _host(netloc: str) -> str:
    return netloc.rpartition("@")[2]


def refuse_elsewhere(response: "httpx2.Response") -> None:
    """A hook for each response. Raises LlmRejected when it sends the request to another origin.

    What is asked holds the articles and comes with the key; only the endpoint that was named may
    read it, and only that one may answer.
    """
    if not response.has_redirect_location:
        return
    here = response.request.url
    there = here.join(response.headers["location"])
    if (here.scheme, here.host, here.port) != (there.scheme, there.host, there.port):
        raise LlmRejected(
            f"{host_of(str(here))} sends requests on to {shown(str(there))}, which is not asked: "
            "name that address where it is meant"
        )
