"""Money: what requests can cost at the most, what they did cost, and the limits of a build."""

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import lru_cache

from digest.llm import LOCAL
from digest.llm.reply import Reply
from digest.llm.request import Request
from digest.llm.tokens import estimate_tokens
from digest.llm.wire_schema import FormT
from digest.model import Usage

_FEW_ANSWERS = 4
"""After so many answers of a form it is known how long this model's are."""
_LONGER = 1.5
"""How much longer than the longest one seen an answer may still be."""
_SMALL = 1000
"""Tokens of a request that no list has a higher price for."""
BATCH_PRICE = 0.5
"""Share of the price that servers take for what may be answered within a day."""
_MORE_INPUT = 1.15
"""How far an estimate of the tokens of a text may be below the truth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars for a million tokens, where the user knows better than the price list."""

    input: float
    output: float


def cost(model: str, base_url: str, reply: Reply, price: Price | None = None) -> float | None:
    """US dollars for one answer, an estimate; None where nobody knows the price."""
    if price is not None:
        return (reply.input_tokens * price.input + reply.output_tokens * price.output) / 1e6
    return _listed_cost(
        model, base_url, reply.input_tokens, reply.cached_tokens, reply.output_tokens
    )


def listed_price(model: str, base_url: str) -> Price | None:
    """What the list says of small requests; None where model or server are not in it."""
    read = _listed_cost(model, base_url, _SMALL, 0, 0)
    wrote = _listed_cost(model, base_url, 0, 0, _SMALL)
    if read is None or wrote is None:
        return None
    return Price(input=read * 1e6 / _SMALL, output=wrote * 1e6 / _SMALL)


