"""Where a worker tells how it is, for who watches over it on its machine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET6

from digest.errors import ConfigError, DigestError

_LOOK_S = 0.1
"""How long a worker that ends waits for its server at most."""
_PLAIN_TEXT = "text/plain; charset=utf-8"
_FIGURES = "text/plain; version=0.0.4; charset=utf-8"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(
        self, address: str, ready: Callable[[], object], figures: Callable[[], bytes]
    ) -> None:
        self.ready, self.figures = ready, figures
        host, _, port = address.rpartition(":")
        bare = host.strip("[]")
        if ":" in bare:
            self.address_family = AF_INET6
        super().__init__((bare, int(port)), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 10

    def do_GET(self) -> None:
        match self.path.partition("?")[0]:
            case "/live":
                self._answer(HTTPStatus.OK, b"live\n")
            case "/ready":
                self._answer(*self._readiness())
            case "/metrics":
                self._answer(HTTPStatus.OK, self.server.figures(), _FIGURES)
            case _:
                self._answer(HTTPStatus.NOT_FOUND, b"/live, /ready or /metrics\n")

    def _readiness(self) -> tuple[HTTPStatus, bytes]:
        try:
            self.server.ready()
        except DigestError as error:
            return HTTPStatus.SERVICE_UNAVAILABLE, f"{error}\n".encode()
        return HTTPStatus.OK, b"ready\n"

    def _answer(self, status: HTTPStatus, content: bytes, media_type: str = _PLAIN_TEXT) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Somebody asks each second."""


@contextmanager
def told_at(
    address: str | None, ready: Callable[[], object], figures: Callable[[], bytes]
) -> Iterator[None]:
    """While it holds, `/live`, `/ready` and `/metrics` are answered at HOST:PORT, if there is one.

    `ready` raises DigestError where the worker cannot work. Raises ConfigError for an address that
    cannot be had.
    """
    if address is None:
        yield
        return
    try:
        server = _Server(address, ready, figures)
    except OSError as error:
        raise ConfigError(
            f"[fleet] health {address!r} cannot be used: {error.strerror or error}; "
            "each worker of a machine needs a port of its own"
        ) from error
    with server:
        threading.Thread(
            target=server.serve_forever, args=(_LOOK_S,), name="health", daemon=True
        ).start()
        try:
            yield
        finally:
            server.shutdown()
