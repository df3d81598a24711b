"""What servers complain about, and what follows: one table for all providers.

The table is read from the top, and the first line that recognises a complaint decides. A provider
with words of its own is a line more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from digest.errors import LlmRejected, LlmUnavailable
from digest.llm.reply import Reply


class FormRefused(Exception):
    """The server does not understand the form of answer; a lower rung may do."""


class FieldRefused(Exception):
    """The server knows a field of the request under another name."""

    def __init__(self, field: str, instead: str) -> None:
        super().__init__(f"the server takes no {field}")
        self.field = field
        self.instead = instead


class UnknownModel(LlmRejected):
    """The client adds the models that the endpoint knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """An answer that is none, and what it was about."""

    status: int
    told: str
    """All that the server said, in lower case."""
    short: str
    """Its own words for a reader, in one line."""
    model: str
    base_url: str
    may_pass: bool = True
    """False where the server says outright that asking again is of no use."""
    retry_after: float | None = None

    @property
    def host(self) -> str:
        """The server's name, as its messages tell it."""
        return urlsplit(self.base_url).netloc or self.base_url


Consequence = Reply | LlmRejected | LlmUnavailable | FormRefused | FieldRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Quirk:
    """One kind of complaint: what it is recognised by, and what follows."""

    name: str
    meaning: str
    """For the documentation: what the client does about it."""
    statuses: Sequence[int]
    words: tuple[str, ...] = ()
    """One of them has to stand in what the server says; without any the status is enough."""
    follows: Callable[[Complaint], Consequence]
    """A reply where only this request is concerned; an error is raised."""

    def recognises(self, complaint: Complaint) -> bool:
        """Whether the status is one of these, and one of the words is told."""
        words = any(word in complaint.told for word in self.words) or not self.words
        return complaint.status in self.statuses and words


_ABOUT_THE_REQUEST = (400, 413, 422)
_PASSING = (408, 409, 425, 429, *range(500, 600))

TOO_LARGE = Quirk(
    name="too large",
    meaning="the request is told to be too long, and its stories are split",
    statuses=(413,),
    follows=lambda _: Reply(text="", finish="too_long"),
)
TOO_LONG = Quirk(
    name="too long",
    meaning="as above, for servers that say it in words",
    statuses=_ABOUT_THE_REQUEST,
    words=("context_length", "context length", "context size", "maximum context", "too long"),
    follows=lambda _: Reply(text="", finish="too_long"),
)
FILTERED = Quirk(
    name="filtered",
    meaning="a filter stopped it: its stories are told by extraction",
    statuses=_ABOUT_THE_REQUEST,
    words=("content_filter", "content management policy", "content_policy"),
    follows=lambda _: Reply(text="", finish="content_filter"),
)
OLD_LIMIT = Quirk(
    name="old limit",
    meaning="the limit of the answer goes as `max_tokens` from then on",
    statuses=_ABOUT_THE_REQUEST,
    words=("max_completion_tokens",),
    follows=lambda _: FieldRefused("max_completion_tokens", "max_tokens"),
)
FORM = Quirk(
    name="form",
    meaning="the form of the answer is asked for one rung lower",
    statuses=_ABOUT_THE_REQUEST,
    words=(
        *("response_format", "schema", "json_object", "grammar", "structured output"),
        *("tool", "function"),
    ),
    follows=lambda told: FormRefused(told.short),
)
REQUEST = Quirk(
    name="request",
    meaning="anything else about the request ends the asking",
    statuses=_ABOUT_THE_REQUEST,
    follows=lambda told: LlmRejected(f"{told.host} refused the request: {told.short}"),
)
KEY = Quirk(
    name="key",
    meaning="the key is wrong: the asking ends",
    statuses=(401, 403),
    follows=lambda told: LlmRejected(
        f"{told.host} refused the key ({told.status}); is OPENAI_API_KEY right?"
    ),
)


def _no_quota(told: Complaint) -> LlmRejected:
    return LlmRejected(f"{told.host} says that the account has no quota left: {told.short}")


PAYMENT = Quirk(
    name="payment",
    meaning="the account is empty: the asking ends",
    statuses=(402,),
    follows=_no_quota,
)
QUOTA = Quirk(
    name="quota",
    meaning="as above, for servers that say it with the status of a rate limit",
    statuses=(429,),
    words=("insufficient_quota", "billing", "credit", "payment"),
    follows=_no_quota,
)
MODEL = Quirk(
    name="model",
    meaning="the model is unknown: those that the server lists are named",
    statuses=(404,),
    words=("model",),
    follows=lambda told: UnknownModel(f"{told.host} does not know the model {told.model!r}"),
)
ADDRESS = Quirk(
    name="address",
    meaning="nothing answers at the address: the asking ends",
    statuses=(404,),
    follows=lambda told: LlmRejected(
        f"nothing answers at {told.base_url}/chat/completions; is the address right?"
    ),
)


def _wait_or_end(told: Complaint) -> LlmRejected | LlmUnavailable:
    said = f"{told.host} answered {told.status}: {told.short}"
    if not told.may_pass:
        return LlmRejected(said)
    return LlmUnavailable(said, retry_after=told.retry_after)


BUSY = Quirk(
    name="busy",
    meaning="the same request is made again after a wait, unless `x-should-retry` forbids it",
    statuses=_PASSING,
    follows=_wait_or_end,
)

QUIRKS = (
    *(TOO_LARGE, TOO_LONG, FILTERED, OLD_LIMIT, FORM, REQUEST),
    *(KEY, PAYMENT, QUOTA, MODEL, ADDRESS, BUSY),
)


def consequence(complaint: Complaint, quirks: Sequence[Quirk] = QUIRKS) -> Consequence:
    """What follows from the complaint; one that nobody recognises ends the asking."""
    for quirk in quirks:
        if quirk.recognises(complaint):
            return quirk.follows(complaint)
    return LlmRejected(f"{complaint.host} answered {complaint.status}: {complaint.short}")
