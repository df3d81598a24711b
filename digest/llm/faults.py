"""What a server's complaint means: wait and repeat, give up, ask in another form, or accept it."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.errors import LlmError, LlmRejected, LlmUnavailable
from digest.llm.answers import Reply

if TYPE_CHECKING:
    import openai

_PASSING = {408, 409, 425, 429}
_ABOUT_MONEY = ("insufficient_quota", "billing", "credit", "payment")
_ABOUT_LENGTH = ("context_length", "context length", "context size", "maximum context", "too long")
_ABOUT_FILTER = ("content_filter", "content management policy", "content_policy")
_ABOUT_FORM = ("response_format", "schema", "json_object", "grammar", "structured output")
_ABOUT_TOOLS = ("tool", "function")
_LONGEST_MESSAGE = 300


class FormRefused(Exception):
    """The server does not understand the form of answer; a lower rung may do."""


class LimitRefused(Exception):
    """The server knows the limit of the answer under its older name, `max_tokens`."""


def judge(error: "openai.APIError", *, model: str, base_url: str) -> Reply:
    """A reply where the complaint is about this one request; anything else is raised.

    Raises LlmUnavailable for what may pass, LlmRejected for what will not, FormRefused and
    LimitRefused for what another body may mend.
    """
    import openai

    host = urlsplit(base_url).netloc or base_url
    if isinstance(error, openai.APITimeoutError):
        raise LlmUnavailable(f"{host} did not answer in time") from error
    if isinstance(error, openai.APIConnectionError):
        raise LlmUnavailable(f"{host} cannot be reached: {error.__cause__ or error}") from error
    if not isinstance(error, openai.APIStatusError):
        raise LlmRejected(f"{host} gave no answer of the OpenAI kind: {_short(error)}") from error
    told = str(error.body if error.body is not None else error.message).lower()
    if error.status_code in (400, 413, 422):
        return _about_this_request(error, told, host)
    raise _verdict(error, told, model=model, base_url=base_url) from error


def _about_this_request(error: "openai.APIStatusError", told: str, host: str) -> Reply:
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE or any(
        word in told for word in _ABOUT_LENGTH
    ):
        return Reply(text="", finish="too_long")
    if any(word in told for word in _ABOUT_FILTER):
        return Reply(text="", finish="content_filter")
    if "max_completion_tokens" in told:
        raise LimitRefused(told) from error
    if any(word in told for word in (*_ABOUT_FORM, *_ABOUT_TOOLS)):
        raise FormRefused(_short(error)) from error
    raise LlmRejected(f"{host} refused the request: {_short(error)}") from error


def _verdict(error: "openai.APIStatusError", told: str, *, model: str, base_url: str) -> LlmError:
    host, status = urlsplit(base_url).netloc, error.status_code
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return LlmRejected(f"{host} refused the key ({status}); is OPENAI_API_KEY right?")
    is_short = any(word in told for word in _ABOUT_MONEY)
    if status == HTTPStatus.PAYMENT_REQUIRED or (
        status == HTTPStatus.TOO_MANY_REQUESTS and is_short
    ):
        return LlmRejected(f"{host} says that the account has no quota left: {_short(error)}")
    if status == HTTPStatus.NOT_FOUND and "model" not in told:
        return LlmRejected(f"nothing answers at {base_url}/chat/completions; is the address right?")
    if status == HTTPStatus.NOT_FOUND:
        return UnknownModel(f"{host} does not know the model {model!r}")
    headers = error.response.headers
    if (status in _PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR) and headers.get(
        "x-should-retry"
    ) != "false":
        return LlmUnavailable(
            f"{host} answered {status}: {_short(error)}", retry_after=retry_after(headers)
        )
    return LlmRejected(f"{host} answered {status}: {_short(error)}")


class UnknownModel(LlmRejected):
    """The client adds the models that the endpoint knows."""


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait: `retry-after-ms`, or seconds, or a date; else None."""
    milliseconds = seconds_in(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    asked = headers.get("retry-after")
    seconds = seconds_in(asked)
    if seconds is not None or not asked:
        return seconds
    try:
        when = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0.0, (when.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def seconds_in(value: str | None) -> float | None:
    """A number of at least 0, or None."""
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _short(error: "openai.APIError") -> str:
    """The server's own words, in one line."""
    body = error.body
    if isinstance(body, dict) and isinstance(body.get("message"), str):
        return " ".join(str(body["message"]).split())[:_LONGEST_MESSAGE]
    return " ".join(error.message.split())[:_LONGEST_MESSAGE]
