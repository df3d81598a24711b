"""Sending: over verified TLS only, one message a recipient, and nobody gets an edition twice.

The server is a real one (aiosmtpd) in this process, with certificates of an authority made here.
"""

import asyncio
import email
import email.policy
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from digest.delivery.account import Security
from digest.delivery.smtp import Outcome, Refused, Sent, SmtpAccount, State, Unknown, send
from digest.errors import ConfigError
from digest.progress import Event

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1", "localhost"]),
    # Under implicit TLS the server does not know that its line is encrypted, and says so.
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning"),
]

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


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


Serve = Callable[[Desk, Security], AbstractContextManager[int]]


@pytest.fixture
def serve(authority: trustme.CA) -> Serve:
    """Starts a server that demands TLS and a login, and gives its port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)

    @contextmanager
    def running(desk: Desk, security: Security) -> Iterator[int]:
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

    return running


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


@pytest.mark.parametrize("security", ["starttls", "implicit"])
def test_each_recipient_gets_a_message_of_their_own(
    serve: Serve, ca_file: str, security: Literal["starttls", "implicit"]
) -> None:
    """Over TLS and with a login, nobody sees who else gets the edition."""
    desk = Desk()
    with serve(desk, security) as port:
        outcomes = posted(
            desk, ["ann@example.org", "bo@example.org"], account(port, ca_file, security=security)
        )

    assert ["Sent", "Sent"] == kinds(outcomes)
    assert [["ann@example.org"], ["bo@example.org"]] == [e.rcpt_tos for e in desk.taken]
    first, second = (
        email.message_from_bytes(e.original_content or b"", policy=email.policy.default)
        for e in desk.taken
    )
    assert "ann@example.org" == first["To"]
    assert "The Desk <desk@example.org>" == first["From"]
    assert first["Message-ID"] != second["Message-ID"]
    assert "bo@example.org" not in str(first)


def test_the_message_arrives_as_it_was_rendered(serve: Serve, ca_file: str) -> None:
    """Lines that begin with a dot survive the way, folded headers too, and the draft mark goes."""
    desk = Desk()
    with serve(desk, "starttls") as port:
        posted(desk, ["ann@example.org"], account(port, ca_file))

    content = desk.taken[0].original_content or b""
    assert content.endswith(b"\r\n\r\nLind crossing closed.\r\n.hidden dot\r\n")
    assert b"Subject: The Morning Ledger,\r\n 3 May 2026\r\n" in content
    assert b"X-Unsent" not in content


def test_the_date_is_when_it_was_sent(serve: Serve, ca_file: str) -> None:
    """Spam filters distrust a message that is days old when it comes."""
    desk = Desk()
    with serve(desk, "starttls") as port:
        send(
            MESSAGE,
            ["ann@example.org"],
            account(port, ca_file),
            edition="e",
            ledger=Book(),
            now=datetime(2026, 5, 4, 7, tzinfo=UTC),
        )

    got = email.message_from_bytes(desk.taken[0].original_content or b"")
    assert ["Mon, 04 May 2026 07:00:00 +0000"] == got.get_all("Date")


@pytest.mark.parametrize("security", ["starttls", "implicit"])
def test_an_untrusted_certificate_gets_nothing(
    serve: Serve, security: Literal["starttls", "implicit"]
) -> None:
    """Neither the password nor the edition goes to a server that can't prove its name."""
    desk = Desk()
    with serve(desk, security) as port:
        outcomes = posted(
            desk, ["ann@example.org", "bo@example.org"], account(port, None, security=security)
        )

    assert ["Refused", "Refused"] == kinds(outcomes)
    assert "no trusted connection" in str(outcomes[0])
    assert [] == desk.taken


