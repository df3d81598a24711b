"""A line for the user's crontab."""

from digest.errors import ConfigError
from digest.scheduling.shell_line import shell_line
from digest.scheduling.task import Scheduled, Task


def write(task: Task) -> Scheduled:
    """The line, under a comment that marks it.

    No cron but some knows zones, and a CRON_TZ would move the lines below it too: where the machine
    has another zone, the line is called each hour and looks at the clock of the right one.
    """
    line = shell_line(task)
    if "\\%" in line:
        raise ConfigError(f"cron cannot name {str(task.folder)!r}: it has \\ before %; rename it")
    when = f"{task.at.minute} {task.at.hour}"
    if task.minutes_here:
        when = f"{','.join(map(str, task.minutes_here))} *"
    quiet = line.replace("%", "\\%")  # cron takes a bare one for the end of the line
    return Scheduled(
        crontab=(f"# {task.name}: {task.told_time}", f"{when} * * * {quiet} -q"),
        notes=("add these lines by `crontab -e`; cron mails what is said, which is faults alone",),
    )
