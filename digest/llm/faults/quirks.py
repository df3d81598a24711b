"""What servers complain about, and what follows: one table for all providers.

The table is read from the top, and the first line that recognises a complaint decides, by what is
said rather than by the status: gateways change that. A provider with words of its own is a word
more.
"""

import re
from collections.abc import Sequence
from typing import Literal

from digest.errors import LlmBusy, LlmRejected, LlmUnavailable
from digest.llm.faults.accounts import (
    ADDRESS,
    CREDIT,
    FORBIDDEN,
    KEY,
    MODEL,
    NO_QUOTA,
    PAYMENT,
    QUOTA,
    WALL,
    failed,
)
from digest.llm.faults.complaint import Complaint
from digest.llm.faults.lengths import MINUTE, ROOM, ROOM_LEFT, TOO_LARGE, TOO_LONG
from digest.llm.faults.quirk import Consequence, Quirk
from digest.llm.faults.refusals import LIMITS, FieldRefused, FormRefused, SystemRefused
from digest.llm.reply import Reply

_FAILED = range(400, 600)
_PASSING = (408, 409, 425, 429, *range(500, 600))
_TOO_MANY = 429
_PACE = (_TOO_MANY, 503)
_REFUSED = (
    r"(?:n.t|not|no longer|never) (?:\w+ ){0,2}?"
    r"(?:support|allow|permit|accept|enable|implement)"
)
_UNKNOWN = r"(?:un|not[_ ])(?:support|known|recogni|expected)|invalid|extra inputs"
_REFUSAL = rf"{_UNKNOWN}|{_REFUSED}"


def _wait_or_end(told: Complaint) -> LlmRejected | LlmUnavailable:
    said = f"{told.host} answered {told.status}: {told.short}"
    if not told.may_pass:
        return LlmRejected(said)
    if told.status == _TOO_MANY:
        what: Literal["requests", "tokens"] = "tokens" if "token" in told.told else "requests"
        return LlmBusy(said, retry_after=told.retry_after, what=what)
    return LlmUnavailable(said, retry_after=told.retry_after)


FILTERED = Quirk(
    name="filtered",
    meaning="a filter stopped it: its stories are told by extraction",
    said=(
        r"content[_ -]?filter|content_policy",
        "content management policy",
        "responsible ?ai",
        "flagged|moderation|guardrail|unsafe",
        r"violat\w+ .{0,60}polic|usage polic",
        "data_inspection_failed|data inspection",
        "inappropriate|prohibited",
        "content exists risk",
        "safety (?:system|filter|polic|reason|check)",
        "blocked .{0,30}(?:safety|content)",
        "sensitive (?:content|word|info)",
    ),
    follows=lambda _: Reply(text="", finish="content_filter"),
)
GENERATION = Quirk(
    name="generation",
    meaning="the server could not make of its answer what was asked: this request fails",
    said=(
        "json_validate_failed|tool_use_failed",
        "failed to (?:generate|validate) json",
        "failed to call a function",
        r"(?:model|generated) output .{0,40}(?:not|invalid)",
    ),
    follows=failed,
)
_SYSTEM = "(?:system|developer)"
SYSTEM = Quirk(
    name="system",
    meaning="the system text joins the user's message from then on",
    said=(
        rf"{_SYSTEM} (?:role|message|instruction|prompt)s?.{{0,40}}(?:{_REFUSED}|unsupported)",
        rf"role.{{0,60}}(?:{_REFUSED}|{_UNKNOWN}).{{0,20}}{_SYSTEM}",
        "(?:roles?|messages?|message.s.) .{0,40}alternat",
        "only .{0,40}roles are supported",
        "system role|system message must",
    ),
    follows=lambda _: SystemRefused(),
)


def _other_limit(complaint: Complaint) -> FieldRefused | None:
    """The one name of the limit in the place of the other."""
    for sent, instead in (LIMITS, LIMITS[::-1]):
        if sent in complaint.asked.fields and re.search(rf"\b{sent}\b", complaint.told):
            return FieldRefused(sent, instead)
    return None


