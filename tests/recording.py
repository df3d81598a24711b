"""The endpoint behind the recordings: a real one while recording, an invented one in replay."""

import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler

from tests.loopback import serving_by

REPLAYED_URL = "http://model.example/v1"
"""The address in every recording, whichever server made it."""
REPLAYED_MODEL = "the-model"
PASSED_ON = "x-passed-on"
"""The header of what the proxy sends, so that it is not recorded a second time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    base_url: str = REPLAYED_URL
    api_key: str = "none"
    model: str = REPLAYED_MODEL
    judge_url: str | None = None
    """Where the judge is asked while recording, if not there: who judges should not have written."""


def real_endpoint() -> Endpoint:
    """What OPENAI_BASE_URL, OPENAI_API_KEY, RECORD_MODEL and RECORD_JUDGE_URL name."""
    return Endpoint(
        base_url=os.environ["OPENAI_BASE_URL"].rstrip("/"),
        api_key=os.environ.get("OPENAI_API_KEY", "none"),
        model=os.environ.get("RECORD_MODEL", "qwen2.5-coder-1.5b-instruct"),
        judge_url=os.environ.get("RECORD_JUDGE_URL"),
    )


@contextmanager
def limiting(endpoint: Endpoint) -> Iterator[Endpoint]:
    """The same endpoint behind a proxy on loopback that answers 429 first, then passes on."""
    refused: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["content-length"]))
            if not refused:
                refused.append(self.path)
                self._answer(429, b'{"error": {"message": "rate limit reached"}}')
                return
            url = endpoint.base_url.removesuffix("/v1") + self.path
            headers = {
                "content-type": "application/json",
                "authorization": f"Bearer {endpoint.api_key}",
                PASSED_ON: "1",
            }
            with urllib.request.urlopen(urllib.request.Request(url, sent, headers)) as got:
                self._answer(got.status, got.read())

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            if status == 429:
                self.send_header("retry-after", "1")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with serving_by(Proxy) as url:
        yield Endpoint(base_url=f"{url}/v1", api_key=endpoint.api_key, model=endpoint.model)
