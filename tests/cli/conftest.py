"""Commands are run as from a shell, many of them on one edition of the examples."""

import os
import shutil
from pathlib import Path

import pytest

from tests.shell import Run, called, run

__all__ = ["run"]

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an edition of the examples; nobody may write there."""
    home = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
            patch.delenv(name, raising=False)
        patch.setenv("DIGEST_PATHS__STORE", str(home / "digest.sqlite"))
        patch.setenv("DIGEST_TRUST", os.sep)
        patch.chdir(home)
        assert called(patch, "build", str(EXAMPLES), "-q") == 0
    [folder] = (home / "digests").iterdir()
    return folder


@pytest.fixture
def built(run: Run, built_once: Path) -> Path:
    """That edition among those of the test's own folder; its store has never heard of it."""
    del run  # it has gone to that folder
    return Path(shutil.copytree(built_once, Path("digests") / built_once.name))
