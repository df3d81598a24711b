"""The text of a PDF, page by page, with its running heads and feet taken off."""

import re
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from digest.language.written_dates import parse_date
from digest.reading import plain, press_release
from digest.reading.facts import Found, UnreadableError
from digest.reading.tidy import one_line, tidy

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_PAGES = 200
MAX_PIECES = 20_000
"""Texts that one page sets; a newspaper's has a tenth, and each costs more than the last."""
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zà-ÿа-я])")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page |seite |p\. )?\d{1,4}(?: (?:of|von|/) \d{1,4})?\W*$", re.IGNORECASE
)
_LEAST_PAGES = 2
"""Pages that a line must open or close to be a running title, and a third of all."""


def find_pdf(content: bytes, _charset: str | None) -> Found:
    """The article in a PDF. Raises UnreadableError when it is locked, broken, or only pictures."""
    pages, facts = _opened(content)
    title = one_line(str(facts.get("/Title") or ""))
    running = _running_titles(pages)
    lines = _text_lines(pages, running)
    first = pages[0].split("\n") if pages else []
    release = press_release.take(lines, [line for line in first if _unnumbered(line) in running])
    if release:
        lines, title = list(release.body), release.headline or title
    paragraphs = _paragraphs(_HYPHENATED.sub("", "\n".join(lines)))
    if not paragraphs:
        raise UnreadableError("the PDF holds no text, only pictures")
    is_shown = release is not None or _is_headline(title, paragraphs)
    found = plain.split_text(paragraphs, title if is_shown and title else None)
    return Found(
        paragraphs=found.paragraphs,
        title=found.title,
        authors=found.authors,
        source=release.issuer if release else None,
        published=(release and release.published)
        or found.published
        or parse_date(_iso(str(facts.get("/CreationDate") or ""))),
    )


def _opened(content: bytes) -> tuple[list[str], Mapping[str, object]]:
    """The text of each page, and what the file says of itself."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # pypdf lets many kinds of error through on hostile files
    lookups = (KeyError, IndexError, AttributeError, TypeError)
    try:
        reader = PdfReader(BytesIO(content))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if is_locked else [_text(page) for page in reader.pages[:MAX_PAGES]]
        facts: Mapping[str, object] = reader.metadata or {}
    except UnreadableError:
        raise
    except (PyPdfError, ValueError, RecursionError, OverflowError, *lookups) as fault:
        raise UnreadableError("the PDF could not be read") from fault
    if is_locked:
        raise UnreadableError("the PDF is locked with a password")
    return pages, facts


def _text(page: "PageObject") -> str:
    contents = page.get_contents()
    data = contents.get_data() if contents is not None else b""
    if data.count(b"Tj") + data.count(b"TJ") > MAX_PIECES:
        raise UnreadableError("a page of the PDF holds too much to be of an article")
    return tidy(page.extract_text())


def _is_headline(title: str, lines: list[str]) -> bool:
    return any(plain.same_words(title, line) for line in lines[:8])


def _iso(stamp: str) -> str:
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", stamp)
    return "-".join(found.groups()) if found else ""


def _running_titles(pages: list[str]) -> frozenset[str]:
    """What opens or closes several pages, without the pages' numbers."""
    edges = Counter(
        line
        for page in pages
        for line in {_unnumbered(line) for line in (*page.split("\n")[:2], *page.split("\n")[-2:])}
    )
    least = max(_LEAST_PAGES, len(pages) / 3)
    return frozenset(line for line, count in edges.items() if line and count >= least)


def _unnumbered(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _text_lines(pages: list[str], running: frozenset[str]) -> list[str]:
    """The lines of all pages without running titles and page numbers."""
    return [
        line
        for page in pages
        for line in page.split("\n")
        if line and _unnumbered(line) not in running and not _PAGE_NUMBER.match(line)
    ]


def _paragraphs(text: str) -> list[str]:
    """A PDF has lines, not paragraphs: one ends with a short line that ends a sentence."""
    lines = [line for line in text.split("\n") if line]
    if not lines:
        return []
    usual = sorted(map(len, lines))[int(0.8 * (len(lines) - 1))]
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if is_open:
            paragraphs[-1] = f"{paragraphs[-1]} {line}"
        else:
            paragraphs.append(line)
        is_ended = bool(re.search("[.!?:…][\"'”’»)]*$", line)) and len(line) < 0.85 * usual
        is_heading = not is_open and len(line) < 0.6 * usual
        is_open = not (is_ended or is_heading)
    return paragraphs
