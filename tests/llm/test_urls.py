"""A key stays with the endpoint that it was named for, and out of everything that is shown."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

import pytest

from digest.errors import LlmRejected, LlmUnavailable
from digest.llm.client import LlmClient
from digest.llm.endpoint import Endpoint
from digest.llm.patience import Patience
from digest.llm.request import Answer
from digest.llm.urls import host_of, shown, without_secrets
from tests.llm.test_client import GOOD, REQUEST
from tests.loopback import serving_by

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
SECRET = "http://me:hush@model.example:8080/v1?key=hush#hush"


def test_an_address_is_shown_without_its_secrets() -> None:
    assert "http://model.example:8080/v1" == shown(SECRET)
    assert "model.example:8080" == host_of(SECRET)
    assert "model.example" == host_of("model.example")
    told = without_secrets(f"no answer at {SECRET.partition('#')[0]}, or 'https://a@b/?x=y'. Is 1?")
    assert "no answer at http://model.example:8080/v1 or 'https://b/'. Is 1?" == told


def client_at(base_url: str) -> LlmClient:
    patience = Patience(attempts=1)
    endpoint = Endpoint(api_key="none", model="velo-1", base_url=base_url, patience=patience)
    return LlmClient(endpoint)


@contextmanager
def serving(
    status: int, location: str = "", body: str = "", kind: str = "application/json"
) -> Iterator[tuple[str, list[str]]]:
    """A server that answers once it is asked at `/v1/there`; elsewhere it sends on."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers["content-length"]))
            is_there = self.path.endswith("/there") or not location
            told = (body or json.dumps({"choices": [{"message": {"content": GOOD}}]})).encode()
            self.send_response(200 if is_there else status)
            self.send_header("content-length", str(len(told)))
            self.send_header("content-type", kind)
            if not is_there:
                self.send_header("location", location)
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Nothing: pytest shows what matters."""

    with serving_by(Handler) as url:
        yield f"{url}/v1", asked


@pytest.mark.parametrize("status", [302, 307, 308])
def test_a_redirect_to_another_origin_is_refused(status: int) -> None:
    """What is asked holds the articles; nobody else is to read them, or to answer."""
    with serving(200) as (other, asked), serving(status, f"{other}?key=hush") as (named, _):
        client = client_at(named)

        with pytest.raises(LlmRejected, match="sends requests on to http://127") as told:
            client.ask(REQUEST)

    assert [] == asked
    assert "hush" not in str(told.value)


def test_a_redirect_at_home_is_followed() -> None:
    with serving(308, "/v1/there") as (named, asked):
        assert isinstance(client_at(named).ask(REQUEST), Answer)

    assert ["/v1/chat/completions", "/v1/there"] == asked


def test_no_message_tells_a_password() -> None:
    client = client_at("http://me:hush@127.0.0.1:9/v1?key=hush")

    with pytest.raises(LlmUnavailable) as told:
        client.ask(REQUEST)

    assert "nobody answers at 127.0.0.1:9" in str(told.value)
    assert "hush" not in str(told.value)


STREAM = f"data: {json.dumps({'choices': [{'delta': {'content': GOOD}}]})}\n\ndata: [DONE]\n\n"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("\ufeff" + json.dumps({"choices": [{"message": {"content": GOOD}}]}), "application/json"),
        (STREAM, "text/event-stream"),
        (": on\n\n" + STREAM, "text/event-stream; charset=utf-8"),
        (STREAM, "text/html"),
    ],
)
def test_an_answer_is_read_over_the_wire_whatever_it_is_called(body: str, kind: str) -> None:
    """Nothing below the reader takes offence at the kind of a body."""
    with serving(200, body=body, kind=kind) as (named, asked):
        assert isinstance(client_at(named).ask(REQUEST), Answer)

    assert 1 == len(asked)
