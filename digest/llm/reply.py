"""What a server replied, read out of the body of its answer with as few demands as can be."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from pydantic import BaseModel, ConfigDict

from digest.llm.bodies import is_stream, objects_in

Json = Mapping[str, object]

_FINISHES = {
    "max_tokens": "length",
    "max_output_tokens": "length",
    "model_length": "length",
    "safety": "content_filter",
    "recitation": "content_filter",
    "prohibited_content": "content_filter",
    "blocklist": "content_filter",
    "content-filter": "content_filter",
    "sensitive": "content_filter",
}
"""Words of some servers for what most call otherwise."""
_BROKEN_OFF = ("error", "insufficient_system_resource", "abort")
"""The server gave up midway: what came is no reply."""
_MOST_TOKENS = 100_000_000
"""A count beyond it is nonsense: the largest context is a tenth of that."""
_DEEPEST_PARTS = 4
_THOUGHT_PARTS = ("reasoning", "thinking", "redacted_thinking", "reasoning_text")
_LAST_OF_JSON = ("}", "]", "`")


class Reply(BaseModel):
    """What a server replied, before anybody judged it. Refusals and cut answers are paid too."""

    model_config = ConfigDict(frozen=True)

    text: str
    """The message, or the arguments of the tool call; "" when there was none."""
    finish: str = "stop"
    """`stop`, `length`, `content_filter`, ... in the words of most servers."""
    refusal: str | None = None
    input_tokens: int = 0
    cached_tokens: int = 0
    """The part of the input tokens that the server had read before; it costs less."""
    output_tokens: int = 0
    is_usage_known: bool = True
    """False where the server counted nothing or nonsense: the tokens are then 0, and a guess of
    theirs is due."""
    model: str | None = None
    """The model that the server says has answered; None where it does not say."""


def reply_in(body: str) -> Reply | None:
    """The reply in the body of an HTTP answer; None when it is no chat completion.

    An error inside makes the whole body none, for its text may be cut anywhere.
    """
    found = [_unwrapped(part) for part in objects_in(body)]
    if any(_tells_error(part) for part in found):
        return None
    parts = [part for part in found if _choice(part) is not None]
    if not parts:
        return None
    message = _Message()
    for part in parts:
        message.add(_choice(part) or {})
    if message.finish in _BROKEN_OFF:
        return None
    is_cut = is_stream(body) and "[DONE]" not in body and message.is_open
    return _with_usage(
        Reply(
            text=message.text,
            finish="length" if is_cut else message.finish or "stop",
            refusal=message.refusal or None,
            model=next((str(p["model"]) for p in found if isinstance(p.get("model"), str)), None),
        ),
        (part.get("usage") for part in reversed(found)),
    )


def _unwrapped(part: Json) -> Json:
    """A completion that a gateway put into an object of its own."""
    if "choices" in part or "error" in part:
        return part
    inside = (value for value in part.values() if isinstance(value, dict) and "choices" in value)
    return next(inside, part)


def _tells_error(part: Json) -> bool:
    choice = _choice(part)
    return bool(part.get("error")) or bool(choice is not None and choice.get("error"))


def _choice(part: Json) -> Json | None:
    """The first choice; None where there is none that could hold a message."""
    choices = part.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else choices
    if not isinstance(first, dict):
        return None
    message = first.get("message", first.get("delta", {}))
    return first if message is None or isinstance(message, dict | str) else None


class _Message:
    """A message that grows by the pieces of a stream; one that came whole is a single piece."""

    def __init__(self) -> None:
        self.finish = ""
        self.refusal = ""
        self._content: list[str] = []
        self._called: list[str] = []
        self._thoughts: list[str] = []

    def add(self, choice: Json) -> None:
        """Add what one choice brings."""
        told = choice.get("message") or choice.get("delta") or {}
        message = told if isinstance(told, dict) else {"content": told}
        self._content.append(_text(message.get("content")) or _text(choice.get("text")))
        self._called.append(_arguments(message))
        thoughts = message.get("reasoning_content") or message.get("reasoning")
        self._thoughts.append(_text(thoughts))
        self.refusal += _text(message.get("refusal"))
        finish = choice.get("finish_reason") or choice.get("stop_reason")
        if isinstance(finish, str):
            self.finish = _FINISHES.get(finish.lower(), finish.lower())

    @property
    def text(self) -> str:
        """The content; without any the arguments of a call; without those JSON among thoughts."""
        content, called = "".join(self._content), "".join(self._called)
        if content.strip() or called:
            return content if content.strip() else called
        thoughts = "".join(self._thoughts)
        return thoughts if "{" in thoughts else ""

    @property
    def is_open(self) -> bool:
        """Whether nothing says that it has come to its end."""
        return not self.finish and not self.text.rstrip().endswith(_LAST_OF_JSON)


def _text(content: object, depth: int = 0) -> str:
    """The text of a content: a string, a part, or a list of them; thoughts are left out."""
    if isinstance(content, str):
        return content
    if depth > _DEEPEST_PARTS:
        return ""
    if isinstance(content, list):
        return "".join(_text(part, depth + 1) for part in content)
    if not isinstance(content, dict) or content.get("type") in _THOUGHT_PARTS:
        return ""
    if "text" in content or "content" in content or "type" in content:
        return _text(content.get("text", content.get("content")), depth + 1)
    return json.dumps(content)  # the answer itself, not as a string


def _arguments(message: Json) -> str:
    """Those of the first call, as JSON, of the newer or the older kind."""
    calls = message.get("tool_calls")
    first = calls[0] if isinstance(calls, list) and calls else calls
    if isinstance(first, dict) and first.get("index") not in (None, 0):
        return ""  # a piece of a second call
    call = first.get("function", first) if isinstance(first, dict) else None
    for function in (call, message.get("function_call")):
        if isinstance(function, dict):
            return _as_json(function.get("arguments"))
    return ""


def _as_json(arguments: object) -> str:
    if arguments is None or isinstance(arguments, str):
        return arguments or ""
    return json.dumps(arguments)


def _with_usage(reply: Reply, usages: Iterable[object]) -> Reply:
    """The reply with the first usage that makes sense; none does where a sent prompt was free."""
    for usage in usages:
        if not isinstance(usage, dict):
            continue
        read = _count(usage, ("prompt_tokens", "input_tokens"))
        wrote = _count(usage, ("completion_tokens", "output_tokens"))
        if read and wrote is not None and (wrote or not reply.text):
            cached = min(_cached(usage), read)
            counted = {"input_tokens": read, "cached_tokens": cached, "output_tokens": wrote}
            return reply.model_copy(update=counted)
    return reply.model_copy(update={"is_usage_known": False})


def _cached(usage: Json) -> int:
    details = usage.get("prompt_tokens_details") or usage.get("input_tokens_details")
    inside = _count(details, ("cached_tokens",)) if isinstance(details, dict) else None
    return inside or _count(usage, ("prompt_cache_hit_tokens", "cache_read_input_tokens")) or 0


def _count(usage: Json, names: Sequence[str]) -> int | None:
    """The count under the first of the names that is there; None where it is none."""
    value = next((usage[name] for name in names if name in usage), None)
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return cast("int", value) if is_count and 0 <= cast("int", value) <= _MOST_TOKENS else None
