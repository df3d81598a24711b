"""The registries of this room: all that the program knows of a kind is one value."""

import io
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from digest.errors import ConfigError
from digest.model import Document
from digest.sources.content_kind import ContentKind
from digest.sources.contents import read_stream
from digest.sources.found import Found, Origin
from digest.sources.kinds import KINDS, TEXT, promised_by, settle, sniff
from digest.sources.place import PLACE_KINDS, Place, PlaceKind, SourceOptions

WIRE = b"ZCZC AK1\nLighthouse at Skarn lit again.\nNNNN\n"


def test_no_two_kinds_share_a_name_or_an_ending() -> None:
    endings = [ending for kind in KINDS for ending in kind.suffixes]

    assert len(KINDS) == len({kind.name for kind in KINDS})
    assert sorted(set(endings)) == sorted(endings)
    assert all(name == kind.name for name, kind in PLACE_KINDS.items())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_can_be_recognised_and_read(kind: ContentKind) -> None:
    """One that is neither told by its bytes nor by its name would never be met."""
    assert kind.sniff or kind.root or kind.suffixes
    assert kind.read or kind.article_type or kind.name == "gzip"
    assert {name for other in KINDS for name in other.yields_to} <= {k.name for k in KINDS}


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


def test_a_kind_of_place_is_added_by_a_value_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="there are auto, feed, page, sitemap"):
        Place(address="https://harbour-courier.example/", kind="blog")

    blog = PlaceKind(name="blog", meaning="a blog, read by its feed", takes_named_feed="always")
    monkeypatch.setattr("digest.sources.place.PLACE_KINDS", {**PLACE_KINDS, "blog": blog})

    assert blog is Place(address="https://harbour-courier.example/", kind="blog").rules
