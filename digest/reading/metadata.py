# ruff: noqa: E501  paths into pages are tables
"""Headline, authors, outlet, time and address of a page, from what it says of itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from urllib.parse import urljoin

from lxml.html import HtmlElement

from digest.language.addresses import publisher
from digest.language.lexicons import everywhere
from digest.language.outlets import belongs, outlet_name
from digest.language.written_dates import parse_date
from digest.reading import bylines, dates, json_ld, page_headline
from digest.reading.article_address import web_address
from digest.reading.dom import meta, text_of
from digest.reading.tidy import one_line

_LONGEST_DATE_LINE = 80
"""Characters of a line that may be a date and little else."""

_LONGEST_OUTLET_NAME = 80
"""Characters of an outlet's name."""


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
    sections: tuple[str, ...]
    is_opinion: bool
    is_limited: bool


def read(root: HtmlElement, lines: Sequence[str] = ()) -> Metadata:
    """All of a page's facts; lines are what it shows. The tree is not changed."""
    record = json_ld.article(root)
    url = _url(root, record)
    source = _source(root, record, url)
    free = record.get("isAccessibleForFree")
    title = page_headline.find(root, record, lines, source=source, url=url)
    return Metadata(
        title=title,
        authors=bylines.authors(root, record, lines, title=title, source=source),
        published=_published(root, record, lines, url, title),
        source=source,
        url=url,
        language=root.get("lang") or next(meta(root, "og:locale", "language"), None),
        body=json_ld.text(record, "articleBody"),
        sections=(*json_ld.names(record, "articleSection"), *meta(root, *_SECTION_META)),
        is_opinion=json_ld.is_view(record),
        is_limited=free is False or str(free).lower() == "false",
    )


_SECTION_META = ("article:section", "section", "parsely-section", "article.section", "cg")
"""`cg`: as Chartbeat and others call the section."""

# --- time -----------------------------------------------------------------------------------

_DATE_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "publication_date", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created", "cxenseparse:recs:publishtime",
    "article.published", "published_time", "publish_date", "og:published_time", "rnews:datepublished", "originalpublicationdate", "displaydate",
    "citation_publication_date", "citation_online_date", "citation_date", "dc.date.published", "dcterms.issued", "dcterms.date", "bt:pubdate",
)  # fmt: skip
_CHANGE_META = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_TIME_PLACES = (
    "//*[@itemprop='datePublished']",
    "//time[@pubdate or contains(@class,'publish') or contains(@class,'entry-date')]",
    "//article//time[@datetime]",
    "//time[@datetime]",
    "/descendant::*[@class[contains(.,'publish') or contains(.,'timestamp') or contains(.,'date')]]",
)


def _published(
    root: HtmlElement,
    record: json_ld.Record,
    lines: Sequence[str],
    url: str | None,
    title: str | None,
) -> datetime | None:
    declared = next(filter(None, _moments(root, record)), None) or dates.from_address(url)
    changed = (json_ld.text(record, "dateModified"), *meta(root, *_CHANGE_META))
    last = next(filter(None, map(parse_date, changed)), None)
    shown = declared and dates.shown_instead(page_headline.around(lines, title), declared, last)
    return shown or declared or _shown_date(lines)


def _shown_date(lines: Sequence[str]) -> datetime | None:
    """The first full date in a brief line of the page, one that says it is the article's first."""
    brief = (
        line
        for line in lines[:400]
        if len(line) < _LONGEST_DATE_LINE and any(c.isdigit() for c in line)
    )
    dated = [
        part for line in brief for part in dates.parts(line) if not part.lower().startswith("site ")
    ]
    dated.sort(key=_rank)
    return next(filter(None, map(parse_date, dated)), None)


def _rank(part: str) -> int:
    """What calls itself published goes first, what calls itself changed last."""
    if dates.is_of_a_change(part):
        return 2
    return 0 if _date_label().search(part.lower()) else 1


@cache
def _date_label() -> re.Pattern[str]:
    return re.compile("|".join(everywhere("date_labels")))


def _moments(root: HtmlElement, record: json_ld.Record) -> Iterator[datetime | None]:
    for key in ("datePublished", "dateCreated"):
        yield parse_date(json_ld.text(record, key))
    yield from map(parse_date, meta(root, *_DATE_META))
    for path in _TIME_PLACES:
        found = (element for element in root.xpath(path) if not _is_of_another(element))
        yield from map(_moment, islice(found, _MOST_TIMES))
    yield parse_date(json_ld.text(record, "dateModified"))


_MOST_TIMES = 5
"""Places of one kind on a page that are looked at."""


def _moment(element: HtmlElement) -> datetime | None:
    written = element.get("datetime") or element.get("content")
    return parse_date(written) or parse_date(text_of(element))


def _is_of_another(element: HtmlElement) -> bool:
    """Whether the element stands in a list of other articles, beside this one, or in a comment."""
    return any(
        around.tag in _BESIDE or _OTHERS.search(around.get("class") or "")
        for around in element.iterancestors()
        if around.tag not in ("body", "html")
    )


_BESIDE = ("aside", "nav", "footer")
_OTHERS = re.compile(r"relat|recommend|sidebar|widget|teaser|popular|comment|most-?read|latest")


# --- outlet and address ---------------------------------------------------------------------


def _source(root: HtmlElement, record: json_ld.Record, url: str | None) -> str | None:
    """What the page calls its outlet; else the end of its title, where the address is made of it."""
    declared = (*meta(root, "og:site_name", "application-name", "dc.publisher"),)
    names = (outlet_name(one_line(name), url) for name in declared)
    tail = outlet_name(page_headline.last_part(root), url)
    publishers = (outlet_name(one_line(name), url) for name in json_ld.names(record, "publisher"))
    shown = tail if tail and belongs(tail, publisher(url)) else None
    return next(
        (name[:_LONGEST_OUTLET_NAME] for name in (*names, shown, *publishers) if name), None
    )


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
