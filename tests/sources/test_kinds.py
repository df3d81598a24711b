"""The registries of this room: all that the program knows of a kind is one value."""

import gzip
import io
from collections.abc import Iterator
from typing import BinaryIO, get_args

import pytest

from digest.errors import ConfigError
from digest.model import Document, Skipped
from digest.settings.sections import SourceSettings
from digest.sources.content_kind import ContentKind
from digest.sources.contents import read_stream
from digest.sources.found import Feed, Found, Origin
from digest.sources.kinds import KINDS, TEXT, promised_by, settle, sniff
from digest.sources.place import PLACE_KINDS, Place, PlaceKind, SourceOptions

MAIL = b"From: Skarn Post <news@skarn.example>\nSubject: Lit again\n\nThe lighthouse is lit.\n"
WIRE = b"ZCZC AK1\nLighthouse at Skarn lit again.\nNNNN\n"


def test_no_two_kinds_share_a_name_or_an_ending() -> None:
    endings = [ending for kind in KINDS for ending in kind.suffixes]

    assert len(KINDS) == len({kind.name for kind in KINDS})
    assert sorted(set(endings)) == sorted(endings)
    assert all(name == kind.name for name, kind in PLACE_KINDS.items())
    assert tuple(PLACE_KINDS) == get_args(SourceSettings.model_fields["kind"].annotation)


EXAMPLES: dict[str, tuple[bytes, type[Found]]] = {
    "empty": (b" \n", Skipped),
    "gzip": (gzip.compress(b"The lighthouse at Skarn is lit again."), Document),
    "pdf": (b"%PDF-1.7\n", Document),
    "binary": (b"\x89PNG\r\n", Skipped),
    "feed": (b"<rss version='2.0'><channel><title>Skarn Post</title></channel></rss>", Feed),
    "opml": (b"<opml><body><outline xmlUrl='https://skarn.example/rss'/></body></opml>", Place),
    "sitemap": (b"<urlset><url><loc>https://skarn.example/lit</loc></url></urlset>", Feed),
    "html": (b"<!doctype html><title>Lighthouse lit again</title>", Document),
    "rows": (b'{"text": "The lighthouse is lit."}\n{"text": "The ferry sails."}', Document),
    "json": (b'[{"text": "The lighthouse at Skarn is lit again."}]', Document),
    "mailbox": (b"From ada Wed Nov 25 10:00:00 2026\n" + MAIL, Document),
    "mail": (MAIL, Document),
    "addresses": (b"https://skarn.example/lit\n", Place),
    "markdown": (b"# Lighthouse lit again\n", Document),
    "text": (b"The lighthouse at Skarn is lit again.", Document),
}
"""Of each kind the least that is told by its bytes, and what comes of reading it."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_is_told_by_its_bytes_and_read(kind: ContentKind) -> None:
    """One that nothing tells would never be met."""
    content, wanted = EXAMPLES[kind.name]
    origin = Origin(place=Place(address="https://skarn.example/"), where="skarn")

    first, *_ = read_stream(io.BytesIO(content), kind, origin, SourceOptions())

    assert kind is sniff(content)
    assert wanted is type(first)


def test_a_kind_gives_way_to_kinds_that_there_are() -> None:
    assert {name for kind in KINDS for name in kind.yields_to} <= {kind.name for kind in KINDS}


def test_a_kind_of_content_is_added_by_a_value_alone() -> None:
    """A wire agency's telegrams: told by their first bytes or their ending, then read."""

    def read(stream: BinaryIO, origin: Origin, _limit: int) -> Iterator[Found]:
        body = stream.read().splitlines()[1]
        hints = origin.place.hints()
        yield Document(place=origin.where, content=body, media_type="text/plain", hints=hints)

    wire = ContentKind(
        name="wire",
        meaning="telegrams of an agency",
        suffixes=(".wire",),
        sniff=lambda head: head.text.startswith(b"ZCZC "),
        read=read,
    )
    kinds = (wire, *KINDS)
    origin = Origin(place=Place(address="-"), where="standard input")

    assert wire is sniff(WIRE, kinds)
    assert wire is promised_by(".WIRE", kinds)
    assert wire is settle(wire, TEXT)
    [found] = read_stream(io.BytesIO(WIRE), wire, origin, SourceOptions())
    assert isinstance(found, Document)
    assert b"Lighthouse at Skarn lit again." == found.content


def test_a_kind_of_place_is_added_by_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="there are auto, feed, page, sitemap"):
        Place(address="https://harbour-courier.example/", kind="blog")

    blog = PlaceKind(name="blog", meaning="a blog, read by its feed", takes_named_feed="always")
    monkeypatch.setattr("digest.sources.place.PLACE_KINDS", {**PLACE_KINDS, "blog": blog})

    assert blog is Place(address="https://harbour-courier.example/", kind="blog").rules
