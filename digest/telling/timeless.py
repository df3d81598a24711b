"""What can be told of a text that reports nothing: a guide, a list, a review, a diary."""

import re

from digest.grounding.evidence import Evidence
from digest.language.passage import Passage
from digest.language.reporting import is_timeless
from digest.language.stems import content
from digest.model import Article, Citation

OPENS = 3
"""Sentences in which such a text says what it is about; later ones are steps, or its writer's."""

TAKEN_UP = 2
"""Words with content of the headline that such a sentence has."""

_LETTERS_OR_DIGITS = re.compile(r"[^\W_]+")


class Timeless:
    """Which of a story's articles report nothing."""

    def __init__(self, evidence: Evidence) -> None:
        self._articles = {article.id for article in evidence.articles if _is_timeless(article)}

    def may_be_told(self, citation: Citation, passage: Passage, headline: Passage) -> bool:
        """Whether it reports, or opens such a text with its matter and speaks of nobody present."""
        if citation.article not in self._articles:
            return True
        is_opening = citation.sentence < OPENS and _names(passage) and not _speaks(passage)
        return is_opening and _takes_up(passage, headline)


def _is_timeless(article: Article) -> bool:
    return is_timeless(_LETTERS_OR_DIGITS.findall(article.text.lower()), article.language)


def _takes_up(passage: Passage, headline: Passage) -> bool:
    """Whether it has enough of the headline's words to be on its matter."""
    over_it = content(headline.text, headline.language)
    shared = over_it & content(passage.text, passage.language)
    return len(shared) >= min(TAKEN_UP, len(over_it))


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
