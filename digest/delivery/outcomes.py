"""What became of each copy of an edition, and the memory that keeps one from going out twice."""

from dataclasses import dataclass
from typing import Literal, Protocol

State = Literal["sending", "sent", "refused", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The server took the message."""

    recipient: str
    message_id: str
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


Outcome = Sent | Refused | Unknown


class Ledger(Protocol):
    """Remembers what became of an edition's copies, over runs and crashes.

    Recipients come normalised: bare address, lower case.
    """

    def state(self, edition: str, recipient: str) -> State | None:
        """The last state recorded; None for a recipient this edition has not been sent to."""
        ...

    def record(self, edition: str, recipient: str, state: State, note: str) -> None:
        """Keep the state durably before returning; `note` is the reason, in words."""
        ...
