"""Sending: one message a recipient, and nobody gets an edition twice."""

import email
import email.policy
from datetime import UTC, datetime
from typing import Literal

import pytest

from digest.delivery.smtp import Refused, Sent, Unknown, send
from digest.progress import Event
from tests.mail_server import (
    MESSAGE,
    TALKS_TO_A_SERVER,
    Book,
    Desk,
    account,
    free_port,
    kinds,
    posted,
    running,
)

pytestmark = TALKS_TO_A_SERVER


@pytest.mark.parametrize("security", ["starttls", "implicit"])
def test_each_recipient_gets_a_message_of_their_own(
    ca_file: str, security: Literal["starttls", "implicit"]
) -> None:
    """Over TLS and with a login, nobody sees who else gets the edition."""
    desk = Desk()
    with running(desk, security) as port:
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


def test_the_message_arrives_as_it_was_rendered(ca_file: str) -> None:
    """Lines that begin with a dot survive the way, folded headers too, and the draft mark goes."""
    desk = Desk()
    with running(desk, "starttls") as port:
        posted(desk, ["ann@example.org"], account(port, ca_file))

    content = desk.taken[0].original_content or b""
    assert content.endswith(b"\r\n\r\nLind crossing closed.\r\n.hidden dot\r\n")
    assert b"Subject: The Morning Ledger,\r\n 3 May 2026\r\n" in content
    assert b"X-Unsent" not in content


def test_the_date_is_when_it_was_sent(ca_file: str) -> None:
    """Spam filters distrust a message that is days old when it comes."""
    desk = Desk()
    with running(desk, "starttls") as port:
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


def test_one_refused_recipient_does_not_cost_the_other(ca_file: str) -> None:
    """A refusal is told by recipient, with the server's own words."""
    desk = Desk()
    desk.answers["gone@example.org"] = ["550 5.1.1 no such user"]
    with running(desk, "starttls") as port:
        outcomes = posted(desk, ["gone@example.org", "ann@example.org"], account(port, ca_file))

    assert Refused(recipient="gone@example.org", why="5.1.1 no such user", code=550) == outcomes[0]
    assert isinstance(outcomes[1], Sent)


def test_a_passing_refusal_is_tried_again(ca_file: str) -> None:
    """Greylisting servers say 451 the first time and mean it."""
    desk = Desk()
    desk.answers["ann@example.org"] = ["451 4.7.1 come back later"]
    with running(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert ["Sent"] == kinds(outcomes), outcomes
    assert 1 == len(desk.taken)


def test_a_connection_lost_before_the_message_is_tried_again(ca_file: str) -> None:
    """Nothing had been handed over, so a second attempt can't be a second copy."""
    desk = Desk()
    desk.breaks_before_data = True
    with running(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert ["Sent"] == kinds(outcomes), outcomes
    assert 1 == len(desk.taken)


def test_patience_ends(ca_file: str) -> None:
    """A server that says 451 for ever is asked three times, and the next recipient is not."""
    desk = Desk()
    desk.answers["ann@example.org"] = ["451 later"] * 9
    waits: list[float] = []
    with running(desk, "starttls") as port:
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


def test_a_connection_lost_after_the_message_is_never_repeated(ca_file: str) -> None:
    """Perhaps it arrived: the outcome says so, and a second run does not send it either."""
    desk = Desk()
    desk.breaks_after_data = True
    book = Book()
    with running(desk, "starttls") as port:
        first = posted(desk, ["ann@example.org"], account(port, ca_file), book)
        desk.breaks_after_data = False
        second = posted(desk, ["ann@example.org"], account(port, ca_file), book)

    assert ["Unknown"] == kinds(first)
    assert ["Unknown"] == kinds(second)
    assert 1 == len(desk.taken)


def test_an_answer_that_is_none_leaves_it_open(ca_file: str) -> None:
    """A garbled reply to the message may have been a yes: it is not sent a second time."""
    desk = Desk()
    desk.data_reply = "ok!! kept"
    with running(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert ["Unknown"] == kinds(outcomes)
    assert 1 == len(desk.taken)


def test_nobody_gets_an_edition_twice(ca_file: str) -> None:
    """The same address written in two ways is one reader, and a second run sends to nobody."""
    desk = Desk()
    book = Book()
    readers = ["ann@example.org", "Ann <Ann@Example.org>"]
    with running(desk, "starttls") as port:
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


def test_the_ledger_knows_before_the_message_flows(ca_file: str) -> None:
    """`sending` is written first, so that a crash can't make the ledger forget."""
    desk = Desk()
    book = Book()
    with running(desk, "starttls") as port:
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


def test_progress_names_who_was_refused(ca_file: str) -> None:
    """The command line can say whom the edition did not reach, while it runs."""
    desk = Desk()
    desk.answers["gone@example.org"] = ["550 no such user"]
    events: list[Event] = []
    with running(desk, "starttls") as port:
        send(
            MESSAGE,
            ["gone@example.org", "ann@example.org"],
            account(port, ca_file),
            edition="e",
            ledger=Book(),
            report=events.append,
        )

    assert ["gone@example.org refused: no such user", ""] == [event.note for event in events]


def test_a_message_refused_at_its_end_can_be_sent_later(ca_file: str) -> None:
    """A 554 after the data is a clear no: the ledger does not call it unknown."""
    desk = Desk()
    desk.data_reply = "554 looks like spam"
    book = Book()
    with running(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file), book)

    assert [554] == [o.code for o in outcomes if isinstance(o, Refused)]
    assert "refused" == book.states["2026-05-03", "ann@example.org"]
    assert not any(isinstance(outcome, Unknown) for outcome in outcomes)
