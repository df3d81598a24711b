"""What can be told of a text that reports nothing: a guide, a list, a review, a diary."""

import re

from digest.grounding.evidence import Evidence
from digest.language.passage import Passage
from digest.language.reporting import is_timeless
from digest.model import Article, Citation

OPENS = 3
"""Sentences in which such a text says what it is about; later ones are steps, or its writer's."""

_LETTERS_OR_DIGITS = re.compile(r"[^\W_]+")


class Timeless:
    """Which of a story's articles report nothing."""

    def __init__(self, evidence: Evidence) -> None:
        self._articles = {article.id for article in evidence.articles if _is_timeless(article)}

    def may_be_told(self, citation: Citation, passage: Passage) -> bool:
        """Whether it reports, or opens such a text with a name and speaks of nobody present."""
        if citation.article not in self._articles:
            return True
        return citation.sentence < OPENS and _names(passage) and not _speaks(passage)


def _is_timeless(article: Article) -> bool:
    return is_timeless(_LETTERS_OR_DIGITS.findall(article.text.lower()), article.language)


def _names(passage: Passage) -> bool:
    return any(name.first or len(name.parts) > 1 for name in passage.names)


def _speaks(passage: Passage) -> bool:
    known = passage.lexicon
    speakers = known.first_person | known.singular_first_person | known.second_person
    return any(
        word.norm in speakers and not word.text.isupper()
        for at, word in enumerate(passage.tokens)
        if at not in passage.said
    )
