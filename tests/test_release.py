"""What `make release` refuses, and that two builds of one source are one."""

import importlib.util
import re
import time
from pathlib import Path
from types import ModuleType

import pytest

import digest
from digest.version import __version__

ROOT = Path(__file__).parents[1]
READY = "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-10-20\n\n- More.\n\n## [1.1.0] - 2026-01-02\n\n- Some.\n"


@pytest.fixture(scope="module")
def release() -> ModuleType:
    spec = importlib.util.spec_from_file_location("release", ROOT / ".ci" / "release.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_changelog_that_knows_the_version_is_taken(release: ModuleType) -> None:
    release.check_changelog(READY, "1.2.0")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("## [Unreleased]\n", "", "must begin"),
        ("[Unreleased]\n", "[Unreleased]\n\n- Left.\n", "move what is under"),
        ("## [1.2.0] - 2026-10-20\n\n- More.\n", "", r"needs ## \[1.2.0\]"),
        (" - 2026-10-20", "", r"needs ## \[1.2.0\]"),
        ("- More.\n", "", "says nothing"),
    ],
)
def test_a_changelog_that_does_not_stops_the_release(
    before: str, after: str, told: str, release: ModuleType
) -> None:
    assert before in READY
    with pytest.raises(release.NotReadyError, match=told):
        release.check_changelog(READY.replace(before, after, 1), "1.2.0")


def test_builds_that_differ_stop_the_release(release: ModuleType) -> None:
    release.check_same({"a.whl": "1"}, {"a.whl": "1"})
    with pytest.raises(release.NotReadyError, match=r"a\.whl"):
        release.check_same({"a.whl": "1"}, {"a.whl": "2"})


def test_the_version_stands_in_one_place(release: ModuleType) -> None:
    """The build, the program and the release read it there; an example names the release."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    pages = (ROOT / "examples" / "github-pages.yml").read_text(encoding="utf-8")

    assert 'path = "digest/version.py"' in project
    assert not re.search(r"^version\s*=", project, re.MULTILINE)
    assert __version__ == digest.__version__ == release.version()
    assert [__version__] == re.findall(r"OWNER/digest@v(\S+)", pages)


@pytest.mark.slow
def test_two_builds_of_one_source_are_one(release: ModuleType, tmp_path: Path) -> None:
    """In other folders, at other times: whoever builds it can compare."""
    one = release.copied(tmp_path / "one")
    made = release.built(one, tmp_path / "a", "1760000000")
    time.sleep(1.1)  # a time in an archive has whole seconds
    two = release.copied(tmp_path / "two")

    release.check_same(made, release.built(two, tmp_path / "b", "1760000000"))
    assert 2 == len(made)
