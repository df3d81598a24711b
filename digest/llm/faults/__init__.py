"""A fault becomes a complaint, and what the table of quirks says of it happens."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from digest.errors import LlmRejected, LlmUnavailable
from digest.llm.faults.complaint import Asked, Complaint, short_of, status_of, told_in
from digest.llm.faults.quirk import Quirk
from digest.llm.faults.quirks import QUIRKS, consequence
from digest.llm.headers import retry_after, seconds
from digest.llm.reply import Reply
from digest.llm.urls import host_of, without_secrets

if TYPE_CHECKING:
    import openai

_NAMED_MODELS = 12
"""Models of an endpoint that a message names."""
_WAIT_IN_WORDS = re.compile(r"(?:try again|retry)(?: after| in)? ((?:\d+(?:\.\d+)? ?[a-z]+ ?)+)")
_LENGTH_OF_TIME = re.compile(r"(\d+(?:\.\d+)?) ?(ms|millisec|s|m|h)")


def judge(error: "openai.APIError", asked: Asked, quirks: Sequence[Quirk] = QUIRKS) -> Reply:
    """A reply where the complaint is about this one request; anything else is raised.

    Raises LlmUnavailable for what may pass, LlmRejected for what will not, RequestFailed where
    nothing says that other requests would fail too, and a Refused for what another body may mend.
    """
    import openai

    host = host_of(asked.base_url)
    if isinstance(error, openai.APITimeoutError):
        raise LlmUnavailable(f"{host} did not answer in time") from error
    if isinstance(error, openai.APIConnectionError):
        from digest.network import unreached

        why = without_secrets(unreached(host, error.__cause__ or error))
        raise LlmUnavailable(why, is_reached=False) from error
    if not isinstance(error, openai.APIStatusError):
        why = without_secrets(" ".join(str(error).split()))
        raise LlmRejected(f"{host} gave no answer of the OpenAI kind: {why}") from error
    body = error.response.text or error.message
    return judge_body(body, error.status_code, error.response.headers, asked, quirks)


def judge_body(
    body: str,
    status: int,
    headers: Mapping[str, str],
    asked: Asked,
    quirks: Sequence[Quirk] = QUIRKS,
) -> Reply:
    """The same for a body and its status; one of 200 that is no completion hides a fault."""
    follows = consequence(complaint_in(body, status, headers, asked), quirks)
    if isinstance(follows, Reply):
        return follows
    raise follows


def complaint_in(body: str, status: int, headers: Mapping[str, str], asked: Asked) -> Complaint:
    """What the body says and asks for; a status of 200 gives way to what the body names."""
    told = told_in(body, asked.fields)
    wait = retry_after(headers)
    return Complaint(
        status=status_of(body, status),
        told=told,
        short=short_of(body) or "nothing more",
        asked=asked,
        may_pass=headers.get("x-should-retry") != "false",
        retry_after=seconds_told(told) if wait is None else wait,
    )


def known_models(sdk: "openai.OpenAI") -> str:
    """`; it knows: a, b`, where the endpoint lists its models; nothing where it does not."""
    import openai

    try:
        names = sorted(model.id for model in sdk.models.list(timeout=10))
    except (openai.APIError, AttributeError, TypeError):
        return ""
    more = ", ..." if names[_NAMED_MODELS:] else ""
    return f"; it knows: {', '.join(names[:_NAMED_MODELS])}{more}"


def seconds_told(told: str) -> float | None:
    """The wait that a complaint names in words: `try again in 6m0.5s`, `retry after 20 seconds`."""
    found = _WAIT_IN_WORDS.search(told)
    parts = _LENGTH_OF_TIME.findall(found[1]) if found else []
    return round(seconds(parts), 3) if parts else None
