"""Requests that are not asked now: they are noted, and go out together in a batch."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from digest.llm.purse import Purse, at_batch_price
from digest.llm.request import Request, Unanswered
from digest.llm.wire_schema import FormT
from digest.model import Usage

DRAFTING: AbstractSet[str] = frozenset({"drafts", "choose"})
"""The steps that wait for nothing but the stories."""
TELLING = DRAFTING | {"judging", "repairs"}
"""All steps of telling; each needs the answers of the one before, and so a batch of its own."""


class AnswersWait(Exception):
    """Not everything that was asked is answered yet; the rest was noted for a batch. No fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A request for a batch."""

    body: Mapping[str, object]
    """As the server takes it."""
    most: Usage
    """What it can cost at the most, at the price of a batch."""


class Outbox:
    """The requests of some steps of a build, noted under the names of their answers.

    A request goes into one batch at the most: what a batch has not answered is asked at once.
    """

    def __init__(
        self,
        steps: Collection[str] = (),
        *,
        sent: Collection[str] = (),
        purse: Purse | None = None,
    ) -> None:
        """`sent` are the names of what was in a batch before; `purse` has the limits."""
        self.noted: dict[str, Noted] = {}
        self._steps = steps
        self._sent = sent
        self._purse = purse or Purse()

    def marked(self, requests: Sequence[Request[FormT]], step: str) -> Sequence[Request[FormT]]:
        """The requests of a step, which may wait for a batch if the step may."""
        if step not in self._steps:
            return requests
        return [replace(request, may_wait=True) for request in requests]

    def takes(self, request: Request[FormT], name: str) -> bool:
        """Whether the request, with its answer of that name, is for a batch."""
        return request.may_wait and name not in self._sent

    def note(self, name: str, body: Mapping[str, object], most: Usage) -> Unanswered:
        """Note a request that costs at most so much when it is asked at once; why it has no answer.

        Nothing is noted that passes a limit.
        """
        if name not in self.noted:
            most = at_batch_price(most)
            passed = self._purse.set_aside(most, for_good=True)
            if passed is not None:
                return Unanswered(kind="over_budget", why=passed)
            self.noted[name] = Noted(body=body, most=most)
        return Unanswered(kind="waiting", why="its answer comes with a batch")


def stop_where_waiting(answers: Iterable[object]) -> None:
    """Raise AnswersWait where one of the answers has yet to come."""
    if any(isinstance(one, Unanswered) and one.kind == "waiting" for one in answers):
        raise AnswersWait