def test_a_certificate_for_another_name_gets_nothing(serve: Serve, ca_file: str) -> None:
    """A trusted authority is not enough: the name has to be the server's."""
    other = trustme.CA()
    Path(ca_file).write_bytes(other.cert_pem.bytes())
    desk = Desk()
    with serve(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert ["Refused"] == kinds(outcomes)
    assert [] == desk.taken


def test_a_server_without_starttls_gets_nothing(serve: Serve, ca_file: str) -> None:
    """Falling back to plain text is how a password is stolen."""
    desk = Desk()
    with serve(desk, "none") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert "STARTTLS" in str(outcomes[0])
    assert [] == desk.taken


def test_a_wrong_password_is_said_for_everybody_and_tried_once(serve: Serve, ca_file: str) -> None:
    """Trying a wrong password again and again locks an account."""
    desk = Desk()
    with serve(desk, "starttls") as port:
        outcomes = posted(
            desk, ["ann@example.org", "bo@example.org"], account(port, ca_file, password="wrong")
        )

    assert [535, 535] == [o.code for o in outcomes if isinstance(o, Refused)]
    assert "refused the login" in str(outcomes[1])
    assert [] == desk.taken


def test_one_refused_recipient_does_not_cost_the_other(serve: Serve, ca_file: str) -> None:
    """A refusal is told by recipient, with the server's own words."""
    desk = Desk()
    desk.answers["gone@example.org"] = ["550 5.1.1 no such user"]
    with serve(desk, "starttls") as port:
        outcomes = posted(desk, ["gone@example.org", "ann@example.org"], account(port, ca_file))

    assert Refused(recipient="gone@example.org", why="5.1.1 no such user", code=550) == outcomes[0]
    assert isinstance(outcomes[1], Sent)


def test_a_passing_refusal_is_tried_again(serve: Serve, ca_file: str) -> None:
    """Greylisting servers say 451 the first time and mean it."""
    desk = Desk()
    desk.answers["ann@example.org"] = ["451 4.7.1 come back later"]
    with serve(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert ["Sent"] == kinds(outcomes), outcomes
    assert 1 == len(desk.taken)


def test_a_connection_lost_before_the_message_is_tried_again(serve: Serve, ca_file: str) -> None:
    """Nothing had been handed over, so a second attempt can't be a second copy."""
    desk = Desk()
    desk.breaks_before_data = True
    with serve(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert ["Sent"] == kinds(outcomes), outcomes
    assert 1 == len(desk.taken)


def test_an_authority_that_cannot_be_read_is_a_setting_gone_wrong() -> None:
    """A wrong path is not answered by trusting somebody else."""
    with pytest.raises(ConfigError, match=r"ca_file '/nowhere\.pem'"):
        posted(Desk(), ["ann@example.org"], account(25, "/nowhere.pem"))


def test_patience_ends(serve: Serve, ca_file: str) -> None:
    """A server that says 451 for ever is asked three times, and the next recipient is not."""
    desk = Desk()
    desk.answers["ann@example.org"] = ["451 later"] * 9
    waits: list[float] = []
    with serve(desk, "starttls") as port:
        outcomes = send(
            MESSAGE,
            ["ann@example.org"],
            account(port, ca_file),
            edition="e",
            ledger=Book(),
            sleep=waits.append,
        )

    assert [451] == [o.code for o in outcomes if isinstance(o, Refused)]
    assert 6 == len(desk.answers["ann@example.org"])
    assert [2.0, 4.0] == waits


def test_a_connection_lost_after_the_message_is_never_repeated(serve: Serve, ca_file: str) -> None:
    """Perhaps it arrived: the outcome says so, and a second run does not send it either."""
    desk = Desk()
    desk.breaks_after_data = True
    book = Book()
    with serve(desk, "starttls") as port:
        first = posted(desk, ["ann@example.org"], account(port, ca_file), book)
        desk.breaks_after_data = False
        second = posted(desk, ["ann@example.org"], account(port, ca_file), book)

    assert ["Unknown"] == kinds(first)
    assert ["Unknown"] == kinds(second)
    assert 1 == len(desk.taken)


def test_an_answer_that_is_none_leaves_it_open(serve: Serve, ca_file: str) -> None:
    """A garbled reply to the message may have been a yes: it is not sent a second time."""
    desk = Desk()
    desk.data_reply = "ok!! kept"
    with serve(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert ["Unknown"] == kinds(outcomes)
    assert 1 == len(desk.taken)


def test_nobody_gets_an_edition_twice(serve: Serve, ca_file: str) -> None:
    """The same address written in two ways is one reader, and a second run sends to nobody."""
    desk = Desk()
    book = Book()
    readers = ["ann@example.org", "Ann <Ann@Example.org>"]
    with serve(desk, "starttls") as port:
        first = posted(desk, readers, account(port, ca_file), book)
        second = posted(desk, readers, account(port, ca_file), book)

    assert ["Sent"] == kinds(first)
    assert [True] == [o.earlier for o in second if isinstance(o, Sent)]
    assert 1 == len(desk.taken)


def test_a_crash_while_sending_is_not_sent_again() -> None:
    """A run that died between `sending` and `sent` leaves the question open, on purpose."""
    book = Book()
    book.states["2026-05-03", "ann@example.org"] = "sending"

    outcomes = posted(Desk(), ["ann@example.org"], account(1, None), book)

    assert ["Unknown"] == kinds(outcomes)


def test_the_ledger_knows_before_the_message_flows(serve: Serve, ca_file: str) -> None:
    """`sending` is written first, so that a crash can't make the ledger forget."""
    desk = Desk()
    book = Book()
    with serve(desk, "starttls") as port:
        posted(desk, ["ann@example.org"], account(port, ca_file), book)

    assert [("ann@example.org", "sending"), ("ann@example.org", "sent")] == book.told


def test_a_server_that_is_not_there_ends_the_run(ca_file: str) -> None:
    """Nobody waits for time-outs once a recipient: the rest is refused with the same words."""
    waits: list[float] = []
    outcomes = send(
        MESSAGE,
        ["ann@example.org", "bo@example.org"],
        account(free_port(), ca_file),
        edition="e",
        ledger=Book(),
        sleep=waits.append,
    )

    assert ["Refused", "Refused"] == kinds(list(outcomes))
    assert "cannot be reached" in str(outcomes[1])
    assert 2 == len(waits)


@pytest.mark.parametrize(
    "address",
    [
        "ann@example.org\r\nBcc: all@example.org",
        "ann@example.org>\r\nDATA",
        "ann",
        "@example.org",
        "ann@",
        "a b@example.org",
        "ann@example.org, bo@example.org",
        "ann@exa\u202emple.org",
        "<ann@example.org",
        "",
        f"{'a' * 300}@example.org",
    ],
)
def test_an_address_that_is_none_reaches_no_server(address: str) -> None:
    """No header and no command can be smuggled in through a recipient's address."""
    outcomes = posted(Desk(), [address], account(1, None))

    assert ["Refused"] == kinds(outcomes)
    assert "no mail address" in str(outcomes[0])


@pytest.mark.parametrize(
    "changes",
    [
        {"host": "mail.example.org", "security": "none", "user": None, "password": None},
        {"host": "127.0.0.1", "security": "none"},
        {"password": None},
        {"sender": "desk@example.org\r\nBcc: all@example.org"},
    ],
)
def test_an_unsafe_account_is_refused_before_anything_is_sent(changes: dict[str, Any]) -> None:
    """No login without TLS, no plain text beyond this machine, no smuggled header."""
    with pytest.raises(ConfigError, match=r"^mail: "):
        account(25, None, **changes)


def test_a_password_is_never_printed() -> None:
    """Accounts end up in logs and tracebacks; passwords don't."""
    assert "right" not in repr(account(25, None))


def test_a_relay_on_this_machine_needs_no_tls(serve: Serve) -> None:
    """`none` is for the mail server next door, without a login."""
    desk = Desk()
    by = {"security": "none", "user": None, "password": None}
    with serve(desk, "none") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, None, **by))

    assert ["Sent"] == kinds(outcomes), outcomes


def test_progress_names_who_was_refused(serve: Serve, ca_file: str) -> None:
    """The command line can say whom the edition did not reach, while it runs."""
    desk = Desk()
    desk.answers["gone@example.org"] = ["550 no such user"]
    events: list[Event] = []
    with serve(desk, "starttls") as port:
        send(
            MESSAGE,
            ["gone@example.org", "ann@example.org"],
            account(port, ca_file),
            edition="e",
            ledger=Book(),
            report=events.append,
        )

    assert ["gone@example.org refused: no such user", ""] == [event.note for event in events]


def test_a_message_refused_at_its_end_can_be_sent_later(serve: Serve, ca_file: str) -> None:
    """A 554 after the data is a clear no: the ledger does not call it unknown."""
    desk = Desk()
    desk.data_reply = "554 looks like spam"
    book = Book()
    with serve(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file), book)

    assert [554] == [o.code for o in outcomes if isinstance(o, Refused)]
    assert "refused" == book.states["2026-05-03", "ann@example.org"]
    assert not any(isinstance(outcome, Unknown) for outcome in outcomes)
