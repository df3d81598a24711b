"""What a press review prints of an article: its own words, at most two sentences of them."""

from collections.abc import Sequence

from digest.grounding.rules.whole import WHOLE_END
from digest.language.datelines import without_dateline
from digest.model import Article
from digest.rendering.text import in_a_row, shorten

LONGEST_EXCERPT = 400
"""Characters of a sentence; more is hardly a sentence."""
_SENTENCES = 2


def clipping(article: Article, cited: Sequence[int]) -> str:
    """The first of these sentences as a passage, with an ellipsis for what stands between them.

    `cited` is in the article's order. Of an article of which nothing is cited it is the first whole
    sentence, as a line with its author opens many; empty for one without sentences.
    """
    passage: list[str] = []
    chosen = cited[:_SENTENCES] or _opening(article)
    for at, sentence in enumerate(chosen):
        if at and sentence != chosen[at - 1] + 1:
            passage.append("…")
        words = without_dateline(article.sentence(sentence))
        passage.append(shorten(words, LONGEST_EXCERPT))
    return in_a_row(passage)


def _opening(article: Article) -> Sequence[int]:
    numbers = range(len(article.sentences))
    whole = (n for n in numbers if WHOLE_END.search(article.sentence(n).rstrip()))
    return numbers[next(whole, 0) :][:1]
