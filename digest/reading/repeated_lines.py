"""Lines that one outlet prints under many of its articles: footers, disclaimers, appeals."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from digest.model import Article

LEAST_ARTICLES = 3
"""Articles of one outlet that must carry a line before it counts as repeated."""
_SHARE = 0.4
_LONGEST_REPEATED = 400


def without_repeats(articles: Sequence[Article]) -> list[list[str] | None]:
    """For each article its remaining lines, or None where nothing was repeated.

    Copies of one story also share lines, but most of them; a footer is a small part of each
    article that carries it.  So a line goes only when the rest of its articles differ.
    """
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        by_outlet[article.source].append(index)
    remaining: list[list[str] | None] = [None] * len(articles)
    for indices in by_outlet.values():
        texts = {articles[i].text for i in indices}
        if len(texts) < LEAST_ARTICLES:
            continue
        repeated = _repeated([text.split("\n") for text in sorted(texts)])
        for i in indices:
            lines = [line for line in articles[i].text.split("\n") if line]
            kept = [line for line in lines if line not in repeated]
            shared = sum(map(len, lines)) - sum(map(len, kept))
            if kept != lines and shared < 0.5 * len(articles[i].text):
                remaining[i] = kept
    return remaining


def _repeated(texts: Sequence[Sequence[str]]) -> set[str]:
    counts = Counter(
        line for lines in texts for line in set(lines) if 0 < len(line) <= _LONGEST_REPEATED
    )
    needed = max(LEAST_ARTICLES, _SHARE * len(texts))
    return {line for line, count in counts.items() if count >= needed}
