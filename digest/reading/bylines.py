# ruff: noqa: E501  paths into pages are tables
"""Who wrote a page: the names it declares, and those in the byline that its readers see."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

from lxml.html import HtmlElement

from digest.reading import json_ld, page_headline
from digest.reading.byline_words import byline_words
from digest.reading.dom import meta, text_of
from digest.reading.tidy import one_line, words_of

Names = tuple[str, ...]

_DECLARED = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "citation_author",
    "citation_authors", "dc.creator", "dcterms.creator", "byl", "twitter:data1",
)  # fmt: skip
# `@class[contains(.,…) or …]` finds the attribute once, not once for each word.
_SURE = (
    "/descendant::*[@rel[.='author' or contains(.,'author ')]]",
    "/descendant::*[@itemprop='author']//*[@itemprop='name']",
    "/descendant::*[@itemprop='author']",
    "/descendant::*[@class[contains(.,'author') or contains(.,'byline')][contains(.,'author-name') or contains(.,'author__name') or contains(.,'authorName') or contains(.,'author_name') or contains(.,'byline-name') or contains(.,'byline__name')]]",
)  # fmt: skip
_LIKELY = (
    "/descendant::*[@class[contains(.,'byline') or contains(.,'Byline') or contains(.,'by-line')] or @data-testid[contains(.,'byline')]]",
    "/descendant::a[@href[contains(.,'/author/') or contains(.,'/authors/') or contains(.,'/contributor/')]]",
    "/descendant::*[@class[contains(.,'author') and not(contains(.,'authori'))] or @id[contains(.,'author')]]",
    "/descendant::*[i[contains(@class,'-user') or contains(@class,'-person')] and not(ancestor-or-self::a or ancestor::nav)]",
)
_LONGEST_BYLINE = 160
"""Code points of the longest byline."""
_MOST_AUTHORS = 20
"""Declared names that are looked at."""

_DATED_BYLINE = re.compile(
    r"^(?!.*(?:©|copyright))(?=.{0,60}\d{4}).{4,60}\d\s*(?:,|\||[–—-])?\s*by:? (?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(
    r"^(?:(?:M\.?D|R\.?D\.?N?|M\.?S|M\.?A|B\.?A|D\.?O|MSc|BSc|Ph\.?D|MBA|MPH|R\.?N|J\.?D|DDS|DVM|CPA|CFA|CFP|CPP|PSP|LCSW|Esq|[JS]r|I{2,3})\.?(?:\s|$))+$"
)
_BY_A_SCRIPT = re.compile(r'"(?:pagePostAuthor|authorName|author_name)"\s*:\s*"([^"\\]{3,60})"')
_LONGEST_BYLINE_LINE = 80
"""Characters of a line that may hold a byline and nothing else."""
_SHORTEST_NAME, _LONGEST_NAME = 3, 49
_MOST_PARTS = 5
"""Words of a name."""


def authors(
    root: HtmlElement,
    record: json_ld.Record,
    lines: Sequence[str],
    *,
    title: str | None,
    source: str | None,
) -> Names:
    """The authors' names; an outlet's or a single word only for want of a person's.

    What is declared goes first, for it is the least in doubt, but where the byline at the headline
    names the same and others, that is the fuller one.  Then what is shown, the surest place first.
    """
    claims = [*json_ld.names(record, "author"), *meta(root, *_DECLARED)]
    claims = [claim for claim in claims if not re.match(r"https?:|www\.", claim.strip())][
        :_MOST_AUTHORS
    ]
    declared = _people(claims, source)
    written = list(_bylines(page_headline.around(lines, title) or lines))
    marked = cache(partial(_marked, root))
    by = _first([[line] for line in written], source)
    if declared:
        return by if _says_more(by, declared) else declared
    return (
        by
        or _loosely(c for c in claims if _is_shown(c, lines) and not _is_outlet(c, source))
        or _first(([text] for text in marked(_SURE)), source)
        or _loosely(written)
        or _loosely(marked(_SURE))
        or _first(([text] for text in marked(_LIKELY)), source)
        or _loosely(claims)
        or _first([[line] for line in _bylines(_without_bare_by(lines))], source)
        or _loosely(_typed(root))
        or _loosely(marked(_LIKELY))
    )


def _says_more(written: Names, declared: Names) -> bool:
    """Tell whether a byline names the declared author and others."""
    last = {name.split()[-1].lower() for name in written}
    return len(written) > len(declared) and all(n.split()[-1].lower() in last for n in declared)


def _first(groups: Iterable[Sequence[str]], source: str | None) -> Names:
    return next(filter(None, (_people(group, source) for group in groups)), ())


def _typed(root: HtmlElement) -> Iterator[str]:
    """The author as some builders tell their own scripts."""
    for script in root.iter("script"):
        names = _BY_A_SCRIPT.findall(script.text or "")[:1]
        yield from (name for name in names if name[0].isupper())


def _marked(root: HtmlElement, paths: Sequence[str]) -> list[str]:
    """What stands in the elements that templates mark as bylines, the surest first."""
    elements = (element for path in paths for element in root.xpath(path)[:4])
    found = (text_of(e) for e in elements if "comment" not in (e.get("class") or ""))
    return [text for text in found if _SHORTEST_NAME <= len(text) < _LONGEST_BYLINE]


def _bylines(lines: Sequence[str]) -> Iterator[str]:
    """The lines that say "By", and those under a line that says nothing else."""
    for i, line in enumerate(lines):
        if len(line) > _LONGEST_BYLINE:
            continue
        if byline_words().label.match(line):
            yield from (below for below in lines[i + 1 : i + 2] if len(below) < _LONGEST_BYLINE)
        elif found := byline_words().byline.match(line) or _DATED_BYLINE.match(line):
            yield line[found.end() :]


def _without_bare_by(lines: Sequence[str]) -> list[str]:
    """The lines without "By company size": far from the headline, "By" alone says little."""
    return [
        line
        for line in lines
        if len(line) < len("By A") or not re.match(r"\W*by\b", line, re.IGNORECASE)
    ]


def _is_shown(claim: str, lines: Sequence[str]) -> bool:
    """Tell whether a brief line of the page holds the words."""
    words = f" {' '.join(words_of(claim))} "
    return len(words) >= len(" ann ") and any(
        len(line) < _LONGEST_BYLINE_LINE and words in f" {' '.join(words_of(line))} "
        for line in lines[:400]
    )


# --- names ----------------------------------------------------------------------------------


def _people(claims: Iterable[str], source: str | None) -> Names:
    """The names of persons in the claims, each once, in order."""
    found: dict[tuple[str, str], str] = {}
    for claim in claims:
        for name in _split(claim):
            if _is_person(name, source):
                first, *_, last = name.lower().split() * 2
                found.setdefault((first, last), name)  # with a middle name or without
    return tuple(found.values())[:10]


def _split(claim: str) -> Iterator[str]:
    """The parts of a byline that could be names, without "By", roles and what follows."""
    line = byline_words().glued.sub(" ", byline_words().byline.sub("", one_line(claim[:400])))
    name, is_of_role, end = "", False, 0
    for found in (*byline_words().between.finditer(line), None):
        part = line[end : found.start() if found else None]
        is_comma = line[max(0, end - 2) : end].strip() == ","
        end = found.end() if found else end
        part = byline_words().after.sub("", byline_words().byline.sub("", part)).strip(" .,:;-–—*")
        if name and is_comma and _CREDENTIAL.match(part):
            name = f"{name}, {part}"
            continue
        is_of_role = (is_comma and is_of_role) or bool(
            byline_words().role.search(byline_words().role_after_name.sub("", part))
        )
        if not is_of_role and part:
            if name:
                yield name
            name = byline_words().role_after_name.sub("", part)
    if name:
        yield name


def _loosely(claims: Iterable[str]) -> Names:
    """The first claim that could be a name, as it stands or without what follows."""
    lines = (byline_words().byline.sub("", one_line(claim[:400])) for claim in claims)
    names = (
        name.strip(" .,:;") for line in lines for name in (line, byline_words().after.sub("", line))
    )
    return next(((name,) for name in names if _could_be_name(name)), ())


def _could_be_name(name: str) -> bool:
    is_short = _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_PARTS
    return is_short and not byline_words().no_name.search(name)


def _is_person(name: str, source: str | None) -> bool:
    """Two to five words, capitals at most of them, that are not the outlet's."""
    words = name.split()
    capitals = sum(word[0].isupper() or not word[0].isascii() for word in words)
    return (
        _could_be_name(name)
        and (len(words) > 1 or not name.isascii())
        and capitals >= min(2, len(words))
        and words[0].lower() not in byline_words().never_first
        and not byline_words().organisation.search(name)
        and not _is_outlet(name, source)
    )


def _is_outlet(name: str, source: str | None) -> bool:
    words = words_of(source or "")
    return words_of(name) in (words, words[:-1])
