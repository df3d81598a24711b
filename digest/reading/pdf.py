"""The article in a PDF: what its pages say, without their margins, under its own headline."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO

from digest.language.written_dates import parse_date
from digest.reading import dates, pdf_layout, pdf_outlet, plain, press_release
from digest.reading.facts import Found, UnreadableError
from digest.reading.pdf_articles import articles_in
from digest.reading.pdf_lines import Line, lines_of
from digest.reading.pdf_margins import without_margins
from digest.reading.tidy import one_line

MAX_PAGES = 200
_FIRST_LINES = 8
"""Lines among which a title of the file is shown where it is the article's."""

_LOCKED = "the PDF is locked with a password: save a copy without one"
_DAMAGED = "the PDF is damaged or not whole: get it again from where it came"
_SEVERAL = "the PDF holds {} articles, each under its own headline: save each as a file of its own"
_PICTURES = "the PDF holds no text, only pictures: have its letters recognised first (OCR)"


def find_pdf(content: bytes, _charset: str | None) -> Found:
    """The article in a PDF. Raises UnreadableError when it is locked, broken, or only pictures."""
    pages, facts = _opened(content)
    parted = without_margins(pages)
    margins = parted[0].margin if parted else ()
    if (count := articles_in(parted)) > 1:
        raise UnreadableError(_SEVERAL.format(count))
    lines = [line for page in parted for line in page.text]
    release = press_release.take([line.text for line in lines], margins)
    head = pdf_layout.Head()
    if release:
        lines = _only(release.body, lines)
    else:
        head, lines = pdf_layout.headed(lines)
    paragraphs = pdf_layout.paragraphs_of(lines)
    if not paragraphs:
        raise UnreadableError(_PICTURES)
    named = one_line(str(facts.get("/Title") or ""))
    title = release.headline if release else head.title
    found = plain.split_text(paragraphs, title or _shown(named, paragraphs))
    writers = (author for line in head.around for author in plain.writers_in(line))
    return Found(
        paragraphs=found.paragraphs,
        title=found.title,
        authors=tuple(writers) or found.authors,
        source=release.issuer if release else pdf_outlet.find(head.above, margins, named),
        published=(release and release.published)
        or dates.from_lines(head.around)
        or next(filter(None, map(parse_date, margins)), None)
        or found.published,
        saved=parse_date(_iso(str(facts.get("/CreationDate") or ""))),
    )


def _opened(content: bytes) -> tuple[list[list[Line]], Mapping[str, object]]:
    """The lines of each page, and what the file says of itself."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    # pypdf lets many kinds of error through on hostile files
    lookups = (KeyError, IndexError, AttributeError, TypeError)
    try:
        reader = PdfReader(BytesIO(content))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if is_locked else [lines_of(page) for page in reader.pages[:MAX_PAGES]]
        facts: Mapping[str, object] = reader.metadata or {}
    except UnreadableError:
        raise
    except (FileNotDecryptedError, DependencyError) as fault:
        raise UnreadableError(_LOCKED) from fault
    except (PyPdfError, ValueError, RecursionError, OverflowError, *lookups) as fault:
        raise UnreadableError(_DAMAGED) from fault
    if is_locked:
        raise UnreadableError(_LOCKED)
    return pages, facts


def _only(texts: Sequence[str], lines: Sequence[Line]) -> list[Line]:
    """The last lines that say these texts, in their order."""
    kept: list[Line] = []
    left = list(texts)
    for line in reversed(lines):
        if left and line.text == left[-1]:
            kept.append(line)
            left.pop()
    return kept[::-1]


def _shown(title: str, paragraphs: Sequence[str]) -> str | None:
    """The file's title, where the text begins with it."""
    is_shown = any(plain.same_words(title, line) for line in paragraphs[:_FIRST_LINES])
    return title if title and is_shown else None


def _iso(stamp: str) -> str:
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", stamp)
    return "-".join(found.groups()) if found else ""
