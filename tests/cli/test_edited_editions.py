"""An edition that a person has edited: its files say the same again, or it is said that they don't."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from digest.model import Digest, Point
from digest.rendering import FILES
from digest.store import digest_file
from tests.shell import Run

SAID = "How it came to Nether Wick is a puzzle."
SAYS = "A repair would cost £16,000."
FOR_READERS = {form.file for name, form in FILES.items() if name != "json"}


def with_point(digest: Digest, was: str, now: str) -> Digest:
    """The edition with one of its sentences changed, as an editor does it."""

    def put(point: Point) -> Point:
        return replace(point, text=now) if point.text == was else point

    stories = (
        replace(s, summary=replace(s.summary, points=tuple(map(put, s.summary.points))))
        for s in digest.stories
    )
    return replace(digest, stories=tuple(stories))


def edit(folder: Path, was: str = SAID, now: str = SAYS) -> None:
    edited = with_point(digest_file.load(folder), was, now)
    (folder / "digest.json").write_text(digest_file.dump(edited), encoding="utf-8")


def shown(folder: Path, text: str) -> set[str]:
    """The files for readers that have the text."""
    return {name for name in FOR_READERS if text in (folder / name).read_text(encoding="utf-8")}


def test_an_edit_that_is_proven_is_in_all_files_again(run: Run, built: Path) -> None:
    """The mail that goes out, the page and the text say what the edition says."""
    edit(built)

    done = run("check", str(built), "--cite")

    assert 0 == done.code, done.out
    assert FOR_READERS == shown(built, "A repair would cost")
    assert set() == shown(built, "is a puzzle")
    assert 0 == run("check", str(built)).code


def test_files_that_an_edit_left_behind_are_named(run: Run, built: Path) -> None:
    """Whatever their times say."""
    edit(built)
    text = (built / "digest.json").read_text(encoding="utf-8")
    for file in built.iterdir():
        os.utime(file, (0, 0) if file.name == "digest.json" else None)

    done = run("check", str(built))

    assert 4 == done.code
    for name in ("digest.eml", "digest.html", "digest.md", "digest.txt"):
        assert f"{name} is older than digest.json" in done.out
    assert text == (built / "digest.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["digest.html", "digest.md", "digest.eml"])
def test_a_file_that_was_edited_by_hand_is_named(run: Run, built: Path, name: str) -> None:
    """What stands there alone was proven by nobody; the sentences of the edition still are."""
    file = built / name
    told = file.stat()
    file.write_bytes(file.read_bytes().replace(b"is a puzzle", b"99 centimetres"))
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))

    done = run("check", str(built))

    assert (4, f"{name} was changed since it was made of digest.json\n") == (done.code, done.out)
    assert "digest: 1 file of " in done.err
    assert "does not say what digest.json says: `digest check --cite`" in done.err
    assert 0 == run("check", str(built), "--cite", "-q").code
    assert b"99 centimetres" not in file.read_bytes()


def test_a_layout_is_no_edit_and_what_is_missing_is_not_wrong(run: Run, built: Path) -> None:
    """Another program may write digest.json anew, and an editor throw a form away."""
    digest = digest_file.load(built)
    flat = digest_file.dump(digest).replace("\n", "").encode()
    (built / "digest.json").write_bytes(flat)
    (built / "digest.txt").unlink()

    assert 0 == run("check", str(built)).code


def test_another_mans_edition_names_no_files_elsewhere(run: Run, built: Path) -> None:
    """Its digest.json is data: what it calls its forms is not looked for outside its folder."""
    Path("digests/notes.txt").write_text("mine", encoding="utf-8")
    digest = digest_file.load(built)
    forms = {**digest.forms, "../notes.txt": "0", "/etc/hostname": "0", "..": "0", "": "0"}
    edited = replace(digest, forms=forms)
    (built / "digest.json").write_text(digest_file.dump(edited), encoding="utf-8")

    done = run("check", str(built))

    assert (0, "") == (done.code, done.out)
