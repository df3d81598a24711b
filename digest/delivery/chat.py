"""Chats and other services, through apprise: one message for each address, once, never cut.

An address is a secret, since whoever has it can post: it is told nowhere, and goes by the name of
its service and a hash.
"""

import hashlib
import json
import logging
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.delivery.channels import Channel
from digest.delivery.claimed import once
from digest.delivery.outcomes import Outcome, Refused, Sent, Unknown
from digest.delivery.posting import Posting
from digest.errors import ConfigError
from digest.progress import Event

if TYPE_CHECKING:
    from apprise import NotifyBase

Hand = Callable[["NotifyBase", str], bool | None]
"""Give a service of apprise its message; whether it took it, None where that is too long for it."""

_HASH_DIGITS = 8
_BEFORE_SECRET = re.compile(r"[a-z][a-z0-9+.-]{1,20}(?=://)", re.IGNORECASE)
_ANSWERED = re.compile(r"error=([1-5]\d\d)\b")
_NEVER_CONNECTED = ("NewConnectionError", "NameResolutionError", "ConnectTimeout", "SSLError")
_BROKEN = "no answer, so perhaps it arrived; --retry-unknown sends it again"


def recipient_of(url: str) -> str:
    """What an address goes by: `slack 3f2a9c01`. Raises ConfigError for what is none."""
    fingerprint = hashlib.sha256(url.encode()).hexdigest()[:_HASH_DIGITS]
    return f"{_service(url)} {fingerprint}"


@cache
def _service(url: str) -> str:
    """The name of the service behind an address, as apprise calls it."""
    return type(_opened(url)).__module__.rpartition(".")[2]


def _opened(url: str) -> "NotifyBase":
    """Raises ConfigError for an address of no service, without telling it."""
    try:
        import apprise
    except ImportError as error:
        raise ConfigError(
            "chats need the extra `chat`: pip install 'digest-editions[chat]'"
        ) from error
    with _listening():
        found = apprise.Apprise.instantiate(url)
    if found is None:
        scheme = _BEFORE_SECRET.match(url)
        shown = f" ({scheme[0]}://…)" if scheme else ""
        raise ConfigError(
            f"an address to post to{shown} is none that apprise understands; "
            "its documentation has those of each service"
        )
    return found


@contextmanager
def _listening() -> Iterator[Callable[[], str]]:
    """What apprise says of it, which holds addresses and is shown to nobody."""
    from apprise import LogCapture

    with LogCapture(level=logging.DEBUG) as said:  # type: ignore[no-untyped-call]
        yield said.getvalue


def _channel(name: str, *, service: str | None, form: str, meaning: str, hand: Hand) -> Channel:
    """`service` None: it takes every address."""
    return Channel(
        name=name,
        meaning=meaning,
        form=form,
        takes=lambda url: service is None or _service(url) == service,
        connect=lambda _access: partial(_post, hand),
    )


def _post(hand: Hand, posting: Posting, urls: Sequence[str]) -> tuple[Outcome, ...]:
    """One outcome an address, each once."""
    outcomes: dict[str, Outcome] = {}
    for url in dict.fromkeys(urls):
        name = recipient_of(url)
        outcomes[name] = once(posting, name, partial(_delivered, hand, url, name, posting))
        posting.report(Event(stage="send", done=len(outcomes), total=len(urls)))
    return tuple(outcomes.values())


def _delivered(hand: Hand, url: str, name: str, posting: Posting) -> Outcome:
    service = _opened(url)
    text = posting.letter.content.decode()
    with _listening() as said:
        is_taken = hand(service, text)
        words = said()
    if is_taken:
        return Sent(recipient=name)
    if is_taken is None:
        why = f"it takes {service.body_maxlen} characters, too few for an edition"
        return Refused(recipient=name, why=why)
    answered = _ANSWERED.findall(words)
    if answered:
        code = int(answered[-1])
        return Refused(recipient=name, why=f"the service does not take it ({code})", code=code)
    if any(fault in words for fault in _NEVER_CONNECTED):
        return Refused(recipient=name, why="the service cannot be reached")
    return Unknown(recipient=name, why=_BROKEN)


def _as_card(service: "NotifyBase", card: str) -> bool:
    """The message as it is: apprise takes a service's own JSON as a template, without gaps here."""
    import apprise

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "card.json")
        file.write_text(card.replace("{{", "{\\u007b"), encoding="utf-8")
        templated: Any = service
        templated.template = apprise.AppriseAttachment()
        templated.template.add(str(file))
        templated.use_blocks = True  # where it is Slack, which has other messages too
        return bool(service.send(body="-", title=""))


def _as_blocks(service: "NotifyBase", message: str) -> bool:
    """For Slack, where apprise hangs the blocks to a message as its attachment."""
    found = json.loads(message)
    return _as_card(service, json.dumps({"fallback": found["text"], "blocks": found["blocks"]}))


def _as_html(service: "NotifyBase", text: str) -> bool:
    from apprise import NotifyFormat

    return bool(service.send(body=text, body_format=NotifyFormat.HTML, body_passthrough=False))


def _as_text(service: "NotifyBase", text: str) -> bool | None:
    from apprise import NotifyFormat

    if len(text) > service.body_maxlen:
        return None
    return bool(service.notify(body=text, body_format=NotifyFormat.TEXT))


CHATS = (
    _channel(
        "slack",
        service="slack",
        form="slack",
        meaning="a message of blocks, by webhook or bot",
        hand=_as_blocks,
    ),
    _channel(
        "teams",
        service="workflows",
        form="teams",
        meaning="an adaptive card, by a workflow of Power Automate",
        hand=_as_card,
    ),
    _channel(
        "discord", service="discord", form="discord", meaning="embeds, by webhook", hand=_as_card
    ),
    _channel(
        "telegram", service="telegram", form="telegram", meaning="a message of a bot", hand=_as_html
    ),
    _channel(
        "others",
        service=None,
        form="note",
        meaning="a short text, to any other service of apprise",
        hand=_as_text,
    ),
)
"""In the order in which they are asked for an address."""
