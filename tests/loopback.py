"""Web servers on loopback that stand in for the world."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer

_POLL_S = 0.01
"""How long its end is waited for at most: the half second of the standard library adds up."""


class _Server(ThreadingHTTPServer):
    def server_bind(self) -> None:
        """Without asking what this machine is called, which may take a while."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]


@contextmanager
def serving_by(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server that answers so, as `http://127.0.0.1:PORT`."""
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(_POLL_S,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
