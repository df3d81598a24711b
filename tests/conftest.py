"""Recordings: where they lie, what is kept of them, and that each is played whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
MODEL_URL = "http://model.example/v1"
"""The address in every recording, whichever server made it."""

_REQUEST_HEADERS = {"content-type"}
_RESPONSE_HEADERS = {"content-type", "retry-after"}


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


@pytest.fixture(autouse=True)
def whole_recording(request: pytest.FixtureRequest) -> Iterator[None]:
    """A recording with an interaction that no longer happens is out of date."""
    vcr = request.getfixturevalue("vcr") if "vcr" in request.fixturenames else None
    yield
    if vcr is not None and vcr.record_mode.name == "NONE":
        assert vcr.all_played, "the recording has more interactions than the test made"


def _cleaned_request(request: Any) -> Any:
    request.headers = {
        name: value for name, value in request.headers.items() if name.lower() in _REQUEST_HEADERS
    }
    return request


def _cleaned_response(response: dict[str, Any]) -> dict[str, Any]:
    response["headers"] = {
        name: value
        for name, value in response["headers"].items()
        if name.lower() in _RESPONSE_HEADERS
    }
    return response
