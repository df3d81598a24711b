"""What is asked of a model, and what comes back: an answer of the form, or why there is none."""

from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal

from digest.llm.reply import Reply
from digest.llm.tokens import estimate_tokens
from digest.llm.wire_schema import FormT

Failure = Literal[
    "refused", "filtered", "truncated", "too_long", "malformed", "over_budget", "failed", "waiting"
]


ROOM_TO_WRITE, ROOM_TO_JUDGE = 2048, 4096
"""Tokens in which a model that reasons may think before it writes, or before it judges."""


def room_for(expected_tokens: int, to_think: int = ROOM_TO_WRITE) -> int:
    """Where an answer of about that length is cut, in tokens: it may be twice as long."""
    return to_think + 2 * expected_tokens


@dataclass(frozen=True, kw_only=True)
class Request(Generic[FormT]):
    """A question and the form of its answer."""

    name: str
    """Of the form; servers see it."""
    system: str
    user: str
    form: type[FormT]
    highest: int
    """The highest number the question gives out; no other may be answered."""
    expected_tokens: int
    """About how long the answer will be."""
    room_tokens: int
    """Where it is cut; models that reason think inside it."""
    purpose: str = ""
    """Among whose lengths it counts, where it is not its form's."""
    may_wait: bool = False
    """Whether its answer may come with a batch, hours later."""
    about: tuple[tuple[str, int], ...] = ()
    """Whose question it is: lead articles of stories, each with its tokens; none for an exam."""

    @cached_property
    def tokens(self) -> int:
        """About how many tokens its messages have; counting them costs as much as sending them."""
        return estimate_tokens(self.system) + estimate_tokens(self.user)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[FormT]):
    """A request that was answered in its form; whether that is true is not known."""

    value: FormT


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A request that a working server did not answer usefully. The others go on."""

    kind: Failure
    why: str
    """In words for the reader of the edition."""


def failure_in(reply: Reply) -> Unanswered | None:
    """What a reply says instead of answering; None when it answers."""
    if reply.refusal or reply.finish == "refusal":
        return Unanswered(kind="refused", why="it declined to answer")
    if reply.finish == "content_filter":
        return Unanswered(kind="filtered", why="its content filter stopped the answer")
    if reply.finish == "too_long":
        return Unanswered(kind="too_long", why="the articles are longer than it can read")
    if reply.finish == "length":
        return Unanswered(kind="truncated", why="its answer was cut off")
    return None
