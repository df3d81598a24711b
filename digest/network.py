"""Connections on which no wait outlasts the time, and no answer the size, of the whole answer.

The limits of an HTTP client hold for each wait: a server that sends a byte every few seconds holds
its reader for ever, and one that never stops sending fills the memory.
"""

import os
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from functools import lru_cache

import httpcore2

_LOOK_UP_S = 1.0
"""How often a wait looks whether the network was closed."""
_UNSET_S = 60.0


def unreached(where: str, fault: BaseException) -> str:
    """Why nothing came from `where`, `host` or `host:port`, in words.

    A connection that is refused is refused by a machine, as nobody listens there: no key was looked
    at, and no password.
    """
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ConnectionRefusedError):
            return f"nobody answers at {where}"
        if isinstance(cause, socket.gaierror):
            return f"nobody knows where {where} is: is it written right, and is there a network?"
        cause = cause.__cause__ or cause.__context__
    return f"{where} cannot be reached: {fault}"


def trusted(*, as_environment: bool = True) -> ssl.SSLContext:
    """The authorities that servers are known by, for clients that share them.

    They are read once, which takes longer than a request; again where SSL_CERT_FILE or
    SSL_CERT_DIR, which count `as_environment`, name others.
    """
    named = ("SSL_CERT_FILE", "SSL_CERT_DIR") if as_environment else ()
    return _trusted(tuple(map(os.environ.get, named)))


@lru_cache(maxsize=4)
def _trusted(places: tuple[str | None, ...]) -> ssl.SSLContext:
    import httpx2

    return httpx2.create_ssl_context(trust_env=bool(places))


class TimedNetwork(httpcore2.NetworkBackend):
    """A network with a clock, and a count of bytes, for each thread that uses it."""

    def __init__(self) -> None:
        self._real = httpcore2.SyncBackend()
        self._now = threading.local()
        self._closed = threading.Event()

    def start_clock(self, seconds: float, max_bytes: int | None = None) -> None:
        """What this thread sends and receives from now on has to be done by then, and so small."""
        self._now.end = time.monotonic() + seconds
        self._now.bytes_left = max_bytes

    def close(self) -> None:
        """Let every wait, of all threads, end with a ReadTimeout within a second."""
        self._closed.set()

    def time_left(self, timeout: float | None = None) -> float:
        """The seconds that one operation may take. Raises ReadTimeout when there are none."""
        left: float = getattr(self._now, "end", time.monotonic() + _UNSET_S) - time.monotonic()
        if left <= 0 or self._closed.is_set():
            raise httpcore2.ReadTimeout("the time is up")
        return left if timeout is None else min(timeout, left)

    def count(self, received: bytes) -> bytes:
        """The bytes again. Raises ReadError when this answer has had more than it may."""
        left: int | None = getattr(self._now, "bytes_left", None)
        if left is not None:
            self._now.bytes_left = left - len(received)
            if self._now.bytes_left < 0:
                raise httpcore2.ReadError("the answer is too large")
        return received

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the host, in the time that is left."""
        stream = self._real.connect_tcp(
            host, port, self.time_left(timeout), local_address, socket_options
        )
        return _TimedStream(stream, self)


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose waits heed the clock of the thread that waits."""

    def __init__(self, stream: httpcore2.NetworkStream, network: TimedNetwork) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        end = time.monotonic() + self._network.time_left(timeout)
        while True:
            left = min(_LOOK_UP_S, max(0.001, end - time.monotonic()))
            try:
                return self._network.count(self._stream.read(max_bytes, left))
            except httpcore2.ReadTimeout:
                self._network.time_left()
                if time.monotonic() >= end:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.time_left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: object,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(
            ssl_context,  # type: ignore[arg-type]
            server_hostname,
            self._network.time_left(timeout),
        )
        return _TimedStream(stream, self._network)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