@lru_cache(maxsize=1024)
def _listed_cost(
    model: str, base_url: str, input_tokens: int, cached_tokens: int, output_tokens: int
) -> float | None:
    if base_url.startswith(LOCAL):
        return 0.0  # it runs here
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    tokens = Tokens(
        input_tokens=input_tokens, cache_read_tokens=cached_tokens, output_tokens=output_tokens
    )
    try:
        found = calc_price(tokens, model_ref=model, provider_api_url=base_url)
    except (LookupError, ValueError):
        return None
    return float(found.total_price)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that one build may spend; None is no limit."""

    requests: int | None = None
    tokens: int | None = None
    cost: float | None = None
    """US dollars. Without a known price it cannot be kept, so nothing is asked."""


@dataclass(slots=True)
class Seen:
    """Requests of one kind that were answered, and their tokens."""

    requests: int = 0
    estimated: int = 0
    """What they were thought to be."""
    input_tokens: int = 0
    output_tokens: int = 0
    longest: int = 0
    """The longest answer."""


class Rates:
    """What one model costs, and how long its answers are: learned, for some think at length."""

    def __init__(
        self,
        model: str,
        base_url: str,
        price: Price | None = None,
        known: Mapping[str, Seen] | None = None,
    ) -> None:
        """`known` is what earlier builds have seen, by the purpose or form of a request."""
        self._model = model
        self._base_url = base_url
        self._price = price
        self._lock = threading.Lock()
        self.known = dict(known or {})
        self.seen: defaultdict[str, Seen] = defaultdict(Seen)
        """In this build."""

    def most(self, request: Request[FormT]) -> Usage:
        """The most that a request will cost: all of its room, until more is known."""
        name = request.purpose or request.name
        seen = [self.seen[name], self.known.get(name, Seen())]
        longest = max(one.longest for one in seen)
        output = max(request.room_tokens, longest)
        if max(one.requests for one in seen) >= _FEW_ANSWERS:
            output = min(output, round(longest * _LONGER))
        return self.priced(round(request.tokens * _MORE_INPUT), output)

    def priced(self, input_tokens: int, output_tokens: int) -> Usage:
        """One request of so many tokens."""
        reply = Reply(text="", input_tokens=input_tokens, output_tokens=output_tokens)
        return self._usage(reply)

    def spent(self, request: Request[FormT], reply: Reply) -> Usage:
        """What a reply has cost; where the server does not count, an estimate that says so."""
        about = request.tokens
        usage = self.billed(reply, about)
        with self._lock:
            seen = self.seen[request.purpose or request.name]
            seen.requests += 1
            seen.estimated += about
            seen.input_tokens += usage.input_tokens
            seen.output_tokens += usage.output_tokens
            seen.longest = max(seen.longest, usage.output_tokens)
        return usage

    def sums(self) -> dict[str, tuple[int, int, int, int, int]]:
        """What this build has seen, for the store."""
        return {name: astuple(seen) for name, seen in self.seen.items()}

    def billed(self, reply: Reply, about_tokens: int) -> Usage:
        """The same for a reply to a request of about so many tokens, with nothing learned of it."""
        if not reply.is_usage_known:
            counted = {"input_tokens": about_tokens, "output_tokens": estimate_tokens(reply.text)}
            reply = reply.model_copy(update=counted)
        return self._usage(reply, is_estimated=not reply.is_usage_known)

    def _usage(self, reply: Reply, *, is_estimated: bool = False) -> Usage:
        return Usage(
            requests=1,
            input_tokens=reply.input_tokens,
            output_tokens=reply.output_tokens,
            cost=cost(self._model, self._base_url, reply, self._price),
            is_estimated=is_estimated,
        )


class Purse:
    """What a build has spent.

    A request is set aside before it is made and settled after it, so that requests under way at
    once cannot pass the limit together.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._settled = threading.Condition()
        self._spent = Usage()
        self._by_model: defaultdict[str, Usage] = defaultdict(Usage)
        self._promised = Usage()
        self._by_story: dict[str, float | None] = {}
        self._is_carrying = False
        self._aside: list[Usage] = []
        self.passed: str | None = None
        """The limit that a request would have passed, in words for the reader."""

    @property
    def is_limited(self) -> bool:
        """Whether it may run out."""
        return self._limits != Limits()

    @property
    def spent(self) -> Usage:
        """Everything spent until now: requests, tokens and US dollars."""
        return self._spent

    @property
    def by_model(self) -> dict[str, Usage]:
        """The same for each model that was asked."""
        with self._settled:
            return dict(self._by_model)

    @property
    def by_story(self) -> dict[str, float | None] | None:
        """US dollars for each story that was asked about, by its lead article.

        None where something came from before: nobody knows for which story.
        """
        with self._settled:
            return None if self._is_carrying else dict(self._by_story)

    def carry(self, spent: Mapping[str, Usage], *, is_booked: bool = False) -> None:
        """Count what was spent before, for the same edition; in `by_model` unless it is booked."""
        with self._settled:
            self._is_carrying |= bool(spent)
            for model, usage in spent.items():
                self._spent = add(self._spent, usage)
                if not is_booked:
                    self._by_model[model] = add(self._by_model[model], usage)

    def set_aside(self, most: Usage, *, for_good: bool = False) -> str | None:
        """None when the request may be made, or the limit it would pass, in words.

        Where only what others have set aside is in the way, it waits for them: most of it will
        come back. `for_good` is for what is billed after this build: it is never settled.
        """
        with self._settled:
            while self.is_limited and (passed := self._passed(most, self._aside)) is not None:
                if self._passed(most, ()) is not None:
                    self.passed = passed
                    return passed
                self._settled.wait()
            if for_good:
                self._promised = add(self._promised, most)
            else:
                self._aside.append(most)
            return None

    def take_back(self) -> None:
        """What was set aside for good is not asked after all."""
        with self._settled:
            self._promised = Usage()

    def settle(
        self, most: Usage, spent: Usage, model: str, about: Sequence[tuple[str, int]] = ()
    ) -> None:
        """Put what was really spent on a model in the place of what was set aside.

        Stories that share a request share its cost, by their tokens.
        """
        with self._settled:
            self._aside.remove(most)
            self._spent = add(self._spent, spent)
            self._by_model[model] = add(self._by_model[model], spent)
            whole = sum(tokens for _, tokens in about) or 1
            for lead, tokens in about:
                before = self._by_story.get(lead, 0.0)
                is_known = before is not None and spent.cost is not None
                share = (spent.cost or 0.0) * tokens / whole
                self._by_story[lead] = (before or 0.0) + share if is_known else None
            self._settled.notify_all()

    def _passed(self, most: Usage, aside: Sequence[Usage]) -> str | None:
        total = add(add(self._spent, self._promised), most)
        for usage in aside:
            total = add(total, usage)
        limits = self._limits
        if limits.requests is not None and total.requests > limits.requests:
            return f"the budget of {limits.requests} requests is spent"
        tokens = total.input_tokens + total.output_tokens
        if limits.tokens is not None and tokens > limits.tokens:
            return f"the budget of {limits.tokens} tokens would be passed"
        if limits.cost is not None and total.cost is None:
            return (
                f"nobody knows the price, so the budget of ${limits.cost:g} cannot be kept "
                "(set [llm] price_input and price_output)"
            )
        if limits.cost is not None and total.cost is not None and total.cost > limits.cost:
            return f"the budget of ${limits.cost:g} would be passed"
        return None


def add(one: Usage, other: Usage) -> Usage:
    """Both together. A cost is unknown as soon as one part of it is."""
    unknown = one.cost is None or other.cost is None
    return Usage(
        requests=one.requests + other.requests,
        input_tokens=one.input_tokens + other.input_tokens,
        output_tokens=one.output_tokens + other.output_tokens,
        cost=None if unknown else (one.cost or 0.0) + (other.cost or 0.0),
        is_estimated=one.is_estimated or other.is_estimated,
        batched=one.batched + other.batched,
    )


def at_batch_price(usage: Usage) -> Usage:
    """The same, had it been asked in a batch."""
    cost = None if usage.cost is None else usage.cost * BATCH_PRICE
    return replace(usage, cost=cost, batched=usage.requests)
