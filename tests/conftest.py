"""Recordings: where they lie, what is kept of them, and that each is played whole."""

import gc
import json
import os
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import pytest
import trustme
from sqlalchemy import Engine, event

from tests.recording import (
    PASSED_ON,
    REPLAYED_MODEL,
    REPLAYED_URL,
    Endpoint,
    limiting,
    real_endpoint,
)

ROOT = Path(__file__).parents[1]
# how long one example takes is the machine's matter
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")
_BORN_BEFORE_A_LOOK = 100_000
"""Objects, by which garbage grows before it is collected: 700 are usual."""
_REQUEST_HEADERS = {"content-type"}
_RESPONSE_HEADERS = {"content-type", "retry-after"}


@event.listens_for(Engine, "connect")
def _never_waits_for_the_disk(connection: Any, _entry: object) -> None:
    """No test cuts the power, and each store would wait for the disk as it opens and closes."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF").close()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "replay_only: plays a recording that it does not make")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep a recording from being rewritten by a test that only plays it."""
    if config.getoption("--record-mode") in (None, "none"):
        return
    for item in items:
        if item.get_closest_marker("replay_only"):
            item.add_marker(pytest.mark.skip(reason="plays a recording that it does not make"))


def pytest_collection_finish() -> None:
    """Thousands of tests and all modules stay to the end: nobody has to look for them as garbage."""
    gc.freeze()
    gc.set_threshold(_BORN_BEFORE_A_LOOK, *gc.get_threshold()[1:])


@cache
def nobody_trusted(folder: Path) -> str:
    """A file with one authority that signs nothing: reading the machine's takes longer than mail."""
    path = folder / "nobody.pem"
    trustme.CA().cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture(autouse=True)
def nothing_of_ours(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Whoever runs the tests has settings, a store and trusted files that no test may touch."""
    monkeypatch.setenv("XDG_CONFIG_HOME", os.devnull)
    folder = tmp_path_factory.getbasetemp()
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.setenv("SSL_CERT_FILE", nobody_trusted(folder))
    # what a test writes is its own; tests/settings/test_trust.py takes this away again
    monkeypatch.setenv("DIGEST_TRUST", os.sep)


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    return str(ROOT / "cassettes" / request.path.stem)


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    """Bodies are compared, so that a changed prompt fails; headers are kept by an allow-list."""
    return {
        "match_on": ["method", "scheme", "host", "port", "path", "query", "body"],
        "decode_compressed_response": True,
        "before_record_request": _cleaned_request,
        "before_record_response": _cleaned_response,
    }


@pytest.fixture
def endpoint(record_mode: str) -> Endpoint:
    """The server to ask: an invented one in replay, the real one of the environment in recording."""
    return Endpoint() if record_mode == "none" else real_endpoint()


@pytest.fixture
def limited_endpoint(endpoint: Endpoint, record_mode: str) -> Iterator[Endpoint]:
    """The server to ask when it should answer 429 first."""
    if record_mode == "none":
        yield endpoint
    else:
        with limiting(endpoint) as behind_a_limit:
            yield behind_a_limit


@pytest.fixture(autouse=True)
def whole_recording(request: pytest.FixtureRequest, record_mode: str) -> Iterator[None]:
    """A recording with an interaction that no longer happens is out of date."""
    is_recorded = request.node.get_closest_marker("vcr") is not None
    vcr = request.getfixturevalue("vcr") if is_recorded else None
    yield
    if vcr is not None and record_mode == "none":
        assert vcr.all_played, "it asks something else: `make record`, as cassettes/README.md says"


def _cleaned_request(request: Any) -> Any:
    """The request as any server would have got it: no secret, no address, no model's name.

    None, so that nothing is kept, for what the proxy passes on.
    """
    if any(name.lower() == PASSED_ON for name in request.headers):
        return None
    request.headers = {
        name.lower(): value
        for name, value in request.headers.items()
        if name.lower() in _REQUEST_HEADERS
    }
    request.uri = REPLAYED_URL + urlsplit(request.uri).path.removeprefix("/v1")
    if request.body:
        body = json.loads(request.body)
        if isinstance(body, dict) and "model" in body:
            request.body = json.dumps(
                {**body, "model": REPLAYED_MODEL}, ensure_ascii=False
            ).encode()
    return request


def _cleaned_response(response: dict[str, Any]) -> dict[str, Any]:
    response["headers"] = {
        name.lower(): value
        for name, value in response["headers"].items()
        if name.lower() in _RESPONSE_HEADERS
    }
    return response
