"""One request, one typed answer: everything between a prompt and its validated answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from digest.errors import LlmError, LlmUnavailable, RequestFailed
from digest.llm import credit, rungs, wire_schema
from digest.llm.answered import complaint, found_in
from digest.llm.answers import AnswerStore, MemoryAnswers, key
from digest.llm.dispatch import in_order
from digest.llm.endpoint import Endpoint
from digest.llm.faults.refusals import Refused, RoomRefused
from digest.llm.json_text import MalformedAnswer, NoJson
from digest.llm.learned import Lessons
from digest.llm.model_names import Answering
from digest.llm.outbox import Outbox, stop_where_waiting
from digest.llm.purse import Purse, Rates
from digest.llm.reply import Reply
from digest.llm.request import Answer, Request, Unanswered
from digest.llm.stored import reply_of
from digest.llm.urls import host_of
from digest.llm.wire_schema import FormT
from digest.model import Usage
from digest.progress import Event, Report, silent

FAILURES_KEPT = timedelta(hours=1)
"""How long a paid answer that is of no use is not asked for again: a build that was interrupted
goes on, and the next day's asks anew."""
_MORE_ROOM = 4
"""How much longer an answer may be when the first was cut."""
_MOST_LESSONS = 12
"""Refusals that a request may run into before it is asked in a way that the server takes."""
_POLL_S = 0.5
"""How often it is looked whether another build has got the answer that it is asking for."""

