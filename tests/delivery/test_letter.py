"""The copy of one reader: their own address and token, and else the same mail."""

import email
import email.policy
import quopri
from email.message import EmailMessage

from digest.delivery.letter import Letter
from digest.mail_headers import parse_address
from tests.mail_server import NOW

MARKER, TOKEN = "0123456789abcdef" * 2, "fedcba9876543210" * 2
LINK = f"https://example.org/leave?edition=morning-ledger-of-3-may&reader={MARKER}&really=yes"


def copied(token: str) -> bytes:
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = "Lind crossing closed"
    message["List-Unsubscribe"] = f"<https://example.org/{MARKER}>"
    message.set_content(f"Lind crossing closed. {LINK}\n" * 3, cte="quoted-printable")
    letter = Letter(
        content=message.as_bytes(),
        marker=MARKER,
        token={"ann@example.org": token}.__getitem__,
    )
    return letter.copy(
        parse_address("Ann <Ann@example.org>"),
        sender=parse_address("desk@example.org"),
        identifier="<1@example.org>",
        now=NOW,
    )


def test_each_reader_has_a_token_of_their_own() -> None:
    """In headers and body, where a soft end of a line may stand within it, and nowhere nobody's."""
    content = copied(TOKEN)
    body = content.partition(b"\r\n\r\n")[2]

    assert 3 == quopri.decodestring(body).count(LINK.replace(MARKER, TOKEN).encode())
    assert f"<https://example.org/{TOKEN}>".encode() in content
    assert len(copied(MARKER)) == len(content)
    assert body.count(b"=\r\n") > 0
    assert MARKER.encode() not in quopri.decodestring(content)
    assert b"To: Ann <Ann@example.org>\r\n" in content
