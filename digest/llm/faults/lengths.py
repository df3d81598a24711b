"""The quirks about lengths: of a request, of an answer, and of what both may have in a minute."""

import re

from digest.llm.faults.complaint import Complaint
from digest.llm.faults.quirk import Quirk
from digest.llm.faults.refusals import RoomRefused
from digest.llm.reply import Reply


def _too_long(_: Complaint) -> Reply:
    return Reply(text="", finish="too_long")


def _numbers(pattern: str, told: str) -> tuple[int, ...] | None:
    found = re.search(pattern, told)
    return tuple(int(number) for number in found.groups()) if found else None


def _beyond_the_minute(complaint: Complaint) -> Reply | None:
    """A wait helps where the request alone is within the limit."""
    numbers = _numbers(r"limit:? (\d{1,12})\b.{0,80}?requested:? (\d{1,12})", complaint.told)
    if numbers is None:
        return _too_long(complaint) if "request too large" in complaint.told else None
    return _too_long(complaint) if numbers[1] > numbers[0] else None


MINUTE = Quirk(
    name="minute",
    meaning="more tokens than the limit has for a whole minute: its stories are split",
    said=(
        r"tokens per (?:min|day)",
        r"tokens_per_minute",
        r"\btpm\b",
        "request too large for model",
    ),
    follows=_beyond_the_minute,
)

_CONTEXT = (
    r"context (?:length|size|limit) (?:of |is |exceeded: |: |(?:of|is) only )?(\d{1,12})"
    r"|(?:max_new_tokens\S*|tokens) must be <=? ?(\d{1,12})"
    r"|exceed context limit: \d+ \+ \d+ > (\d{1,12})"
)
_PROMPT = (
    r"(\d{1,12}) (?:tokens )?(?:(?:in|from|of) (?:the |your )?(?:input|messages|prompt|text)"
    r"|input tokens|.?inputs.? tokens)"
    r"|exceed context limit: (\d{1,12}) \+"
)


def _room_left(complaint: Complaint) -> RoomRefused | Reply | None:
    """What the context has left beside the request; too long where that is nothing."""
    whole, prompt = re.search(_CONTEXT, complaint.told), re.search(_PROMPT, complaint.told)
    if whole is None or prompt is None:
        return None
    left = int(whole[whole.lastindex or 0]) - int(prompt[prompt.lastindex or 0])
    return RoomRefused(left, is_lasting=False) if left > 0 else _too_long(complaint)


ROOM_LEFT = Quirk(
    name="room left",
    meaning="request and answer together are too long: the answer gets the room that is left",
    said=(
        r"max_(?:new_|completion_)?tokens",
        "completion",
        "in the output",
    ),
    follows=_room_left,
)
TOO_LONG = Quirk(
    name="too long",
    meaning="the request is longer than the model can read, and its stories are split",
    said=(
        r"context[_ ](?:length|size|limit)",
        r"(?:maximum|model's) context",
        r"(?:exceeds?|fit) .{0,20}context",
        r"contextwindowexceeded|context window of",
        r"(?:prompt|input|request|message)s? (?:is |are )?too (?:long|large)",
        r"too many (?:input |prompt )?tokens",
        r"(?:input|prompt|messages?)\b.{0,30}tokens?\b.{0,40}exceed",
        r"inputs.? must have less than",
        "input length should",
        r"input is longer than|longer than the model",
        r"prompt .{0,40}(?:too large for|exceeds)",
        r"exceed\w* .{0,30}(?:max\w* )?(?:input|prompt|sequence) (?:token|length)",
        "initial prompt is greater|truncate prompt",
        r"max\w* (?:model )?length|model token limit",
        "reduce the length of",
    ),
    statuses=(*range(402), *range(403, 600)),  # with 402 it is the credit that is too short
    follows=_too_long,
)


def _highest_room(complaint: Complaint) -> RoomRefused:
    """The limit of an answer, in any of the ways to say it; half is tried where none is found."""
    exclusive = _numbers(r"to (\d{1,12}) \(exclusive\)", complaint.told)
    if exclusive:
        return RoomRefused(exclusive[0] - 1)
    found = re.search(
        r"(?:at most|less than or equal to|up to|no more than|cannot exceed|not exceed|<=|≤|>"
        r"|limit (?:of|is)|maximum (?:of|is|value is|allowed is|allowed value of))"
        r" ?\W?(\d{1,12})|[\[(] ?\d+ ?, ?(\d{1,12}) ?[\])]|between \d+ and (\d{1,12})",
        complaint.told,
    )
    return RoomRefused(int(found[found.lastindex or 0]) if found else None)


_LIMIT = (
    r"(?:max_?(?:completion_|new_|output_)?tokens|(?:completion|output) tokens"
    r"|maximum tokens you requested)"
)
_BEYOND = (
    r"too (?:large|high|big|long)|at most|less than or equal|exceed|no more than"
    r"|not be (?:greater|more)|range|<= ?\d|≤|> \d|maximum|between \d"
)
ROOM = Quirk(
    name="room",
    meaning="the answer may not be that long: less is asked for from then on",
    said=(
        rf"{_LIMIT}\b.{{0,120}}?(?:{_BEYOND})",
        r"range of max_tokens",
    ),
    follows=_highest_room,
)
TOO_LARGE = Quirk(
    name="too large",
    meaning="as for the too long, by the status alone",
    statuses=(413,),
    follows=_too_long,
)
