"""An article's headline as an edition prints it: on one line, without labels and outlets."""

import re

from digest.model import Article

LONGEST_LEAD = 90
"""Characters of a lead that stands in for a headline."""

_LABEL = re.compile(
    r"^(?:breaking(?: news)?|live(?: updates?)?|watch|video|updated?|exclusive|just in|photos?"
    r"|analysis)\s*[:|–—-]\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+[|–—-]\s+([^|–—]{2,40})$")


def clean(title: str, article: Article) -> str:
    """The title on one line, without labels such as "BREAKING:" and without the outlet's name."""
    line = _LABEL.sub("", " ".join(title.split()))
    tail = _TAIL.search(line)
    if tail and _is_outlet(tail.group(1), article):
        line = line[: tail.start()]
    return line.removesuffix(".") if line.count(".") == 1 else line


def _is_outlet(words: str, article: Article) -> bool:
    def squeezed(text: str) -> str:
        return re.sub(r"\W|^the |^www\.", "", text.casefold())

    name = squeezed(words)
    return name in (squeezed(article.source), squeezed(article.source.partition(".")[0])) or (
        article.url is not None and len(name) > 3 and name in squeezed(article.url[:80])
    )


def cut_short(lead: str) -> str:
    """A lead as a headline: whole without its full stop, or the words that fit."""
    if len(lead) <= LONGEST_LEAD:
        return lead.rstrip(".")
    return lead[:LONGEST_LEAD].rpartition(" ")[0].rstrip(",;:–— ") + " …"
