"""Drafts of an edition where a newsletter is sent from: never more than a draft, and one each."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from digest.delivery.account import is_loopback
from digest.delivery.claimed import once
from digest.delivery.outcomes import Outcome, Refused, Sent, Unknown
from digest.delivery.posting import Posting
from digest.errors import ConfigError

BUTTONDOWN_URL = "https://api.buttondown.com/v1/emails"
_BUTTONDOWN_VERSION = "2026-04-01"
"""The first in which an e-mail without a status is a draft; this one says it besides."""
_AS_MARKDOWN = "<!-- buttondown-editor-mode: plaintext -->"
_GHOST_PATH = "/ghost/api/admin/posts/?source=html"
_TOKEN_HOLDS = timedelta(minutes=4)
_TIMEOUT_S = 30.0
_DRAFT = "draft"
_MOST_TOLD = 200
_SERVER_FAULT = 500
_CLIENT_FAULT = 400
_NOT_MADE = "no answer, so perhaps it was made; look there, or --retry-unknown makes another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the user writes newsletters, and what lets them in."""

    key: str = field(repr=False)
    site: str | None = None
    """Its address, where everybody has one of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is posted."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A place for drafts; its value in the registry is all that the program knows of it."""

    name: str
    meaning: str
    """For the documentation: a phrase."""
    form: str
    """Of the edition, in which it takes drafts."""
    key_variable: str
    request: Callable[[Desk, str, str, datetime], Request]
    """With subject, content and the moment. Raises ConfigError for a desk that does not do."""
    made: Callable[[Any], Mapping[str, Any]]
    """The draft, in an answer."""


def make(service: Service, desk: Desk, posting: Posting, subject: str) -> Outcome:
    """The draft's outcome; it is made once. Raises ConfigError for a desk that does not do."""
    content = posting.letter.content.decode()
    request = service.request(desk, subject, content, posting.now)
    name = f"draft at {service.name}"
    return once(posting, name, lambda: _asked(service, request, name))


def _asked(service: Service, request: Request, name: str) -> Outcome:
    import httpx2

    from digest.network import trusted

    try:
        answer = httpx2.post(
            request.url,
            headers=dict(request.headers),
            json=request.body,
            timeout=_TIMEOUT_S,
            verify=trusted(),
        )
    except (httpx2.ConnectError, httpx2.ConnectTimeout):
        host = urlsplit(request.url).hostname
        return Refused(recipient=name, why=f"{host} cannot be reached")
    except httpx2.HTTPError:
        return Unknown(recipient=name, why=_NOT_MADE)
    if answer.status_code >= _SERVER_FAULT:
        return Unknown(recipient=name, why=f"it answers {answer.status_code}: {_NOT_MADE}")
    if answer.status_code >= _CLIENT_FAULT:
        why = f"it answers {answer.status_code}: {answer.text[:_MOST_TOLD]}"
        return Refused(recipient=name, why=why, code=answer.status_code)
    return _as_made(service, answer.content, name)


def _as_made(service: Service, answer: bytes, name: str) -> Outcome:
    try:
        made = service.made(json.loads(answer))
        status = str(made["status"])
    except (ValueError, LookupError, TypeError):
        return Unknown(recipient=name, why="it answers what is no draft: look there")
    if status != _DRAFT:
        return Unknown(recipient=name, why=f"it is {status[:_MOST_TOLD]!r} there: look there now")
    return Sent(recipient=name)


def _to_buttondown(desk: Desk, subject: str, content: str, now: datetime) -> Request:
    del now
    return Request(
        url=BUTTONDOWN_URL,
        headers={"Authorization": f"Token {desk.key}", "X-API-Version": _BUTTONDOWN_VERSION},
        body={"subject": subject, "body": f"{_AS_MARKDOWN}\n{content}", "status": _DRAFT},
    )


def _to_ghost(desk: Desk, subject: str, content: str, now: datetime) -> Request:
    site = (desk.site or "").rstrip("/")
    parts = urlsplit(site)
    is_here = parts.scheme == "http" and is_loopback(parts.hostname or "")
    if parts.scheme != "https" and not is_here:
        raise ConfigError("Ghost needs the https address of the site: set [post] ghost")
    return Request(
        url=f"{site}{_GHOST_PATH}",
        headers={"Authorization": f"Ghost {_token(desk.key, now)}", "Accept-Version": "v5.0"},
        body={"posts": [{"title": subject, "html": content, "status": _DRAFT}]},
    )


def _token(key: str, now: datetime) -> str:
    """A JSON Web Token for the admin API, signed with the key's second half."""
    name, _, secret = key.partition(":")
    try:
        signer = bytes.fromhex(secret)
    except ValueError:
        signer = b""
    if not name or not signer:
        raise ConfigError("GHOST_ADMIN_API_KEY is no admin key: those are id:secret, in hex")
    issued = int(now.timestamp())
    until = issued + int(_TOKEN_HOLDS.total_seconds())
    head = _packed({"alg": "HS256", "typ": "JWT", "kid": name})
    said = _packed({"iat": issued, "exp": until, "aud": "/admin/"})
    sign = hmac.new(signer, f"{head}.{said}".encode(), hashlib.sha256).digest()
    return f"{head}.{said}.{_letters(sign)}"


def _packed(facts: Mapping[str, object]) -> str:
    return _letters(json.dumps(facts, separators=(",", ":")).encode())


def _letters(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


DRAFTS: Mapping[str, Service] = {
    service.name: service
    for service in (
        Service(
            name="buttondown",
            meaning="an e-mail in Markdown, as a draft",
            form="md-plain",
            key_variable="BUTTONDOWN_API_KEY",
            request=_to_buttondown,
            made=lambda answer: answer,
        ),
        Service(
            name="ghost",
            meaning="a post, as a draft, on the site of `[post] ghost`",
            form="paste",
            key_variable="GHOST_ADMIN_API_KEY",
            request=_to_ghost,
            made=lambda answer: answer["posts"][0],
        ),
    )
}
"""Under their names."""
