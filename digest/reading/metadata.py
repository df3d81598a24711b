# ruff: noqa: E501  paths into pages are tables
"""Headline, authors, outlet, time and address of a page, from what it says of itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
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


def read(root: HtmlElement, lines: Sequence[str] = ()) -> Metadata:
    """All of a page's facts; lines are what it shows. The tree is not changed."""
    record = json_ld.article(root)
    source = _source(root, record)
    url = _url(root, record)
    free = record.get("isAccessibleForFree")
    return Metadata(
        title=_title(root, record, source),
        authors=_authors(root, record, lines, source),
        published=_published(root, record, lines, url),
        source=source,
        url=url,
        language=root.get("lang") or next(meta(root, "og:locale", "language"), None),
        body=json_ld.text(record, "articleBody"),
        is_limited=free is False or str(free).lower() == "false",
    )


# --- headline -------------------------------------------------------------------------------

_SEPARATOR = re.compile(r"\s+[|\-–—·•»:/]+\s+|\s*\|\s*")


def _title(root: HtmlElement, record: json_ld.Record, source: str | None) -> str | None:
    """The headline: the main heading, unless it is much shorter than what the page announces."""
    claims = (
        json_ld.text(record, "headline"),
        *meta(root, "og:title", "twitter:title", "dc.title", "title"),
        _page_title(root),
    )
    titles = [_without_outlet(one_line(unescape(claim)), source) for claim in claims if claim]
    announced = next((title for title in titles if _is_telling(title, source)), "")
    headings = [one_line(text_of(heading)) for heading in root.iter("h1")]
    telling = [h for h in headings if _is_telling(h, source) and len(h) > 0.6 * len(announced)]
    likest = max(telling, key=lambda heading: _likeness(heading, titles), default="")
    if likest and (len(telling) == 1 or _likeness(likest, titles) > 0.5):
        return likest[:300]
    return announced[:300] or next(filter(None, (*headings, *titles)), "")[:300] or None


def _is_telling(title: str, source: str | None) -> bool:
    """Tell whether the words are more than a label or the outlet's name."""
    is_long = len(title.split()) > 2 or (not title.isascii() and len(title) > 8)
    return is_long and len(title) < 250 and not _words(title) <= _words(source or "")


def _likeness(heading: str, claims: Sequence[str]) -> float:
    """The share of words in common with the likest claim (Jaccard)."""
    words = _words(heading)
    shares = (len(words & _words(c)) / len(words | _words(c)) for c in claims if c)
    return max(shares, default=0.0)


def _page_title(root: HtmlElement) -> str | None:
    title = root.find(".//head/title")
    return text_of(title) if title is not None else None


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
    r"https?:|www\.|@|\.com\b|^(?:admin|administrator|guest|unknown|null|none|authors?|by|name|written by)$|\d{2}|[<>{}=?!]"
    r"|^(?:more|all|about|view|follow|share|posted|published|updated|last|min|read|the author|meet|our|see|articles by)\b|\b(?:read|ago|articles|posts|comments?|minutes?)$",
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
    "//*[contains(@class,'author-name') or contains(@class,'author__name') or contains(@class,'authorName') or contains(@class,'author_name') or contains(@class,'byline-name') or contains(@class,'byline__name')]",
    "//*[contains(@class,'byline') or contains(@class,'Byline') or contains(@data-testid,'byline') or contains(@class,'by-line')]",
    "//a[contains(@href,'/author/') or contains(@href,'/authors/') or contains(@href,'/contributor')]",
    "//*[contains(@class,'author') or contains(@id,'author')]",
)
_LONGEST_BYLINE = 100


def _authors(
    root: HtmlElement, record: json_ld.Record, lines: Sequence[str], source: str | None
) -> tuple[str, ...]:
    """The authors' names as declared or shown; a single word or an outlet only for want of more."""
    claims = [
        *json_ld.names(record, "author"),
        *meta(
            root,
            "author",
            "article:author",
            "article:author_name",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "byl",
            "citation_author",
            "twitter:data1",
        ),
    ]
    people = _people(claims, source, is_strict=True)
    if people:
        return people
    shown = [
        text
        for path in _BYLINE_PLACES
        for text in map(text_of, root.xpath(path)[:4])
        if len(text) < _LONGEST_BYLINE
    ]
    written = [line for line in lines if len(line) < _LONGEST_BYLINE and _BY.match(line)][:3]
    groups = [*([text] for text in (*shown, *written))]
    for is_strict in (True, False):
        for group in ([claims] if not is_strict else []) + groups:
            people = _people(group, source, is_strict=is_strict)
            if people:
                return people
    return ()


def _people(claims: Iterable[str], source: str | None, *, is_strict: bool) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for claim in claims:
        line = _AFTER_NAMES.sub("", _BY.sub("", one_line(claim[:400])))
        for part in _BETWEEN_NAMES.split(line):
            name = _BY.sub("", part).strip(" .,:;-–—")
            if _is_name(name, source) if is_strict else _could_be_name(name):
                names.setdefault(name)
    return tuple(names)[:10]


def _could_be_name(name: str) -> bool:
    return 2 < len(name) < 50 and len(name.split()) <= 5 and not _NOT_A_NAME.search(name)


def _is_name(name: str, source: str | None) -> bool:
    """Two to five capitalised words that are not the outlet's."""
    words = name.split()
    capitals = sum(word[0].isupper() or not word[0].isascii() for word in words)
    return (
        _could_be_name(name)
        and (len(words) >= 2 or not name.isascii())
        and capitals >= min(2, len(words))
        and name.lower() != (source or "").lower()
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


def _published(
    root: HtmlElement, record: json_ld.Record, lines: Sequence[str], url: str | None
) -> datetime | None:
    declared = next(filter(None, _moments(root, record)), None)
    return declared or dates.from_address(url) or _shown_date(lines)


def _shown_date(lines: Sequence[str]) -> datetime | None:
    """The first full date in a brief line of the page, one that says it is the article's first."""
    dated = [line for line in lines[:400] if len(line) < 80 and any(c.isdigit() for c in line)]
    labelled = [line for line in dated if _DATE_LABEL.search(line.lower())]
    return next(filter(None, map(dates.parse, (*labelled, *dated))), None)


_DATE_LABEL = re.compile(
    r"publi[sc]|posted|updated|veröffentlicht|aktualisiert|\bby\b|min read|опубликован"
)


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
