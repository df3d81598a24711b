"""Sends an edition by SMTP: one message a recipient, over verified TLS, and never twice."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from digest.delivery.account import SmtpAccount
from digest.delivery.addressing import addressed, message_id, parse_address
from digest.delivery.outcomes import Ledger, Outcome, Refused, Sent, State, Unknown
from digest.delivery.session import (
    Fault,
    Final,
    Lost,
    NoAccount,
    Passing,
    Session,
    Unreachable,
    in_words,
)
from digest.progress import Event, Report, silent

__all__ = ["Ledger", "Outcome", "Refused", "Sent", "SmtpAccount", "State", "Unknown", "send"]

_TRIES = 3
_FIRST_WAIT_S = 2.0
_LONGEST_WAIT_S = 30.0


def send(
    message: bytes,
    recipients: Sequence[str],
    account: SmtpAccount,
    *,
    edition: str,
    ledger: Ledger,
    now: datetime | None = None,
    report: Report = silent,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Outcome, ...]:
    """One outcome a recipient, in the order given, each address once.

    `message` is an .eml, `edition` names it in the ledger, `now` (aware) becomes its Date. No
    network fault raises: a server that can't be used refuses everybody that is left. Raises
    ConfigError for a `ca_file` that can't be read.
    """
    session = Session(account)
    outcomes: list[Outcome] = []
    broken: Fault | None = None
    unique = _unique(recipients)
    try:
        for done, recipient in enumerate(unique, start=1):
            copy = _Copy(message, recipient, account, edition, ledger, now)
            outcome = copy.settled()
            if outcome is None and broken is not None:
                outcome = copy.refused(broken)
            if outcome is None:
                outcome, broken = copy.deliver(session, sleep)
            outcomes.append(outcome)
            report(Event(stage="send", done=done, total=len(unique), note=_note(outcome)))
    finally:
        session.close()
    return tuple(outcomes)


@dataclass(frozen=True, slots=True)
class _Copy:
    """The copy of an edition for one recipient, and its line in the ledger."""

    message: bytes
    recipient: str
    account: SmtpAccount
    edition: str
    ledger: Ledger
    now: datetime | None

    @property
    def _id(self) -> str:
        return message_id(self.edition, self.recipient.lower(), self.account.address.domain)

    def settled(self) -> Outcome | None:
        """What is known before anything is sent: a bad address, an earlier run."""
        try:
            parse_address(self.recipient)
        except ValueError as error:
            return Refused(recipient=self.recipient, why=f"no mail address: {error}")
        match self.ledger.state(self.edition, self.recipient.lower()):
            case "sent":
                return Sent(recipient=self.recipient, message_id=self._id, earlier=True)
            case "sending" | "unknown":
                return Unknown(
                    recipient=self.recipient,
                    why="an earlier run broke off while sending, and it is not sent again",
                )
            case _:
                return None

    def deliver(
        self, session: Session, sleep: Callable[[float], None]
    ) -> tuple[Outcome, Fault | None]:
        """The outcome, and the fault that ends the run for everybody, if it was one."""
        content = addressed(
            self.message,
            sender=self.account.address,
            recipient=self.recipient,
            identifier=self._id,
            now=self.now,
        )
        try:
            _patiently(
                sleep,
                lambda: session.deliver(self.recipient, content, lambda: self._record("sending")),
            )
        except (NoAccount, Unreachable) as fault:
            return self.refused(fault), fault
        except (Final, Passing) as fault:
            return self.refused(fault), None
        except Lost as fault:
            self._record("unknown", fault.why)
            return Unknown(recipient=self.recipient, why=fault.why), None
        self._record("sent")
        return Sent(recipient=self.recipient, message_id=self._id), None

    def refused(self, fault: Fault) -> Refused:
        self._record("refused", fault.why)
        return Refused(recipient=self.recipient, why=fault.why, code=fault.code)

    def _record(self, state: State, note: str = "") -> None:
        self.ledger.record(self.edition, self.recipient.lower(), state, note)


def _patiently(sleep: Callable[[float], None], deliver: Callable[[], None]) -> None:
    """Try again what may pass; raises the last fault when it does not."""
    Retrying(
        retry=retry_if_exception_type(Passing),
        stop=stop_after_attempt(_TRIES),
        wait=wait_exponential(_FIRST_WAIT_S, max=_LONGEST_WAIT_S),
        sleep=sleep,
        reraise=True,
    )(deliver)


def _unique(recipients: Sequence[str]) -> list[str]:
    """Bare addresses, each once whatever its case; what is no address stays as written."""
    unique: dict[str, str] = {}
    for written in recipients:
        try:
            recipient = parse_address(written).addr_spec
        except ValueError:
            recipient = written
        unique.setdefault(recipient.lower(), recipient)
    return list(unique.values())


def _note(outcome: Outcome) -> str:
    match outcome:
        case Refused(recipient=recipient, why=why):
            return f"{in_words(recipient)} refused: {why}"
        case Unknown(recipient=recipient, why=why):
            return f"{recipient} unknown: {why}"
        case Sent():
            return ""
