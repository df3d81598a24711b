"""The folder of a site: ours or refused, each file whole, and none outside it."""

import os
from pathlib import Path

import pytest

from digest.delivery.site_folder import SiteFolder
from digest.errors import ConfigError, WriteError

FILES = (("index.html", b"all"), ("2026-05-03-12/index.html", b"one"))


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(ConfigError, match="did not write"):
        SiteFolder(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_that_is_as_it_was_is_not_touched(tmp_path: Path) -> None:
    """What copies the site elsewhere copies what changed."""
    SiteFolder(tmp_path / "site").fill(FILES)
    for file in (tmp_path / "site").rglob("*.html"):
        os.utime(file, (0, 0))
    again = SiteFolder(tmp_path / "site")
    again.fill((*FILES[:1], ("2026-05-03-12/index.html", b"corrected")))

    assert (again.written, again.unchanged) == (1, 1)
    assert (tmp_path / "site/index.html").stat().st_mtime == 0
    assert (tmp_path / "site/2026-05-03-12/index.html").read_bytes() == b"corrected"


def test_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a folder that was filled half is ours the next time."""
    SiteFolder(tmp_path).fill(FILES)
    monkeypatch.setattr(Path, "replace", _full)

    with pytest.raises(WriteError, match="No space"):
        SiteFolder(tmp_path).fill([("index.html", b"new")])
    assert (tmp_path / "index.html").read_bytes() == b"all"
    assert not list(tmp_path.rglob("*draft"))


def _full(*_args: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("path", ["../out.html", "elsewhere/out.html", "link.html"])
def test_nothing_is_written_through_a_link_or_upward(tmp_path: Path, path: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.html").write_text("mine")
    folder = tmp_path / "site"
    SiteFolder(folder).fill(FILES)
    (folder / "elsewhere").symlink_to(outside)
    (folder / "link.html").symlink_to(outside / "mine.html")

    with pytest.raises(WriteError, match="leads out"):
        SiteFolder(folder).fill([(path, b"theirs")])
    assert [file.name for file in outside.iterdir()] == ["mine.html"]
    assert (outside / "mine.html").read_text() == "mine"
    assert not (tmp_path / "out.html").exists()


def test_what_was_proven_is_known_the_next_time(tmp_path: Path) -> None:
    """An archive of years is not proven again for each new edition; a changed one is."""
    first = SiteFolder(tmp_path)
    first.remember_proven(b"an edition")
    first.fill(FILES)

    assert SiteFolder(tmp_path).was_proven(b"an edition")
    assert not SiteFolder(tmp_path).was_proven(b"an edition, edited")
