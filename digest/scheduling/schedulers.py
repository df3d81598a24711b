"""The closed set of what can call a run each day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from digest.scheduling import actions, cron, launchd, systemd
from digest.scheduling.task import Scheduled, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduler:
    """One of them; its value in the registry is all that the program knows of it."""

    name: str
    meaning: str
    """For the documentation: a phrase."""
    write: Callable[[Task], Scheduled]
    """Raises ConfigError for a task that it cannot name."""


_ALL = (
    Scheduler(
        name="systemd",
        meaning="a timer and a service of the user's own; a morning missed is made up for",
        write=systemd.write,
    ),
    Scheduler(name="cron", meaning="a line for `crontab`", write=cron.write),
    Scheduler(name="launchd", meaning="an agent for macOS", write=launchd.write),
    Scheduler(
        name="actions",
        meaning="a workflow for GitHub, which needs no machine",
        write=actions.write,
    ),
)
SCHEDULERS: Mapping[str, Scheduler] = {scheduler.name: scheduler for scheduler in _ALL}
"""By name."""
