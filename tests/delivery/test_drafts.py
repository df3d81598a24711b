"""A draft is made once, is never more than a draft, and its key is told to nobody."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from digest.delivery import drafts
from digest.delivery.drafts import DRAFTS, Desk, make
from digest.delivery.letter import Letter
from digest.delivery.outcomes import Outcome, Refused, Sent, Unknown
from digest.delivery.posting import Posting
from digest.errors import ConfigError
from digest.progress import silent
from digest.rendering import FORMS
from tests.delivery.chat_server import Service, serving
from tests.mail_server import Book, free_port

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

KEY = "6748592f4b9b7700010f6564"
SECRET = "b1b5b9c1d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2e3f4a5b6c7d8e9f0a1"
NOW = datetime(2026, 5, 3, 6, tzinfo=UTC)
MADE = {
    "buttondown": {"id": "em_5x", "subject": "x", "status": "draft", "creation_date": "2026-05-03"},
    "ghost": {"posts": [{"id": "5ddc9141c35e7700383b2937", "status": "draft", "title": "x"}]},
}
"""What each answers, as its reference has it."""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with serving(Service(status=201)) as running:
        monkeypatch.setattr(drafts, "BUTTONDOWN_URL", f"{running.url}/v1/emails")
        yield running


def posting(content: str, book: Book | None = None) -> Posting:
    return Posting(
        letter=Letter(content=content.encode()),
        edition="1",
        ledger=book or Book(),
        now=NOW,
        report=silent,
    )


def drafted(name: str, running: Service, book: Book | None = None, **changes: Any) -> Outcome:
    desk = Desk(key=f"{KEY}:{SECRET}", site=f"{running.url}/")
    going = replace(posting("<p>One.</p>" if name == "ghost" else "One.", book), **changes)
    return make(DRAFTS[name], desk, going, "Ferry | The Ledger")


def test_buttondown_gets_an_email_that_waits(service: Service) -> None:
    service.answer = MADE["buttondown"]

    outcome = drafted("buttondown", service)

    assert Sent(recipient="draft at buttondown") == outcome
    assert ["/v1/emails"] == service.paths
    assert "draft" == service.given[0]["status"]
    assert "Ferry | The Ledger" == service.given[0]["subject"]
    assert service.given[0]["body"].endswith("plaintext -->\nOne.")
    [headers] = service.headers
    assert f"Token {KEY}:{SECRET}" == headers["authorization"]
    assert "2026-04-01" == headers["x-api-version"]


def test_ghost_gets_a_post_that_waits_from_who_has_the_key(service: Service) -> None:
    """The key itself stays here: a token signed with it goes, and holds for minutes."""
    service.answer = MADE["ghost"]

    outcome = drafted("ghost", service)

    assert isinstance(outcome, Sent)
    assert ["/ghost/api/admin/posts/?source=html"] == service.paths
    [post] = service.given[0]["posts"]
    assert {"title": "Ferry | The Ledger", "html": "<p>One.</p>", "status": "draft"} == post
    scheme, token = service.headers[0]["authorization"].split()
    head, said, sign = token.split(".")
    signed = hmac.new(bytes.fromhex(SECRET), f"{head}.{said}".encode(), hashlib.sha256).digest()
    facts = [json.loads(base64.urlsafe_b64decode(part + "==")) for part in (head, said)]
    assert ("Ghost", KEY, "/admin/") == (scheme, facts[0]["kid"], facts[1]["aud"])
    assert base64.urlsafe_b64encode(signed).decode().rstrip("=") == sign
    assert 0 < facts[1]["exp"] - facts[1]["iat"] <= 300
    assert NOW.timestamp() == facts[1]["iat"]
    assert SECRET not in json.dumps([service.given, service.headers])


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_is_made_once(name: str, service: Service) -> None:
    service.answer, book = MADE[name], Book()

    outcomes = [drafted(name, service, book), drafted(name, service, book)]
    outcomes.append(drafted(name, service, book, again=True))

    assert [False, True, False] == [isinstance(o, Sent) and o.earlier for o in outcomes]
    assert 2 == len(service.given)


@pytest.mark.parametrize("name", DRAFTS)
def test_what_was_not_made_is_told_without_the_key(name: str, service: Service) -> None:
    book = Book()
    service.status, service.answer = 401, {"detail": "no such key"}
    refused = drafted(name, service, book)
    assert isinstance(refused, Refused)
    assert (401, True) == (refused.code, "no such key" in refused.why)

    service.status, service.answer = 503, "busy"
    assert isinstance(drafted(name, service, book), Unknown)
    assert isinstance(drafted(name, service, book), Unknown)
    assert 2 == len(service.given)

    service.status, service.answer = 201, "{"
    assert isinstance(drafted(name, service, book, retry_unknown=True), Unknown)
    assert SECRET not in repr(refused) + repr(book.states)


@pytest.mark.parametrize("name", DRAFTS)
def test_what_is_no_draft_there_is_said_loudly(name: str, service: Service) -> None:
    """Whatever a service makes of it: the editor has to look."""
    service.answer = json.loads(json.dumps(MADE[name]).replace('"draft"', '"about_to_send"'))

    outcome = drafted(name, service)

    assert isinstance(outcome, Unknown)
    assert "about_to_send" in outcome.why


def test_a_site_that_is_not_there_has_no_draft() -> None:
    nobody = Service(url=f"http://127.0.0.1:{free_port()}")

    assert isinstance(drafted("ghost", nobody), Refused)


@pytest.mark.parametrize(
    ("key", "site"),
    [
        (f"{KEY}:{SECRET}", "http://news.example.org"),
        (f"{KEY}:{SECRET}", None),
        (f"{KEY}:{SECRET}", "ftp://127.0.0.1"),
        (SECRET, "https://news.example.org"),
        (f"{KEY}:xyz", "https://news.example.org"),
    ],
)
def test_a_key_goes_nowhere_in_the_clear(key: str, site: str | None) -> None:
    with pytest.raises(ConfigError) as caught:
        make(DRAFTS["ghost"], Desk(key=key, site=site), posting("x"), "x")

    assert key not in str(caught.value)


def test_each_service_takes_a_form_that_there_is() -> None:
    assert {service.form for service in DRAFTS.values()} <= set(FORMS)