Messages = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A reply, and where it came from."""

    reply: Reply
    name: str
    """Its key in the store."""
    is_new: bool
    """Whether it was paid for now."""


class LlmClient:
    """A model that answers in a form, each question paid once.

    At most as many requests are under way as its endpoint has workers, however many threads ask.
    When the endpoint can no longer be used, answers that are stored are still given.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        answers: AnswerStore | None = None,
        purse: Purse | None = None,
        rates: Rates | None = None,
        parameters: Mapping[str, object] | None = None,
        rung: str | None = None,
        again: bool = False,
        report: Report = silent,
    ) -> None:
        """`parameters` join the body of each request; nothing else is sent that is not needed.

        Clients that share a `purse` share its limits; without one there are none.
        `rung` fixes the form of answer instead of finding out what the server understands.
        `again` asks once more for what was answered in vain by an earlier build.
        """
        self.endpoint = endpoint
        self.model = endpoint.model
        self.base_url = endpoint.base_url
        self.workers = endpoint.workers
        self.purse = purse or Purse()
        self._answers = answers if answers is not None else MemoryAnswers()
        self.rates = rates or Rates(self.model, self.base_url)
        self._parameters = dict(parameters or {})
        self.report = report
        self.outbox = Outbox()
        """What is not asked now, but in a batch: nothing."""
        self._lessons = Lessons(self._answers, self.base_url, self.model, rung)
        self._old = datetime.now(UTC) - (timedelta() if again else FAILURES_KEPT)
        """Answers in vain of before are asked for again."""
        self._answering = Answering(self.model, report)

    @property
    def failure(self) -> LlmError | None:
        """Why nobody can be asked any more."""
        return self.endpoint.failure

    @property
    def usage(self) -> Usage:
        """What was spent from its purse; answers from the store cost nothing."""
        return self.purse.spent

    def ask_nobody(self) -> None:
        """From now on give only answers that are stored, and an error for all others."""
        self.endpoint.end(LlmUnavailable("it is not asked now"))

    def cut_off(self) -> None:
        """Begin no other request; those under way may end within some seconds, and are kept."""
        self.endpoint.cut_off()

    def close(self) -> None:
        """Close the connections; nothing can be asked afterwards."""
        self.endpoint.close()

    def has(self, request: Request[FormT]) -> bool:
        """Whether its answer is stored."""
        return self._answers.get(self._name(request)) is not None

    def forget(self, request: Request[FormT]) -> None:
        """Ask that request again, though its answer is stored."""
        self._answers.forget(self._name(request))

    def _name(self, request: Request[FormT]) -> str:
        return key(self.base_url, self._body(request, _messages(request), self._lessons.now.way))

    def ask_all(
        self, requests: Sequence[Request[FormT]], what: str = ""
    ) -> list[Answer[FormT] | Unanswered | LlmError]:
        """The answers in the order of the requests; an LlmError where the API was dead.

        Raises AnswersWait where some will come with a batch.
        """
        requests = self.outbox.marked(requests, what)
        found: list[Answer[FormT] | Unanswered | LlmError] = []
        answers = in_order(self._ask_or_error, requests, self.workers)
        host = (host_of(self.base_url),)
        try:
            self.report(Event(stage="ask", step=what, waits_for=host, usage=self.usage))
            for answer in answers:
                found.append(answer)
                self.report(Event(stage="ask", step=what, usage=self.usage))
        except BaseException:  # an interruption
            self.cut_off()
            raise
        stop_where_waiting(found)
        return found

    def _ask_or_error(self, request: Request[FormT]) -> Answer[FormT] | Unanswered | LlmError:
        try:
            return self.ask(request)
        except LlmError as error:
            return error

    def ask(self, request: Request[FormT]) -> Answer[FormT] | Unanswered:
        """One typed answer. Raises LlmError when the API can no longer be used.

        A cut answer is asked for once more with more room, an unreadable one with what was wrong
        with it; neither twice. Nonsense is asked for again after growing waits.
        """
        messages, is_enlarged, is_mended, tries = _messages(request), False, False, 0
        while True:
            kept = self._reply(request, messages)
            if isinstance(kept, Unanswered):
                return kept
            found = found_in(kept.reply, request)
            if kept.is_new:
                self._tell_endpoint(found)
                self._answering.heard(kept.reply.model)
            elif not isinstance(found, Answer) and self._is_old(kept.name):
                self._answers.forget(kept.name)
                continue
            if kept.reply.finish == "length" and not is_enlarged:
                is_enlarged = True
                more = request.room_tokens * _MORE_ROOM
                request = replace(request, expected_tokens=request.room_tokens, room_tokens=more)
            elif not isinstance(found, MalformedAnswer):
                return found
            elif isinstance(found, NoJson) and kept.is_new and tries < self.endpoint.attempts:
                tries += 1
                self._answers.forget(kept.name)
                self.endpoint.rest(tries)
            elif is_mended or isinstance(found, NoJson):
                return Unanswered(kind="malformed", why=f"its answer was unusable: {found}")
            else:
                is_mended = True
                messages = (*messages, *complaint(kept.reply, found))

    def _tell_endpoint(self, found: object) -> None:
        if isinstance(found, MalformedAnswer):
            self.endpoint.was_nonsense()
        else:
            self.endpoint.was_useful()

    def _is_old(self, name: str) -> bool:
        """Whether the answer was paid for by an earlier build, not by this one or just before."""
        kept_at = self._answers.kept_at(name)
        return kept_at is not None and kept_at < self._old

    def _reply(self, request: Request[FormT], messages: Messages) -> _Kept | Unanswered:
        """From the store or the server, asked in the way that the server takes."""
        for _ in range(_MOST_LESSONS):
            tried = self._lessons.now
            try:
                kept = self._paid_once(request, self._body(request, messages, tried.way))
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
                if isinstance(kept, _Kept) and kept.is_new:
                    self._lessons.confirm(tried)
                return kept
        return self._unanswered("the server refused every way to ask")

    def _unanswered(self, why: str) -> Unanswered:
        self.report(Event(stage="ask", note=why))
        return Unanswered(kind="failed", why="its request failed")

    def _body(
        self, request: Request[FormT], messages: Messages, rung: rungs.Rung
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

    def _paid_once(self, request: Request[FormT], body: dict[str, object]) -> _Kept | Unanswered:
        """The reply that is stored, of this build or another, or else a new one."""
        name = key(self.base_url, body)
        while (stored := self._stored(name)) is None:
            if self.failure is not None:
                raise self.failure
            if self.outbox.takes(request, name):
                sent = self._lessons.now.applied(body)
                return self.outbox.note(name, sent, self.rates.most(request))
            if self._answers.claim(name):
                reply = self._paid(request, body, name)
                return reply if isinstance(reply, Unanswered) else _Kept(reply, name, is_new=True)
            self.endpoint.pace.sleep(_POLL_S)
        return _Kept(stored, name, is_new=False)

    def _stored(self, name: str) -> Reply | None:
        """What is stored; what cannot be read any more is dropped, and asked for again."""
        text = self._answers.get(name)
        reply = None if text is None else reply_of(text)
        if text is not None and reply is None:
            self._answers.forget(name)
        return reply

    def _paid(
        self, request: Request[FormT], body: dict[str, object], name: str
    ) -> Reply | Unanswered:
        most, spent, is_kept = self.rates.most(request), Usage(), False
        passed = self.purse.set_aside(most)

        def keep(sent: str) -> None:
            nonlocal is_kept
            self._answers.put(name, sent)
            is_kept = True

        try:
            if passed is not None:
                return Unanswered(kind="over_budget", why=passed)
            tokens = most.input_tokens + most.output_tokens
            sent = self._lessons.now.applied(body)
            least = request.expected_tokens
            reply = credit.posted(self.endpoint, sent, tokens, keep, least=least)
            spent = self.rates.spent(request, reply) if is_kept else spent
        except BaseException:
            if is_kept:
                self._answers.forget(name)
            raise
        else:
            return reply
        finally:
            if not is_kept:
                self._answers.release(name)
            if passed is None:
                self.purse.settle(most, spent, self.model, request.about)


def _messages(request: Request[FormT]) -> Messages:
    return (("system", request.system), ("user", request.user))
