"""The frames that a sentence has from where it stands: from itself, or from what is beside it.

`In the novel, ...` stands before it in its paragraph, `None of this is true` after.
"""

from collections.abc import Iterator

from digest.grounding.evidence import Evidence
from digest.grounding.frames import Frame, Kind, frames_of
from digest.language.lexicons import either
from digest.language.passage import Passage
from digest.model import Citation, Span


class Framing:
    """The frames of a story's sentences, each read once."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._own: dict[Citation, tuple[Frame, ...]] = {}
        self._around: dict[str, dict[int, Frame]] = {}

    def of(self, citation: Citation) -> tuple[Frame, ...]:
        """The sentence's own frames, and the one that its neighbours give it."""
        outer = self.around(citation)
        return (*self._of(citation), *((outer,) if outer else ()))

    def around(self, citation: Citation) -> Frame | None:
        """The frame that another sentence gives the whole of it."""
        article = citation.article
        if article not in self._around:
            self._around[article] = dict(self._given(article))
        return self._around[article].get(citation.sentence)

    def _of(self, citation: Citation) -> tuple[Frame, ...]:
        if citation not in self._own:
            self._own[citation] = tuple(frames_of(self._evidence.passage(citation)))
        return self._own[citation]

    def _given(self, article: str) -> Iterator[tuple[int, Frame]]:
        """The framed sentences of an article; of two frames of one sentence the later counts."""
        opening: Frame | None = None
        for at in range(len(self._evidence.article(article).sentences)):
            citation = Citation(article, at)
            taken_back = _taken_back(self._evidence.passage(citation))
            if taken_back and at:
                yield at - 1, self._whole(article, at - 1, "denies_back", taken_back)
            if opening and citation in self._evidence.beside(Citation(article, at - 1)):
                yield at, self._whole(article, at, "imagines", opening.words)
            opening = self._opening(citation)

    def _opening(self, citation: Citation) -> Frame | None:
        text = self._evidence.text(citation)
        frames = (frame for frame in self._of(citation) if frame.kind == "imagines")
        return next((frame for frame in frames if text.startswith(frame.words)), None)

    def _whole(self, article: str, at: int, kind: Kind, words: str) -> Frame:
        return Frame(kind, words, Span(0, len(self._evidence.text(Citation(article, at)))))


def _taken_back(passage: Passage) -> str | None:
    pattern = either(passage.lexicon.retracts)
    found = pattern.match(passage.text) if pattern else None
    if found is None or any(start < found.end() <= end for start, end in passage.quoted):
        return None
    return found.group()
