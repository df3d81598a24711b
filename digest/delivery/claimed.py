"""Something goes out once: claimed in the ledger before, remembered after, whatever ends it."""

from collections.abc import Callable

from digest.delivery.outcomes import Outcome, Refused, Sent, State, Unknown, as_it_stands
from digest.delivery.posting import Posting
from digest.progress import Event

_BROKEN_OFF = "broken off while it was sent: perhaps it arrived"


def once(posting: Posting, recipient: str, deliver: Callable[[], Outcome]) -> Outcome:
    """What delivering to a recipient gave; it is not tried where the ledger forbids it."""
    outcome = _claimed(posting, recipient, deliver)
    if isinstance(outcome, Refused | Unknown):
        posting.report(Event(stage="send", note=f"{recipient}: {outcome.why}"))
    return outcome


def _claimed(posting: Posting, recipient: str, deliver: Callable[[], Outcome]) -> Outcome:
    standing = posting.ledger.claim(
        posting.edition, recipient, again=posting.again, retry=posting.retry_unknown
    )
    if standing is not None:
        return as_it_stands(recipient, standing)
    outcome: Outcome = Unknown(recipient=recipient, why=_BROKEN_OFF)
    try:
        outcome = deliver()
    finally:
        posting.ledger.record(posting.edition, recipient, *_to_remember(outcome))
    return outcome


def _to_remember(outcome: Outcome) -> tuple[State, str]:
    match outcome:
        case Sent():
            return "sent", ""
        case Refused(why=why):
            return "refused", why
        case Unknown(why=why):
            return "unknown", why
        case _:
            return "refused", ""
