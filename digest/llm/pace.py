"""Pace: when a server is asked next, by how many workers ever.

Servers limit requests and tokens, and tell their limits in part, late or not at all. Each limit is
learned (`flow`); what a server says in headers is obeyed on top of it.
"""

import math
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from digest.llm.flow import Flow
from digest.llm.headers import duration, number_in
from digest.llm.refill import Refill

What = Literal["requests", "tokens"]

LONGEST_HOLD_S = 60.0
"""A reset that a header names is not believed beyond it, nor is anybody asleep for longer."""
_FIRST_HOLD_S, _LAST_HOLD_S = 0.1, 20.0
"""After a refusal that names no wait; doubled with each that follows without a success."""
_FIRST_RATE = 20.0
"""Requests a second at the start, before anything is known."""
_DOUBLED_BY, _FAST, _THEN_BY = 5, 17, 200
"""The start doubles with so many requests, the first of them faster than the others: sixteen go
out in .3 s, and a server of two a second has refused before ten are made."""
_SLACK_S = 0.05
"""How far a schedule is caught up that a thread woke too late for."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A request that was let go."""

    at: float
    """When, in seconds of the clock."""
    number: int
    """Of all requests, from 1."""
    sizes: Mapping[What, int]
    """What it takes of each limit."""
    taken: Mapping[What, tuple[int, int]]
    """Requests and units that went out between the last refusal and this one."""


class Pace:
    """When the server wants to be asked next; one for all workers of an endpoint.

    `sleep` and `clock` take and give seconds.
    """

    def __init__(
        self,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.sleep = sleep
        self.clock = clock
        self._turnstile = threading.Lock()
        """Held by the one whose turn is next, so that the others stay in order."""
        self._lock = threading.Lock()
        now = clock()
        self._flows: dict[What, Flow] = {"requests": Flow(now), "tokens": Flow(now)}
        self._refills: dict[What, Refill] = {"requests": Refill(), "tokens": Refill()}
        self._next_at = dict.fromkeys(self._flows, now)
        self._held_until = now
        self._refused_at = -math.inf
        """When a refusal was last heard; what went out before it says nothing new."""
        self._hold_s = _FIRST_HOLD_S
        self._made = 0
        self._taken_at = now

    @property
    def starved_s(self) -> float:
        """Seconds since the server last took a request, or since the start."""
        return self.clock() - self._taken_at

    def turn(self, tokens: int) -> Turn:
        """Return when a request of so many tokens may be made."""
        with self._turnstile:
            while (left := self.starts_in()) > 0:
                self.sleep(left)
            return self.go(tokens)

    def starts_in(self) -> float:
        """Seconds until the next request may be made, as far as is known now."""
        with self._lock:
            due = max(self._held_until, *self._next_at.values())
            return min(due - self.clock(), LONGEST_HOLD_S)

    def go(self, tokens: int) -> Turn:
        """Count a request of so many tokens as made."""
        with self._lock:
            now = self.clock()
            self._made += 1
            sizes: dict[What, int] = {"requests": 1, "tokens": tokens}
            taken = {what: (flow.requests, flow.units) for what, flow in self._flows.items()}
            for what, flow in self._flows.items():
                idle = max(0.0, now - _SLACK_S - max(self._next_at[what], self._held_until))
                due = max(self._next_at[what], now - _SLACK_S)
                self._next_at[what] = due + sizes[what] / self._rate(what)
                flow.went_out(sizes[what], idle_s=idle)
            return Turn(at=now, number=self._made, sizes=sizes, taken=taken)

    def _rate(self, what: What) -> float:
        rate = self._flows[what].rate
        if what == "tokens" or math.isfinite(rate):
            return rate
        fast = min(self._made, _FAST)
        return _FIRST_RATE * 2 ** (fast / _DOUBLED_BY + (self._made - fast) / _THEN_BY)

    def taken(self, turn: Turn, headers: Mapping[str, str]) -> None:
        """The server took that request, and may say in the headers what is left."""
        with self._lock:
            self._taken_at = self.clock()
            self._hold_s = _FIRST_HOLD_S
            for what in self._flows:
                self._heed(what, turn, headers)

    def _heed(self, what: What, turn: Turn, headers: Mapping[str, str]) -> None:
        """Hold until there is enough again when what is left is under way already."""
        left = number_in(headers.get(f"x-ratelimit-remaining-{what}"))
        if left is None:
            return
        wait, refill = duration(headers.get(f"x-ratelimit-reset-{what}")), self._refills[what]
        most = number_in(headers.get(f"x-ratelimit-limit-{what}"))
        if most is not None:
            refill.heard(most - left, wait)
        wanted = (self._made - turn.number + 1) * turn.sizes[what]
        if left < wanted:
            if math.isfinite(refill.rate):
                is_new = self._flows[what].told(refill.rate, self.clock())
                is_paced = refill.is_exact and not is_new
                since = self.clock() - turn.at  # the headers are of the time when it came
                wait = 0.0 if is_paced else max(0.0, (wanted - left) / refill.rate - since)
            self._held_until = max(self._held_until, self.clock() + min(LONGEST_HOLD_S, wait))

    def refused(self, turn: Turn, wait: float | None, what: What = "requests") -> None:
        """The server refused that request for its rate; it named a wait in seconds, or none."""
        with self._lock:
            now, is_new = self.clock(), turn.at >= self._refused_at
            if wait is None:
                wait = self._hold_s
                self._hold_s = min(_LAST_HOLD_S, wait * (2 if is_new else 1))
            until = now + wait
            self._held_until = max(self._held_until, until)
            if is_new:
                self._flows[what].refused(turn.taken[what], at=turn.at, wait=wait, until=until)
                self._next_at[what] = until
                self._refused_at = now
