"""One model of one server: when it is asked, for how long, and how often again."""

import math
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import tenacity

from digest.errors import (
    LlmBusy,
    LlmError,
    LlmOutOfTime,
    LlmRejected,
    LlmUnavailable,
    RequestFailed,
)
from digest.llm import connection, faults
from digest.llm.breaker import Breaker
from digest.llm.faults.accounts import UnknownModel
from digest.llm.faults.complaint import Asked
from digest.llm.pace import Pace, Turn
from digest.llm.patience import Keep, Log, Patience, unlogged
from digest.llm.reply import Reply, reply_in
from digest.llm.urls import host_of
from digest.network import TimedNetwork
from digest.progress import Event, Report, silent

if TYPE_CHECKING:
    import openai

_GROWING = tenacity.wait_random_exponential(multiplier=1, max=60)
"""Seconds between two tries of a request that failed; random, so that all do not come at once."""
DRAINED_IN_S = 5.0
"""For answers under way when the asking ends: they are paid for."""
_LEAST_S = 1.0
_OK = 200
_LONGEST_REST_S = 30.0


@dataclass(slots=True)
class _Tries:
    """How often one request has failed, and the seconds that it cost."""

    failed: int = 0
    lost_s: float = 0.0
    began: float = 0.0
    """When the try under way was sent."""


