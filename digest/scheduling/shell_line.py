"""A task as a line of sh, for what can call no more than that."""

import shlex

from digest.scheduling.task import Task


def shell_line(task: Task) -> str:
    """The line: the hour of another zone is waited for, the keys are read, then it runs."""
    keys, folder = (shlex.quote(str(path)) for path in (task.keys, task.folder))
    read = f"if [ -r {keys} ]; then set -a; . {keys}; set +a; fi"
    call = f"cd {folder} && exec {shlex.join(task.words)}"
    if not task.minutes_here:
        return f"{read}; {call}"
    shown = "%H:%M" if len(task.minutes_here) > 1 else "%H"
    hour = f'[ "$(TZ={shlex.quote(task.zone)} date +{shown})" = {task.at:{shown}} ]'
    return f"{hour} || exit 0; {read}; {call}"
