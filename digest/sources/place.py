"""Where articles come from, and how they are to be read: the words of the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from digest.errors import ConfigError
from digest.language.addresses import publisher
from digest.language.outlets import outlet_name, via
from digest.model import Hints


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceKind:
    """What a user may say that an address is; its value in the registry is all there is to it."""

    name: str
    meaning: str
    """For the documentation: a phrase."""
    is_page: bool = False
    """It is one article: robots.txt is asked before it is fetched, not after."""
    is_feed: bool = True
    """It may go on a list of feeds."""
    takes_named_feed: Literal["never", "unless an article", "always"] = "never"
    """Whether a page there is left for the feed that it names."""


_AUTO = PlaceKind(
    name="auto",
    meaning="whatever the address answers; a front page is left for the feed that it names",
    takes_named_feed="unless an article",
)
_FEED = PlaceKind(
    name="feed",
    meaning="a feed, or a page that names one",
    takes_named_feed="always",
)
_ONE_PAGE = PlaceKind(
    name="page",
    meaning="one article, whatever it looks like",
    is_page=True,
    is_feed=False,
)
_SITEMAP = PlaceKind(name="sitemap", meaning="a sitemap, or an index of them", is_feed=False)

PLACE_KINDS: Mapping[str, PlaceKind] = {
    kind.name: kind for kind in (_AUTO, _FEED, _ONE_PAGE, _SITEMAP)
}
"""What there is to know of them; the settings, which import no sources, have their names too."""


def local_path(address: str) -> Path:
    """Where an address is on this machine; a home that nobody has is a name like others."""
    try:
        return Path(address).expanduser()
    except RuntimeError:
        return Path(address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place to read: what a `[[sources]]` table or an argument of `digest build` says.

    Raises ConfigError for a kind that nobody knows, and for an address without a word.
    """

    address: str
    """`-` for standard input, a path of a file or folder, or an http(s) address."""
    name: str | None = None
    """The outlet's name; None where the place itself should say it."""
    section: str | None = None
    language: str | None = None
    """ISO 639-1."""
    weight: float = 1.0
    kind: str = "auto"
    """A name in PLACE_KINDS."""
    without: tuple[str, ...] = ()
    """Files and folders below it that are not read: they are paused by name."""
    aggregator: bool = False
    """It may say whose its entries are: each outlet that it names is a voice of its own."""

    def __post_init__(self) -> None:
        if not self.address.strip():
            raise ConfigError("'' names no place; . is the folder you stand in")
        if self.kind not in PLACE_KINDS:
            known = ", ".join(PLACE_KINDS)
            raise ConfigError(f"{self.address}: no kind {self.kind!r} of place; there are {known}")

    @property
    def rules(self) -> PlaceKind:
        """What the registry knows of its kind."""
        return PLACE_KINDS[self.kind]

    @property
    def is_web(self) -> bool:
        """Whether it is asked for over the network."""
        return self.address[:8].lower().startswith(("http://", "https://"))

    @property
    def is_absent(self) -> bool:
        """Whether it is a file or a folder, and not there."""
        if self.is_web or self.address == "-":
            return False
        try:
            return not local_path(self.address).exists()
        except OSError:  # too long for a name, or behind a locked door
            return True

    def hints(
        self,
        *,
        source: str | None = None,
        site: str | None = None,
        voucher: str | None = None,
        url: str | None = None,
        title: str | None = None,
        authors: tuple[str, ...] = (),
        published: datetime | None = None,
        language: str | None = None,
        is_teaser: bool = False,
    ) -> Hints:
        """What is known of one article of this place; the configuration's word goes first.

        `source` is what the place calls itself, and `site` an address of its own; `voucher` is
        who says so, where that may be anybody.
        """
        outlet = outlet_name(source, site or url)
        if outlet and voucher and not self.aggregator:
            outlet = via(outlet, voucher, publisher(site or url))
        return Hints(
            source=self.name or outlet,
            url=url,
            title=title,
            authors=authors,
            published=published,
            language=self.language or language,
            section=self.section,
            weight=self.weight,
            is_teaser=is_teaser,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """How places are read."""

    fetch_pages: bool = True
    """Fetch the page behind a feed entry that carries only a teaser."""
    again: bool = False
    """Read also what was read for an earlier edition, and ask for feeds that have not changed."""
    max_article_bytes: int = 20_000_000
    """A file, a line of JSON, a mail or a response above this is skipped, never loaded."""
    max_items: int = 500
    """Entries taken from one feed or sitemap, newest first as they stand there."""
