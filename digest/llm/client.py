"""One request, one typed answer: everything between a prompt and its validated answer."""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from digest.errors import LlmError, LlmRejected, LlmUnavailable, RequestFailed
from digest.llm import DEFAULT_BASE_URL, DEFAULT_MODEL, budget, faults, rungs, wire_schema
from digest.llm.accounts import UnknownModel
from digest.llm.answers import AnswerStore, MemoryAnswers, key
from digest.llm.complaint import Asked
from digest.llm.dispatch import Pace, in_order, retrying
from digest.llm.endpoints import connected
from digest.llm.json_text import MalformedAnswer, read
from digest.llm.learned import Lessons
from digest.llm.refusals import Refused, RoomRefused
from digest.llm.reply import Reply, reply_in
from digest.llm.request import Answer, Request, Unanswered, failure_in
from digest.llm.wire_schema import FormT
from digest.model import Usage
from digest.progress import Event, Report, silent

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

_MORE_ROOM = 4
"""How much longer an answer may be when the first was cut."""
_MOST_LESSONS = 12
"""Refusals that a request may run into before it is asked in a way that the server takes."""


class LlmClient:
    """A model behind an OpenAI-compatible endpoint.

    At most `workers` requests are under way at once, however many threads ask. After the first
    fault that no wait mends, `failure` is set and no further request is made; answers that are
    stored already are still given.
    """

    def __init__(
        self,
        *,
        api_key: str,
        model: str = DEFAULT_MODEL,
        base_url: str = DEFAULT_BASE_URL,
        timeout_s: float = 120,
        total_time_s: float = 600,
        max_attempts: int = 5,
        workers: int = 1,
        answers: AnswerStore | None = None,
        purse: budget.Purse | None = None,
        price: budget.Price | None = None,
        parameters: Mapping[str, object] | None = None,
        rung: str | None = None,
        pace: Pace | None = None,
        report: Report = silent,
    ) -> None:
        """`parameters` join the body of each request; nothing else is sent that is not needed.

        Clients that share a `purse` share its limits; without one there are none.
        `rung` fixes the form of answer instead of finding out what the server understands.
        """
        self.model = model
        self.base_url = base_url.rstrip("/")
        self.workers = workers
        self.failure: LlmError | None = None
        self._sdk = connected(api_key, self.base_url)
        self._timeout_s = timeout_s
        self._total_time_s = total_time_s
        self._max_attempts = max_attempts
        self._answers = answers if answers is not None else MemoryAnswers()
        self.purse = purse or budget.Purse()
        self._price = price
        self._parameters = dict(parameters or {})
        self._pace = pace or Pace()
        self._report = report
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(max(1, workers))
        self._lessons = Lessons(self._answers, self.base_url, model, rung)

    @property
    def usage(self) -> Usage:
        """What was spent from its purse; answers from the store cost nothing."""
        return self.purse.spent

    def close(self) -> None:
        """Close the connections; nothing can be asked afterwards."""
        self._sdk.close()

    def ask_nobody(self) -> None:
        """From now on give only answers that are stored, and an error for all others."""
        self.failure = LlmUnavailable("it is not asked now")

    def forget(self, request: Request[FormT]) -> None:
        """Ask that request again, though its answer is stored."""
        messages = [("system", request.system), ("user", request.user)]
        with self._lock:
            self._answers.forget(
                key(
                    self.base_url,
                    self._body(request, messages, self._lessons.now.way),
                )
            )

    def ask_all(
        self, requests: Sequence[Request[FormT]], what: str = ""
    ) -> list[Answer[FormT] | Unanswered | LlmError]:
        """The answers in the order of the requests; an LlmError where the API was dead."""
        found: list[Answer[FormT] | Unanswered | LlmError] = []
        answers = in_order(self._ask_or_error, requests, self.workers)
        try:
            for answer in answers:
                found.append(answer)
                self._report(Event(stage="ask", done=len(found), total=len(requests), note=what))
        except BaseException:  # an interruption
            self.cut_off()
            raise
        return found

    def cut_off(self) -> None:
        """End the requests under way, and begin no other."""
        self.failure = LlmUnavailable("interrupted")
        self.close()

    def _ask_or_error(self, request: Request[FormT]) -> Answer[FormT] | Unanswered | LlmError:
        try:
            return self.ask(request)
        except LlmError as error:
            return error

    def ask(self, request: Request[FormT]) -> Answer[FormT] | Unanswered:
        """One typed answer. Raises LlmError when the API can no longer be used.

        A cut answer is asked for once more with more room, an unreadable one with what was wrong
        with it; neither twice.
        """
        messages = [("system", request.system), ("user", request.user)]
        enlarged = mended = False
        while True:
            reply = self._reply(request, messages)
            if isinstance(reply, Unanswered):
                return reply
            if reply.finish == "length" and not enlarged:
                enlarged = True
                request = replace(request, room_tokens=request.room_tokens * _MORE_ROOM)
                continue
            failure = failure_in(reply)
            if failure is not None:
                return failure
            try:
                return Answer(value=read(reply.text, request.form))
            except MalformedAnswer as error:
                if mended:
                    return Unanswered(kind="malformed", why=f"its answer was unusable: {error}")
                mended = True
                messages = [
                    *messages,
                    ("assistant", reply.text[:4000] or "{}"),
                    ("user", f"That cannot be used: {error}. Give the JSON object only."),
                ]

    def _reply(
        self, request: Request[FormT], messages: list[tuple[str, str]]
    ) -> Reply | Unanswered:
        """From the store or the server, at the highest rung that the server understands."""
        for _ in range(_MOST_LESSONS):
            tried = self._lessons.now
            try:
                reply = self._paid_once(request, self._body(request, messages, tried.way))
            except RequestFailed as error:
                return self._unanswered(str(error))
            except Refused as error:
                if isinstance(error, RoomRefused) and not error.is_lasting:
                    request = replace(request, room_tokens=error.within(request.room_tokens))
                    if request.room_tokens < request.expected_tokens:
                        return Unanswered(kind="too_long", why="the articles leave it no room")
                elif not self._lessons.learn(tried, error, request.room_tokens):
                    return self._unanswered(str(error))
            else:
                if isinstance(reply, Reply):
                    with self._lock:
                        self._lessons.confirm(tried)
                return reply
        return self._unanswered("the server refused every way to ask")

    def _unanswered(self, why: str) -> Unanswered:
        self._report(Event(stage="ask", note=why))
        return Unanswered(kind="failed", why="its request failed")

    def _body(
        self, request: Request[FormT], messages: list[tuple[str, str]], rung: rungs.Rung
    ) -> dict[str, object]:
        wire = wire_schema.strict_schema(request.form, wire_schema.rounded_range(request.highest))
        told = rungs.instruction(rung, wire)
        sent = [
            {"role": role, "content": text + told if role == "system" else text}
            for role, text in messages
        ]
        return {
            "model": self.model,
            "messages": sent,
            "max_completion_tokens": request.room_tokens,
            **rung.fields(request.name, wire),
            **self._parameters,
        }

    def _paid_once(self, request: Request[FormT], body: dict[str, object]) -> Reply | Unanswered:
        name = key(self.base_url, body)
        with self._lock:
            stored = self._answers.get(name)
        if stored is not None:
            return Reply.model_validate_json(stored)
        if self.failure is not None:
            raise self.failure
        expected = self._expected(request)
        passed = self.purse.set_aside(expected)
        if passed is not None:
            return Unanswered(kind="over_budget", why=passed)
        spent = Usage()
        try:
            reply = self._send(body)
            with self._lock:
                self._answers.put(name, reply.model_dump_json())
            spent = self._usage(reply)
        except RequestFailed:
            raise
        except LlmError as error:
            raise self._dead(error) from error
        finally:
            self.purse.settle(expected, spent)
        return reply

    def _send(self, body: dict[str, object]) -> Reply:
        """The server's reply, after as many tries as it takes and we have. Raises LlmError."""
        began = time.monotonic()
        tries = retrying(
            self._pace,
            attempts=self._max_attempts,
            total_time_s=self._total_time_s,
            report=self._report,
        )

        def once() -> Reply:
            self._pace.wait()
            left = self._total_time_s - (time.monotonic() - began)
            with self._slots:
                return self._post(body, timeout_s=max(1.0, min(self._timeout_s, left)))

        try:
            return tries(once)
        except UnknownModel as unknown:
            raise LlmRejected(f"{unknown}{faults.known_models(self._sdk)}") from unknown

    def _post(self, body: dict[str, object], *, timeout_s: float) -> Reply:
        import openai

        sent = self._lessons.now.applied(body)
        asked = Asked(self.base_url, self.model, tuple(sent))
        try:
            raw = self._sdk.chat.completions.with_raw_response.create(
                model=self.model,
                messages=cast("list[ChatCompletionMessageParam]", sent.pop("messages")),
                extra_body={name: value for name, value in sent.items() if name != "model"},
                timeout=timeout_s,
            )
            self._pace.heed(raw.headers)
            reply = reply_in(raw.text)
            return reply or faults.judge_body(raw.text, raw.status_code, raw.headers, asked)
        except openai.APIError as error:
            return faults.judge(error, asked)

    def _dead(self, error: LlmError) -> LlmError:
        """Remember that asking is of no use any more."""
        with self._lock:
            self.failure = self.failure or error
        return error

    def _expected(self, request: Request[FormT]) -> Usage:
        tokens = budget.estimate_tokens(request.system) + budget.estimate_tokens(request.user)
        return self._usage(
            Reply(text="", input_tokens=tokens, output_tokens=request.expected_tokens)
        )

    def _usage(self, reply: Reply) -> Usage:
        return Usage(
            requests=1,
            input_tokens=reply.input_tokens,
            output_tokens=reply.output_tokens,
            cost=budget.cost(self.model, self.base_url, reply, self._price),
        )
