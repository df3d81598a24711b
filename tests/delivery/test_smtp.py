"""Sending: one message a recipient, and nobody gets an edition twice."""

import email
import email.policy
from datetime import UTC, datetime
from typing import Literal

import pytest

from digest.delivery.letter import Letter
from digest.delivery.outcomes import Refused, Sent, Unknown
from digest.delivery.smtp import send
from digest.progress import Event
from tests.mail_server import (
    TALKS_TO_A_SERVER,
    Book,
    Desk,
    account,
    free_port,
    going,
    kinds,
    posted,
    running,
    served,
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
            going(now=datetime(2026, 5, 4, 7, tzinfo=UTC)),
            ["ann@example.org"],
            account(port, ca_file),
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
    """A server that says 451 for ever is asked five times, each after a longer wait."""
    desk = Desk()
    desk.answers["ann@example.org"] = ["451 later"] * 9
    waits: list[float] = []
    with running(desk, "starttls") as port:
        outcomes = send(going(), ["ann@example.org"], account(port, ca_file), sleep=waits.append)

    assert [451] == [o.code for o in outcomes if isinstance(o, Refused)]
    assert 4 == len(desk.answers["ann@example.org"])
    assert [2.0, 10.0, 60.0, 300.0] == waits


def test_who_is_put_off_keeps_nobody_waiting(ca_file: str) -> None:
    """A greylisted reader is tried again when the others have their edition."""
    desk = Desk()
    desk.answers["ann@example.org"] = ["450 4.2.0 greylisted"]
    waits: list[float] = []
    readers = ["ann@example.org", "bo@example.org", "cem@example.org"]
    with running(desk, "starttls") as port:
        outcomes = send(going(), readers, account(port, ca_file), sleep=waits.append)

    assert ["Sent"] * 3 == kinds(list(outcomes))
    assert ["bo@example.org", "cem@example.org", "ann@example.org"] == served(desk)
    assert [2.0] == waits


def test_dead_addresses_cost_no_connection(ca_file: str) -> None:
    """Servers stop those who log in again and again: a refusal ends a message, not the session."""
    desk = Desk()
    readers = [f"reader{number}@example.org" for number in range(30)]
    desk.answers |= {reader: ["550 no such user"] for reader in readers[::3]}
    with running(desk, "starttls") as port:
        outcomes = posted(desk, readers, account(port, ca_file))

    assert (10, 20) == (kinds(outcomes).count("Refused"), kinds(outcomes).count("Sent"))
    assert 1 == desk.logins


def test_a_refused_sender_ends_the_run(ca_file: str) -> None:
    """Who may not send may not send to the next one either: asked once, told of everybody."""
    desk = Desk()
    desk.mail_reply = "553 5.7.1 sender address rejected"
    with running(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org", "bo@example.org"], account(port, ca_file))

    assert [553, 553] == [o.code for o in outcomes if isinstance(o, Refused)]
    assert 1 == desk.asked
    assert "sender" in str(outcomes[1])


def test_a_mail_too_large_for_the_server_is_not_begun(ca_file: str) -> None:
    desk = Desk()
    desk.most_bytes = 200
    with running(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org", "bo@example.org"], account(port, ca_file))

    assert ["Refused", "Refused"] == kinds(outcomes)
    assert "the server takes 200" in str(outcomes[1])
    assert 0 == desk.asked


@pytest.mark.parametrize("knows", [True, False])
def test_an_address_of_other_letters_goes_where_it_can(ca_file: str, knows: bool) -> None:  # noqa: FBT001 -- a parameter
    """A domain in its wire form everywhere; a name where the server carries it, or says so."""
    desk = Desk()
    desk.knows_utf8 = knows
    with running(desk, "starttls") as port:
        outcomes = posted(
            desk, ["ann@bücher.example", "jürgen@example.org"], account(port, ca_file)
        )

    assert ["Sent", "Sent" if knows else "Refused"] == kinds(outcomes)
    assert ["ann@xn--bcher-kva.example", *["jürgen@example.org"] * knows] == served(desk)
    assert knows or "SMTPUTF8" in str(outcomes[1])
    assert 1 == desk.logins


def test_a_server_that_ends_the_conversation_is_called_again(ca_file: str) -> None:
    """421 after some messages is how servers share themselves; nobody is forgotten or served twice."""
    desk = Desk()
    desk.answers["bo@example.org"] = ["421 4.7.0 too many messages"]
    readers = ["ann@example.org", "bo@example.org", "cem@example.org"]
    with running(desk, "starttls") as port:
        outcomes = posted(desk, readers, account(port, ca_file))

    assert ["Sent"] * 3 == kinds(outcomes)
    assert sorted(readers) == sorted(served(desk))


def test_again_is_another_message(ca_file: str) -> None:
    """Mailboxes hide a message whose id they know."""
    desk = Desk()
    book = Book()
    with running(desk, "starttls") as port:
        for again in (False, True, False):
            day = datetime(2026, 5, 4, tzinfo=UTC)
            posted(desk, ["ann@example.org"], account(port, ca_file), book, again=again, now=day)

    ids = {email.message_from_bytes(e.original_content or b"")["Message-ID"] for e in desk.taken}
    assert (2, 2) == (len(desk.taken), len(ids))


def test_what_may_have_arrived_is_sent_again_on_request_alone(ca_file: str) -> None:
    desk = Desk()
    book = Book()
    book.states["2026-05-03", "ann@example.org"] = "unknown"
    book.states["2026-05-03", "bo@example.org"] = "sent"
    readers = ["ann@example.org", "bo@example.org"]
    with running(desk, "starttls") as port:
        assert ["Unknown", "Sent"] == kinds(posted(desk, readers, account(port, ca_file), book))
        posted(desk, readers, account(port, ca_file), book, retry_unknown=True)

    assert ["ann@example.org"] == served(desk)


def test_what_another_run_is_sending_is_waited_for(ca_file: str) -> None:
    """It is sent by that run, or by this one where that run could not."""
    desk = Desk()
    book = Book()
    readers = ["ann@example.org", "bo@example.org"]
    for reader in readers:
        book.states["2026-05-03", reader] = "sending"

    def other_run(_seconds: float) -> None:
        book.states["2026-05-03", "ann@example.org"] = "sent"
        book.states["2026-05-03", "bo@example.org"] = "refused"

    with running(desk, "starttls") as port:
        outcomes = send(going(book), readers, account(port, ca_file), sleep=other_run)

    assert ["Sent", "Sent"] == kinds(list(outcomes))
    assert ["bo@example.org"] == served(desk)


def test_an_interrupted_run_leaves_no_question_open_that_it_can_answer(ca_file: str) -> None:
    """Before the message flows, an interruption is no delivery: the next run sends it."""
    desk = Desk()
    book = Book()

    class Interrupting(Letter):
        def copy(self, *_rest: object, **_named: object) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        posted(
            desk, ["ann@example.org"], account(1, ca_file), book, letter=Interrupting(content=b"")
        )

    assert "refused" == book.states["2026-05-03", "ann@example.org"]


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
        going(),
        ["ann@example.org", "bo@example.org"],
        account(free_port(), ca_file),
        sleep=waits.append,
    )

    assert ["Refused", "Refused"] == kinds(list(outcomes))
    assert "nobody answers at 127.0.0.1:" in str(outcomes[1])
    assert 2 == len(waits)


def test_progress_names_who_was_refused(ca_file: str) -> None:
    """The command line can say whom the edition did not reach, while it runs."""
    desk = Desk()
    desk.answers["gone@example.org"] = ["550 no such user"]
    events: list[Event] = []
    with running(desk, "starttls") as port:
        send(
            going(report=events.append),
            ["gone@example.org", "ann@example.org"],
            account(port, ca_file),
        )

    assert ["gone@example.org not sent: no such user", ""] == [event.note for event in events]


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