LIMIT = Quirk(
    name="limit",
    meaning="the limit of the answer goes by its other name from then on",
    said=(
        _REFUSAL,
        r"use .{0,3}max",
        "did you mean|no such|unknown",
    ),
    follows=_other_limit,
)
_OF_THE_FORM = ("response_format", "tools", "tool_choice", "model", "messages", *LIMITS)
_BEFORE_A_NAME = (
    r"(?:^|[`'\"|:.({\[]|\b(?:parameter|argument|field|propert(?:y|ies)|option|key)s?:?) ?"
    r"[`'\"]?"
)


def _field(complaint: Complaint) -> FieldRefused | None:
    """The first of our fields that is named as one; a word like `user` may be any word."""
    named = (
        (found.start(), field)
        for field in complaint.asked.fields
        if field not in _OF_THE_FORM
        and (found := re.search(rf"{_BEFORE_A_NAME}{_any_case(field)}\b", complaint.told))
    )
    first = min(named, default=None)
    return FieldRefused(first[1], None) if first else None


def _any_case(field: str) -> str:
    """A pattern for `reasoning_effort` that `reasoningEffort` fits, in lower case."""
    return re.escape(field.lower()).replace("_", "_?")


FIELD = Quirk(
    name="field",
    meaning="a parameter is left out from then on",
    said=(
        _REFUSAL,
        "only|must be|should be|cannot|incompatible",
        "deprecated|not available|additional propert",
    ),
    follows=_field,
)
_FORM = (
    r"response[_ ]?format|response[_ ]schema|json[_ ](?:schema|object|mode)|structured[_ ]output"
    r"|grammar|guided_|additionalproperties|\bschema|\btools?\b|tool_choice|function[_ .]?call"
)
FORM = Quirk(
    name="form",
    meaning="the form of the answer is asked for one rung lower",
    said=(_FORM,),
    statuses=(400, 404, 405, 406, 415, 422, 501),
    follows=lambda told: FormRefused(told.short),
)
FORM_WITHIN = Quirk(
    name="form within",
    meaning="as above, for servers that say it with the status of a fault of their own",
    said=(
        rf"(?:{_FORM}).{{0,80}}(?:{_REFUSED}|unsupported)",
        rf"(?:{_REFUSED}\w*|unsupported|failed to (?:parse|compile|build)).{{0,80}}(?:{_FORM})",
        rf"validation error.{{0,200}}(?:{_FORM}).{{0,80}}input should be",
    ),
    statuses=range(500, 600),
    follows=lambda told: FormRefused(told.short),
)
PACE = Quirk(
    name="pace",
    meaning="too many requests or tokens: the same request is made again after a wait",
    said=(
        "(?:try again|retry) in",
        "per ?-?(?:min|sec|hour|day)",
        "rate.?limit|too many requests|slow down|concurren",
    ),
    statuses=_PACE,
    follows=_wait_or_end,
)
BUSY = Quirk(
    name="busy",
    meaning="the same request is made again after a wait, unless `x-should-retry` forbids it",
    statuses=_PASSING,
    follows=_wait_or_end,
)
BUSY_IN_WORDS = Quirk(
    name="busy in words",
    meaning="as above, whatever the status",
    said=(
        "rate.?limit|too many requests",
        "overloaded|over capacity|busy|upstream",
        "temporarily|try again|timed? ?out",
        "is loading|currently loading|service unavailable",
    ),
    follows=_wait_or_end,
)
UNCLEAR = Quirk(
    name="unclear",
    meaning="nobody knows it: the request fails, and others are made",
    statuses=_FAILED,
    follows=failed,
)
QUIRKS = (
    *(MINUTE, ROOM_LEFT, TOO_LONG, CREDIT, ROOM, FILTERED, GENERATION, SYSTEM, LIMIT, FIELD),
    *(NO_QUOTA, PACE, QUOTA, KEY, FORM, FORM_WITHIN, MODEL, WALL, FORBIDDEN, PAYMENT, ADDRESS),
    *(TOO_LARGE, BUSY, BUSY_IN_WORDS, UNCLEAR),
)


def consequence(complaint: Complaint, quirks: Sequence[Quirk] = QUIRKS) -> Consequence:
    """What follows from the complaint; where nobody recognises it, its request fails."""
    found = (quirk.recognises(complaint) for quirk in quirks)
    return next((follows for follows in found if follows is not None), failed(complaint))
