"""The one list of ways by which an edition reaches people; by mail alone today."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from digest.delivery import smtp
from digest.delivery.account import Security, SmtpAccount
from digest.delivery.outcomes import Outcome
from digest.delivery.posting import Posting
from digest.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What the user said of how editions go out, for every channel: each takes what it needs."""

    sender: str | None
    host: str | None
    port: int
    security: Security
    timeout_s: float
    ca_file: str | None
    user: str | None
    password: str | None = field(repr=False)


Send = Callable[[Posting, Sequence[str]], tuple[Outcome, ...]]
"""An outcome for each recipient, in their order; raises nothing for a fault of the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way to recipients; its value in the registry is all that the program knows of it."""

    name: str
    meaning: str
    """For the documentation: a phrase."""
    form: str
    """Name of the form of the edition that it carries."""
    takes: Callable[[str], bool]
    """Whether a recipient written like this is reached through it."""
    connect: Callable[[Access], Send]
    """Raises ConfigError for an access that does not do."""
    try_out: Callable[[Access], str] = lambda _access: "it can be tried by sending alone"
    """Let oneself in, send nothing, and say how it went. Raises ConfigError and DeliveryError."""


def _account(access: Access) -> SmtpAccount:
    if access.host is None or access.sender is None:
        raise ConfigError("no mail server: set [mail] host and sender in digest.toml")
    return SmtpAccount(
        host=access.host,
        port=access.port,
        security=access.security,
        sender=access.sender,
        user=access.user,
        password=access.password,
        timeout_s=access.timeout_s,
        ca_file=access.ca_file,
    )


def _by_smtp(access: Access) -> Send:
    return partial(smtp.send, account=_account(access))


SMTP = Channel(
    name="smtp",
    meaning="a mail for each recipient, through the server of `[mail]`",
    form="eml",
    takes=lambda _recipient: True,
    connect=_by_smtp,
    try_out=lambda access: smtp.try_out(_account(access)),
)

CHANNELS = (SMTP,)
"""In the order in which they are asked for a recipient; mail takes who is left, and judges."""


def by_channel(
    recipients: Sequence[str], channels: Sequence[Channel] = CHANNELS
) -> Iterator[tuple[Channel, tuple[str, ...]]]:
    """The recipients of each channel that has any, in their order."""
    taken: Mapping[str, list[str]] = {channel.name: [] for channel in channels}
    for recipient in recipients:
        channel = next(channel for channel in channels if channel.takes(recipient))
        taken[channel.name].append(recipient)
    return ((channel, tuple(taken[channel.name])) for channel in channels if taken[channel.name])


def delivered(posting: Posting, recipients: Sequence[str], access: Access) -> list[Outcome]:
    """What became of each copy, by channels. Raises ConfigError for a way that is not set."""
    return [
        outcome
        for channel, people in by_channel(recipients)
        for outcome in channel.connect(access)(posting, people)
    ]
