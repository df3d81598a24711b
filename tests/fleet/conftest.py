"""The engines: each has to do the same with the same jobs."""

from functools import partial
from pathlib import Path

import pytest

from digest.fleet import LocalEngine
from digest.fleet.queued import QueuedEngine
from digest.fleet.work import Engine
from tests.fleet.toy import Toy, start
from tests.store.conftest import server
from tests.store.server import Server

__all__ = ["server"]


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    return Toy(tmp_path)


@pytest.fixture
def url(server: Server) -> str:
    """A database without a table."""
    return server.emptied()


@pytest.fixture(params=["local", "postgres"])
def engine(request: pytest.FixtureRequest, toy: Toy) -> Engine:
    """An engine without a job."""
    if request.param == "local":
        return LocalEngine(partial(start, toy.folder), workers=2)
    return QueuedEngine(request.getfixturevalue("url"), str(toy.folder), silence_s=2)
