"""A story's headline: the best of its articles' own, or its lead cut short."""

import re
from collections.abc import Sequence

from digest.grounding.evidence import Evidence
from digest.grounding.prove import broken
from digest.language.lexicons import either, lexicon
from digest.language.stems import content
from digest.language.titles import clean, cut_short
from digest.model import Point

SHORTEST, LONGEST = 4, 16
"""Words of a headline that tells enough and not too much."""

_QUESTION = re.compile(r"[?!…]|\.\.\.")
_UNSPACED = 0x2E80
"""The first code point of the scripts of China, Japan and Korea."""


def headline(evidence: Evidence, points: Sequence[Point]) -> str:
    """The title that shares most with the others and with the points, cleaned.

    Questions, bait, capitals and labels are passed over while there is a better one, and markup
    and links always.
    Without any title the lead is cut short; a story with neither gets the outlet's name.
    """
    titles = {clean(article.title, article): article for article in reversed(evidence.articles)}
    titles = {t: article for t, article in titles.items() if t and not broken(t, evidence)}
    if not titles:
        return _from_lead(evidence, points)
    told = [content(point.text, _language(evidence)) for point in points]
    told += [content(article.title, article.language) for article in evidence.articles]
    order = {article.id: place for place, article in enumerate(evidence.articles)}

    def merit(title: str) -> tuple[bool, float, int]:
        article = titles[title]
        own = content(title, article.language)
        shared = sum(len(own & other) for other in told)
        return is_plain(title, article.language), shared / (len(own) + 3), -order[article.id]

    return max(titles, key=merit)


def is_plain(title: str, language: str) -> bool:
    """Whether it tells what happened, in a length that tells enough and not too much."""
    letters = [letter for letter in title if letter.isalpha()]
    is_shouted = sum(letter.isupper() for letter in letters) > len(letters) * 0.6
    is_sized = SHORTEST <= len(title.split()) <= LONGEST and not is_shouted
    return (is_sized or _is_unspaced(title)) and not _is_bait(title, language)


def _is_bait(title: str, language: str) -> bool:
    bait = either(lexicon(language).bait)
    return bool(_QUESTION.search(title) or (bait and bait.search(title)))


def _is_unspaced(title: str) -> bool:
    """Chinese and Japanese headlines are counted in characters."""
    return " " not in title and len(title) > SHORTEST and ord(title[0]) > _UNSPACED


def _from_lead(evidence: Evidence, points: Sequence[Point]) -> str:
    lead = points[0].text if points else next(map(evidence.text, evidence.citations), "")
    line = " ".join(lead.split())
    if not line:
        return evidence.articles[0].source
    return cut_short(line)


def _language(evidence: Evidence) -> str:
    return evidence.articles[0].language
