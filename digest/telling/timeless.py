"""What can be told of a text that reports nothing: a guide, a list, a review, a diary."""

import re

from digest.grounding.evidence import Evidence
from digest.language.passage import Passage
from digest.language.reporting import is_timeless
from digest.model import Article, Citation

OPENS = 3
"""Sentences in which such a text says what it is about; later ones are steps, or its writer's."""

TAKEN_UP = 2
"""Words with content of the headline that such a sentence has."""

_LETTERS_OR_DIGITS = re.compile(r"[^\W_]+")


class Timeless:
    """Which of a story's articles report nothing."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._articles = {article.id for article in evidence.articles if _is_timeless(article)}

    def may_be_told(self, citation: Citation) -> bool:
        """Whether it reports, or opens such a text with its matter."""
        if citation.article not in self._articles:
            return True
        passage = self._evidence.passage(citation)
        over_it = self._evidence.headline(citation.article).stems
        is_on_it = len(passage.stems & over_it) >= min(TAKEN_UP, len(over_it))
        return citation.sentence < OPENS and _names(passage) and is_on_it


def _is_timeless(article: Article) -> bool:
    return is_timeless(_LETTERS_OR_DIGITS.findall(article.text.lower()), article.language)


def _names(passage: Passage) -> bool:
    return any(name.first or len(name.parts) > 1 for name in passage.names)
