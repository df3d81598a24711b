"""An entry of a feed, made into the document it carries or the page it asks for."""

import html
from collections.abc import Callable
from dataclasses import replace

from digest.language.addresses import publisher
from digest.language.outlets import belongs
from digest.model import Document, Skipped
from digest.sources.answer import Answer, Fetched
from digest.sources.found import Entry, Feed, Wanted
from digest.sources.harmless import harmless
from digest.sources.head import HEAD
from digest.sources.kinds import sniff
from digest.sources.place import Place
from digest.sources.teaser import is_whole, visible


def from_entry(
    entry: Entry,
    outlet: str | None,
    place: Place,
    *,
    fetch_page: bool,
    voucher: str | None = None,
) -> Document | Wanted | Skipped:
    """The whole text where the entry has it, else its page, else its teaser.

    Without fetch_page a teaser is taken as it is, and marked so. `voucher` is the feed, which
    alone answers for what it says of others.
    """
    markup = harmless(entry.html) if entry.html else ""
    text = visible(markup)
    hints = place.hints(
        source=outlet,
        voucher=voucher if outlet and outlet == entry.source else None,
        url=entry.url,
        title=entry.title,
        authors=entry.authors,
        published=entry.published,
        language=entry.language,
    )
    teaser = None
    if text and text != entry.title:
        whole = is_whole(text, is_content=entry.is_content)
        teaser = Document(
            place=entry.url or f"{place.address}#{entry.id}",
            content=_page(markup, entry).encode("utf-8", errors="replace"),
            media_type="text/html",
            charset="utf-8",
            hints=replace(hints, is_teaser=not whole),
        )
        if whole or not entry.url or not fetch_page:
            return teaser
    if entry.url and fetch_page:
        return Wanted(url=entry.url, hints=hints, teaser=teaser)
    return Skipped(what=what_of(entry, place), why="only a headline, and its page is not fetched")


def outlet_of(feed: Feed) -> Callable[[Entry], str | None]:
    """Names the outlet of each entry of a feed.

    What an entry says of itself goes before the feed's name. A feed that leads to several
    publishers is the outlet of its own pages only.
    """
    home = publisher(feed.home)
    sites = {publisher(entry.url) for entry in feed.entries if entry.url}

    def outlet(entry: Entry) -> str | None:
        if entry.source and entry.source != entry.title:
            return entry.source
        site = publisher(entry.url)
        is_own = len(sites) <= 1 or site in (None, home) or belongs(feed.title or "", site)
        return feed.title if is_own else None

    return outlet


def what_of(entry: Entry, place: Place) -> str:
    """What an entry is called in messages."""
    return entry.title or entry.url or f"an entry of {place.name or place.address}"


def _page(markup: str, entry: Entry) -> str:
    """A page around the entry's text: extraction finds an article best where it is called one."""
    language = html.escape(entry.language or "")
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"></head>'
        f"<body><article>{markup}</article></body></html>"
    )


def from_page(wanted: Wanted, answer: Answer) -> Document | Skipped:
    """The article's page, or the teaser in its stead."""
    if isinstance(answer, Fetched):
        kind = sniff(answer.content[:HEAD])
        if kind.article_type is not None:
            return Document(
                place=wanted.url,
                content=answer.content,
                media_type=kind.article_type,
                charset=answer.charset,
                hints=replace(wanted.hints, url=answer.url),
                instead=wanted.teaser,
            )
        why = f"no page with an article, but {answer.media_type or kind.name}"
    else:
        why = answer.why
    return wanted.teaser or Skipped(what=wanted.hints.title or wanted.url, why=why)
