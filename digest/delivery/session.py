"""The conversation with a mail server, and the kinds of fault it may end in."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Sequence
from email.headerregistry import Address
from typing import Literal

from digest.delivery.account import SmtpAccount
from digest.errors import ConfigError
from digest.language.printable import printable

_FIRST_REPLY, _REFUSED, _FINAL = 200, 300, 500
"""The codes from which on it is a reply, no acceptance, and no passing fault: RFC 5321, 4.2.1."""
_WAYS = ("PLAIN", "LOGIN", "CRAM-MD5")
"""To log in, as smtplib knows them."""
_WRONG_LOGIN = 535
"""User or password, not the way in which they were said: RFC 4954, 6."""
_CLOSING = 421
"""The server ends the conversation, whatever it was asked: RFC 5321, 4.2.3."""


class Fault(Exception):
    """What a server said, or that it said nothing (code None)."""

    def __init__(self, why: str, code: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.code = code


class Final(Fault):
    """A refusal of this recipient that no repetition changes."""


class Passing(Fault):
    """A fault before the message was accepted that may be gone in a moment."""


class Broken(Passing):
    """The connection ended, or the server ended it."""


class Unavailable(Passing):
    """As `Passing`, of the server rather than of one recipient."""


class NoAccount(Fault):
    """Nobody can be sent to: certificate, login, no STARTTLS, the sender, the mail's size."""


class Lost(Fault):
    """The connection broke after the message began to flow."""


class Session:
    """One connection for many messages, which a refusal does not end.

    It is given up after any fault that leaves open where the conversation stands.
    """

    def __init__(self, account: SmtpAccount) -> None:
        self._account = account
        self._context = _context(account)
        self._smtp: smtplib.SMTP | None = None
        self.was_open = False
        """Whether the server has ever let us in."""

    def open(self) -> None:
        """Be connected and logged in. Raises a Fault."""
        if self._smtp is None:
            self._smtp = _connect(self._account, self._context)
            self.was_open = True

    def deliver(self, recipient: Address, content: bytes, before_data: Callable[[], None]) -> None:
        """Raises a Fault unless the server took the message."""
        self.open()
        assert self._smtp is not None
        smtp, sender = self._smtp, self._account.address
        options = _options(smtp, (sender, recipient), len(content))
        try:
            _begin(lambda: smtp.mail(sender.addr_spec, options))
            _ask(lambda: smtp.rcpt(recipient.addr_spec))
            _ask(lambda: smtp.docmd("DATA"), 3, before=before_data)
            _hand_over(smtp, content)
        except Fault as fault:
            self._after(fault)
            raise
        except BaseException:  # interrupted: nobody knows what the server hears next
            self._drop()
            raise

    def check(self) -> None:
        """After a pause: a connection that the server has given up is given up here too."""
        if self._smtp is not None:
            try:
                _ask(self._smtp.noop)
            except Fault:
                self._drop()

    def _after(self, fault: Fault) -> None:
        """Go back to where the next message can begin, if the server still listens."""
        if self._smtp is None or isinstance(fault, Broken | Lost) or fault.code is None:
            self._drop()
            return
        try:
            _ask(self._smtp.rset)
        except Fault:
            self._drop()

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                smtp.close()


def _connect(account: SmtpAccount, context: ssl.SSLContext) -> smtplib.SMTP:
    """A connection that is encrypted and logged in as the account asks; raises a Fault."""
    where = f"{account.host}:{account.port}"
    smtp: smtplib.SMTP | None = None
    try:
        smtp = _dial(account, context)
        if smtp.sock is not None:  # or each short command waits for an answer to the one before
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if account.security == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if account.user is not None and account.password is not None:
            _log_in(smtp, account.user, account.password)
    except smtplib.SMTPAuthenticationError as error:
        fault: Fault = NoAccount(
            f"{where} refused the login: {in_words(error.smtp_error)}", error.smtp_code
        )
        if error.smtp_code < _FINAL:
            fault = Unavailable(fault.why, fault.code)
        raise _closed(smtp, fault) from error
    except smtplib.SMTPNotSupportedError as error:
        raise _closed(
            smtp, NoAccount(f"{where} cannot do what the account asks: {error}")
        ) from error
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or error
        raise _closed(smtp, NoAccount(f"no trusted connection to {where}: {reason}")) from error
    except (smtplib.SMTPException, OSError) as error:
        from digest.network import unreached

        raise _closed(smtp, Unavailable(unreached(where, error))) from error
    return smtp


