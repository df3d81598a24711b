"""A model's server on loopback, for the tests that run the program as from a shell."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.loopback import serving_by

Body = dict[str, Any]


@dataclass
class ModelServer:
    """What it says, and what it was asked."""

    says: Callable[[Body], object] = lambda _body: {"sum": 5}
    """Of a request's body, the answer as an object, or a text."""
    model: str | None = "velo-1"
    """The name it gives itself."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    listed: Body = field(default_factory=dict)
    """What it tells of its model beside the name."""
    date: str = ""
    """What its clock says, as a header has it; empty: as ours."""
    asked: list[Body] = field(default_factory=list)
    url: str = ""

    def answer(self, body: Body) -> Body:
        self.asked.append(body)
        if self.status != 200:
            return {"error": {"message": "nothing here"}}
        said = self.says(body)
        text = said if isinstance(said, str) else json.dumps(said)
        return {
            "model": self.model,
            "choices": [{"message": {"content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 40, "completion_tokens": 10},
        }

    def models(self) -> Body:
        return {"object": "list", "data": [{"id": "velo-1", **self.listed}]}


@contextmanager
def serving(server: ModelServer) -> Iterator[ModelServer]:
    """The server, running at `url`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._send(server.answer(body), server.status)

        def date_time_string(self, timestamp: float | None = None) -> str:
            return server.date or super().date_time_string(timestamp)

        def do_GET(self) -> None:
            self._send(server.models(), 200)

        def _send(self, body: Body, status: int) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in server.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with serving_by(Handler) as url:
        server.url = f"{url}/v1"
        yield server
