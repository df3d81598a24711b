"""The only module that opens the network for articles: polite, bounded, and kept outside.

One request has one total time, one size, at most five redirects, no cookies, no proxy from the
environment; `guard` decides which addresses are reached at all.
"""

import re
import threading
import time
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from digest.progress import Event, Report, silent
from digest.sources.answer import (
    PERMANENT,
    Answer,
    Fetched,
    NoAnswerError,
    Unfetched,
    beginning,
    redirect,
    refusal,
    unpacked,
)
from digest.sources.lanes import Lanes
from digest.sources.robots import MOST_BYTES, Robots
from digest.version import __version__

if TYPE_CHECKING:
    import httpx2

    from digest.sources.guard import Guard, Network

_NAME = "digest-editions"
_AGENT = f"{_NAME}/{__version__}"
"""Who asks, honestly: the program and its version."""
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/feed+json,application/xml;q=0.9,*/*;q=0.5"
)
_MOST_REDIRECTS = 5
_MOST_TOLD = 200
"""Letters of why a place could not be reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Limits of fetching."""

    timeout_s: float = 20
    """For one answer, from the look-up of the name to the last byte, redirects included."""
    max_bytes: int = 10_000_000
    """Unpacked."""
    workers: int = 16
    per_host: int = 2
    """Requests to one host at once."""
    max_wait_s: float = 30
    """The longest `Retry-After` that is waited for; a longer one skips the address."""
    pause_s: float = 1
    """Before the second try after a fault that may pass."""
    deadline_s: float = 300
    """For everything that is fetched, from the first request on."""
    most_failures: int = 3
    """In a row; a host that gave no answer so often is not asked again."""
    allow_networks: "Sequence[Network]" = ()
    """Networks that may be read although they are not public."""


class Fetcher:
    """Fetches many addresses at once, few of them from one host. To be closed."""

    def __init__(self, options: FetchOptions | None = None, report: Report = silent) -> None:
        """`report` hears which hosts are waited for."""
        self._options = options or FetchOptions()
        self._closed = threading.Event()
        self._lanes = Lanes(
            workers=self._options.workers,
            per_lane=self._options.per_host,
            tell=lambda hosts: report(Event(stage="fetch", waits_for=hosts)),
        )
        self._robots = Robots(self._ask_for_rules, _NAME)
        self._end: float | None = None
        self._failures: Counter[str] = Counter()

    @cached_property
    def _guard(self) -> "Guard":
        from digest.sources.guard import Guard

        return Guard(self._options.allow_networks)

    @cached_property
    def _transport(self) -> "httpx2.HTTPTransport":
        """Made when the first address is asked for: a build of files never needs it."""
        import httpcore2
        import httpx2

        from digest.network import trusted

        transport = httpx2.HTTPTransport(verify=trusted(as_environment=False), trust_env=False)
        # The transport has no argument for it; `test_sources_web` pins that it is in force.
        transport._pool = httpcore2.ConnectionPool(  # noqa: SLF001
            ssl_context=trusted(as_environment=False),
            max_connections=None,
            max_keepalive_connections=self._options.workers,
            keepalive_expiry=5,
            network_backend=self._guard,
        )
        return transport

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_exception: object) -> None:
        self.close(wait=kind is None)

    def close(self, *, wait: bool = True) -> None:
        """Give up what still waits, and the connections; `wait` until nothing is under way."""
        self._closed.set()
        if "_guard" in vars(self):
            self._guard.close()
        self._lanes.close(wait=wait)
        if "_transport" in vars(self):
            self._transport.close()

    def start(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        is_page: bool = False,
    ) -> Future[Answer]:
        """The answer, once its host has room for the request.

        etag and last_modified make the request conditional. A page is fetched only if the
        site's robots.txt allows it; a feed is there to be fetched by programs.
        """
        self._transport  # noqa: B018  here, in the caller's thread: worker threads would race
        if self._end is None:
            self._end = time.monotonic() + self._options.deadline_s
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in known.items() if value}
        return self._lanes.submit(_host(url), lambda: self._fetch(url, headers, is_page=is_page))

    def why_unread(self, url: str) -> str | None:
        """Why the site's robots.txt keeps the page from us; None where it does not."""
        self._guard.start_clock(self._options.timeout_s)
        return self._robots.why_not(url)

    def _fetch(self, url: str, headers: Mapping[str, str], *, is_page: bool) -> Answer:
        """One address with its redirects, tried again once when the fault may pass."""
        first = self._try(url, headers, is_page=is_page)
        if isinstance(first, Fetched) or not first.may_pass or self._why_given_up(url):
            return first
        wait = self._options.pause_s if first.retry_after_s is None else first.retry_after_s
        if wait > self._options.max_wait_s or self._closed.wait(wait):
            return first
        return self._try(url, headers, is_page=is_page)

    def _try(self, url: str, headers: Mapping[str, str], *, is_page: bool) -> Answer:
        if given_up := self._why_given_up(url):
            return Unfetched(url=url, why=given_up)
        self._guard.start_clock(min(self._options.timeout_s, self._left()))
        answer = self._attempt(url, headers, is_page=is_page)
        is_silent = isinstance(answer, Unfetched) and answer.is_silent
        self._failures[_host(url)] = self._failures[_host(url)] + 1 if is_silent else 0
        return answer

    def _left(self) -> float:
        """Seconds until everything has to be fetched."""
        return self._options.deadline_s if self._end is None else self._end - time.monotonic()

    def _why_given_up(self, url: str) -> str | None:
        """Why an address is not asked any more; None where it is."""
        if self._left() <= 0:
            limit = self._options.deadline_s
            return f"not fetched: the {limit:g} seconds for fetching were over; it is next time"
        if self._failures[_host(url)] >= self._options.most_failures:
            return f"not fetched: its host gave no answer {self._options.most_failures} times"
        return None

    def _attempt(self, url: str, headers: Mapping[str, str], *, is_page: bool) -> Answer:
        import httpx2

        from digest.network import unreached
        from digest.sources.guard import RefusedAddressError

        try:
            return self._follow(url, headers, is_page=is_page)
        except NoAnswerError as fault:
            return fault.answer
        except RefusedAddressError as fault:
            return Unfetched(url=url, why=f"refused: {fault}")
        except httpx2.TimeoutException:
            limit = self._options.timeout_s
            why = f"no whole answer within {limit:g} seconds"
            return Unfetched(url=url, why=why, is_silent=True)
        except (httpx2.InvalidURL, UnicodeError, ValueError):
            return Unfetched(url=url, why="not an address that can be fetched")
        except (httpx2.TransportError, OSError, zlib.error) as fault:
            why = unreached(urlsplit(url).netloc, fault)
            return Unfetched(url=url, why=why[:_MOST_TOLD], may_pass=True, is_silent=True)

    def _follow(self, url: str, headers: Mapping[str, str], *, is_page: bool) -> Fetched:
        """The answer at the end of the redirects. Raises NoAnswerError and what httpx2 raises."""
        address, moved_to, is_permanent = url, None, True
        for _ in range(_MOST_REDIRECTS + 1):
            if urlsplit(address).scheme.lower() not in ("http", "https"):
                raise NoAnswerError(Unfetched(url=url, why="only http and https are fetched"))
            why = self._robots.why_not(address) if is_page else None
            if why:
                raise NoAnswerError(Unfetched(url=url, why=why))
            with closing(self._send(address, headers)) as response:
                target = redirect(response, address)
                if target is None:
                    return self._accept(response, url, address, moved_to)
                is_permanent = is_permanent and response.status_code in PERMANENT
                moved_to = target if is_permanent else moved_to
                address = target
        raise NoAnswerError(Unfetched(url=url, why=f"more than {_MOST_REDIRECTS} redirects"))

    def _send(self, address: str, headers: Mapping[str, str]) -> "httpx2.Response":
        """The head of the answer; its body is still to be read. Below any client: no cookies."""
        import httpx2

        ours = {"User-Agent": _AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        request = httpx2.Request("GET", address, headers={**ours, **headers})
        return self._transport.handle_request(request)

    def _accept(
        self, response: "httpx2.Response", asked: str, address: str, moved_to: str | None
    ) -> Fetched:
        status, headers = response.status_code, response.headers
        if status != HTTPStatus.NOT_MODIFIED and not response.is_success:
            raise NoAnswerError(refusal(response, asked))
        media_type, _, parameters = headers.get("content-type", "").partition(";")
        charset = re.search(
            r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", parameters, re.IGNORECASE
        )
        return Fetched(
            url=address,
            content=b"" if status == HTTPStatus.NOT_MODIFIED else self._read(response, asked),
            media_type=media_type.strip().lower(),
            charset=charset[1] if charset else None,
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            moved_to=moved_to,
            is_unchanged=status == HTTPStatus.NOT_MODIFIED,
        )

    def _read(self, response: "httpx2.Response", asked: str) -> bytes:
        """The body, given up as soon as it is too large."""
        limit = self._options.max_bytes
        parts: list[bytes] = []
        size = int(response.headers.get("content-length", "0").strip() or 0)
        if size <= limit:
            size = 0
            for part in unpacked(response):
                parts.append(part)
                size += len(part)
                if size > limit:
                    break
        if size > limit:
            why = f"larger than {limit / 1e6:,.0f} MB"
            raise NoAnswerError(Unfetched(url=asked, why=why))
        return b"".join(parts)

    def _ask_for_rules(self, url: str) -> tuple[int, bytes] | None:
        """A robots.txt as far as it will be read; redirects are followed, as RFC 9309 wants."""
        import httpx2

        from digest.sources.guard import RefusedAddressError

        for _ in range(_MOST_REDIRECTS + 1):
            try:
                with closing(self._send(url, {})) as response:
                    target = redirect(response, url)
                    if target is None:
                        return response.status_code, beginning(unpacked(response), MOST_BYTES)
                    url = target
            except (httpx2.TransportError, OSError, zlib.error, RefusedAddressError):
                return None
            except (httpx2.InvalidURL, ValueError):
                return 404, b""  # it sends its reader to what is no address
        return 404, b""


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
