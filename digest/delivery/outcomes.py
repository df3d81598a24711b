"""What became of each copy of an edition, and the memory that keeps one from going out twice."""

from dataclasses import dataclass
from typing import Protocol

from digest.store.deliveries import Standing, State, goes

__all__ = [
    "ELSEWHERE",
    "Ledger",
    "NothingChosen",
    "Outcome",
    "Refused",
    "Sent",
    "Standing",
    "State",
    "Unknown",
    "Unsubscribed",
    "as_it_stands",
    "goes",
]


ELSEWHERE = "another run is sending it at this moment"
_BROKE_OFF = "a run broke off while sending: perhaps it arrived; --retry-unknown sends it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The server took the message."""

    recipient: str
    earlier: bool = False
    """It had been sent by an earlier run, and was not sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The message was certainly not delivered; sending it again later is safe."""

    recipient: str
    why: str
    code: int | None = None
    """The server's reply code; None where there was no reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The connection broke while the message was on its way: perhaps delivered, perhaps not.

    It is never sent again by itself, because nobody wants an edition twice.
    """

    recipient: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsubscribed:
    """The reader wants no more editions, which nothing overrules."""

    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingChosen:
    """The edition has nothing of what the reader chose, and no mail went out."""

    recipient: str
    choice: str


Outcome = Sent | Refused | Unknown | Unsubscribed | NothingChosen


def as_it_stands(recipient: str, standing: Standing) -> Outcome:
    """The outcome of a copy that was not sent, as that stood in the way."""
    match standing:
        case "unsubscribed":
            return Unsubscribed(recipient=recipient)
        case "sent":
            return Sent(recipient=recipient, earlier=True)
        case "sending":
            return Unknown(recipient=recipient, why=ELSEWHERE)
        case _:
            return Unknown(recipient=recipient, why=_BROKE_OFF)


class Ledger(Protocol):
    """Remembers what became of an edition's copies, over runs and crashes.

    Recipients come normalised: bare address, lower case.
    """

    def state(self, edition: str, recipient: str) -> Standing | None:
        """What stands in the way of sending, or `refused`; None where nobody has tried."""
        ...

    def claim(
        self, edition: str, recipient: str, *, again: bool = False, retry: bool = False
    ) -> Standing | None:
        """None when the copy is now this process's own, in state `sending`; else what forbids it.

        It is given to one of all who ask. `again` overrules `sent` and `unknown`, `retry`
        `unknown` alone.
        """
        ...

    def record(self, edition: str, recipient: str, state: State, note: str) -> None:
        """Keep the state of a claimed copy durably; `note` is the reason, in words."""
        ...
