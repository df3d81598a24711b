"""A real SMTP server in this process that answers as a test asks, and a ledger in memory."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from digest.delivery.account import Security
from digest.delivery.smtp import Outcome, SmtpAccount, State, send

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
        self.breaks_before_data = False
        self.breaks_after_data = False

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

    def record(self, edition: str, recipient: str, state: State, note: str) -> None:
        self.states[edition, recipient] = state
        self.told.append((recipient, state))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def check_password(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    right = isinstance(data, LoginPassword) and data.password == b"right"
    return AuthResult(success=right, handled=False)


@contextmanager
def running(desk: Desk, security: Security) -> Iterator[int]:
    """The port of a server that demands a login over TLS, or offers neither for "none"."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    AUTHORITY.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    arguments: dict[str, Any] = {}
    if security != "none":
        arguments = {"authenticator": check_password, "auth_required": True}
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


def posted(desk: Desk, to: list[str], by: SmtpAccount, book: Book | None = None) -> list[Outcome]:
    """Outcomes of sending, with no real waiting."""
    return list(
        send(
            MESSAGE,
            to,
            by,
            edition="2026-05-03",
            ledger=book or Book(),
            sleep=lambda _seconds: None,
        )
    )


def kinds(outcomes: list[Outcome]) -> list[str]:
    return [type(outcome).__name__ for outcome in outcomes]
