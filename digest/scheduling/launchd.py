"""An agent for the launchd of macOS."""

import plistlib

from digest.scheduling.shell_line import shell_line
from digest.scheduling.task import Scheduled, Task


def write(task: Task) -> Scheduled:
    """The agent's file; launchd knows the machine's zone alone, as cron does."""
    minute: dict[str, int] = {"Minute": task.at.minute, "Hour": task.at.hour}
    if task.minute_here is not None:
        minute = {"Minute": task.minute_here}
    label = f"editions.{task.name}"
    log = str(task.home / "Library" / "Logs" / f"{task.name}.log")
    agent = {
        "Label": label,
        "ProgramArguments": ["/bin/sh", "-c", shell_line(task)],
        "StartCalendarInterval": minute,
        "StandardOutPath": log,
        "StandardErrorPath": log,
    }
    file = task.home / "Library" / "LaunchAgents" / f"{label}.plist"
    return Scheduled(
        files=((file, plistlib.dumps(agent).decode()),),
        commands=(("launchctl", "load", "-w", str(file)),),
        notes=(f"to see what it did: {log}",),
    )
