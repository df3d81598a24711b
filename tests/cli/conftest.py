"""Commands are run as from a shell, many of them on one edition of the examples."""

import os
import shutil
from pathlib import Path

import pytest

from tests.shell import Run, called, run

__all__ = ["run"]

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


def _examples(*names: str) -> tuple[str, ...]:
    return tuple(str(EXAMPLES / name) for name in names)


FEW = _examples("05-hybrid-ferries-sundmark-echo.txt", "15-bell-mossel-valley-herald.txt")
"""Two of them, a story each, where any edition will do: it is made in a tenth of the time."""
SOME = _examples(
    "01-ferry-harbour-courier.md",
    "02-ferry-daily-beacon.txt",
    "04-ferry-follow-up-harbour-courier.md",
    "10-rents-cordell-tribune.md",
    "11-rents-daily-beacon.txt",
    "12-rents-evening-star.txt",
)
"""Two stories of three."""


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an edition of some examples; nobody may write there."""
    home = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
            patch.delenv(name, raising=False)
        patch.setenv("DIGEST_PATHS__STORE", str(home / "digest.sqlite"))
        patch.setenv("DIGEST_TRUST", os.sep)
        patch.chdir(home)
        assert called(patch, "build", *SOME, *FEW, "-q") == 0
    [folder] = (home / "digests").iterdir()
    return folder


@pytest.fixture
def words_are_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `doctor` tries of words takes most of its time; test_doctor_words.py looks at it."""
    monkeypatch.setattr("digest.pipeline.tryouts.try_words", lambda *_: iter(()))


@pytest.fixture
def built(run: Run, built_once: Path) -> Path:
    """That edition among those of the test's own folder; its store has never heard of it."""
    del run  # it has gone to that folder
    return Path(shutil.copytree(built_once, Path("digests") / built_once.name))
