"""How many articles a PDF holds: a collection of cuttings is no article, and a report is one."""

from collections import Counter
from collections.abc import Sequence

from digest.language.written_dates import parse_date
from digest.reading import pdf_layout, plain
from digest.reading.pdf_lines import usual_size
from digest.reading.pdf_margins import Page
from digest.reading.pdf_outlet import is_of_clippings


def articles_in(pages: Sequence[Page]) -> int:
    """One, and one for each later page that begins another.

    Such a page begins under a headline as large as the first one's; as chapters do that too, a day
    or a writer of its own must stand there, or a clipping service must have signed the pages.
    """
    size = usual_size([line for page in pages for line in page.text])
    tops = [pdf_layout.top_headline(page.text, size) for page in pages]
    if not tops or not tops[0]:
        return 1
    signed = any(is_of_clippings(line) for page in pages for line in page.margin)
    told = [{*page.margin, *pdf_layout.around_headline(page.text, size)} for page in pages]
    times = Counter(line for lines in told for line in lines)
    own = [[line for line in lines if times[line] == 1] for lines in told]
    return 1 + sum(
        pdf_layout.is_same_size(top, tops[0]) and (signed or any(map(_is_of_article, lines)))
        for top, lines in list(zip(tops, own, strict=True))[1:]
    )


def _is_of_article(line: str) -> bool:
    """Tell whether a line tells the day or the writer of an article."""
    return parse_date(line) is not None or bool(plain.writers_in(line))
