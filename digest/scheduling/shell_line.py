"""A task as a line of sh, for what can call no more than that."""

import shlex

from digest.scheduling.task import Task


def shell_line(task: Task) -> str:
    """The line: the hour of another zone is waited for, the keys are read, then it runs."""
    keys, folder = (shlex.quote(str(path)) for path in (task.keys, task.folder))
    read = f"if [ -r {keys} ]; then set -a; . {keys}; set +a; fi"
    call = f"cd {folder} && exec {shlex.join(task.words)}"
    if task.minute_here is None:
        return f"{read}; {call}"
    hour = f'[ "$(TZ={shlex.quote(task.zone)} date +%H)" = {task.at:%H} ]'
    return f"{hour} || exit 0; {read}; {call}"
