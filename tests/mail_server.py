"""A real SMTP server in this process that answers as a test asks, and a ledger in memory."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from digest.delivery.account import Security, SmtpAccount
from digest.delivery.letter import Letter
from digest.delivery.outcomes import Outcome, Standing, State, goes
from digest.delivery.posting import Posting
from digest.delivery.smtp import send
from digest.progress import silent

NOW = datetime(2026, 5, 3, 6, tzinfo=UTC)
AUTHORITY = trustme.CA()
"""Signs the server's certificate; nobody else trusts it."""

TALKS_TO_A_SERVER = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1", "localhost"]),
    # Under implicit TLS the server does not know that its line is encrypted, and says so.
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning"),
]
"""The marks of tests that mail to it."""

MESSAGE = (
    b"From: draft@localhost\r\nX-Unsent: 1\r\nSubject: The Morning Ledger,\r\n 3 May 2026\r\n"
    b"Date: Sun, 03 May 2026 06:00:00 +0000\r\nMessage-ID: <draft@localhost>\r\n\r\n"
    b"Lind crossing closed.\r\n.hidden dot\r\n"
)


class Desk:
    """What the server does with mail: keeps it, or answers as a test asks."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.answers: dict[str, list[str]] = {}
        """Replies to RCPT, by address, one after another; then 250."""
        self.data_reply = "250 kept"
        self.mail_reply = "250 OK"
        self.logins = 0
        self.asked = 0
        self.knows_utf8 = False
        self.most_bytes: int | None = None
        self.breaks_before_data = False
        self.breaks_after_data = False

    def let_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Who knows the password."""
        self.logins += 1
        right = isinstance(data, LoginPassword) and data.password == b"right"
        return AuthResult(success=right, handled=False)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options = options
        self.asked += 1
        return self.mail_reply

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.breaks_before_data:
            self.breaks_before_data = False
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        if self.answers.get(address):
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        if self.breaks_after_data:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return self.data_reply


class Book:
    """A ledger in memory that keeps the order of what it was told."""

    def __init__(self) -> None:
        self.states: dict[tuple[str, str], State] = {}
        self.told: list[tuple[str, State]] = []

    def state(self, edition: str, recipient: str) -> State | None:
        return self.states.get((edition, recipient))

    def claim(
        self, edition: str, recipient: str, *, again: bool = False, retry: bool = False
    ) -> Standing | None:
        state = self.states.get((edition, recipient))
        if not goes(state, again=again, retry=retry):
            return state
        self.record(edition, recipient, "sending", "")
        return None

    def record(self, edition: str, recipient: str, state: State, note: str) -> None:
        self.states[edition, recipient] = state
        self.told.append((recipient, state))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(desk: Desk, security: Security) -> Iterator[int]:
    """The port of a server that demands a login over TLS, or offers neither for "none"."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    AUTHORITY.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    arguments: dict[str, Any] = {"enable_SMTPUTF8": desk.knows_utf8}
    arguments |= {} if desk.most_bytes is None else {"data_size_limit": desk.most_bytes}
    if security != "none":
        arguments |= {"authenticator": desk.let_in, "auth_required": True}
    if security == "starttls":
        arguments |= {"tls_context": context, "require_starttls": True}
    if security == "implicit":
        arguments |= {"ssl_context": context, "auth_require_tls": False}
    controller = Controller(desk, hostname="127.0.0.1", port=free_port(), **arguments)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def account(port: int, ca_file: str | None, **changes: Any) -> SmtpAccount:
    settings: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "sender": "The Desk <desk@example.org>",
        "user": "desk",
        "password": "right",
        "timeout_s": 5.0,
        "ca_file": ca_file,
    }
    return SmtpAccount(**(settings | changes))


def going(book: Book | None = None, **changes: Any) -> Posting:
    """The edition of a day on its way."""
    letter = Letter(content=MESSAGE)
    arguments: dict[str, Any] = {
        "letter": letter,
        "edition": "2026-05-03",
        "ledger": book or Book(),
        "now": NOW,
        "report": silent,
    }
    return Posting(**(arguments | changes))


def posted(
    desk: Desk, to: list[str], by: SmtpAccount, book: Book | None = None, **changes: Any
) -> list[Outcome]:
    """Outcomes of sending, with no real waiting."""
    return list(send(going(book, **changes), to, by, sleep=lambda _seconds: None))


def served(desk: Desk) -> list[str]:
    """Who got a message, in order."""
    return [str(reader) for envelope in desk.taken for reader in envelope.rcpt_tos]


def kinds(outcomes: list[Outcome]) -> list[str]:
    return [type(outcome).__name__ for outcome in outcomes]
