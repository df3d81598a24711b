"""A timer and a service for the systemd of the user."""

from collections.abc import Iterable

from digest.errors import ConfigError
from digest.scheduling.task import Scheduled, Task

_SERVICE = """\
[Unit]
Description={title}

[Service]
Type=oneshot
WorkingDirectory={folder}
EnvironmentFile=-{keys}
# the colon: a dollar sign is the shell's; systemd takes no program with quotes in its name
ExecStart=:/bin/sh -c 'exec "$0" "$@"' {command}
# a morning without news is no failure
SuccessExitStatus=7
"""
_TIMER = """\
[Unit]
Description={title}, each day

[Timer]
OnCalendar=*-*-* {at:%H:%M}:00 {zone}
Persistent=true

[Install]
WantedBy=timers.target
"""


def write(task: Task) -> Scheduled:
    """Both units, in the folder where systemd looks for them."""
    for path in (str(task.folder), str(task.keys)):
        if path.endswith("\\"):
            raise ConfigError(f"systemd cannot name {path!r}: it ends in a backslash; rename it")
    units = task.home / ".config" / "systemd" / "user"
    title = _literal(" ".join(task.title.split()).rstrip("\\")) or "digest"
    service = _SERVICE.format(
        title=title,
        folder=_literal(str(task.folder)),
        keys=_literal(str(task.keys)),
        command=_quoted(task.words),
    )
    return Scheduled(
        files=(
            (units / f"{task.name}.service", service),
            (
                units / f"{task.name}.timer",
                _TIMER.format(title=title, at=task.at, zone=task.zone),
            ),
        ),
        commands=(
            ("systemctl", "--user", "daemon-reload"),
            ("systemctl", "--user", "enable", "--now", f"{task.name}.timer"),
        ),
        notes=(
            f"to try it now: systemctl --user start {task.name}",
            "to run while you are not logged in: loginctl enable-linger",
            f"to see what it did: journalctl --user -u {task.name}",
        ),
    )


def _literal(text: str) -> str:
    """With what stands for something else in units standing for itself."""
    return text.replace("%", "%%")


def _quoted(words: Iterable[str]) -> str:
    escaped = (_literal(word).replace("\\", "\\\\").replace('"', '\\"') for word in words)
    return " ".join(f'"{word}"' for word in escaped)
