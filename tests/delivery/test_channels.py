"""The registry of channels: all that the program knows of a way to people is one value."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from digest.delivery.channels import CHANNELS, SMTP, Access, Channel, Send, by_channel
from digest.delivery.letter import Letter
from digest.delivery.outcomes import Outcome, Sent
from digest.delivery.posting import Posting
from digest.progress import silent
from digest.rendering import FORMS
from tests.mail_server import Book

ACCESS = Access(
    sender=None,
    host=None,
    port=587,
    security="starttls",
    timeout_s=5,
    ca_file=None,
    user=None,
    password=None,
)


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_each_channel_has_a_name_of_its_own_and_a_form(channel: Channel) -> None:
    assert [channel] == [other for other in CHANNELS if other.name == channel.name]
    assert channel.form in FORMS


def test_a_channel_is_added_by_a_value_alone() -> None:
    """A notice board takes who is written like it, in a form of its own; mail takes the others."""
    pinned: list[bytes] = []

    def connect(_access: Access) -> Send:
        def pin(posting: Posting, recipients: Sequence[str]) -> tuple[Outcome, ...]:
            pinned.append(posting.letter.content)
            return tuple(Sent(recipient=to) for to in recipients)

        return pin

    board = Channel(
        name="board",
        meaning="a notice board",
        form="text",
        takes=lambda recipient: recipient.startswith("board:"),
        connect=connect,
        try_out=lambda _access: "the board hangs",
    )
    people = ["ann@example.org", "board:hall", "bob@example.org"]

    split = list(by_channel(people, (board, *CHANNELS)))

    assert [(board, ("board:hall",)), (SMTP, ("ann@example.org", "bob@example.org"))] == split
    posting = Posting(
        letter=Letter(content=b"The Morning Ledger"),
        edition="1",
        ledger=Book(),
        now=datetime(2026, 5, 3, tzinfo=UTC),
        report=silent,
    )
    [outcome] = board.connect(ACCESS)(posting, split[0][1])
    assert isinstance(outcome, Sent)
    assert [b"The Morning Ledger"] == pinned
