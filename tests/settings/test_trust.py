"""A stranger's folder sends, reads and runs nothing before it is trusted."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import typer

from digest import settings
from digest.errors import ConfigError
from digest.pipeline.clients import Roster
from digest.settings import Secrets
from digest.settings.trusted import Trusted
from tests.shell import Run

SENDS = {
    "llm.base_url": '[llm]\nbase_url = "https://gather.example/v1"',
    "llm.insecure_http": "[llm]\ninsecure_http = true",
    "check.judge_base_url": '[check]\njudge_base_url = "https://gather.example/v1"',
    "store.url": '[store]\nurl = "postgresql://db.gather.example/x"',
    "fleet.url": '[fleet]\nurl = "postgresql://db.gather.example/x"',
    "mail.host": '[mail]\nhost = "mail.gather.example"',
    "mail.ca_file": '[mail]\nca_file = "own.pem"',
    "mail.to": '[mail]\nto = ["you@gather.example"]',
}
REACHES = {
    "sources[0].address": '[[sources]]\naddress = "~/diary.txt"',
    "sources[1].address": '[[sources]]\naddress = "in"\n[[sources]]\naddress = "../out"',
    "paths.prompts": '[paths]\nprompts = "/etc"',
    "paths.store": '[paths]\nstore = "../other.sqlite"',
    "store.url": '[store]\nurl = "sqlite:////var/other.sqlite"',
    "llm.gguf": '[llm]\ngguf = "theirs.gguf"',
    "theme.logo": '[theme]\nlogo = "../secret.png"',
    "edition.out": '[edition]\nout = "~/.config"',
    "store.keep": "[store]\nkeep = 1",
    "fetch.allow_networks": '[fetch]\nallow_networks = ["10.0.0.0/8"]',
}
HARMLESS = (
    '[edition]\ntitle = "Mine"\nout = "editions"\n[llm]\nmodel = "m"\n[paths]\nprompts = "p"\n'
    'templates = "t"\nstore = "s.sqlite"\n[[sources]]\naddress = "articles"\n'
    '[[sources]]\naddress = "https://harbour-courier.example/feed.xml"\n'
)


@pytest.fixture(autouse=True)
def strange_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("DIGEST_TRUST")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def write(text: str) -> Path:
    file = Path("digest.toml")
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(("key", "text"), [*SENDS.items(), *REACHES.items()])
def test_what_sends_or_reaches_out_needs_trust(key: str, text: str) -> None:
    write(text)

    with pytest.raises(ConfigError, match="not trusted") as refused:
        settings.load(None, {})

    assert key in str(refused.value)
    assert "digest trust" in str(refused.value)


def test_what_stays_in_its_folder_needs_none() -> None:
    write(HARMLESS)

    assert settings.load(None, {}).edition.title == "Mine"


@pytest.mark.parametrize("text", SENDS.values())
def test_naming_the_file_is_no_trust_for_what_it_sends(text: str) -> None:
    with pytest.raises(ConfigError, match="not trusted"):
        settings.load(write(text), {})


@pytest.mark.parametrize("text", REACHES.values())
def test_a_file_that_was_named_may_read_where_it_likes(text: str) -> None:
    settings.load(write(text), {})


def test_trust_is_given_once_and_ends_with_a_change(run: Run) -> None:
    """Of what was trusted: another title is no other endpoint."""
    write(SENDS["llm.base_url"])
    assert run("doctor", "--offline").code == 2
    assert run("trust").code == 0
    assert run("doctor", "--offline").code == 0

    write(f'[edition]\ntitle = "New"\n{SENDS["llm.base_url"]}')
    assert run("doctor", "--offline").code == 0
    write(SENDS["llm.base_url"].replace("gather", "elsewhere"))
    assert run("doctor", "--offline").code == 2


def test_what_is_trusted_is_shown_in_plain_words_and_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader of no Python sees who would get what; only a yes, or --yes, trusts it."""
    write(
        '[mail]\nhost = "mail.gather.example"\nto = ["ann@a.example", "bob@a.example"]\n'
        '[llm]\ninsecure_http = true\n[[llm.fallback]]\nmodel = "m"\nkey_env = "M_API_KEY"'
    )
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "confirm", lambda *_, **__: False)
    monkeypatch.setenv("NO_COLOR", "1")
    no = run("trust")
    assert (1, 2) == (no.code, run("doctor", "--offline").code)
    assert "mail.host: mail.gather.example   (SMTP server)" in no.err
    assert "mail.to: ann@a.example, bob@a.example   (Recipients" in no.err
    assert "llm.insecure_http: yes " in no.err
    assert "llm.fallback: model m key_env M_API_KEY " in no.err
    assert not set("[]{}'") & set(no.err.partition("digest:")[0])

    assert 0 == run("trust", "--yes").code
    assert 0 == run("doctor", "--offline").code


