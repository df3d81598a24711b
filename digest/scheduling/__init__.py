"""A newsletter's run in the words of what calls it each day: timers, cron, launchd, Actions.

Pure: a `Task` in, the files and lines out. Who installs them is the command line.
"""

from digest.scheduling.schedulers import SCHEDULERS, Scheduler
from digest.scheduling.task import Scheduled, Task

__all__ = ["SCHEDULERS", "Scheduled", "Scheduler", "Task"]
