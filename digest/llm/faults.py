"""A fault of the SDK becomes a complaint, and what the table of quirks says of it happens."""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.errors import LlmRejected, LlmUnavailable
from digest.llm.quirks import QUIRKS, Complaint, Quirk, consequence
from digest.llm.reply import Reply

if TYPE_CHECKING:
    import openai

_LONGEST_MESSAGE = 300


def judge(
    error: "openai.APIError", *, model: str, base_url: str, quirks: Sequence[Quirk] = QUIRKS
) -> Reply:
    """A reply where the complaint is about this one request; anything else is raised.

    Raises LlmUnavailable for what may pass, LlmRejected for what will not, FormRefused and
    FieldRefused for what another body may mend.
    """
    import openai

    host = urlsplit(base_url).netloc or base_url
    if isinstance(error, openai.APITimeoutError):
        raise LlmUnavailable(f"{host} did not answer in time") from error
    if isinstance(error, openai.APIConnectionError):
        raise LlmUnavailable(f"{host} cannot be reached: {error.__cause__ or error}") from error
    if not isinstance(error, openai.APIStatusError):
        raise LlmRejected(f"{host} gave no answer of the OpenAI kind: {_short(error)}") from error
    headers = error.response.headers
    complaint = Complaint(
        status=error.status_code,
        told=str(error.body if error.body is not None else error.message).lower(),
        short=_short(error),
        model=model,
        base_url=base_url,
        may_pass=headers.get("x-should-retry") != "false",
        retry_after=retry_after(headers),
    )
    follows = consequence(complaint, quirks)
    if isinstance(follows, Reply):
        return follows
    raise follows from error


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
