"""Feeds that the quick parser can make nothing of: feedparser reads what it can of them."""

from datetime import UTC, datetime

import pytest

from digest.sources import feed as feeds
from digest.sources.feed import parse_feed
from digest.sources.feed_xml import BrokenXmlError, parse_pieces, parse_xml
from digest.sources.found import Entry

BASE = "https://harbour-courier.example/feed"
HEAD = (
    b"<rss version='2.0'><channel><title>Harbour &amp; Courier</title>"
    b"<link>https://harbour-courier.example/</link><language>en-gb</language>"
)
ITEM = (
    b"<title>Ferry %d back in service</title><link>/ferry/%d?utm_source=feed</link>"
    b"<guid>tag:%d</guid><author>Ada Holm</author>"
    b"<pubDate>Mon, 04 May 2026 10:00:00 GMT</pubDate>"
    b"<description>&lt;p&gt;The ferry sailed again.&lt;/p&gt;</description>"
)
# A faulty template printed each tag into the tag before it, so no tree has the items' fields.
BROKEN = HEAD + b"".join(
    b"<item <1:item>>" + ITEM % (n, n, n) + b"</item>" for n in (1, 2)
) + b"</channel></rss>"  # fmt: skip


def is_nothing(entry: Entry) -> bool:
    return not (entry.url or entry.title or entry.html)


def test_a_feed_that_the_quick_parser_refuses_is_read_all_the_same() -> None:
    """Title, address without its tracking, author, date, language and text of each item."""
    with pytest.raises(BrokenXmlError) as broken:
        parse_xml(BROKEN, base=BASE)
    assert all(map(is_nothing, broken.value.feed.entries))
    assert all(map(is_nothing, parse_pieces(BROKEN, base=BASE).entries))

    feed = parse_feed(BROKEN, base=BASE)

    assert ("Harbour & Courier", "https://harbour-courier.example/") == (feed.title, feed.home)
    assert ["Ferry 1 back in service", "Ferry 2 back in service"] == [e.title for e in feed.entries]
    assert feed.entries[0] == Entry(
        id="tag:1",
        url="https://harbour-courier.example/ferry/1",
        title="Ferry 1 back in service",
        authors=("Ada Holm",),
        published=datetime(2026, 5, 4, 10, tzinfo=UTC),
        language="en",
        html="<p>The ferry sailed again.</p>",
    )


def test_a_text_that_is_called_content_goes_before_the_summary() -> None:
    content = b"<content:encoded>The ferry sailed again on Monday.</content:encoded></item>"

    [first, _] = parse_feed(BROKEN.replace(b"</item>", content, 1), base=BASE).entries

    assert first.is_content
    assert "The ferry sailed again on Monday." == first.html


def test_an_item_without_an_id_or_a_date_that_means_one_is_still_an_item() -> None:
    content = BROKEN.replace(b"<guid>tag:1</guid>", b"").replace(b"Mon, 04 May", b"Someday")

    [first, _] = parse_feed(content, base=BASE).entries

    assert "https://harbour-courier.example/ferry/1" == first.id
    assert first.published is None


def test_items_in_capitals_are_looked_for_though_the_xml_is_well_formed() -> None:
    content = HEAD + b"<ITEM>" + ITEM % (1, 1, 1) + b"</ITEM></channel></rss>"

    assert ["Ferry 1 back in service"] == [e.title for e in parse_feed(content, base=BASE).entries]


def test_a_large_feed_is_never_given_to_what_cannot_be_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feeds, "_MOST_FOR_FORGIVING", len(BROKEN) // 2)

    assert all(map(is_nothing, parse_feed(BROKEN, base=BASE).entries))


@pytest.mark.parametrize("fault", [ValueError, RecursionError, AssertionError, LookupError])
def test_what_the_forgiving_parser_does_not_forgive_is_an_empty_feed(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It promises to raise nothing, and sometimes does; a build goes on."""

    def raise_it(*_: object, **__: object) -> None:
        raise fault("odd")

    monkeypatch.setattr("feedparser.parse", raise_it)

    assert () == parse_feed(BROKEN, base=BASE).entries
