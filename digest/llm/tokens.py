"""How many tokens a text is, about: there is no counter that fits every model."""

import re
from collections import Counter

# No offline counter fits every server, and the common ones fetch their tables from the network.
# This one counts what byte-pair vocabularies agree on: a common English word is one token, a word
# of other Latin languages is cut sooner, digits go by themselves, marks are one each, and other
# scripts cost by the byte. tests/llm/test_purse.py pins it; docs/model.md has the error.
_PIECES = re.compile(r"[A-Za-z]+|[^\W\d_]+|\d|[^\w\s]+|\n+")
_ENGLISH_LETTERS_PER_TOKEN = 7.0
_LATIN_LETTERS_PER_TOKEN = 4.2
_BYTES_PER_TOKEN = 4.6
_SHARE_OF_ACCENTS = 0.04
"""Words with letters beyond a-z; English news has fewer, other languages more."""


def estimate_tokens(text: str) -> int:
    """About how many tokens the text is."""
    pieces = _PIECES.findall(text)
    words = [*filter(str.isalpha, pieces)]
    plain = Counter(map(len, filter(str.isascii, words)))
    is_english = len(words) - plain.total() <= _SHARE_OF_ACCENTS * len(words)
    letters = _ENGLISH_LETTERS_PER_TOKEN if is_english else _LATIN_LETTERS_PER_TOKEN
    count = float(len(pieces) - len(words))
    count += sum(many * max(1.0, length / letters) for length, many in plain.items())
    count += sum(
        max(1.0, len(word.encode("utf-8", "surrogatepass")) / _BYTES_PER_TOKEN)
        for word in words
        if not word.isascii()
    )
    return round(count)
