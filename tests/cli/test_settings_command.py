"""`digest settings` tells each setting, whose word it is, and no secret."""

import json
from pathlib import Path

import pytest

from digest import settings
from tests.shell import Run

FILE = """
[edition]
title = "Harbour Morning"
[llm]
model = "velo-1"
base_url = "https://me:hush@models.example/v1?key=hush"
fallback = [{model = "velo-2", base_url = "https://me:hush@other.example/v1"}]
[mail]
to = ["ann@a.example", "bob@a.example"]
[[sources]]
address = "https://me:hush@courier.example/feed?key=hush"
name = "Courier"
"""


@pytest.fixture
def chosen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    del run  # it has gone to the folder
    Path("digest.toml").write_text(FILE)
    monkeypatch.setenv("DIGEST_LLM__MODEL", "velo-3")


@pytest.mark.usefixtures("chosen")
def test_each_setting_is_told_with_its_value_and_where_it_came_from(run: Run) -> None:
    told = run("settings").out.splitlines()

    assert "edition.title\tHarbour Morning\t'digest.toml'" in told
    assert "llm.model\tvelo-3\tDIGEST_LLM__MODEL" in told
    assert "mail.to\tann@a.example, bob@a.example\t'digest.toml'" in told
    assert "edition.stories\t12\tdefault" in told
    assert "sources[0].name\tCourier\t'digest.toml'" in told


def test_no_setting_is_left_out(run: Run) -> None:
    told = {row["key"] for row in json.loads(run("settings", "--json").out)}

    assert {str(key) for key in settings.all_keys() if not key.is_of_many} == told


@pytest.mark.usefixtures("chosen")
def test_a_section_a_key_or_what_was_changed_can_be_asked_for(run: Run) -> None:
    assert {"llm"} == {line.partition(".")[0] for line in run("settings", "llm").out.splitlines()}
    assert "llm.model\tvelo-3\tDIGEST_LLM__MODEL\n" == run("settings", "llm.model").out
    changed = run("settings", "--changed").out
    assert "default" not in changed
    assert 7 == len(changed.splitlines()) - changed.count("DIGEST_PATHS__STORE")
    assert 2 == run("settings", "lmm").code


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize("flag", ["--json", "--verbose"])
@pytest.mark.parametrize(
    "url", ["postgresql://me:hush@db/x", "postgresql://me:h/hush@@db/x?password=hush"]
)
def test_no_secret_is_told(flag: str, url: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of keys and passwords it is only said that they are there."""
    monkeypatch.setenv("DIGEST_STORE__URL", url)
    for name in ("OPENAI_API_KEY", "DIGEST_SMTP_PASSWORD"):
        monkeypatch.setenv(name, "hush")

    done = run("settings", flag)

    assert 0 == done.code
    assert "hush" not in done.out + done.err
    assert "OPENAI_API_KEY is set" in done.err
    assert "DIGEST_JUDGE_API_KEY is not set" in done.err
