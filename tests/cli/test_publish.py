"""`digest publish`: a folder of editions becomes a site."""

import shutil
from pathlib import Path

import pytest

from tests.shell import Run

WEB_URL = '[edition]\nweb_url = "https://news.example.org/{date}-{number}/"\n'


def edited(folder: Path, change: str, to: str) -> None:
    file = folder / "digest.json"
    text = file.read_text(encoding="utf-8")
    assert change in text
    file.write_text(text.replace(change, to), encoding="utf-8")


def test_the_editions_of_the_output_folder_become_a_site(built: Path, run: Run) -> None:
    """Without settings too; publishing again changes nothing."""
    first, again = run("publish", "site"), run("publish", "site")

    page = Path("site", f"{built.name}-1", "index.html").read_text(encoding="utf-8")
    assert first.code == again.code == 0
    assert "Lady Maren" in page
    assert "published 1 edition to site" in first.err
    assert "web_url" in first.err
    assert "0 files written" in again.err


def test_nothing_of_the_machine_is_in_it(built: Path, run: Run) -> None:
    """No path, host, user or token, in any file."""
    Path("digest.toml").write_text(WEB_URL)
    assert run("publish", "site").code == 0

    for file in Path("site").rglob("*"):
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            assert str(Path.cwd()) not in text
            assert str(Path.home()) not in text.replace("/roots", "")
            assert "localhost" not in text
            assert "0" * 32 not in text
            assert built.name not in text or "digest-archive" not in file.name
    assert not list(Path("site").rglob("digest.json"))  # it holds whole articles
    assert built.is_dir()


def test_an_unproven_edition_is_left_out_unless_told(built: Path, run: Run) -> None:
    """The others go online, and the exit code tells."""
    shutil.copytree(built, "digests/other")
    edited(Path("digests/other"), '"number": 1', '"number": 2')
    done = run("publish", "site", "-q")

    assert done.code == 4
    assert "other: left out" in done.err
    assert Path("site", f"{built.name}-1").is_dir()
    assert not Path("site", f"{built.name}-2").exists()
    assert run("publish", "site", "--anyway", "-q").code == 0
    assert Path("site", f"{built.name}-2").is_dir()


def test_a_file_that_is_no_edition_costs_itself_alone(built: Path, run: Run) -> None:
    for name, content in {"a": "{", "b": '{"edition": 1}'}.items():
        Path("digests", name).mkdir()
        Path("digests", name, "digest.json").write_text(content)
    far = Path(shutil.copytree(built, "digests/far"))
    edited(far, '"number": 1', f'"number": {10**400}')
    outside = Path(shutil.copytree(built, "outside"))
    edited(outside, '"number": 1', '"number": 7')
    Path("digests/link").symlink_to(outside.resolve())
    done = run("publish", "site", "--anyway")

    assert done.code == 0
    assert not Path("site", f"{built.name}-7").exists()
    assert "published 1 edition" in done.err
    assert done.err.count("left out:") == 3


def test_two_newsletters_in_one_folder_are_told_apart(built: Path, run: Run) -> None:
    other = Path(shutil.copytree(built, "digests/other"))
    edited(other, '"title": "The Digest"', '"title": "The Ledger"')

    done = run("publish", "site", "--anyway")

    assert 0 == done.code
    assert "other: 'The Ledger' is another newsletter, and its page would replace" in done.err
    assert "[edition] out of its own" in done.err


def test_of_several_builds_of_an_edition_the_last_is_published(built: Path, run: Run) -> None:
    """By the number of its folder, which sorts `-10` after `-9`."""
    for suffix in ("-9", "-10"):
        copy = Path(shutil.copytree(built, f"{built}{suffix}"))
        edited(copy, '"notices": []', f'"notices": ["build {suffix}"]')

    assert run("publish", "site", "--anyway", "-q").code == 0
    page = Path("site", f"{built.name}-1", "index.html").read_text(encoding="utf-8")
    assert "build -10" in page


def test_two_editions_are_never_one_page(built: Path, run: Run) -> None:
    Path("digest.toml").write_text(WEB_URL.replace("-{number}", ""))
    edited(Path(shutil.copytree(built, f"{built}-2")), '"number": 1', '"number": 2')
    done = run("publish", "site", "--anyway")

    assert done.code == 2
    assert "needs {number}" in done.err


@pytest.mark.parametrize("folder", ["digests", "nothing"])
def test_without_an_edition_or_a_folder_of_its_own_nothing_is_written(
    folder: str, built: Path, run: Run
) -> None:
    """The folder of the editions is never the site; and one line says what to do."""
    if folder == "nothing":
        shutil.rmtree(built)
    before = sorted(Path().rglob("*"))
    done = run("publish", folder)

    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert sorted(Path().rglob("*")) == before
