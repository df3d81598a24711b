"""`digest schedule` prints, and touches the system only when it is told to."""

import stat
import sys
import time
from pathlib import Path

import pytest

from tests.shell import Run

MAIL = """[edition]
title = "Harbour"
timezone = "Europe/Berlin"
[mail]
host = "mail.example"
sender = "desk@a.example"
to = ["ann@a.example"]
"""
CRONTAB = """#!/bin/sh
if [ "$1" = -l ]; then
    [ -e table ] || { echo "no crontab for ada" >&2; exit 1; }
    exec cat table
fi
exec cat > table
"""


@pytest.fixture(autouse=True)
def home(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with a folder of settings, whose `systemctl` and `crontab` are scripts."""
    del run
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / ".config"))
    monkeypatch.setenv("PATH", "bin:/usr/bin:/bin")
    Path("digest.toml").write_text(MAIL)
    Path("bin").mkdir()
    program("systemctl", '#!/bin/sh\necho "$@" >> calls\n')
    program("crontab", CRONTAB)
    return tmp_path / "home"


def program(name: str, script: str) -> None:
    file = Path("bin", name)
    file.write_text(script)
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize("how", ["systemd", "cron", "launchd", "actions"])
def test_it_prints_and_changes_nothing(how: str, run: Run, home: Path) -> None:
    before = sorted(Path().rglob("*"))

    done = run("schedule", how, "--at", "05:45")

    assert 0 == done.code, done.err
    assert "run" in done.out
    assert before == sorted(Path().rglob("*"))
    assert not home.exists()


def test_the_hour_is_that_of_the_edition_unless_another_is_said(run: Run) -> None:
    assert "OnCalendar=*-*-* 06:30:00 Europe/Berlin" in run("schedule", "systemd").out
    other = run("schedule", "systemd", "--at", "05:45", "--zone", "Asia/Tokyo")
    assert "OnCalendar=*-*-* 05:45:00 Asia/Tokyo" in other.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["at"], "no timer is called 'at'; there are systemd, cron, launchd, actions"),
        (["cron", "--at", "25:00"], "--at '25:00' is no time; write it as 06:30"),
        (["cron", "--zone", "Berlin"], "did you mean 'Europe/Berlin'?"),
    ],
)
def test_what_is_no_timer_or_no_time_is_named(words: list[str], told: str, run: Run) -> None:
    done = run("schedule", *words)

    assert 2 == done.code
    assert told in done.err


def test_a_timer_is_installed_where_systemd_looks(run: Run, home: Path) -> None:
    done = run("schedule", "systemd", "--install")

    assert 0 == done.code, done.err
    service, timer = sorted((home / ".config/systemd/user").iterdir())
    assert f' "{sys.executable}" "-m" "digest" "run"\n' in service.read_text()
    assert ["--user daemon-reload", f"--user enable --now {timer.name}"] == (
        Path("calls").read_text().splitlines()
    )


def test_a_line_of_cron_is_put_under_the_others_once(run: Run) -> None:
    """Another time takes the place of the first; what else is there stays."""
    Path("table").write_text("0 0 * * * backup\n")

    run("schedule", "cron", "--install")
    done = run("schedule", "cron", "--install", "--at", "07:00")

    assert 0 == done.code, done.err
    first, comment, line = Path("table").read_text().splitlines()
    assert "0 0 * * * backup" == first
    assert comment.endswith(": 07:00 Europe/Berlin")
    assert " run -q" in line


def test_the_first_line_of_cron_makes_the_table(run: Run) -> None:
    assert 0 == run("schedule", "cron", "--install").code
    assert 2 == len(Path("table").read_text().splitlines())


def test_a_crontab_that_cannot_be_read_is_not_written(run: Run) -> None:
    program("crontab", '#!/bin/sh\n[ "$1" = -l ] || touch table\necho "no room" >&2; exit 1\n')

    done = run("schedule", "cron", "--install")

    assert 2 == done.code
    assert "'crontab -l' failed: no room" in done.err
    assert not Path("table").exists()


def test_a_run_that_could_send_to_nobody_is_not_installed(run: Run, home: Path) -> None:
    Path("digest.toml").write_text("")

    assert 2 == run("schedule", "systemd", "--install").code
    assert not home.exists()


def test_a_workflow_lies_at_the_root_of_the_repository(run: Run) -> None:
    Path(".git").mkdir()
    Path("news").mkdir()
    Path("news/digest.toml").write_text(MAIL)

    assert 0 == run("schedule", "actions", "--install", "-c", "news/digest.toml").code
    [file] = Path(".github/workflows").iterdir()
    assert 'working-directory: "news"' in file.read_text()


@pytest.mark.parametrize(
    ("zone", "when"),
    [
        ("UTC", "30 6 * * *"),
        ("Asia/Kolkata", "0 * * * *"),
        ("Europe/Berlin", "30 * * * *"),
        ("Australia/Lord_Howe", "0,30 * * * *"),
    ],
)
def test_cron_has_the_minutes_of_every_zone(
    zone: str, when: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Lord Howe Island summer time is half an hour."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()

    assert run("schedule", "cron", "--zone", zone).out.splitlines()[1].startswith(f"{when} ")


def test_what_only_this_shell_knows_is_said(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By name alone: a variable may hold a key. What the timer will have is not."""
    lost = ["DIGEST_EDITION__TITLE", "DIGEST_PATHS__STORE", "DIGEST_TRUST", "OPENAI_API_KEY"]
    monkeypatch.setenv("DIGEST_EDITION__TITLE", "Mine")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-own")
    told = f"not set there: write {', '.join(lost)} into"
    cron = run("schedule", "cron")
    assert told in cron.err
    assert "sk-own" not in cron.err + cron.out
    actions = run("schedule", "actions").err
    assert "write DIGEST_EDITION__TITLE into its `env`" in actions

    keys = home / ".config" / "digest" / "environment"
    keys.parent.mkdir(parents=True)
    keys.write_text("".join(f"{name}='x'\n" for name in lost))
    assert "not set there" not in run("schedule", "cron").err


def test_where_keys_belong_is_said(run: Run, home: Path) -> None:
    told = f"{home / '.config/digest/environment'}, which others must not read"

    assert told in run("schedule", "cron").err
    assert told not in run("schedule", "actions").err
