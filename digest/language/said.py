"""What was said already: a sentence or quotation is not said again in the same words."""

import re

from digest.language.marks import facing

LEAST_WORD_OR_SIGNS = 5
"""Words of a sentence that stands twice by no chance; each character of Chinese is one."""

_WORD_OR_SIGN = re.compile(r"[\u2e80-\u9fff]|[^\W_]+")
_QUOTED = re.compile(r"[“„«»\"]([^“”«»\"]+)[“”«»\"]")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])[^\w\s]*\s+|(?<=[。！？])")


class Said:
    """Texts as their words, without marks."""

    def __init__(self, *texts: str) -> None:
        self._words = ""
        self.add(*texts)

    def add(self, *texts: str) -> None:
        """Say these too."""
        self._words += "\n".join(map(_words, texts))

    def has(self, text: str) -> bool:
        """Whether a sentence or quotation of the text was said, alone or in a longer one."""
        parts = map(_words, (*_BETWEEN_SENTENCES.split(text), *_QUOTED.findall(facing(text))))
        return any(
            part in self._words for part in parts if len(part.split()) >= LEAST_WORD_OR_SIGNS
        )


def _words(text: str) -> str:
    """The words without marks, between spaces."""
    return f" {' '.join(_WORD_OR_SIGN.findall(text.casefold()))} "
