"""An article's headline as an edition prints it: on one line, without labels and outlets."""

import re
from functools import cache

from digest.language.addresses import host_of
from digest.language.fragments import is_cut_off
from digest.language.lexicons import lexicon
from digest.model import Article

_TAIL = re.compile(r"\s+[|–—-]\s+([^|–—]{2,40})$")
_SHORTEST_HOST = 4
"""Letters of an outlet's name that tell it by its address."""


def clean(title: str, article: Article) -> str:
    """The title on one line, without labels such as "BREAKING:" and without the outlet's name."""
    line = without_label(" ".join(title.split()), article.language)
    return without_stop(without_outlet(line, article.source, article.url))


def without_label(line: str, language: str) -> str:
    """`BREAKING: Mayor resigns (VIDEO)` without its labels."""
    label = _label(language)
    return label.sub("", line) if label else line


def without_outlet(line: str, outlet: str, url: str | None = None) -> str:
    """`Mayor resigns | Harbour Courier` without the name of its own outlet."""
    tail = _TAIL.search(line)
    return line[: tail.start()] if tail and _is_outlet(tail.group(1), outlet, url) else line


def without_stop(line: str) -> str:
    """A title without its full stop, which is no part of it; one of several sentences keeps it."""
    return line.removesuffix(".") if line.count(".") == 1 else line


@cache
def _label(language: str) -> re.Pattern[str] | None:
    labels = f"(?:{'|'.join(lexicon(language).headline_labels)})"
    before, behind = (
        rf"^{labels}(?:\s*[:|]\s*|\s+[–—-]\s+)",
        rf"(?<=\S)\s+[(\[]{labels}(?:, {labels})*[)\]]$",
    )
    is_known = bool(lexicon(language).headline_labels)
    return re.compile(f"{before}|{behind}", re.IGNORECASE) if is_known else None


def is_cut(article: Article) -> bool:
    """Whether the headline is the beginning of the text, broken off.

    What it broke off may take it back: `The mayor fled abroad, says a rumour that…`.
    """
    if not is_cut_off(article.title):
        return False
    head = _squeezed(article.title)
    return _squeezed(article.text[: 2 * len(article.title)]).startswith(head)


def _squeezed(text: str) -> str:
    return re.sub(r"\W|^the |^www\.", "", text.casefold())


def _is_outlet(words: str, outlet: str, url: str | None) -> bool:
    name = _squeezed(words)
    return name in (_squeezed(outlet), _squeezed(outlet.partition(".")[0])) or (
        len(name) >= _SHORTEST_HOST and name in _squeezed(host_of(url or ""))
    )


def from_lead(lead: str) -> str:
    """A sentence as a headline: whole but for its full stop."""
    return " ".join(lead.split()).removesuffix(".")
