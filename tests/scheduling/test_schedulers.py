"""What calls a run each day calls it in its folder, however that is named, at its hour."""

import configparser
import plistlib
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import sleep
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from digest.errors import ConfigError
from digest.scheduling import SCHEDULERS, Task

EVIL = """it's "50 % off" $HOME `id` \\ ${{ secrets.KEY }} ;&é"""
REPORT = """#!/bin/sh
pwd > "{out}"
printf '%s\\n' "$KEY" "$@" >> "{out}"
"""


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """A run in a folder of a vile name, by a program that writes down how it was called."""
    folder = tmp_path / EVIL
    folder.mkdir()
    program = folder / "pro gram"
    program.write_text(REPORT.format(out=tmp_path / "called"))
    program.chmod(0o755)
    keys = folder / "environment"
    keys.write_text("KEY='a b'\n")
    return Task(
        title='Harbour 100 %: "news" \\',
        program=(str(program),),
        arguments=("run", "-c", EVIL),
        folder=folder,
        keys=keys,
        at=time(6, 30),
        zone="Europe/Berlin",
        minutes_here=(),
        home=tmp_path / "home",
        root=tmp_path,
        today=date(2026, 10, 5),
        version="1.2.3",
    )


def was_called(task: Task, tmp_path: Path, *more: str) -> None:
    called = (tmp_path / "called").read_text().splitlines()

    assert [str(task.folder), "a b", *task.arguments, *more] == called


def test_cron_calls_the_run_in_its_folder_with_its_keys(task: Task, tmp_path: Path) -> None:
    comment, line = SCHEDULERS["cron"].write(task).crontab
    minute, hour, *days, command = line.split(" ", 5)

    assert comment.startswith("# digest-harbour-100-news-")
    assert ["30", "6", "*", "*", "*"] == [minute, hour, *days]
    subprocess.run(["sh", "-c", as_cron_reads(command)], check=True, cwd="/")
    was_called(task, tmp_path, "-q")


def as_cron_reads(command: str) -> str:
    """As cron(8) does: what stands behind a bare % is standard input."""
    bare = re.search(r"(?<!\\)%", command)
    return command[: bare.start() if bare else None].replace("\\%", "%")


def test_cron_takes_no_name_that_it_would_change(task: Task) -> None:
    with pytest.raises(ConfigError, match="rename it"):
        SCHEDULERS["cron"].write(replace(task, folder=Path("/news/50\\%")))


@pytest.mark.parametrize(("zone", "is_called"), [("UTC", True), ("Etc/GMT-7", False)])
def test_a_line_of_another_zone_waits_for_its_hour(
    zone: str, task: Task, tmp_path: Path, *, is_called: bool
) -> None:
    """Cron and launchd know the machine's zone alone."""
    elsewhere = replace(task, zone=zone, at=datetime.now(UTC).time(), minutes_here=(15,))
    _, line = SCHEDULERS["cron"].write(elsewhere).crontab

    assert line.startswith("15 * * * * ")
    command = as_cron_reads(line.split(" ", 5)[5])
    subprocess.run(["sh", "-c", command], check=True, cwd="/")
    assert is_called == (tmp_path / "called").exists()


@pytest.mark.parametrize(("minutes", "is_called"), [(0, True), (30, False)])
def test_where_summer_is_half_an_hour_it_is_called_once(
    minutes: int, task: Task, tmp_path: Path, *, is_called: bool
) -> None:
    """Of two calls in the hour, one has the minute; launchd is told both, too."""
    now = datetime.now(UTC) + timedelta(minutes=minutes)
    if datetime.now(UTC).second > 55:
        sleep(5)
        now = datetime.now(UTC) + timedelta(minutes=minutes)
    howe = replace(task, zone="UTC", at=now.time(), minutes_here=(0, 30))
    _, line = SCHEDULERS["cron"].write(howe).crontab

    assert line.startswith("0,30 * * * * ")
    command = as_cron_reads(line.split(" ", 5)[5])
    subprocess.run(["sh", "-c", command], check=True, cwd="/")
    assert is_called == (tmp_path / "called").exists()
    [(_, agent)] = SCHEDULERS["launchd"].write(howe).files
    both = plistlib.loads(agent.encode())["StartCalendarInterval"]
    assert [{"Minute": 0}, {"Minute": 30}] == both


def test_launchd_calls_the_run_in_its_folder_with_its_keys(task: Task, tmp_path: Path) -> None:
    [(file, content)] = SCHEDULERS["launchd"].write(task).files
    agent = plistlib.loads(content.encode())

    assert file.name == f"{agent['Label']}.plist"
    assert {"Hour": 6, "Minute": 30} == agent["StartCalendarInterval"]
    subprocess.run(agent["ProgramArguments"], check=True, cwd="/")
    was_called(task, tmp_path)