def _log_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """By the first way that the server does not refuse as such.

    smtplib's own login says a wrong password again in each way, and servers count that. It also
    begins with CRAM-MD5, which many offer and cannot do; under TLS it keeps nothing more secret.
    """
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    smtp.user, smtp.password = user, password
    refusal: smtplib.SMTPException = smtplib.SMTPNotSupportedError("it offers no login of ours")
    for name in filter(offered.__contains__, _WAYS):
        try:
            smtp.auth(name, getattr(smtp, f"auth_{name.lower().replace('-', '_')}"))
        except smtplib.SMTPAuthenticationError as error:
            refusal = error
            if error.smtp_code == _WRONG_LOGIN or error.smtp_code < _FINAL:
                break
        else:
            return
    raise refusal


def _dial(account: SmtpAccount, context: ssl.SSLContext) -> smtplib.SMTP:
    # The name in EHLO is the sender's domain: this machine's own name is nobody's business, and
    # looking it up may take seconds.
    domain = account.address.domain
    if account.security == "implicit":
        return smtplib.SMTP_SSL(
            account.host,
            account.port,
            local_hostname=domain,
            timeout=account.timeout_s,
            context=context,
        )
    return smtplib.SMTP(
        account.host, account.port, local_hostname=domain, timeout=account.timeout_s
    )


def _closed(smtp: smtplib.SMTP | None, fault: Fault) -> Fault:
    if smtp is not None:
        smtp.close()
    return fault


def _context(account: SmtpAccount) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if account.ca_file is None:
        return context
    try:
        context.load_verify_locations(cafile=account.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(f"mail: cannot use ca_file {account.ca_file!r}: {error}") from error
    return context


def _options(smtp: smtplib.SMTP, people: Sequence[Address], size: int) -> list[str]:
    """What MAIL says of the message. Raises a Fault for one that the server cannot take."""
    options: list[str] = []
    if smtp.has_extn("size"):
        options.append(f"SIZE={size}")
        most = smtp.esmtp_features["size"]
        if most.isdecimal() and 0 < int(most) < size:
            raise NoAccount(f"the mail has {size:,} bytes, and the server takes {int(most):,}")
    if not all(person.addr_spec.isascii() for person in people):
        if not smtp.has_extn("smtputf8"):
            raise Final("the server carries no addresses beyond ASCII (SMTPUTF8)")
        options += ["SMTPUTF8", *(["BODY=8BITMIME"] if smtp.has_extn("8bitmime") else [])]
    return options


def _begin(mail: Callable[[], tuple[int, bytes]]) -> None:
    """Announce a message: what is refused here is refused to everybody."""
    try:
        _ask(mail)
    except Final as fault:
        why = f"the server refuses the sender or the mail: {fault.why}"
        raise NoAccount(why, fault.code) from fault
    except Broken:
        raise
    except Passing as fault:
        raise Unavailable(fault.why, fault.code) from fault


def _ask(
    command: Callable[[], tuple[int, bytes]],
    wanted: Literal[2, 3] = 2,
    before: Callable[[], None] = lambda: None,
) -> None:
    """Send a command before the message; a reply of another class than `wanted` raises a Fault."""
    before()
    try:
        code, said = command()
    except (smtplib.SMTPException, OSError) as error:
        raise Broken(f"the connection broke: {error}") from error
    if code // 100 != wanted:
        raise _refusal(code, said)


def _hand_over(smtp: smtplib.SMTP, content: bytes) -> None:
    """Send the message itself. Raises Lost wherever the server did not clearly answer."""
    try:
        smtp.send(_dotted(content))
        code, said = smtp.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise Lost(f"the connection broke while the message was on its way: {error}") from error
    if code < _FIRST_REPLY:  # smtplib gives -1 for a line that is no reply
        raise Lost(f"the server's answer to the message is none: {in_words(said)!r}")
    if code >= _REFUSED:
        raise _refusal(code, said)


def _refusal(code: int, said: bytes) -> Fault:
    words = in_words(said) or "no reason given"
    if code < _REFUSED or code == _CLOSING:  # a line that is no reply may be better next time
        return Broken(words, code)
    return (Passing if code < _FINAL else Final)(words, code)


def in_words(said: bytes | str) -> str:
    """A server's reply on one printable line, capped: it goes to logs and terminals."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(printable(text).split())[:200]


def _dotted(content: bytes) -> bytes:
    """RFC 5321, 4.5.2: a leading dot is doubled, and a dot alone ends the message."""
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"
