"""Paid once: what a server replied is kept under the hash of everything that shaped it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class Reply(BaseModel):
    """What a server replied, before anybody judged it. Refusals and cut answers are paid too."""

    model_config = ConfigDict(frozen=True)

    text: str
    """The message, or the arguments of the tool call; "" when there was none."""
    finish: str = "stop"
    """`stop`, `length`, `content_filter`, ... in the words of the server."""
    refusal: str | None = None
    input_tokens: int = 0
    cached_tokens: int = 0
    """The part of the input tokens that the server had read before; it costs less."""
    output_tokens: int = 0


class _Function(BaseModel):
    arguments: str = ""


class _ToolCall(BaseModel):
    function: _Function = _Function()


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None
    tool_calls: list[_ToolCall] | None = None


class _Choice(BaseModel):
    message: _Message = _Message()
    finish_reason: str | None = None


class _Details(BaseModel):
    cached_tokens: int | None = None


class _Tokens(BaseModel):
    prompt_tokens: int = Field(0, ge=0)
    completion_tokens: int = Field(0, ge=0)
    prompt_tokens_details: _Details | None = None


class _Completion(BaseModel):
    """The part of a chat completion that we read; servers leave out much of the rest."""

    choices: list[_Choice] = Field(min_length=1)
    usage: _Tokens | None = None


def reply_in(completion: str) -> Reply | None:
    """The reply in the body of an HTTP answer; None when it is no chat completion."""
    try:
        found = _Completion.model_validate_json(completion)
    except ValidationError:
        return None
    choice, usage = found.choices[0], found.usage or _Tokens()
    calls = choice.message.tool_calls or []
    details = usage.prompt_tokens_details or _Details()
    return Reply(
        text=choice.message.content or (calls[0].function.arguments if calls else ""),
        finish=choice.finish_reason or "stop",
        refusal=choice.message.refusal,
        input_tokens=usage.prompt_tokens,
        cached_tokens=min(details.cached_tokens or 0, usage.prompt_tokens),
        output_tokens=usage.completion_tokens,
    )


class AnswerStore(Protocol):
    """What the client asks of a store; `store.answers` has it in the database."""

    def get(self, key: str) -> str | None:
        """The answer under the key; None where there is none."""

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; the first under a key stays."""

    def forget(self, key: str) -> None:
        """Drop the answer under the key, so that it is asked for again."""

    def rung(self, base_url: str, model: str) -> str | None:
        """The way of asking that this endpoint was last found to take; None: not known."""

    def remember_rung(self, base_url: str, model: str, rung: str) -> None:
        """Keep the way of asking that the endpoint takes."""


class MemoryAnswers:
    """Answers for the length of one run."""

    def __init__(self) -> None:
        self._answers: dict[str, str] = {}
        self._rungs: dict[tuple[str, str], str] = {}

    def get(self, key: str) -> str | None:
        """The answer under the key; None where there is none."""
        return self._answers.get(key)

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; the first under a key stays."""
        self._answers.setdefault(key, answer)

    def forget(self, key: str) -> None:
        """Drop the answer under the key."""
        self._answers.pop(key, None)

    def rung(self, base_url: str, model: str) -> str | None:
        """The way of asking that this endpoint was found to take; None: not known."""
        return self._rungs.get((base_url, model))

    def remember_rung(self, base_url: str, model: str, rung: str) -> None:
        """Keep the way of asking that the endpoint takes."""
        self._rungs[base_url, model] = rung


def key(base_url: str, body: Mapping[str, object]) -> str:
    """The name of an answer: endpoint, model, messages, schema and parameters, hashed."""
    shaped_by = json.dumps([base_url, body], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(shaped_by.encode("utf-8", "surrogatepass")).hexdigest()
