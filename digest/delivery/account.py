"""A mail server, and the rules under which it may be used at all."""

import ipaddress
from dataclasses import dataclass, field
from email.headerregistry import Address
from typing import Literal

from digest.errors import ConfigError
from digest.mail_headers import parse_address

Security = Literal["starttls", "implicit", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpAccount:
    """A mail server and how to log in. Raises ConfigError for what could not be sent safely."""

    host: str
    sender: str
    """`a@example.org` or `The Desk <a@example.org>`."""
    port: int = 587
    security: Security = "starttls"
    """`none` is for a server on this very machine only, and never with a login."""
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout_s: float = 30.0
    ca_file: str | None = None
    """Certificates to trust besides the system's own: a company's server."""

    def __post_init__(self) -> None:
        if self.security == "none" and not is_loopback(self.host):
            raise ConfigError(f"mail: {self.host!r} is not this machine, so TLS is needed")
        if self.security == "none" and self.user is not None:
            raise ConfigError("mail: a login is never sent without TLS")
        if (self.user is None) != (self.password is None):
            raise ConfigError("mail: a login needs a user and a password")
        try:
            parse_address(self.sender)
        except ValueError as error:
            raise ConfigError(f"mail: the sender {self.sender!r} is no address: {error}") from error

    @property
    def address(self) -> Address:
        return parse_address(self.sender)


def is_loopback(host: str) -> bool:
    """Whether it is this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
