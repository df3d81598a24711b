"""An edition for its editor's browser alone, on this machine, until it is stopped."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

from digest.errors import ConfigError

LOOPBACK = "127.0.0.1"
_NAMES = (LOOPBACK, "localhost")
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; "
_OUR_POLICY = _NOTHING + (
    "script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "frame-ancestors 'none'"
)
_EDITION_POLICY = _NOTHING + (
    "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""What the edition may do: be read. Its own origin lets our page scroll it; no script runs."""
_ASSETS = {"": "text/html", "preview.js": "text/javascript", "preview.css": "text/css"}

Choice = Mapping[str, str]
"""Which tab, which scheme, whether with styles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is shown; each is asked anew for each request, from many threads."""

    state: Callable[[], Mapping[str, object]]
    """What our page tells around it; `version` changes when the edition has to be shown again."""
    page: Callable[[Choice], str | None]
    """The edition as HTML; None for what there is not."""


class PreviewServer(ThreadingHTTPServer):
    """Answers who knows its address, which nobody can guess, and who asks for it by that name."""

    daemon_threads = True

    def __init__(self, stage: Stage, port: int = 0) -> None:
        """Port 0 is any that is free. Raises ConfigError for one that is not."""
        self.stage = stage
        self.key = secrets.token_urlsafe(12)
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except (OSError, OverflowError) as error:
            raise ConfigError(f"port {port} cannot be used: {error}; leave it out") from error

    @property
    def address(self) -> str:
        """Where the preview is."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.key}/"


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        host, _, port = self.headers.get("Host", "").rpartition(":")
        if host not in _NAMES or port != str(self.server.server_port):
            # A page of the web whose name leads here reads nothing (DNS rebinding).
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, b"", "text/plain", _NOTHING)
            return
        asked = urlsplit(self.path)
        key, _, name = asked.path.removeprefix("/").partition("/")
        if not secrets.compare_digest(key.encode(), self.server.key.encode()):
            self._answer(HTTPStatus.NOT_FOUND, b"", "text/plain", _NOTHING)
        elif name in _ASSETS:
            file = files(__package__).joinpath(f"browser/{name or 'preview.html'}")
            self._answer(HTTPStatus.OK, file.read_bytes(), _ASSETS[name], _OUR_POLICY)
        elif name == "state":
            content = json.dumps(self.server.stage.state()).encode()
            self._answer(HTTPStatus.OK, content, "application/json", _NOTHING)
        else:
            self._show({"tab": name, **{k: v[0] for k, v in parse_qs(asked.query).items()}})

    def _show(self, choice: Choice) -> None:
        page = self.server.stage.page(choice)
        status = HTTPStatus.NOT_FOUND if page is None else HTTPStatus.OK
        self._answer(status, (page or "").encode(), "text/html", _EDITION_POLICY)

    def _answer(self, status: HTTPStatus, content: bytes, media_type: str, policy: str) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", f"{media_type}; charset=utf-8"),
            ("Content-Length", str(len(content))),
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Requests of the editor's own browser are no news."""
