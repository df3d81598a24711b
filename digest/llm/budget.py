"""What requests will cost, before they are made, and the limits a user sets to a build."""

import re
import threading
from dataclasses import dataclass
from functools import lru_cache

from digest.llm.reply import Reply
from digest.model import Usage

# No offline counter fits every server, and the common ones fetch their tables from the network.
# This one counts what byte-pair vocabularies agree on: a common English word is one token, a word
# of other Latin languages is cut sooner, digits go by themselves, marks are one each, and other
# scripts cost by the byte. tests/test_llm_budget.py pins it; docs/model.md has the error.
_PIECES = re.compile(r"[A-Za-z]+|[^\W\d_]+|\d|[^\w\s]+|\n+")
_ENGLISH_LETTERS_PER_TOKEN = 7.0
_LATIN_LETTERS_PER_TOKEN = 4.2
_BYTES_PER_TOKEN = 4.6
_SHARE_OF_ACCENTS = 0.04
"""Words with letters beyond a-z; English news has fewer, other languages more."""


def estimate_tokens(text: str) -> int:
    """About how many tokens the text is."""
    pieces = _PIECES.findall(text)
    words = [piece for piece in pieces if piece[0].isalpha()]
    ascii_words = [word for word in words if word.isascii()]
    is_english = len(words) - len(ascii_words) <= _SHARE_OF_ACCENTS * len(words)
    letters = _ENGLISH_LETTERS_PER_TOKEN if is_english else _LATIN_LETTERS_PER_TOKEN
    count = float(len(pieces) - len(words))
    count += sum(max(1.0, len(word) / letters) for word in ascii_words)
    count += sum(
        max(1.0, len(word.encode("utf-8", "surrogatepass")) / _BYTES_PER_TOKEN)
        for word in words
        if not word.isascii()
    )
    return round(count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars for a million tokens, where the user knows better than the price list."""

    input: float
    output: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that one build may spend; None is no limit."""

    requests: int | None = None
    tokens: int | None = None
    cost: float | None = None
    """US dollars. Without a known price it cannot be kept, so nothing is asked."""


def cost(model: str, base_url: str, reply: Reply, price: Price | None = None) -> float | None:
    """US dollars for one answer, an estimate; None where nobody knows the price."""
    if price is not None:
        return (reply.input_tokens * price.input + reply.output_tokens * price.output) / 1e6
    return _listed_cost(
        model, base_url, reply.input_tokens, reply.cached_tokens, reply.output_tokens
    )


@lru_cache(maxsize=1024)
def _listed_cost(
    model: str, base_url: str, input_tokens: int, cached_tokens: int, output_tokens: int
) -> float | None:
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


class Purse:
    """What a build has spent.

    A request is set aside before it is made and settled after it, so that requests under way at
    once cannot pass the limit together.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._spent = Usage()
        self._aside: list[Usage] = []

    @property
    def spent(self) -> Usage:
        """Everything spent until now: requests, tokens and US dollars."""
        return self._spent

    def set_aside(self, expected: Usage) -> str | None:
        """None when the request may be made, or the limit it would pass, in words."""
        with self._lock:
            passed = self._passed(expected)
            if passed is None:
                self._aside.append(expected)
            return passed

    def settle(self, expected: Usage, spent: Usage) -> None:
        """Put what was really spent in the place of what was set aside."""
        with self._lock:
            self._aside.remove(expected)
            self._spent = add(self._spent, spent)

    def _passed(self, expected: Usage) -> str | None:
        total = add(self._spent, expected)
        for usage in self._aside:
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
    )
