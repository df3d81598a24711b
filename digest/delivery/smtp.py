"""Sends an edition by SMTP: one message a recipient, over verified TLS, and never twice."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address

from digest.delivery.account import SmtpAccount
from digest.delivery.letter import message_id
from digest.delivery.outcomes import (
    ELSEWHERE,
    Outcome,
    Refused,
    Sent,
    Standing,
    State,
    Unknown,
    as_it_stands,
)
from digest.delivery.posting import Posting
from digest.delivery.session import (
    Broken,
    Fault,
    Final,
    Lost,
    NoAccount,
    Passing,
    Session,
    Unavailable,
    in_words,
)
from digest.errors import DeliveryError
from digest.mail_headers import parse_address
from digest.progress import Event

_WAITS_S = (2.0, 10.0, 60.0, 300.0)
"""Before each further round of those who were put off; greylisting usually takes the last."""
_WAITS_FOR_NOBODY = 2
"""So many of them for a server that never let us in: its name may be wrong."""
_MOST_BREAKS = 3
"""Connections that break one after another before the server counts as unavailable."""


def send(
    posting: Posting,
    recipients: Sequence[str],
    account: SmtpAccount,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Outcome, ...]:
    """One outcome a recipient, in the order given, each address once.

    No network fault raises: a server that can't be used refuses everybody that is left. Raises
    ConfigError for a `ca_file` that can't be read.
    """
    people = unique(recipients)
    run = _Run(posting, account, Session(account), len(people))
    left: list[_Copy] = []
    for key, reader in people.items():
        if isinstance(reader, Refused):
            run.settle(key, reader)
        else:
            left.append(_Copy(posting, account, reader))
    try:
        left = run.through(left)
        for waits, wait in enumerate(_WAITS_S, start=1):
            if not left or (waits > _WAITS_FOR_NOBODY and run.is_shut_out):
                break
            run.tell(f"{len(left)} put off; again in {wait:.0f} s")
            sleep(wait)
            run.session.check()
            left = run.through(left)
        for copy in left:
            run.settle(copy.key, copy.given_up(run.postponed[copy.key]))
    finally:
        run.session.close()
    return tuple(run.outcomes[key] for key in people)


def try_out(account: SmtpAccount) -> str:
    """What the server said to us, in words, when it let us in; nothing is sent.

    Raises DeliveryError where it does not, and ConfigError as `send`.
    """
    session = Session(account)
    try:
        session.open()
    except Fault as fault:
        raise DeliveryError(fault.why) from fault
    finally:
        session.close()
    return "it lets us in"


@dataclass(slots=True)
class _Run:
    """What has become of the readers until now."""

    posting: Posting
    account: SmtpAccount
    session: Session
    total: int
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    postponed: dict[str, Fault] = field(default_factory=dict)
    """Why, of each who was put off."""
    is_shut_out: bool = False

    def settle(self, key: str, outcome: Outcome) -> None:
        self.outcomes[key] = outcome
        self.tell(_note(outcome))

    def tell(self, note: str) -> None:
        done = len(self.outcomes)
        server = (self.account.host,)
        self.posting.report(
            Event(stage="send", done=done, total=self.total, waits_for=server, note=note)
        )

    def through(self, copies: "Sequence[_Copy]") -> "list[_Copy]":
        """Try each; gives those who are to be tried again, in their order."""
        later: list[_Copy] = []
        down: Fault | None = None
        breaks = 0
        for copy in copies:
            if isinstance(down, NoAccount):
                self.settle(copy.key, copy.given_up(down))
                continue
            fault = down
            if fault is None:
                fault = self._tried(copy)
                breaks = breaks + 1 if isinstance(fault, Broken) else 0
            if isinstance(fault, NoAccount | Unavailable) or breaks == _MOST_BREAKS:
                down = fault
            if isinstance(fault, NoAccount):
                self.settle(copy.key, copy.given_up(fault))
            elif fault is not None:
                self.postponed[copy.key] = fault
                later.append(copy)
        self.is_shut_out = not self.session.was_open and down is not None
        return later

    def _tried(self, copy: "_Copy") -> Fault | None:
        """What puts the reader off, or ends the run; None when its outcome is settled."""
        try:
            self.settle(copy.key, copy.delivered(self.session))
        except NoAccount as fault:
            return fault
        except Passing as fault:
            self.tell(f"{copy.reader.addr_spec} put off: {fault.why}")
            return fault
        return None


@dataclass(frozen=True, slots=True)
class _Copy:
    """The copy of an edition for one recipient, and its line in the ledger."""

    posting: Posting
    account: SmtpAccount
    reader: Address

    @property
    def key(self) -> str:
        return self.reader.addr_spec.lower()

    @property
    def _id(self) -> str:
        """Another one for a repetition that was asked for: mailboxes hide what they know."""
        posting = self.posting
        repeated = f"|{posting.now}" if posting.again else ""
        return message_id(posting.edition + repeated, self.key, self.account.address.domain)

    def delivered(self, session: Session) -> Outcome:
        """The outcome; raises Passing and NoAccount, with nothing sent and no claim left."""
        standing = self._claim()
        if standing == "sending":
            raise Passing(ELSEWHERE)
        if standing is not None:
            return self._as_it_stands(standing)
        try:
            self._hand_to(session)
        except Final as fault:
            return self._refused(fault)
        except Lost as fault:
            return Unknown(recipient=self.reader.addr_spec, why=fault.why)
        return Sent(recipient=self.reader.addr_spec)

    def given_up(self, fault: Fault) -> Outcome:
        """The outcome of a reader whom this run does not try again."""
        standing = self._claim()
        if standing is not None:
            return self._as_it_stands(standing)
        self._record("refused", fault.why)
        return self._refused(fault)

    def _hand_to(self, session: Session) -> None:
        """Send what was claimed; whatever ends it, the ledger is told how far it came."""
        states: list[State] = ["refused"]
        note = "broken off before the message"
        try:
            session.deliver(self.reader, self._content(), lambda: states.append("unknown"))
            states.append("sent")
            note = ""
        except Fault as fault:
            if not isinstance(fault, Lost):
                states.append("refused")
            note = fault.why
            raise
        finally:
            self._record(states[-1], note)

    def _content(self) -> bytes:
        return self.posting.letter.copy(
            self.reader, sender=self.account.address, identifier=self._id, now=self.posting.now
        )

    def _claim(self) -> Standing | None:
        posting = self.posting
        return posting.ledger.claim(
            posting.edition, self.key, again=posting.again, retry=posting.retry_unknown
        )

    def _record(self, state: State, note: str) -> None:
        self.posting.ledger.record(self.posting.edition, self.key, state, note)

    def _as_it_stands(self, standing: Standing) -> Outcome:
        return as_it_stands(self.reader.addr_spec, standing)

    def _refused(self, fault: Fault) -> Refused:
        return Refused(recipient=self.reader.addr_spec, why=fault.why, code=fault.code)


def unique(recipients: Sequence[str]) -> dict[str, Address | Refused]:
    """Readers by address in lower case, each once; what is no address is refused."""
    people: dict[str, Address | Refused] = {}
    for written in recipients:
        try:
            reader = parse_address(written)
        except ValueError as error:
            refused = Refused(recipient=written, why=f"no mail address: {error}")
            people.setdefault(written.lower(), refused)
        else:
            people.setdefault(reader.addr_spec.lower(), reader)
    return people


def _note(outcome: Outcome) -> str:
    match outcome:
        case Refused(recipient=recipient, why=why):
            return f"{in_words(recipient)} not sent: {why}"
        case Unknown(recipient=recipient, why=why):
            return f"{recipient} unknown: {why}"
        case _:
            return ""
