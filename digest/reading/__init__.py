"""Reading: one document of any kind becomes one clean article with the spans of its sentences."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from digest.language.addresses import publisher, same_page
from digest.language.decoding import is_binary
from digest.model import Article, Document, Skipped
from digest.reading import (
    dates,
    language,
    opinion,
    plain,
    press_release,
    repeated_lines,
    sentences,
    walls,
)
from digest.reading.article_address import canonical, web_address
from digest.reading.author_notes import without_author_notes
from digest.reading.facts import Finder, Found, UnreadableError
from digest.reading.orders import without_orders
from digest.reading.tidy import one_line, without_bullets

__all__ = ["clean", "identity", "read"]


def _find_html(content: bytes, charset: str | None) -> Found:
    from digest.reading.extract import find_html  # lxml and trafilatura are heavy

    return find_html(content, charset)


def _find_pdf(content: bytes, charset: str | None) -> Found:
    from digest.reading.pdf import find_pdf

    return find_pdf(content, charset)


_FINDERS: dict[str, tuple[Finder, int]] = {
    "text/plain": (plain.find_text, 4_000_000),
    "text/markdown": (plain.find_markdown, 4_000_000),
    "text/html": (_find_html, 8_000_000),
    "application/xhtml+xml": (_find_html, 8_000_000),
    "application/pdf": (_find_pdf, 40_000_000),
}
"""For each media type, who reads it and how many bytes at most."""
MAX_TEXT = 400_000
"""Code points of the longest article: a long book chapter; more is not news."""


def read(document: Document, *, now: datetime) -> Article | Skipped:
    """One document as one article, or the reason why there is none in it.

    Pure and picklable, so documents can be read in several processes at once.
    """
    media_type = document.media_type.split(";")[0].strip().lower()
    finder, limit = _FINDERS.get(media_type, (None, 0))
    if finder is None:
        return _skipped(document, f"{media_type or 'its kind'} is not read")
    size = len(document.content)
    if size > limit:
        return _skipped(
            document, f"it is too large ({size / 1e6:.0f} MB; the limit is {limit / 1e6:.0f} MB)"
        )
    if not document.content.strip():
        return _skipped(document, "it is empty")
    if media_type.startswith("text/") and is_binary(document.content):
        return _skipped(document, "it is a binary file, not text")
    try:
        found = finder(document.content, document.charset)
    except UnreadableError as fault:
        return _skipped(document, str(fault))
    own = without_author_notes(without_orders(found.paragraphs))
    found = replace(found, paragraphs=tuple(map(without_bullets, own)))
    is_teaser = document.hints.is_teaser or found.is_limited
    is_given = media_type == "text/plain" and document.hints.title is not None  # it is no page
    reason = walls.fault(
        found.paragraphs, found.title, around=found.around, is_teaser=is_teaser or is_given
    )
    length = sum(map(len, found.paragraphs))
    if reason is None and length > MAX_TEXT:
        reason = f"{length:,} characters are too long for an article; the limit is {MAX_TEXT:,}"
    return (
        _skipped(document, reason)
        if reason
        else _article(document, found, now, is_teaser=is_teaser)
    )


def clean(articles: Sequence[Article]) -> list[Article | Skipped]:
    """The articles of a run without the lines that one outlet repeats under each of them.

    A text too short to show its language is in that of its outlet's others.
    Same order and length; an article of which nothing else is left becomes Skipped.
    """
    told = _with_language_of_outlet(articles)
    return [
        article if lines is None else _recut(article, lines)
        for article, lines in zip(told, repeated_lines.without_repeats(told), strict=True)
    ]


def _skipped(document: Document, why: str) -> Skipped:
    return Skipped(what=document.place, why=why)


def _article(document: Document, found: Found, now: datetime, *, is_teaser: bool) -> Article:
    hints = document.hints
    url = canonical(found.url, web_address(hints.url))
    text = "\n\n".join(found.paragraphs)
    given = one_line(hints.title or "")
    is_letterhead = found.title is not None and press_release.is_label(given)
    title = found.title if is_letterhead or not given else given
    code = language.detect(f"{title or ''}\n{text}", hints.language or found.language)
    spans = sentences.split(text, code)
    lead = text[spans[0].start : spans[0].end]
    title = title or plain.lead_title(lead)
    source = hints.source or found.source or publisher(url) or title
    moments = [hints.published, found.published]
    if found.saved:
        moments += [dates.from_name(document.place), found.saved]
    return Article(
        id=identity(url, source, title, text),
        source=source,
        url=url,
        title=title,
        authors=hints.authors or found.authors,
        published=next(filter(None, (dates.trusted(moment, now) for moment in moments)), None),
        language=code,
        text=text,
        sentences=spans,
        section=hints.section,
        weight=hints.weight,
        is_teaser=is_teaser,
        is_opinion=found.is_opinion
        or opinion.is_opinion(title, source, url or "", sections=found.sections, language=code)
        or opinion.is_own_voice(text, spans, code),
    )


def _with_language_of_outlet(articles: Sequence[Article]) -> list[Article]:
    codes: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        codes[article.source].append(article.language)
    usual = {source: language.prevailing(told) for source, told in codes.items()}
    return [_in_language(article, usual[article.source]) for article in articles]


def _in_language(article: Article, usual: str | None) -> Article:
    if usual in (None, article.language):
        return article
    text = f"{article.title}\n{article.text}"
    code = language.detect(text, usual)
    if usual and language.may_be(usual, text, instead_of=code):
        code = usual
    if code == article.language:
        return article
    return replace(article, language=code, sentences=sentences.split(article.text, code))


def _recut(article: Article, lines: Sequence[str]) -> Article | Skipped:
    reason = walls.fault(lines, article.title, is_teaser=article.is_teaser)
    if reason:
        return Skipped(
            what=article.title, why=f"without what its outlet prints everywhere, {reason}"
        )
    text = "\n\n".join(lines)
    return replace(article, text=text, sentences=sentences.split(text, article.language))


def identity(url: str | None, source: str, title: str, text: str) -> str:
    """Sixteen hex digits, the same for the same article on every run and machine."""
    known = same_page(url) if url else f"{source}\n{title}\n{text}"
    return hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:16]
