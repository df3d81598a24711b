"""Neither a password nor an edition goes to a server that is not the right one."""

from pathlib import Path
from typing import Any, Literal

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from digest.delivery.outcomes import Refused
from digest.errors import ConfigError
from tests.mail_server import TALKS_TO_A_SERVER, Desk, account, kinds, posted, running

pytestmark = TALKS_TO_A_SERVER


@pytest.mark.parametrize("security", ["starttls", "implicit"])
def test_an_untrusted_certificate_gets_nothing(security: Literal["starttls", "implicit"]) -> None:
    """Neither the password nor the edition goes to a server that can't prove its name."""
    desk = Desk()
    with running(desk, security) as port:
        outcomes = posted(
            desk, ["ann@example.org", "bo@example.org"], account(port, None, security=security)
        )

    assert ["Refused", "Refused"] == kinds(outcomes)
    assert "no trusted connection" in str(outcomes[0])
    assert [] == desk.taken


def test_a_certificate_for_another_name_gets_nothing(ca_file: str) -> None:
    """A trusted authority is not enough: the name has to be the server's."""
    other = trustme.CA()
    Path(ca_file).write_bytes(other.cert_pem.bytes())
    desk = Desk()
    with running(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert ["Refused"] == kinds(outcomes)
    assert [] == desk.taken


def test_a_server_without_starttls_gets_nothing(ca_file: str) -> None:
    """Falling back to plain text is how a password is stolen."""
    desk = Desk()
    with running(desk, "none") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert "STARTTLS" in str(outcomes[0])
    assert [] == desk.taken


def test_a_wrong_password_is_said_for_everybody_and_tried_once(ca_file: str) -> None:
    """Trying a wrong password again and again locks an account."""
    desk = Desk()
    with running(desk, "starttls") as port:
        outcomes = posted(
            desk, ["ann@example.org", "bo@example.org"], account(port, ca_file, password="wrong")
        )

    assert [535, 535] == [o.code for o in outcomes if isinstance(o, Refused)]
    assert "refused the login" in str(outcomes[1])
    assert (1, []) == (desk.logins, desk.taken)


class _Choosy(Desk):
    """Offers PLAIN, and cannot do it."""

    def let_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        if mechanism == "PLAIN":
            return AuthResult(success=False, handled=False, message="504 5.5.4 not this way")
        return super().let_in(server, session, envelope, mechanism, data)


def test_a_way_to_log_in_that_is_refused_as_such_leads_to_the_next(ca_file: str) -> None:
    """Of the password nothing is said by that."""
    desk = _Choosy()
    with running(desk, "starttls") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, ca_file))

    assert (["Sent"], 1) == (kinds(outcomes), desk.logins)


def test_an_authority_that_cannot_be_read_is_a_setting_gone_wrong() -> None:
    """A wrong path is not answered by trusting somebody else."""
    with pytest.raises(ConfigError, match=r"ca_file '/nowhere\.pem'"):
        posted(Desk(), ["ann@example.org"], account(25, "/nowhere.pem"))


def test_a_relay_on_this_machine_needs_no_tls() -> None:
    """`none` is for the mail server next door, without a login."""
    desk = Desk()
    by = {"security": "none", "user": None, "password": None}
    with running(desk, "none") as port:
        outcomes = posted(desk, ["ann@example.org"], account(port, None, **by))

    assert ["Sent"] == kinds(outcomes), outcomes


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
