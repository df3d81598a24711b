"""Trying an endpoint: one tiny question, and what its server tells of the model."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pydantic import BaseModel

from digest.errors import ConfigError, LlmError
from digest.llm.client import LlmClient
from digest.llm.request import Request, Unanswered, room_for


class _Sum(BaseModel):
    sum: int


_QUESTION = Request(
    name="sum",
    system="You add numbers.",
    user="What is the sum of 2 and 3?",
    form=_Sum,
    highest=64,
    expected_tokens=10,
    room_tokens=room_for(10),
)
_SERVED = ("max_model_len", "n_ctx", "context_length", "context_window", "max_context_length")
"""Fields in which servers tell how many tokens a model reads and writes together."""
_TRAINED = "n_ctx_train"
"""What llama.cpp knows of the model itself; it may serve less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of it."""

    seconds: float
    """Until it was over."""
    failure: LlmError | ConfigError | None = None
    """Why there was no answer of the form that was asked for."""
    context: str
    """How much the model reads and writes at once, in words."""
    clock_off_s: float = 0
    """Seconds by which this machine's clock is ahead of the server's, as far as that is told."""


def tried(client: LlmClient) -> Trial:
    """Ask the model one tiny question, in the way it is asked in earnest.

    What is stored of the answer is dropped: it tells of now.
    """
    client.forget(_QUESTION)
    start = time.monotonic()
    try:
        answer = client.ask(_QUESTION)
    except LlmError as error:
        return Trial(seconds=time.monotonic() - start, failure=error, context="unknown")
    seconds = time.monotonic() - start
    client.forget(_QUESTION)
    failure = _fault(answer) if isinstance(answer, Unanswered) else None
    listed, clock_off_s = _listed(client)
    return Trial(
        seconds=seconds, failure=failure, context=_context(listed), clock_off_s=clock_off_s
    )


def _fault(answer: Unanswered) -> LlmError | ConfigError:
    if answer.kind == "over_budget":
        return ConfigError(f"no model may be asked: {answer.why}")
    return LlmError(f"the model gives no usable answer: {answer.why}")


def _context(listed: Mapping[str, object]) -> str:
    """How many tokens the server says that its model reads, in words."""
    found = dict(_counts(listed))
    served = next((found[name] for name in _SERVED if name in found), None)
    if served is not None:
        return f"{served:,} tokens"
    if _TRAINED in found:
        return f"{found[_TRAINED]:,} tokens, as trained; the server may have been given less"
    return "unknown: the server does not tell"


def _listed(client: LlmClient) -> tuple[Mapping[str, object], float]:
    """What `GET /models` tells of the model, or of the only one, and how far our clock is ahead.

    Nothing, and not at all, where it does not.
    """
    import openai

    try:
        answer = client.endpoint.sdk.models.with_raw_response.list(timeout=10)
        told = json.loads(answer.text)
    except (openai.APIError, LlmError, ValueError):
        return {}, 0
    data = told.get("data") if isinstance(told, dict) else None
    models = [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
    named = [one for one in models if one.get("id") == client.model]
    listed = (named or models)[0] if len(named or models) == 1 else {}
    return listed, _clock_off(answer.headers.get("date", ""))


def _clock_off(date: str) -> float:
    try:
        return (datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError):  # no date, or one without a zone
        return 0


def _counts(listed: Mapping[str, object]) -> Iterator[tuple[str, int]]:
    """Every whole number in it, under its name, one level deep."""
    for name, value in listed.items():
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            yield name, value
        elif isinstance(value, dict):
            yield from ((n, v) for n, v in value.items() if isinstance(v, int) and v > 0)
