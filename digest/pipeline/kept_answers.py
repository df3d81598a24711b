"""The answers in the store: counted, exported, and cleared. Nothing here asks or pays."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from digest.llm.stored import is_in_vain, reply_of
from digest.store import Store

UNNAMED = "unknown"
"""Of a server that does not say which model answered."""


@dataclass(slots=True)
class Kept:
    """Answers of one model and one day."""

    answers: int = 0
    in_vain: int = 0
    """Those that answer nothing: refused, filtered, cut, or unreadable."""
    size: int = 0
    """Bytes."""


def kept_by_day(store: Store) -> dict[tuple[str, date], Kept]:
    """Counts by the model that answered and the day (UTC), in order."""
    found: defaultdict[tuple[str, date], Kept] = defaultdict(Kept)
    for one in store.answers.all():
        reply = reply_of(one.answer)
        kept = found[(reply and reply.model) or UNNAMED, one.created.date()]
        kept.answers += 1
        kept.in_vain += is_in_vain(reply)
        kept.size += len(one.answer.encode())
    return dict(sorted(found.items()))


def clear_answers(store: Store, *, before: datetime | None, in_vain_alone: bool) -> int:
    """Drop answers kept before that moment, or whenever; how many they were."""
    dropped = [
        one.key
        for one in store.answers.all()
        if (before is None or one.created < before)
        and (not in_vain_alone or is_in_vain(reply_of(one.answer)))
    ]
    store.answers.forget_all(dropped)
    return len(dropped)


def exported(store: Store) -> Iterator[dict[str, str]]:
    """Each answer as it was sent, with its key, its moment and who answered."""
    for one in store.answers.all():
        reply = reply_of(one.answer)
        yield {
            "key": one.key,
            "created": one.created.isoformat(),
            "model": (reply and reply.model) or UNNAMED,
            "answer": one.answer,
        }