def units(task: Task) -> Iterator[tuple[Path, configparser.ConfigParser, str]]:
    for file, content in SCHEDULERS["systemd"].write(task).files:
        unit = configparser.ConfigParser(interpolation=None, comment_prefixes="#")
        unit.optionxform = str  # type: ignore[method-assign,assignment]
        unit.read_string(content)
        yield file, unit, content


def test_systemd_calls_the_run_in_its_folder_with_its_keys(task: Task) -> None:
    (service, said, _), (timer, when, _) = units(task)
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', said["Service"]["ExecStart"].partition("' ")[2])

    assert service.stem == timer.stem
    assert list(task.words) == [as_systemd_reads(word) for word in words]
    assert str(task.folder) == said["Service"]["WorkingDirectory"].replace("%%", "%")
    assert f"-{task.keys}" == said["Service"]["EnvironmentFile"].replace("%%", "%")
    assert "*-*-* 06:30:00 Europe/Berlin" == when["Timer"]["OnCalendar"]


def as_systemd_reads(word: str) -> str:
    assert [] == re.findall(r"(?<!%)%(?!%)", word.replace("%%", ""))
    return re.sub(r"\\(.)", r"\1", word.replace("%%", "%"))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd")
def test_systemd_takes_its_units(task: Task, tmp_path: Path) -> None:
    """Without a word of complaint: it looks for the program too."""
    files = []
    for file, _, content in units(task):
        files.append(tmp_path / file.name)
        files[-1].write_text(content)

    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, files)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (0, "") == (done.returncode, done.stderr)


def workflow(task: Task) -> Any:
    [(file, content)] = SCHEDULERS["actions"].write(task).files
    assert ".github/workflows" in str(file)
    return yaml.safe_load(content)


def as_github_reads(text: str) -> str:
    """Nothing of the text begins code; what stands for its beginning is text."""
    assert "${{" not in text.replace("${{ '${{' }}", "")
    return text.replace("${{ '${{' }}", "${{")


def test_a_workflow_calls_the_run_in_its_folder(task: Task) -> None:
    made = workflow(task)
    step = made["jobs"]["edition"]["steps"][-1]
    arguments = [as_github_reads(word) for name, word in step["env"].items() if "ARG" in name]

    assert task.title == made["name"]
    assert EVIL == as_github_reads(step["working-directory"])
    assert list(task.arguments) == arguments
    assert 'digest "$ARGUMENT_0" "$ARGUMENT_1" "$ARGUMENT_2"' in step["run"]
    assert {} == made["permissions"]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"])
def test_one_line_of_a_workflow_has_the_hour_on_every_day(zone: str, task: Task) -> None:
    """GitHub knows UTC; in summer and in winter the edition comes at the same hour."""
    made = workflow(replace(task, zone=zone))
    crons = [entry["cron"] for entry in made[True]["schedule"]]
    for month in range(1, 13):
        day = datetime(2027, month, 15, 6, 30, tzinfo=ZoneInfo(zone))
        utc = day.astimezone(UTC)
        going = [cron for cron in crons if goes_on(made, cron, day)]

        assert [f"{utc.minute} {utc.hour} * * *"] == going


def goes_on(made: Any, cron: str, day: datetime) -> bool:
    """Whether the step that looks at the clock lets this line through."""
    if "clock" not in made["jobs"]:
        return True
    assert "needs.clock.outputs.is-time == 'true'" == made["jobs"]["edition"]["if"]
    [look] = made["jobs"]["clock"]["steps"]
    script = look["run"].replace("$(date +%z)", f"{day:%z}").replace('>> "$GITHUB_OUTPUT"', "")
    done = subprocess.run(
        ["sh", "-c", script], env={"CRON": cron}, capture_output=True, text=True, check=True
    )
    return "is-time=true\n" == done.stdout


def test_a_workflow_goes_on_when_it_is_called_by_hand(task: Task) -> None:
    assert goes_on(workflow(task), "", datetime.now(UTC))


@pytest.mark.parametrize("path", ["/news/a\nb", "/news/\x1b[2J", "/news ", "/news/\u202egnp"])
@pytest.mark.parametrize("where", ["folder", "keys"])
def test_a_name_that_could_write_lines_of_its_own_is_refused(
    path: str, where: str, task: Task
) -> None:
    remade: Callable[..., Task] = replace
    with pytest.raises(ConfigError, match="rename it"):
        remade(task, **{where: Path(path)})


def test_two_newsletters_of_one_title_have_timers_of_their_own(task: Task) -> None:
    other = replace(task, folder=Path("/elsewhere"))

    assert task.name != other.name
    assert replace(task, at=time(7)).name == task.name
