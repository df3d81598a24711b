"""How each kind of content is read that is not one article as it stands."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from digest.language.decoding import decode
from digest.model import Skipped
from digest.sources.feed import parse_feed
from digest.sources.feed_json import parse_json_feed
from digest.sources.found import Feed, Found, Origin
from digest.sources.mailbox import read_mail
from digest.sources.opml import read_opml
from digest.sources.place import Place
from digest.sources.rows import from_row
from digest.sources.sitemap import read_sitemap

if TYPE_CHECKING:
    from digest.sources.content_kind import Read


def refused(why: str) -> "Read":
    """Reads nothing, and says why."""

    def skip(_stream: BinaryIO, origin: Origin, _limit: int) -> Iterator[Found]:
        yield Skipped(what=origin.where, why=why)

    return skip


def read_one_mail(stream: BinaryIO, origin: Origin, limit: int) -> Iterator[Found]:
    yield from read_mail(stream.read(), origin, origin.where, limit)


def read_feed(stream: BinaryIO, origin: Origin, _limit: int) -> Iterator[Found]:
    feed = parse_feed(stream.read(), base=origin.url, charset=origin.charset)
    return _unless_nothing(feed, "feed", origin)


def read_feed_list(stream: BinaryIO, origin: Origin, _limit: int) -> Iterator[Found]:
    """The places that an OPML file names."""
    return _unless_nothing(
        read_opml(stream.read(), origin.place, base=origin.url, charset=origin.charset),
        "opml",
        origin,
    )


def read_pages(stream: BinaryIO, origin: Origin, _limit: int) -> Iterator[Found]:
    """The pages of a sitemap, or the sitemaps that an index names."""
    found = read_sitemap(stream.read(), origin.place, base=origin.url, charset=origin.charset)
    return _unless_nothing(found, "sitemap", origin)


def _unless_nothing(found: Feed | list[Place], name: str, origin: Origin) -> Iterator[Found]:
    if isinstance(found, Feed) and (found.entries or found.title):
        yield found
    elif isinstance(found, list) and found:
        yield from found
    else:
        yield Skipped(what=origin.where, why=f"no {name} that can be read, or an empty one")


def read_json(stream: BinaryIO, origin: Origin, _limit: int) -> Iterator[Found]:
    """A JSON Feed, a list of articles, or one article."""
    try:
        value = json.loads(decode(stream.read(), origin.charset))
    except (ValueError, RecursionError):
        yield Skipped(what=origin.where, why="not JSON")
        return
    feed = parse_json_feed(value, base=origin.url)
    if feed is not None:
        yield feed
    elif isinstance(value, list):
        for number, row in enumerate(value, start=1):
            yield from_row(row, origin, f"{origin.where}#{number}")
    else:
        yield from_row(value, origin, origin.where)


def read_addresses(stream: BinaryIO, origin: Origin, _limit: int) -> Iterator[Found]:
    """Each line as a place of its own, that has what the configuration says of the list.

    Only of the web: a list may come from a stranger, who must not name files of this machine.
    """
    for line in decode(stream.read(), origin.charset).split():
        place = replace(origin.place, address=line, kind="auto")
        yield place if place.is_web else Skipped(what=line[:200], why="not a web address")
