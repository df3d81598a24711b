"""What comes back for an address: the facts of an answer, and its body in bounded pieces."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin

from digest.language.written_dates import parse_date

if TYPE_CHECKING:
    import httpx2

_PIECE = 1 << 18
_STATUSES = frozenset(HTTPStatus)
_MAY_PASS = (429, 500, 502, 503, 504)
PERMANENT = (301, 308)
_TEMPORARY = (302, 303, 307)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer with content, or 304 (`is_unchanged`) without."""

    url: str
    """The final address."""
    content: bytes
    media_type: str
    """Lower case, without parameters; empty where the server says none."""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    """Where permanent redirects led."""
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfetched:
    """Why there is no answer, in words for the reader."""

    url: str
    why: str
    is_gone: bool = False
    """The server said 410."""
    may_pass: bool = False
    """The same request may go well another time."""
    retry_after_s: float | None = None
    is_silent: bool = False
    """No answer came, or it did not end."""


Answer = Fetched | Unfetched


class NoAnswerError(Exception):
    """Carries the reason out of the depth of a request."""

    def __init__(self, answer: Unfetched) -> None:
        super().__init__(answer.why)
        self.answer = answer


def refusal(response: "httpx2.Response", url: str) -> Unfetched:
    """Why an answer that is no content is none."""
    status = response.status_code
    if status == HTTPStatus.GONE:
        why = "gone for good (410): remove it from the sources"
        return Unfetched(url=url, why=why, is_gone=True)
    phrase = HTTPStatus(status).phrase if status in _STATUSES else ""
    wait = _retry_after(response.headers.get("retry-after", ""))
    asks = f", and asks to come back in {wait:,.0f} s" if wait else ""
    return Unfetched(
        url=url,
        why=f"the server says {status} {phrase}".rstrip() + asks,
        may_pass=status in _MAY_PASS,
        retry_after_s=wait,
    )


def _retry_after(value: str) -> float | None:
    """Seconds to wait, from seconds or a date; None for neither."""
    if re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
        return float(value)
    moment = parse_date(value)
    return None if moment is None else max(0.0, (moment - datetime.now(UTC)).total_seconds())


def unpacked(response: "httpx2.Response") -> Iterator[bytes]:
    """The body in pieces of bounded size: a bomb is opened piece by piece, never as a whole."""
    raw = cast("Iterable[bytes]", response.stream)
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in ("identity", ""):
        yield from raw
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise zlib.error(f"packed as {packing[:20]!r}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=47)  # 47: gzip or zlib, by their headers
    for chunk in raw:
        rest = chunk
        while rest:
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail
    yield unpacker.flush()


def beginning(parts: Iterable[bytes], size: int) -> bytes:
    """The first bytes of the parts, at most size of them."""
    content = bytearray()
    for part in parts:
        content += part
        if len(content) >= size:
            break
    return bytes(content[:size])


def redirect(response: "httpx2.Response", address: str) -> str | None:
    """Where the answer sends its reader, or None when it is the answer itself."""
    location = response.headers.get("location")
    if location is None or response.status_code not in (*PERMANENT, *_TEMPORARY):
        return None
    return urljoin(address, location.strip())
