"""An account that can pay for less than was asked: the request goes out with that much room."""

from collections.abc import Mapping

from digest.llm.endpoint import Endpoint
from digest.llm.faults.refusals import LIMITS, CreditRefused
from digest.llm.patience import Keep
from digest.llm.reply import Reply

Body = Mapping[str, object]


def posted(endpoint: Endpoint, body: Body, tokens: int, keep: Keep, *, least: int) -> Reply:
    """What the endpoint's `post` gives, for as long an answer as the account can pay for.

    It is shortened once, and not below `least` tokens: then the account is empty, which ends the
    asking.
    """
    try:
        return endpoint.post(body, tokens, keep)
    except CreditRefused as refused:
        shorter = _shortened(body, refused.highest)
        if shorter is None or refused.highest < least:
            raise endpoint.end(refused.otherwise) from refused
    try:
        return endpoint.post(shorter, tokens, keep)
    except CreditRefused as refused:
        raise endpoint.end(refused.otherwise) from refused


def _shortened(body: Body, room: int) -> Body | None:
    """The body with that limit of its answer; None for one that names none, or less."""
    for limit in LIMITS:
        asked = body.get(limit)
        if isinstance(asked, int) and asked > room:
            return {**body, limit: room}
    return None
