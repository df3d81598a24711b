"""Pages that hold no article: paywalls, consent and error pages, and scraps."""

import re
from collections.abc import Sequence
from functools import cache

from digest.language.lexicons import everywhere
from digest.reading.tidy import words_of

SHORTEST = 20
"""Words of the shortest article; a brief of two sentences has more."""
SHORTEST_TEASER = 6
_WALL_WORDS = 150

_REASONS = (
    ("it is behind a paywall", "paywall"),
    ("it is a consent page", "consent_page"),
    ("it is an error page", "error_page"),
)
_NEXT_TO_NOTHING = 40
"""Words of a page on which one hint of a wall is enough."""


@cache
def _walls() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What a page is instead of an article, and the words that show it, in lower case."""
    return tuple((reason, re.compile("|".join(everywhere(name)))) for reason, name in _REASONS)


def fault(
    paragraphs: Sequence[str], title: str | None, *, around: str = "", is_teaser: bool = False
) -> str | None:
    """Why there is no article here, or None; around is what else stands on the page."""
    text = "\n".join(paragraphs)
    count = len(words_of(text[:20_000]))
    if count < _WALL_WORDS:
        headline = (title or "").lower()
        sample = f"{headline}\n{(text if count > SHORTEST else around or text).lower()}"
        for reason, pattern in _walls():
            hits = {found.group() for found in pattern.finditer(sample)}
            if hits and (
                count < _NEXT_TO_NOTHING or len(hits) > 1 or bool(pattern.search(headline))
            ):
                return reason
    if count == 0:
        return "it holds no text"
    if count < (SHORTEST_TEASER if is_teaser else SHORTEST):
        return f"it is too short to be an article ({count} words)"
    return None
