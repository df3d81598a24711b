"""Rate limits as servers keep them, in a time of their own: a second costs nothing."""

import heapq
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from digest.llm.pace import Pace, Turn, What

Limit = Callable[[float, float], float | None]
"""Now and the units that are wanted → None when they are taken, or seconds until they would be."""
Headers = Callable[[float], Mapping[str, str]]
"""Now → what an answer says of the limit."""


def bucket(rate: float, burst: float) -> Limit:
    """Refilled all the time, up to `burst` units."""
    level, filled_at = burst, 0.0

    def take(now: float, units: float) -> float | None:
        nonlocal level, filled_at
        level = min(burst, level + (now - filled_at) * rate)
        filled_at = now
        if level < units:
            return (units - level) / rate
        level -= units
        return None

    return take


def telling(rate: float, burst: float) -> tuple[Limit, Headers]:
    """The same, and what its answers say of it."""
    take = bucket(rate, burst)
    full_at = 0.0

    def told(now: float, units: float) -> float | None:
        nonlocal full_at
        wait = take(now, units)
        if wait is None:
            full_at = max(full_at, now) + units / rate
        return wait

    def headers(now: float) -> Mapping[str, str]:
        reset = max(0.0, full_at - now)
        return {
            "x-ratelimit-limit-requests": f"{burst:.0f}",
            "x-ratelimit-remaining-requests": f"{int(burst - reset * rate)}",
            "x-ratelimit-reset-requests": f"{reset:.3f}s",
        }

    return told, headers


def window(rate: float, seconds: float, used: float = 0) -> Limit:
    """So many units in each window of time; of the first one some are used already."""
    left, current = rate * seconds - used, 0

    def take(now: float, units: float) -> float | None:
        nonlocal left, current
        if int(now // seconds) != current:
            left, current = rate * seconds, int(now // seconds)
        if left < units:
            return (current + 1) * seconds - now + 1e-6
        left -= units
        return None

    return take


@dataclass(kw_only=True)
class Run:
    """Requests put to a limit by workers that keep a pace."""

    limit: Limit
    workers: int
    answered_in_s: float = 0.5
    refused_in_s: float = 0.005
    tells_wait: bool = True
    what: What = "requests"
    headers: Headers = lambda _: {}
    now: float = 0.0
    refused: int = 0
    pace: Pace = field(init=False)
    _told: dict[int, Mapping[str, str]] = field(default_factory=dict)
    """By the number of a request, what was left when it came."""

    def __post_init__(self) -> None:
        self.pace = Pace(clock=lambda: self.now)

    def seconds(self, sizes: list[int]) -> float:
        """How long it takes until requests of these tokens are all taken."""
        waiting, under_way = list(sizes), list[tuple[float, int, int, Turn, float | None]]()
        while waiting or under_way:
            if waiting and len(under_way) < self.workers and self.pace.starts_in() <= 0:
                heapq.heappush(under_way, self._made(waiting.pop(0)))
            else:
                self._forward(waiting, under_way)
        return self.now

    def _made(self, size: int) -> tuple[float, int, int, Turn, float | None]:
        turn = self.pace.go(size)
        wait = self.limit(self.now, size if self.what == "tokens" else 1)
        self._told[turn.number] = self.headers(self.now)
        after = self.answered_in_s if wait is None else self.refused_in_s
        return self.now + after, turn.number, size, turn, wait

    def _forward(
        self,
        waiting: list[int],
        under_way: list[tuple[float, int, int, Turn, float | None]],
    ) -> None:
        """To the next moment at which something happens."""
        has_room = waiting and len(under_way) < self.workers
        start = self.now + max(self.pace.starts_in(), 1e-6) if has_room else math.inf
        if not under_way or start < under_way[0][0]:
            self.now = start
            return
        at, _, size, turn, wait = heapq.heappop(under_way)
        self.now = max(self.now, at)
        if wait is None:
            self.pace.taken(turn, self._told.pop(turn.number))
            return
        self.refused += 1
        self.pace.refused(turn, wait if self.tells_wait else None, self.what)
        waiting.insert(0, size)