def test_trust_can_be_taken_back_and_doctor_lists_it(run: Run) -> None:
    file = write(SENDS["mail.host"])
    run("trust")
    assert str(file.resolve()) in run("doctor", "--offline").out

    assert run("untrust").code == 0
    assert run("doctor", "--offline").code == 2


def test_trust_in_one_folder_is_none_in_another(run: Run, tmp_path: Path) -> None:
    write(SENDS["mail.host"])
    run("trust")
    (tmp_path / "copy").mkdir()
    os.chdir(tmp_path / "copy")
    write(SENDS["mail.host"])

    assert run("doctor", "--offline").code == 2


def test_a_source_that_was_added_by_command_keeps_the_trust(run: Run) -> None:
    write(SENDS["mail.host"])
    run("trust")

    assert run("sources", "add", "../notes.txt", "--no-check").code == 0
    assert run("sources", "list").code == 0


def test_a_source_that_was_added_to_a_strangers_file_trusts_nothing(run: Run) -> None:
    write(SENDS["mail.host"])

    run("sources", "add", "../notes.txt", "--no-check")

    assert run("sources", "list").code == 2


def test_the_environment_may_trust_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    write(SENDS["mail.host"])
    monkeypatch.setenv("DIGEST_TRUST", os.pathsep.join(["/nowhere", str(Path.cwd())]))

    settings.load(None, {})


def test_a_terminal_is_asked_and_its_yes_is_kept() -> None:
    write(SENDS["mail.host"])
    asked: list[dict[str, str]] = []

    def answer(word: str) -> Callable[[Path, Mapping[str, str]], bool]:
        def asks(_file: Path, needed: Mapping[str, str]) -> bool:
            asked.append(dict(needed))
            return word == "yes"

        return asks

    with pytest.raises(ConfigError):
        settings.load(None, {}, answer("no"))
    settings.load(None, {}, answer("yes"))
    settings.load(None, {}, answer("no"))

    assert asked == [{"mail.host": "mail.gather.example"}] * 2


def test_a_broken_list_of_trusted_files_trusts_nothing(tmp_path: Path) -> None:
    for content in ("[]", "{", json.dumps({"a": 1}), ""):
        (tmp_path / "trusted.json").write_text(content)
        assert not Trusted(tmp_path / "trusted.json").holds(
            Path("digest.toml"), settings.trusted.risks({"mail": {"host": "x"}}, Path())
        )


@pytest.mark.parametrize(
    ("url", "is_refused"),
    [
        ("http://models.example/v1", True),
        ("http://127.evil.example/v1", True),
        ("http://127.0.0.1:8080/v1", False),
        ("http://localhost:8080/v1", False),
        ("http://[::1]:8080/v1", False),
        ("https://models.example/v1", False),
    ],
)
def test_a_key_goes_in_the_clear_to_this_machine_alone(
    monkeypatch: pytest.MonkeyPatch, url: str, *, is_refused: bool
) -> None:
    monkeypatch.setenv("DIGEST_LLM__BASE_URL", url)
    chosen = settings.load(None, {})

    assert Roster(chosen, Secrets(base_url=url)).writer() is not None
    if is_refused:
        with pytest.raises(ConfigError, match=r"in the clear.*insecure_http"):
            Roster(chosen, Secrets(api_key="k")).writer()
        monkeypatch.setenv("DIGEST_LLM__INSECURE_HTTP", "true")
        chosen = settings.load(None, {})
    assert Roster(chosen, Secrets(api_key="k")).writer() is not None
