"""An article's headline as an edition prints it: on one line, without labels and outlets."""

import re
from functools import cache

from digest.language.lexicons import lexicon
from digest.model import Article

LONGEST_LEAD = 90
"""Characters of a lead that stands in for a headline."""

_TAIL = re.compile(r"\s+[|–—-]\s+([^|–—]{2,40})$")
_SHORTEST_HOST = 4
"""Letters of an outlet's name that tell it by its address."""


def clean(title: str, article: Article) -> str:
    """The title on one line, without labels such as "BREAKING:" and without the outlet's name."""
    line = " ".join(title.split())
    if label := _label(article.language):
        line = label.sub("", line)
    tail = _TAIL.search(line)
    if tail and _is_outlet(tail.group(1), article):
        line = line[: tail.start()]
    return line.removesuffix(".") if line.count(".") == 1 else line


@cache
def _label(language: str) -> re.Pattern[str] | None:
    labels = "|".join(lexicon(language).headline_labels)
    return (
        re.compile(rf"^(?:{labels})(?:\s*[:|]\s*|\s+[–—-]\s+)", re.IGNORECASE) if labels else None
    )


def is_opinion(article: Article) -> bool:
    """Whether its headline, outlet or address marks it as its writer's own view."""
    marks = _opinion(article.language)
    return marks is not None and any(
        marks.search(place) for place in (article.title, article.source, article.url or "")
    )


@cache
def _opinion(language: str) -> re.Pattern[str] | None:
    """`Opinion: ...`, `... | Comment`, `Post (Opinion)`, `/opinion/`."""
    labels = f"(?:{'|'.join(lexicon(language).opinion_labels)})"
    if not lexicon(language).opinion_labels:
        return None
    return re.compile(
        rf"^[\[(]?{labels}[\])]?(?:\s*[:：|]|\s+[–—-]\s)|(?:[|｜]|\s[–—-])\s*{labels}$"
        rf"|[\[(]{labels}[\])]|/{labels}/",
        re.IGNORECASE,
    )


def _is_outlet(words: str, article: Article) -> bool:
    def squeezed(text: str) -> str:
        return re.sub(r"\W|^the |^www\.", "", text.casefold())

    name = squeezed(words)
    return name in (squeezed(article.source), squeezed(article.source.partition(".")[0])) or (
        article.url is not None
        and len(name) >= _SHORTEST_HOST
        and name in squeezed(article.url[:80])
    )


def cut_short(lead: str) -> str:
    """A lead as a headline: whole without its full stop, or the words that fit."""
    if len(lead) <= LONGEST_LEAD:
        return lead.rstrip(".")
    return lead[:LONGEST_LEAD].rpartition(" ")[0].rstrip(",;:–— ") + " …"
