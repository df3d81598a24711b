"""A server on loopback in the place of chats and newsletter services, as their references have it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.loopback import serving_by


@dataclass
class Service:
    """What it answers, and what it was given."""

    status: int = 200
    answer: Any = "ok"
    """A text, or what is JSON."""
    hangs_up: bool = False
    """It reads what it is given, and goes away without a word."""
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    given: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(service: Service) -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.paths.append(self.path)
            service.headers.append({name.lower(): text for name, text in self.headers.items()})
            service.given.append(json.loads(body))
            if service.hangs_up:
                return
            said = service.answer
            content = (said if isinstance(said, str) else json.dumps(said)).encode()
            self.send_response(service.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with serving_by(Handler) as service.url:
        yield service
