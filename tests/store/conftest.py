"""The store's tests run on SQLite and on a PostgreSQL that is started for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.store import Store, open_store
from tests.store.server import Server, found, started

Place = Path | str


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL of this worker, on loopback, gone afterwards."""
    programs = found()
    if programs is None:
        pytest.skip("PostgreSQL is not here: apt-get install postgresql")
    with started(programs) as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where a new store may be made."""
    if request.param == "sqlite":
        return tmp_path / "digest.sqlite"
    running: Server = request.getfixturevalue("server")
    return running.emptied()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened
