"""The headline of a page, and the lines that stand around it."""

import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from digest.reading import json_ld
from digest.reading.dom import meta, text_of
from digest.reading.tidy import one_line, words_of

_SEPARATOR = re.compile(r"\s+[|\-–—·•»:/]+\s+|\s*\|\s*")


_BELOW = 14
"""Lines after the headline that may hold its byline and its date."""
_PROSE = 250
"""Code points of a line with which the article has begun."""
_LABEL = 2
"""Words up to which a heading is a label."""
_LABEL_UNSPACED = 8
"""Characters, where no spaces part the words."""
_LONGEST = 250
_ALIKE = 0.5
"""Share of words in common from which on two titles are one."""
_SHORTEST_HEAD = 15
"""Characters of a title that stay when the outlet's name goes."""
_LONGEST_OUTLET = 3
"""Words."""
_OTHER_WORDS = 3
"""Words over which a heading may put a title otherwise."""


def find(
    root: HtmlElement,
    record: json_ld.Record,
    lines: Sequence[str],
    *,
    source: str | None,
    url: str | None,
) -> str | None:
    """The headline: the main heading, unless the page shows or announces a fuller one."""
    claims = (
        json_ld.text(record, "headline"),
        *meta(root, "og:title", "twitter:title", "dc.title", "title"),
        _page_title(root),
    )
    titles = [_without_outlet(one_line(unescape(claim)), source) for claim in claims if claim]
    announced = next((title for title in titles if _is_telling(title, source)), "")
    headings = [one_line(text_of(heading)) for heading in root.iter("h1")]
    named = next((h for h in headings if h and words_of(h) == _address_words(url)), None)
    if named:
        return named[:300]
    if announced and _is_shown(announced, lines) and not _is_in_part(announced, headings):
        return announced[:300]
    telling = [h for h in headings if _is_telling(h, source) and _can_stand_for(h, announced)]
    likest = max(telling, key=lambda heading: _likeness(heading, titles), default="")
    if likest and (len(telling) == 1 or _likeness(likest, titles) > _ALIKE):
        return likest[:300]
    return announced[:300] or next(filter(None, (*headings, *titles)), "")[:300] or None


def last_part(root: HtmlElement) -> str:
    """What stands at the end of the page's title, where templates put the outlet."""
    return _SEPARATOR.split(one_line(_page_title(root) or ""))[-1]


def around(lines: Sequence[str], title: str | None) -> Sequence[str]:
    """The lines just before the headline, and those after it as far as the text."""
    near: list[str] = []
    for at in _places(lines, title or "")[:3]:
        below = range(at + 1, min(at + _BELOW, len(lines)))
        end = next((i for i in below if len(lines[i]) > _PROSE), at + _BELOW)
        near += lines[max(0, at - 4) : end]
    return near


def _places(lines: Sequence[str], title: str) -> list[int]:
    """Where the title stands as a line, but for its marks."""
    words = words_of(title)
    slack = 10  # marks may differ; comparing lengths first is quick
    alike = (i for i, line in enumerate(lines) if abs(len(line) - len(title)) <= slack)
    return [i for i in alike if words and words_of(lines[i]) == words]


def _address_words(url: str | None) -> list[str]:
    """The words of an address's last part: many an outlet builds it from the headline."""
    parts = urlsplit(url or "").path.rstrip("/").rsplit("/", 1)
    words = words_of(re.sub(r"\.\w{2,5}$", "", parts[-1]).replace("_", "-"))
    return words if len(words) > 1 else []


def _is_shown(title: str, lines: Sequence[str]) -> bool:
    return bool(_places(lines, title))


def _is_in_part(title: str, headings: Sequence[str]) -> bool:
    """Tell whether a heading is the title, the beginning of it or more than it."""
    words = _words(title)
    return any(
        len(h.split()) > _LABEL and (_words(h) <= words or words <= _words(h)) for h in headings
    )


def _can_stand_for(heading: str, announced: str) -> bool:
    """Tell whether a heading is about as long as what is announced, or put in other words."""
    words = _words(heading)
    shared = len(words & _words(announced))
    is_own = len(words) > _OTHER_WORDS and shared <= _ALIKE * len(words)
    return is_own or len(heading) > 0.6 * len(announced)


def _is_telling(title: str, source: str | None) -> bool:
    """Tell whether the words are more than a label or the outlet's name."""
    is_long = len(title.split()) > _LABEL or (not title.isascii() and len(title) > _LABEL_UNSPACED)
    return is_long and len(title) < _LONGEST and not _words(title) <= _words(source or "")


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
    is_short = is_outlet or len(tail.split()) <= _LONGEST_OUTLET
    return head if len(head) > _SHORTEST_HEAD and is_short else title
