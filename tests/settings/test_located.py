"""Settings are found from wherever in the newsletter's folder somebody stands, and that is said."""

import os
from pathlib import Path

import pytest

from digest import settings
from digest.errors import ConfigError
from digest.settings import toml_file
from tests.shell import Run

STORY = "Ferry back\n\n" + "The ferry to Ellery went again on Monday, the harbour board said. " * 6


@pytest.fixture
def newsletter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings and articles; we stand in a folder below it."""
    folder = tmp_path / "news"
    (folder / "articles" / "today").mkdir(parents=True)
    (folder / "articles" / "a.txt").write_text(STORY)
    (folder / "digest.toml").write_text(
        '[edition]\ntitle = "Harbour Morning"\n[[sources]]\naddress = "articles"\n'
    )
    monkeypatch.chdir(folder / "articles" / "today")
    return folder


def test_the_nearest_file_upwards_is_used_with_what_lies_beside_it(newsletter: Path) -> None:
    (newsletter.parent / "digest.toml").write_text('[edition]\ntitle = "Another"\n')

    chosen = settings.load(None, {})

    assert "Harbour Morning" == chosen.edition.title
    assert str(newsletter / "articles") == chosen.sources[0].address


def test_a_folder_below_starts_no_editions_of_its_own(run: Run, newsletter: Path) -> None:
    """What build says names the file, and the edition lies beside it."""
    os.chdir(newsletter / "articles" / "today")

    done = run("build")

    assert 0 == done.code, done.err
    assert f"settings: {newsletter / 'digest.toml'}" in done.err
    assert [newsletter / "digests"] == list(newsletter.rglob("digests"))


def test_a_flag_is_still_relative_to_where_one_stands(run: Run, newsletter: Path) -> None:
    os.chdir(newsletter / "articles" / "today")

    assert 0 == run("build", "-o", "mine", "-q").code
    assert [newsletter / "articles" / "today" / "mine"] == list(newsletter.rglob("mine"))


def test_here_wins_over_above_and_that_over_the_users_own(
    newsletter: Path, own_settings: Path
) -> None:
    own_settings.write_text('[edition]\ntitle = "Own"\n')
    Path("digest.toml").write_text('[edition]\ntitle = "Here"\n')

    assert "Here" == settings.load(None, {}).edition.title
    Path("digest.toml").unlink()
    assert "Harbour Morning" == settings.load(None, {}).edition.title
    (newsletter / "digest.toml").unlink()
    assert "Own" == settings.load(None, {}).edition.title


@pytest.fixture
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own file, which is yet to be written."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    file = settings.own_file()
    file.parent.mkdir(parents=True)
    return file


def test_the_users_own_file_needs_no_trust(
    own_settings: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nobody else writes to it; whatever it names lies beside it."""
    monkeypatch.delenv("DIGEST_TRUST")
    monkeypatch.chdir(tmp_path)
    own_settings.write_text(
        '[llm]\nbase_url = "https://models.example/v1"\n[paths]\ntemplates = "looks"\n'
    )

    chosen = settings.load(None, {})

    assert "https://models.example/v1" == chosen.llm.base_url
    assert own_settings.parent / "looks" == chosen.paths.templates
    assert Path("digests") == chosen.edition.out


def test_a_file_above_is_a_strangers_until_it_is_trusted(
    run: Run, newsletter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIGEST_TRUST")
    monkeypatch.setenv("XDG_STATE_HOME", str(newsletter / "state"))
    (newsletter / "digest.toml").write_text('[mail]\nhost = "mail.gather.example"\n')
    os.chdir(newsletter / "articles" / "today")

    with pytest.raises(ConfigError, match="not trusted"):
        settings.load(None, {})
    assert 0 == run("trust").code
    assert "mail.gather.example" == settings.load(None, {}).mail.host


def test_a_file_above_that_somebody_else_has_put_there_is_passed_over(
    newsletter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody may write to /tmp."""
    (newsletter.parent / "digest.toml").write_text('[edition]\ntitle = "Ours"\n')
    monkeypatch.setattr(toml_file, "_is_ours", lambda file: file.parent != newsletter)

    assert "Ours" == settings.load(None, {}).edition.title


@pytest.mark.skipif(os.name != "posix", reason="owners")
def test_ours_is_what_belongs_to_us_or_to_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "digest.toml"
    file.touch()
    owner = file.stat().st_uid

    assert toml_file._is_ours(file)
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert (owner == 0) == toml_file._is_ours(file)


def test_a_source_that_is_added_from_below_is_written_as_the_file_sees_it(
    run: Run, newsletter: Path
) -> None:
    today = newsletter / "articles" / "today"
    (today / "b.txt").write_text(STORY)
    os.chdir(today)

    assert 0 == run("sources", "add", "b.txt").code

    assert 'address = "articles/today/b.txt"' in (newsletter / "digest.toml").read_text()
    assert str(today / "b.txt") in run("sources", "list").out
