# ruff: noqa: E501  paths into pages are tables
"""Headline, authors, outlet, time and address of a page, from what it says of itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from lxml.html import HtmlElement

from digest.reading import dates, json_ld
from digest.reading.address import web_address
from digest.reading.dom import meta, text_of
from digest.reading.tidy import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """None and empty where the page is silent."""

    title: str | None
    authors: tuple[str, ...]
    published: datetime | None
    source: str | None
    url: str | None
    language: str | None
    body: str | None
    """The article's text as JSON-LD gives it, if it does."""
    is_limited: bool


def read(root: HtmlElement) -> Metadata:
    """All of a page's facts. The tree is not changed."""
    record = json_ld.article(root)
    source = _source(root, record)
    free = record.get("isAccessibleForFree")
    return Metadata(
        title=_title(root, record, source),
        authors=_authors(root, record, source),
        published=_published(root, record),
        source=source,
        url=_url(root, record),
        language=root.get("lang") or next(meta(root, "og:locale", "language"), None),
        body=json_ld.text(record, "articleBody"),
        is_limited=free is False or str(free).lower() == "false",
    )


# --- headline -------------------------------------------------------------------------------

_SEPARATOR = re.compile(r"\s+[|\-–—·•»:/]+\s+|\s*\|\s*")


def _title(root: HtmlElement, record: json_ld.Record, source: str | None) -> str | None:
    """The headline: the page's main heading where its other titles agree with it."""
    claims = [
        json_ld.text(record, "headline"),
        *meta(root, "og:title", "twitter:title", "dc.title", "title"),
        _page_title(root),
    ]
    named = [one_line(claim) for claim in claims if claim and claim.strip()]
    headings = [one_line(text_of(h)) for h in root.iter("h1")]
    for heading in headings:
        if len(heading) > 8 and any(_agree(heading, claim) for claim in named):
            return heading[:300]
    if named:
        return _without_outlet(named[0], source)[:300]
    return next((h for h in headings if h), None)


def _page_title(root: HtmlElement) -> str | None:
    title = root.find(".//head/title")
    return text_of(title) if title is not None else None


def _agree(heading: str, claim: str) -> bool:
    one, other = _words(heading), _words(claim)
    return len(one & other) >= 0.6 * min(len(one), len(other)) and len(one) >= 2


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _without_outlet(title: str, source: str | None) -> str:
    """The title without the outlet's name that templates append."""
    cuts = list(_SEPARATOR.finditer(title))
    if not cuts:
        return title
    cut = cuts[-1]
    head, tail = title[: cut.start()], title[cut.end() :]
    is_outlet = bool(source) and bool(_words(tail) & _words(source or ""))
    return head if len(head) > 15 and (is_outlet or len(tail.split()) <= 3) else title


# --- authors --------------------------------------------------------------------------------

_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\.com\b|^(?:admin|administrator|editor|staff|guest|unknown|null|none|author|by)$|\d{3}"
    r"|^(?:more|all|about|view|follow|share|posted|published|updated)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\W*(?:words |story |written |posted |article |text |reporting )?(?:by|von|par|por|di|door)\b:?\s+",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|\||&|\band\b|\bund\b|\bet\b|•|/)\s*")
_AFTER_NAMES = re.compile(
    r"\s+(?:[|•–—-]\s|(?:on|published|updated|posted|in|for|is|contributor|staff|senior|editor|reporter|correspondent)\b"
    r"|\d{1,2}\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d).*$",
    re.IGNORECASE,
)
_BYLINE_PLACES = (
    "//*[@rel='author' or contains(@rel, 'author ')]",
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author']",
    "//*[contains(@class,'author-name') or contains(@class,'author__name') or contains(@class,'authorName') or contains(@class,'author_name') or contains(@class, 'byline-name') or contains(@class, 'byline__name')]",
    "//*[contains(@class,'byline') or contains(@class,'Byline') or contains(@data-testid,'byline') or contains(@class,'by-line')]",
    "//*[@class='author' or contains(@class,'post-author') or contains(@class,'entry-author') or contains(@class,'article-author') or contains(@class,'article__author')]",
    "//a[contains(@href,'/author/') or contains(@href,'/authors/')]",
)


def _authors(root: HtmlElement, record: json_ld.Record, source: str | None) -> tuple[str, ...]:
    """The authors' names; an organisation only when nobody else is named."""
    claims: list[Iterable[str]] = [
        json_ld.names(record, "author"),
        meta(root, "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "byl", "twitter:data1"),
    ]  # fmt: skip
    for claim in claims:
        people = _people(claim, source)
        if people:
            return people
    for path in _BYLINE_PLACES:
        people = _people((text_of(e) for e in root.xpath(path)[:4]), source)
        if people:
            return people
    return ()


def _people(claims: Iterable[str], source: str | None) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for claim in claims:
        line = _AFTER_NAMES.sub("", _BY.sub("", one_line(claim[:400])))
        for part in _BETWEEN_NAMES.split(line):
            name = _BY.sub("", part).strip(" .,:;-–—")
            if _is_name(name, source):
                names.setdefault(name)
    return tuple(names)[:10]


def _is_name(name: str, source: str | None) -> bool:
    return (
        2 < len(name) < 60
        and (2 <= len(name.split()) <= 5 or not name.isascii())
        and not _NOT_A_NAME.search(name)
        and name.lower() != (source or "").lower()
        and sum(word[0].isupper() or not word[0].isascii() for word in name.split())
        >= 2 - (not name.isascii())
    )


# --- time -----------------------------------------------------------------------------------

_DATE_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "publication_date", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created", "cxenseparse:recs:publishtime",
    "article.published", "published_time", "publish_date", "og:published_time", "rnews:datepublished", "originalpublicationdate", "displaydate",
)  # fmt: skip
_TIME_PLACES = (
    "//*[@itemprop='datePublished']",
    "//time[@pubdate or contains(@class,'publish') or contains(@class,'entry-date')]",
    "//article//time[@datetime]",
    "//time[@datetime]",
    "//*[contains(@class,'publish') or contains(@class,'post-date') or contains(@class,'entry-date') or contains(@class,'article-date') or contains(@class,'timestamp') or contains(@class, 'dateline') or contains(@class,'date')]",
)


def _published(root: HtmlElement, record: json_ld.Record) -> datetime | None:
    for moment in _moments(root, record):
        if moment:
            return moment
    return None


def _moments(root: HtmlElement, record: json_ld.Record) -> Iterator[datetime | None]:
    for key in ("datePublished", "dateCreated"):
        yield dates.parse(json_ld.text(record, key))
    yield from map(dates.parse, meta(root, *_DATE_META))
    for path in _TIME_PLACES:
        for element in root.xpath(path)[:5]:
            yield dates.parse(element.get("datetime") or element.get("content")) or dates.parse(
                text_of(element)
            )
    yield dates.parse(json_ld.text(record, "dateModified"))


# --- outlet and address ---------------------------------------------------------------------


def _source(root: HtmlElement, record: json_ld.Record) -> str | None:
    name = next(meta(root, "og:site_name", "application-name", "dc.publisher"), None)
    names = [name] if name else list(json_ld.names(record, "publisher"))
    return next((one_line(n)[:80] for n in names if n and n.strip()), None)


def _url(root: HtmlElement, record: json_ld.Record) -> str | None:
    links = [
        e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"
    ]
    base = next(meta(root, "og:url"), None)
    for claim in (*links, base, json_ld.text(record, "url")):
        address = web_address(urljoin(base or "", claim.strip())) if claim else None
        if address:
            return address
    return None
