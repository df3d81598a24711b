"""Settings: the nearest word wins, a misspelt one is named, and no secret lies in a file."""

from pathlib import Path

import pytest

from digest import settings
from digest.cli.flags import store_place
from digest.errors import ConfigError


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str) -> Path:
    file = Path("digest.toml")
    file.write_text(text, encoding="utf-8")
    return file


def test_a_flag_beats_the_environment_and_that_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flag > DIGEST_* > digest.toml > default, each for itself."""
    write('[edition]\ntitle = "file"\nwords = 50\n[llm]\nworkers = 2\n')
    monkeypatch.setenv("DIGEST_EDITION__TITLE", "environment")
    monkeypatch.setenv("DIGEST_LLM__WORKERS", "3")

    chosen = settings.load(None, {"llm": {"workers": 5}})

    assert chosen.llm.workers == 5
    assert chosen.edition.title == "environment"
    assert chosen.edition.words == 50
    assert chosen.edition.stories == 12


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[mail]\nhots = 'x'",
            r"unknown key 'mail\.hots' in 'digest\.toml'; did you mean 'mail\.host'",
        ),
        ("[maill]\nhost = 'x'", r"unknown key 'maill' in 'digest\.toml'"),
        ("[[sources]]\naddress = 'a'\nnmae = 'b'", r"unknown key 'sources\.0\.nmae'"),
        ("[llm]\nworkers = 'many'", r"'llm\.workers' in 'digest\.toml': input should be a valid"),
        ("[llm]\napi_key = 'sk-1'", r"secrets come from the environment alone"),
        ("[mail]\npassword = 'x'", r"secrets come from the environment alone"),
        ("[llm", r"cannot read 'digest\.toml'"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(text: str, message: str) -> None:
    write(text)

    with pytest.raises(ConfigError, match=message) as caught:
        settings.load(None, {})

    assert "\n" not in str(caught.value)
    assert "sk-1" not in str(caught.value)


def test_a_misspelt_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_EDITION__TITEL", "x")

    with pytest.raises(
        ConfigError, match="DIGEST_EDITION__TITEL; did you mean DIGEST_EDITION__TITLE"
    ):
        settings.load(None, {})


def test_a_file_that_was_asked_for_must_be_there() -> None:
    with pytest.raises(ConfigError, match=r"no configuration file 'other\.toml'"):
        settings.load(Path("other.toml"), {})


def test_folders_in_the_file_are_beside_the_file(tmp_path: Path) -> None:
    """A configuration works the same from wherever the program is called."""
    (tmp_path / "etc").mkdir()
    file = tmp_path / "etc" / "digest.toml"
    file.write_text(
        '[edition]\nout = "editions"\n[paths]\nstore = "/var/digest.sqlite"\n'
        '[[sources]]\naddress = "mail"\n[[sources]]\naddress = "https://a.example/feed"\n'
    )

    chosen = settings.load(file, {})

    beside, web = (source.address for source in chosen.sources)
    assert (beside, web) == (str(tmp_path / "etc" / "mail"), "https://a.example/feed")

    assert chosen.edition.out == tmp_path / "etc" / "editions"
    assert chosen.paths.store == Path("/var/digest.sqlite")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("postgresql://desk@db.example/digest", "postgresql://desk@db.example/digest"),
        ("sqlite:///state/a.sqlite", "sqlite:///{folder}/state/a.sqlite"),
        ("sqlite:////var/a.sqlite", "sqlite:////var/a.sqlite"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
    ],
)
def test_a_file_in_the_url_of_the_store_is_beside_the_file(
    tmp_path: Path, written: str, meant: str
) -> None:
    file = tmp_path / "digest.toml"
    file.write_text(f'[store]\nurl = "{written}"\n[paths]\nstore = "other.sqlite"\n')

    chosen = settings.load(file, {})

    assert meant.format(folder=tmp_path) == chosen.store.url
    assert chosen.store.url == store_place(chosen), "a URL wins over [paths] store"


@pytest.mark.parametrize(
    "url", ["postgresql://desk:sesame@db/x", "postgresql://db/x?password=sesame"]
)
def test_a_password_in_the_file_is_refused_and_not_repeated(tmp_path: Path, url: str) -> None:
    file = tmp_path / "digest.toml"
    file.write_text(f'[store]\nurl = "{url}"\n')

    with pytest.raises(ConfigError, match="PGPASSWORD") as found:
        settings.load(file, {})
    assert "sesame" not in str(found.value)


def test_a_password_in_the_environment_does_not_show_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIGEST_STORE__URL", "postgresql://desk:sesame@db/x")

    chosen = settings.load(None, {})

    assert chosen.store.url == "postgresql://desk:sesame@db/x"
    assert "sesame" not in repr(chosen)


def test_secrets_do_not_show_themselves() -> None:
    """A traceback or a log of the settings has no key in it."""
    known = settings.secrets({"OPENAI_API_KEY": "sk-secret", "DIGEST_SMTP_PASSWORD": "hunter2"})

    assert known.api_key == "sk-secret"
    assert "sk-secret" not in repr(known)
    assert "hunter2" not in repr(known)


def test_every_setting_says_what_it_means() -> None:
    assert [key for key, _, meaning in settings.fields() if not meaning.endswith(".")] == []
