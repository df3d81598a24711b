"""How long a part is tried again: outages cost time, deaths of workers are counted."""

from datetime import UTC, datetime, timedelta

from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job as Row
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from digest.errors import StoreError

WAITED_HOURS = 24
"""A part that an outage keeps from its end is given up so long after it was put in."""
MOST_DEATHS = 20
"""Of workers at one part, where none of them could even note that it is given up."""
PUT = "put"
"""The key of a job's row under which its moment stands."""
_STEP_S = 5
"""Seconds by which each wait before another try is longer than the last."""
_LONGEST_S = 60


class Patience(BaseRetryStrategy):
    """Tries again what an outage of the store or the queue broke off, and nothing else."""

    def get_retry_decision(self, *, exception: BaseException, job: Row) -> RetryDecision | None:
        """When, or None where it is given up."""
        if not isinstance(exception, StoreError | ConnectorException) or is_too_old(job):
            return None
        return RetryDecision(retry_in={"seconds": min(1 + _STEP_S * job.attempts, _LONGEST_S)})


def is_too_old(job: Row) -> bool:
    """Whether no outage is waited out for it any more; one without a moment never is."""
    put = job.task_kwargs.get(PUT)
    if not isinstance(put, str):
        return False
    return datetime.now(UTC) - datetime.fromisoformat(put) > timedelta(hours=WAITED_HOURS)
