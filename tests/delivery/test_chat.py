"""An edition goes to a chat once, as it was made, and its address stays a secret."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from apprise import Apprise

from digest.delivery.channels import Channel, by_channel
from digest.delivery.chat import CHATS, recipient_of
from digest.delivery.letter import Letter
from digest.delivery.outcomes import Outcome, Refused, Sent, Unknown
from digest.delivery.posting import Posting
from digest.errors import ConfigError
from digest.progress import silent
from digest.rendering import FORMS
from tests.delivery.chat_server import Service, serving
from tests.delivery.test_channels import ACCESS
from tests.mail_server import Book, free_port

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/"
DISCORD = "https://discord.com/api/webhooks/123456789012345678/abcdefghijklmnopqrstuvwxyz012345"
TELEGRAM = "tgram://123456789:abcdefg_hijklmnop/12315544/"
TEAMS = "workflows://example.org:443/643e69f83c8944438d68119179a10a64/KODuebWbDGYFr0z0eu/"
CARD = {
    "text": "Ferry",
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "{{app_id}} {{x}}"}}],
}


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """It stands where the services are."""
    with serving(Service()) as running:
        types = {type(Apprise.instantiate(url)): url for url in (SLACK, DISCORD, TELEGRAM)}
        for kind in types:
            for name in ("webhook_url", "notify_url"):
                if hasattr(kind, name):
                    monkeypatch.setattr(kind, name, f"{running.url}/bot")
            monkeypatch.setattr(kind, "request_rate_per_sec", 0)
        yield running


def posting(content: str, book: Book | None = None) -> Posting:
    return Posting(
        letter=Letter(content=content.encode()),
        edition="1",
        ledger=book or Book(),
        now=datetime(2026, 5, 3, tzinfo=UTC),
        report=silent,
    )


def posted(url: str, content: str, book: Book | None = None, **changes: Any) -> Outcome:
    [(channel, urls)] = by_channel([url], CHATS)
    [outcome] = channel.connect(ACCESS)(replace(posting(content, book), **changes), urls)
    return outcome


def test_each_service_gets_what_was_made_for_it(service: Service) -> None:
    """Not cut, not converted, and no word of an article fills a gap of a template."""
    assert isinstance(posted(SLACK, json.dumps(CARD)), Sent)
    assert [{"fallback": "Ferry", "blocks": CARD["blocks"]}] == service.given[0]["attachments"]

    embeds = {"embeds": [{"description": "@everyone {{app_body}}"}]}
    quiet = {**embeds, "allowed_mentions": {"parse": []}}
    assert isinstance(posted(DISCORD, json.dumps(quiet)), Sent)
    assert (embeds["embeds"], {"parse": []}) == (
        service.given[1]["embeds"],
        service.given[1]["allowed_mentions"],
    )

    text = "<b>Ferry &amp; bus</b>\n• One <a href='https://a.example/'>A</a>"
    assert isinstance(posted(TELEGRAM, text), Sent)
    assert (text, "HTML") == (service.given[2]["text"], service.given[2]["parse_mode"])
    assert 3 == len(service.given)


def test_a_card_for_teams_goes_through_a_workflow(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its address is of https alone, so the request is looked at before it leaves."""
    import requests

    def post(_url: str, *, data: str, **_: object) -> requests.Response:
        service.given.append(json.loads(data))
        response = requests.Response()
        response.status_code = 202
        return response

    monkeypatch.setattr(requests, "post", post)
    card = {"type": "message", "attachments": [{"contentType": "x", "content": {"a": "{{b}}"}}]}

    assert isinstance(posted(TEAMS, json.dumps(card)), Sent)
    assert [card] == service.given


def test_any_other_service_gets_a_text(service: Service) -> None:
    """Whole, or none of it."""
    url = service.url.replace("http://", "json://")
    assert isinstance(posted(url, "Ferry <b> & bus\nOne."), Sent)
    assert "Ferry <b> & bus\nOne." == service.given[0]["message"]

    refused = posted("bulksms://user:password@+14155552671", "A long story. " * 20)
    assert isinstance(refused, Refused)
    assert "too few" in refused.why


def test_a_chat_is_told_once(service: Service) -> None:
    """Like a reader of mail: again only when somebody says so."""
    book = Book()

    first = posted(SLACK, json.dumps(CARD), book)
    second = posted(SLACK, json.dumps(CARD), book)
    third = posted(SLACK, json.dumps(CARD), book, again=True)

    assert [False, True, False] == [
        isinstance(outcome, Sent) and outcome.earlier for outcome in (first, second, third)
    ]
    assert 2 == len(service.given)


def test_what_a_service_refuses_is_not_there_and_what_it_swallows_may_be(service: Service) -> None:
    """The first is tried again by the next run, the second when somebody says so."""
    book = Book()
    service.status = 404
    refused = posted(DISCORD, '{"embeds": [{}]}', book)
    assert isinstance(refused, Refused)
    assert 404 == refused.code

    service.status, service.hangs_up = 200, True
    assert isinstance(posted(DISCORD, '{"embeds": [{}]}', book), Unknown)
    assert isinstance(posted(DISCORD, '{"embeds": [{}]}', book), Unknown)
    assert 2 == len(service.given)
    service.hangs_up = False
    assert isinstance(posted(DISCORD, '{"embeds": [{}]}', book, retry_unknown=True), Sent)

    nobody = posted(f"json://127.0.0.1:{free_port()}", "One.", book)
    assert isinstance(nobody, Refused)
    assert "cannot be reached" in nobody.why


def test_no_address_is_told(
    service: Service, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither in an outcome, in the ledger nor by what apprise says of a failure."""
    service.status = 500
    book = Book()
    with caplog.at_level(logging.CRITICAL):
        outcomes = [posted(url, '{"embeds": [{}]}', book) for url in (DISCORD, TELEGRAM)]
    with pytest.raises(ConfigError) as caught:
        recipient_of("nonsense://secret-token")

    said = [repr(outcomes), repr(book.states), str(caught.value), *capfd.readouterr()]
    for secret in ("abcdefghijklmnopqrstuvwxyz", "abcdefg_hijklmnop", "secret-token"):
        assert not any(secret in text for text in said)
    assert "nonsense://…" in str(caught.value)


@pytest.mark.parametrize("channel", CHATS, ids=lambda channel: channel.name)
def test_each_chat_has_a_form_of_its_own(channel: Channel) -> None:
    assert channel.form in FORMS
    assert 1 == len([other for other in CHATS if other.name == channel.name])
