"""`digest schedule`: how a run is called each day, printed, or installed when that is asked for."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from digest.cli import flags
from digest.cli.command import command
from digest.cli.console import say, tell
from digest.cli.morning import ways_out
from digest.errors import ConfigError, WriteError
from digest.version import __version__

if TYPE_CHECKING:
    from digest.scheduling import Scheduled, Task
    from digest.settings import Resolved

_WEEKS = 53
_MINUTES = 60
_HEEDED = ("DIGEST_", "OPENAI_API_KEY", "OPENAI_BASE_URL")
_GIVEN = re.compile(r"^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*[=:]", re.MULTILINE)
"""A variable that a file of keys or a workflow sets."""
EXAMPLES = (
    "digest schedule                                   # for this machine, at 06:30",
    "digest schedule systemd --at 05:45 --zone Europe/Berlin --install",
    "digest schedule cron",
    "digest schedule actions --install                 # into .github/workflows",
)


def register(app: typer.Typer) -> None:
    command(app, examples=EXAMPLES)(schedule)


def schedule(
    how: Annotated[
        str | None,
        typer.Argument(help="systemd, cron, launchd or actions; none: what this machine has."),
    ] = None,
    at: Annotated[str, typer.Option(metavar="HH:MM", help="When, each day.")] = "06:30",
    zone: Annotated[
        str | None, typer.Option(help="Zone of that time; none: [edition] timezone.")
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Put it where the system looks; else it is printed.")
    ] = False,
    config: flags.Config = None,
) -> None:
    """Print what calls `digest run` each day for this folder.

    Keys come from a file of the user's own, `environment` beside their settings, with lines such
    as OPENAI_API_KEY=...; a timer knows none of those that a shell has.
    """
    from digest.scheduling import SCHEDULERS

    how = how or _of_this_machine()
    if how not in SCHEDULERS:
        raise ConfigError(f"no timer is called {how!r}; there are {', '.join(SCHEDULERS)}")
    found = flags.resolved(config)
    task = _task(found, config, _time(at), zone or found.settings.edition.timezone)
    scheduled = SCHEDULERS[how].write(task)
    if install:
        ways_out(found.settings)
        _install(scheduled)
    else:
        _print(scheduled)
    for note in scheduled.notes:
        say(note)
    if lost := _unknown_to(scheduled, task, how):
        where = "its `env`" if how == "actions" else f"{task.keys}, or into digest.toml"
        say(f"what is set in this shell is not set there: write {', '.join(lost)} into {where}")
    if how != "actions" and not task.keys.exists():
        say(f"keys, such as OPENAI_API_KEY=..., go into {task.keys}, which others must not read")


def _unknown_to(scheduled: "Scheduled", task: "Task", how: str) -> list[str]:
    """The variables of this shell that a run would heed, and would not have."""
    given = "".join(content for _, content in scheduled.files if how == "actions")
    if how != "actions" and task.keys.is_file():
        given = task.keys.read_text(encoding="utf-8", errors="replace")
    known = set(_GIVEN.findall(given))
    heeded = (name for name, value in os.environ.items() if value and name.startswith(_HEEDED))
    return sorted(name for name in heeded if name not in known)


def _of_this_machine() -> str:
    if sys.platform == "darwin":
        return "launchd"
    return "systemd" if shutil.which("systemctl") else "cron"


def _time(said: str) -> time:
    try:
        return datetime.strptime(said, "%H:%M").replace(tzinfo=UTC).time()
    except ValueError:
        raise ConfigError(f"--at {said!r} is no time; write it as 06:30") from None


def _task(found: "Resolved", config: Path | None, at: time, zone: str) -> "Task":
    import platformdirs

    from digest.scheduling import Task
    from digest.settings.locales import known_zone

    try:
        known = ZoneInfo(known_zone(zone))
    except ValueError as error:
        raise ConfigError(f"--zone {zone!r}: {error}") from None
    is_here = found.file is not None and found.file.how != "own"
    folder = found.file.path.resolve().parent if found.file and is_here else Path.cwd()
    named = () if config is None else ("-c", config.resolve().name)
    return Task(
        title=found.settings.edition.newsletter,
        program=(sys.executable, "-m", "digest"),
        arguments=("run", *named),
        folder=folder,
        keys=platformdirs.user_config_path("digest") / "environment",
        at=at,
        zone=zone,
        minutes_here=_minutes_here(at, known),
        home=Path.home(),
        root=_root(folder),
        today=datetime.now(UTC).date(),
        version=__version__,
    )


def _root(folder: Path) -> Path:
    """The repository that the folder is in, or itself."""
    return next((up for up in (folder, *folder.parents) if (up / ".git").exists()), folder)


def _minutes_here(at: time, zone: ZoneInfo) -> tuple[int, ...]:
    """The minutes of that time on this machine; none where its clock is the zone's all year."""
    now = datetime.now(UTC)
    moments = [now + timedelta(weeks=week) for week in range(_WEEKS)]
    ahead = {
        (moment.astimezone().utcoffset() or timedelta())
        - (moment.astimezone(zone).utcoffset() or timedelta())
        for moment in moments
    }
    if ahead == {timedelta()}:
        return ()
    minutes = {(at.minute + by // timedelta(minutes=1)) % _MINUTES for by in ahead}
    return tuple(sorted(minutes))


def _print(scheduled: "Scheduled") -> None:
    for file, content in scheduled.files:
        if len(scheduled.files) > 1:
            tell(f"# {file}")
        else:
            say(f"for {file}:")
        for line in content.splitlines():
            tell(line)
    for line in scheduled.crontab:
        tell(line)
    if scheduled.files:
        say("--install puts it there" + (", and calls:" if scheduled.commands else ""))
    for words in scheduled.commands:
        say(f"  {' '.join(words)}")


def _install(scheduled: "Scheduled") -> None:
    """Raises WriteError, and ConfigError where the system refuses."""
    for file, content in scheduled.files:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        except OSError as error:
            raise WriteError.of(file, error) from error
        say(f"wrote {file}")
    if scheduled.crontab:
        before = _called(["crontab", "-l"], unless="no crontab for").splitlines()
        _called(["crontab", "-"], "\n".join([*_without(before, scheduled), *scheduled.crontab, ""]))
        say("the line is in your crontab")
    for words in scheduled.commands:
        _called(words)
        say(f"called {' '.join(words)}")


def _without(table: Sequence[str], scheduled: "Scheduled") -> Iterator[str]:
    """The lines of a crontab but for the comment and the line of an earlier time."""
    mark = scheduled.crontab[0].partition(":")[0] + ":"
    lines = iter(table)
    for line in lines:
        if line.startswith(mark):
            next(lines, None)
        else:
            yield line


def _called(words: Sequence[str], given: str = "", *, unless: str | None = None) -> str:
    """What a program of the system prints.

    Raises ConfigError where it is not there, or fails and does not say what is in `unless`.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own words, without a shell
            words,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError as error:
        raise ConfigError(f"cannot call {words[0]!r}: {error.strerror}") from error
    if done.returncode and not (unless and unless in done.stderr):
        said = " ".join(done.stderr.split())
        raise ConfigError(f"{' '.join(words)!r} failed: {said}")
    return done.stdout
