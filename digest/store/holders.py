"""The process that holds something, and whether it still can."""

import os
import platform
from datetime import UTC, datetime, timedelta
from pathlib import Path

LONGEST_HOLD = timedelta(hours=1)
"""After it nothing is held any more, whoever holds it: its machine may be gone."""


def here() -> tuple[str, int]:
    """The name of the machine and the number of the process that ask."""
    return platform.node(), os.getpid()


def holds(host: str, process: int, until: datetime) -> bool:
    """Whether its time is not over, and its process lives, if it is one of this machine."""
    if until <= datetime.now(UTC):
        return False
    return host != platform.node() or _lives(process)


def _lives(process: int) -> bool:
    if os.name != "posix":  # there, this would end the process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        pass
    return not _has_ended(process)


def _has_ended(process: int) -> bool:
    """Whether it is but a number that its parent has not asked after, where Linux tells."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[:1] == ["Z"]
