"""An agent for the launchd of macOS."""

import plistlib

from digest.scheduling.shell_line import shell_line
from digest.scheduling.task import Scheduled, Task


def write(task: Task) -> Scheduled:
    """The agent's file; launchd knows the machine's zone alone, as cron does."""
    minutes = [{"Minute": minute} for minute in task.minutes_here]
    minutes = minutes or [{"Minute": task.at.minute, "Hour": task.at.hour}]
    label = f"editions.{task.name}"
    log = str(task.home / "Library" / "Logs" / f"{task.name}.log")
    agent = {
        "Label": label,
        "ProgramArguments": ["/bin/sh", "-c", shell_line(task)],
        "StartCalendarInterval": minutes if len(minutes) > 1 else minutes[0],
        "StandardOutPath": log,
        "StandardErrorPath": log,
    }
    file = task.home / "Library" / "LaunchAgents" / f"{label}.plist"
    return Scheduled(
        files=((file, plistlib.dumps(agent).decode()),),
        commands=(("launchctl", "load", "-w", str(file)),),
        notes=(f"to see what it did: {log}",),
    )
