"""An edition on disk: whole or not at all, and never over an earlier one."""

from datetime import date
from pathlib import Path

import pytest

from digest.delivery import folder
from digest.errors import WriteError

DAY = date(2026, 3, 2)


def test_an_earlier_edition_is_never_overwritten(tmp_path: Path) -> None:
    first = folder.write({"digest.md": b"one"}, tmp_path, DAY)
    second = folder.write({"digest.md": b"two"}, tmp_path, DAY)

    assert (first.name, second.name) == ("2026-03-02", "2026-03-02-2")
    assert (first / "digest.md").read_bytes() == b"one"
    assert (second / "digest.md").read_bytes() == b"two"


def test_a_folder_that_a_person_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "2026-03-02").mkdir()

    made = folder.write({"digest.md": b"one"}, tmp_path, DAY)

    assert made.name == "2026-03-02-2"
    assert list((tmp_path / "2026-03-02").iterdir()) == []


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="cannot write"):
        folder.write({"no/such/folder.md": b""}, tmp_path, DAY)

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(WriteError, match=r"cannot write .*file"):
        folder.write({}, tmp_path / "file", DAY)