class Endpoint:
    """A model behind an OpenAI-compatible server; all threads share its pace and its breaker.

    After the first fault that no wait mends, `failure` is set and nobody asks any more.
    """

    def __init__(
        self,
        *,
        api_key: str,
        model: str,
        base_url: str,
        patience: Patience,
        workers: int = 1,
        pace: Pace | None = None,
        report: Report = silent,
        log: Log = unlogged,
    ) -> None:
        self.model = model
        self.base_url = base_url.rstrip("/")
        self.workers = workers
        self.failure: LlmError | None = None
        self.pace = pace or Pace(sleep=self._sleep)
        self._patience = patience
        self._network = TimedNetwork()
        self._api_key = api_key
        self._breaker = Breaker(self.pace.sleep)
        self._slots = threading.BoundedSemaphore(max(1, workers))
        self._report = report
        self._log = log
        self._ended = threading.Event()
        self._end_at: float | None = None
        """When the asking ends, from its first request on."""
        self._under_way = 0
        self._fewer = threading.Condition()

    @cached_property
    def sdk(self) -> "openai.OpenAI":
        """Made when the first request is: it takes longer to start than a small build."""
        return connection.sdk(self._api_key, self.base_url, self._network)

    def unhurried(self, most_bytes: int) -> "openai.OpenAI":
        """The SDK for what is no question, such as a file: one call may take `total_time_s`."""
        self._network.start_clock(self._patience.total_time_s, most_bytes)
        return self.sdk.with_options(timeout=self._patience.total_time_s)

    def post(self, body: Mapping[str, object], tokens: int, keep: Keep) -> Reply:
        """The server's reply to a body of about so many tokens, after as many tries as it takes.

        Raises LlmError where nobody can be asked any more, RequestFailed where this request alone
        failed, and Refused where another body may do.
        """
        tries = _Tries()
        if self._end_at is None:
            self._end_at = self.pace.clock() + (self._patience.deadline_s or math.inf)
        again = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(LlmUnavailable),
            wait=self._pause,
            stop=lambda state: self._has_tried_enough(tries, state),
            sleep=lambda seconds: self.pace.sleep(seconds) if seconds else None,
            before_sleep=self._tell,
            reraise=True,
        )
        try:
            return again(self._once, body, tokens, keep, tries)
        except UnknownModel as error:
            raise self.end(LlmRejected(f"{error}{faults.known_models(self.sdk)}")) from error
        except LlmUnavailable as error:
            is_nobody = not error.is_reached and not self._breaker.has_worked
            if is_nobody or isinstance(error, LlmBusy) or self._breaker.dead is not None:
                raise self.end(self._breaker.dead or error) from error
            raise RequestFailed(str(error)) from error
        except (LlmRejected, LlmOutOfTime) as error:
            raise self.end(error) from error

    def end(self, error: LlmError) -> LlmError:
        """Ask nobody from now on; the first reason for it stays, and comes back."""
        self.failure = self.failure or error
        return self.failure

    def was_useful(self) -> None:
        """An answer was what it should be."""
        self._breaker.succeeded()

    def was_nonsense(self) -> None:
        """It was not: a server that only talks nonsense is no better than none."""
        self._breaker.failed(LlmUnavailable(f"{self._host} answers nonsense"))

    @property
    def attempts(self) -> int:
        """Tries of one request."""
        return self._patience.attempts

    def rest(self, tries: int) -> None:
        """Wait before a request is tried again that has had so many answers in vain."""
        wait = min(2.0**tries, _LONGEST_REST_S)
        self._report(Event(stage="ask", note=f"{self._host} answers nonsense; {_again(wait)}"))
        self.pace.sleep(wait)

    def close(self) -> None:
        """Close the connections; nothing can be asked afterwards."""
        if "sdk" in vars(self):
            self.sdk.close()

    def cut_off(self) -> None:
        """Begin no other request; those under way may end within some seconds, and are kept."""
        self.end(LlmUnavailable("interrupted"))
        self._ended.set()
        with self._fewer:
            self._fewer.wait_for(lambda: self._under_way == 0, DRAINED_IN_S)
        self._network.close()
        self.close()

    @property
    def _host(self) -> str:
        return host_of(self.base_url)

    def _sleep(self, seconds: float) -> None:
        """Sleep, but not past the end of the asking. Raises LlmOutOfTime."""
        left = self._left()
        if self._ended.wait(min(seconds, left)):
            raise LlmOutOfTime("interrupted")
        self._heed_the_end()

    def _heed_the_end(self) -> None:
        if self._left() <= 0:
            raise LlmOutOfTime(f"the {self._patience.deadline_s:g} s of [llm] deadline_s are over")

    def _left(self) -> float:
        """Seconds until the asking ends."""
        end = math.inf if self._end_at is None else self._end_at
        return max(0.0, end - self.pace.clock())

    def _once(self, body: Mapping[str, object], tokens: int, keep: Keep, tries: _Tries) -> Reply:
        """One try. Its fault is told to the pace or the breaker, and raised."""
        with self._slots, self._breaker.entered():
            if self.failure is not None:
                raise self.failure
            self._heed_the_end()
            turn = self.pace.turn(tokens)
            try:
                return self._reply(body, turn, keep, tries)
            except LlmBusy as error:
                self.pace.refused(turn, error.retry_after, error.what)
                raise
            except (LlmUnavailable, RequestFailed) as error:
                self._breaker.failed(error)
                raise

    def _reply(self, body: Mapping[str, object], turn: Turn, keep: Keep, tries: _Tries) -> Reply:
        import openai

        tries.began = self.pace.clock()
        asked = Asked(self.base_url, self.model, tuple(body))
        try:
            with self._counted():
                text, headers = self.send(body, min(self._patience.timeout_s, self._left()))
                keep(text)
        except openai.APIError as error:
            if isinstance(error, openai.APIStatusError):
                self._note(tries, error.status_code, error.response.headers)
            else:
                self._note(tries, None, {})
            return faults.judge(error, asked)
        self._note(tries, _OK, headers)
        self.pace.taken(turn, headers)
        return reply_in(text) or faults.judge_body(text, _OK, headers, asked)

    def _note(self, tries: _Tries, status: int | None, headers: Mapping[str, str]) -> None:
        """For the log: one try, with what the provider's support will ask for."""
        self._log(
            {
                "event": "request",
                "server": self._host,
                "model": self.model,
                "try": tries.failed + 1,
                "seconds": round(self.pace.clock() - tries.began, 3),
                "status": status,
                "request_id": headers.get("x-request-id"),
            }
        )

    def send(self, body: Mapping[str, object], seconds: float) -> tuple[str, Mapping[str, str]]:
        """What the server sends, and its headers. Raises openai.APIError."""
        import httpx2

        self._network.start_clock(max(_LEAST_S, seconds), connection.MOST_BYTES)
        # not `chat.completions.create`: it spends half of its time on types that are ours already
        raw = self.sdk.post(
            "/chat/completions",
            cast_to=httpx2.Response,
            body=dict(body),
            options={"timeout": max(_LEAST_S, seconds)},
        )
        return raw.text, raw.headers

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Among the requests that an interruption waits for."""
        with self._fewer:
            self._under_way += 1
        try:
            yield
        finally:
            with self._fewer:
                self._under_way -= 1
                self._fewer.notify_all()

    def _pause(self, state: tenacity.RetryCallState) -> float:
        """Seconds until this request is tried again; what a rate needs, its pace waits for."""
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, LlmBusy):
            return 0.0
        if isinstance(error, LlmUnavailable) and error.retry_after is not None:
            return min(error.retry_after, self._patience.total_time_s)
        return _GROWING(state)

    def _has_tried_enough(self, tries: _Tries, state: tenacity.RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        most_s = self._patience.total_time_s
        if self._breaker.dead is not None:
            return True
        if isinstance(error, LlmBusy):
            return self.pace.starved_s > most_s or (error.retry_after or 0) > most_s
        tries.failed += 1
        tries.lost_s += self.pace.clock() - tries.began
        return tries.failed >= self._patience.attempts or tries.lost_s >= most_s

    def _tell(self, state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        wait = self.pace.starts_in() if isinstance(error, LlmBusy) else state.upcoming_sleep
        self._report(Event(stage="ask", note=f"{error}; {_again(wait)}"))


def _again(wait: float) -> str:
    return f"again in {wait:.0f} s" if wait >= 1 else "again at once"
