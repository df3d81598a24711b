"""robots.txt (RFC 9309), asked once for each site in a run."""

import threading
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

MOST_BYTES = 512_000
"""RFC 9309 wants at least 500 KiB read."""

FORBIDDEN = "the site's robots.txt forbids it"
UNKNOWN = "the site's robots.txt cannot be read, so its pages are not"

Ask = Callable[[str], tuple[int, bytes] | None]
"""Fetches an address: status and content, or None when the site could not be reached."""


class Robots:
    """What the sites allow this program to fetch."""

    def __init__(self, ask: Ask, agent: str) -> None:
        self._ask = ask
        self._agent = agent
        self._lock = threading.Lock()
        self._rules: dict[str, _Rules] = {}

    def why_not(self, url: str) -> str | None:
        """Why the page may not be fetched, as where the site could not say; None where it may."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            rules = self._rules.setdefault(site, _Rules(site))
        return rules.why_not(url, self._ask, self._agent)


class _Rules:
    """The rules of one site, fetched by the first thread that needs them."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._lock = threading.Lock()
        self._known: Callable[[str], str | None] | None = None

    def why_not(self, url: str, ask: Ask, agent: str) -> str | None:
        with self._lock:
            if self._known is None:
                self._known = _understand(ask(f"{self._site}/robots.txt"), agent)
        return self._known(url)


def _understand(answer: tuple[int, bytes] | None, agent: str) -> Callable[[str], str | None]:
    """4xx means no rules, an unreachable site or 5xx that nothing is allowed (RFC 9309, 2.3.1)."""
    if answer is None or answer[0] >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return lambda _url: UNKNOWN
    if answer[0] >= HTTPStatus.MULTIPLE_CHOICES:
        return lambda _url: None
    from protego import Protego

    rules = Protego.parse(answer[1].decode("utf-8", errors="replace"))
    return lambda url: None if rules.can_fetch(url, agent) else FORBIDDEN
