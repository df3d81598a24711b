"""One limit of a server, learned from what it takes and refuses.

What a server takes between two refusals is its limit: of whatever kind its window is, nothing was
left at both of them. A little less is asked from then on, and after a while a little more, in case
the limit has grown.
"""

import math
from dataclasses import dataclass

_BELOW = 0.99
"""Share of a limit that is asked for once it is known."""
_PROBE = 0.05
"""How far the rate has grown above that after as many requests as probe the limit."""
_FEWEST, _MOST = 8, 400
"""Requests that probe a limit: few while it is hardly known, many when it is sure."""
_AGREES = 0.05
"""Two measurements this near to each other are one limit, and sure."""
_SURER = 8
"""What a measurement that agrees counts for; one that does not leaves half of a half."""
_LOWERED = 0.75
"""What is left of a limit when nothing was taken between two refusals."""
_FIRST_GUESS = 20.0
"""Units a second, when the first request of all was refused."""
_LEAST_RATE, _LEAST_UNSURE = 0.02, 1.0
"""Units a second below which no limit is believed, and none while it is hardly known: another
program may have used up the window."""
_TICK_S = 0.001


@dataclass(slots=True)
class Flow:
    """How much may go out in a second, as far as it is known. Times are seconds of one clock."""

    since: float
    """When what goes out began to be counted."""
    limit: float = math.inf
    """Units a second; infinite until something was refused."""
    sure: int = 0
    """Requests that this is known from."""
    requests: int = 0
    units: int = 0
    """That went out since."""

    @property
    def probing(self) -> int:
        """Requests after which the limit is tried for more."""
        return min(_MOST, max(_FEWEST, self.sure * 2))

    @property
    def rate(self) -> float:
        """Units a second that may go out now."""
        return max(_LEAST_RATE if self.sure >= _FEWEST else _LEAST_UNSURE, self._grown)

    @property
    def _grown(self) -> float:
        return self.limit * (_BELOW + _PROBE * (self.requests / self.probing) ** 3)

    def went_out(self, units: int, *, idle_s: float) -> None:
        """Count a request of so many units; so long before it nobody had anything to ask."""
        self.requests += 1
        self.units += units
        self.since += idle_s

    def told(self, rate: float, now: float) -> bool:
        """Whether the server's own word is news; then what went out before counts no more."""
        if abs(rate - self.limit) <= _AGREES * rate:
            return False
        self.limit, self.sure = rate, _MOST
        self.requests, self.units, self.since = 0, 0, now
        return True

    def refused(self, taken: tuple[int, int], *, at: float, wait: float, until: float) -> None:
        """Learn from a refusal: requests and units were taken before it since the last one.

        The request was made `at`, and would be taken `wait` seconds later; nothing is made before
        `until`.
        """
        requests, units = taken
        if units:
            self._measured(requests, units / max(at + wait - self.since, _TICK_S))
        else:
            self.limit = (self.limit if math.isfinite(self.limit) else _FIRST_GUESS) * _LOWERED
        self.requests, self.units, self.since = 0, 0, until

    def _measured(self, requests: int, seen: float) -> None:
        """Move the limit to what was seen; the later the refusal came, the nearer to the rate.

        A server that saves nothing up refuses when the rate passes its limit, and all that was
        taken at a lower rate before says too little.
        """
        before, rate = self.limit, self._grown
        if math.isfinite(before):
            least = before / 2 if requests < _FEWEST else 0.0
            seen = min(rate, max(seen, least))
            seen *= (rate / seen) ** (min(1.0, requests / self.probing) / 2)
        self.limit = seen
        agrees = abs(seen - before) < _AGREES * seen
        self.sure = max(requests * (_SURER if agrees else 1), self.sure // 4)
