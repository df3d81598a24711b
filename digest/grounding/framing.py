"""The frames that a sentence has from where it stands: its own, and those of its paragraph.

`In the novel, ...`, `Ten years ago ...` and `A satirical site wrote: ...` open a stretch that goes
on to the end of the paragraph, or to the sentence that leaves it: one with a day, a speaker, a
word on the work itself, the present. `None of this is true` takes back what stands before it.
"""

from collections.abc import Iterator

from digest.grounding.evidence import Evidence
from digest.grounding.frames import Frame, Kind, frames_of
from digest.language.lexicons import either, has
from digest.language.passage import Passage
from digest.model import Citation, Span

OPENS: frozenset[Kind] = frozenset({"imagines", "dates_back", "fakes"})
"""The kinds of frame that may go on behind their sentence."""
_LEADS_ON = (":", "：")
"""At the end of a paragraph they open the next one, too."""


class Framing:
    """The frames of a story's sentences, each read once."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._own: dict[Citation, tuple[Frame, ...]] = {}
        self._around: dict[str, dict[int, Frame]] = {}

    def of(self, citation: Citation) -> tuple[Frame, ...]:
        """The sentence's own frames, and the one that its paragraph gives it."""
        outer = self.around(citation)
        return (*self._of(citation), *((outer,) if outer else ()))

    def around(self, citation: Citation) -> Frame | None:
        """The frame that another sentence gives the whole of it."""
        article = citation.article
        if article not in self._around:
            self._around[article] = {**self._opened(article), **self._taken_back(article)}
        return self._around[article].get(citation.sentence)

    def _of(self, citation: Citation) -> tuple[Frame, ...]:
        if citation not in self._own:
            self._own[citation] = tuple(frames_of(self._evidence.passage(citation)))
        return self._own[citation]

    def _opened(self, article: str) -> dict[int, Frame]:
        """The sentences of an article behind one that opens a frame, up to where it ends."""
        found: dict[int, Frame] = {}
        opening: Frame | None = None
        is_speech = False
        for at, passage in enumerate(self._evidence.passages(article)):
            if opening and (
                self._is_apart(article, at)
                or (not _begins_spoken(passage) if is_speech else _leaves(opening, passage))
            ):
                opening = None
            if opening:
                found[at] = Frame(opening.kind, opening.words, Span(0, len(passage.text)))
            if opens := self._opening(Citation(article, at)):
                opening, is_speech = opens, _ends_spoken(passage)
        return found

    def _opening(self, citation: Citation) -> Frame | None:
        text = self._evidence.text(citation)
        frames = frames_of(self._evidence.passage(citation), OPENS)
        return next((f for f in frames if f.kind == "fakes" or text.startswith(f.words)), None)

    def _taken_back(self, article: str) -> dict[int, Frame]:
        """The sentences of an article that a later one takes back."""
        found: dict[int, Frame] = {}
        for at, passage in enumerate(self._evidence.passages(article)):
            known = passage.lexicon
            if all_words := _first_words(passage, known.retracts_all):
                for back in self._told_before(article, at):
                    found[back] = self._denied(article, back, all_words)
            elif at and (words := _first_words(passage, known.retracts)):
                found[at - 1] = self._denied(article, at - 1, words)
        return found

    def _told_before(self, article: str, at: int) -> Iterator[int]:
        """The sentence before, and those of its paragraph back to who told them."""
        for back in range(at - 1, -1, -1):
            is_told = _tells_of_telling(self._evidence.passage(Citation(article, back)))
            if back == at - 1 or not is_told:
                yield back
            if is_told or self._is_apart(article, back):
                return

    def _denied(self, article: str, at: int, words: str) -> Frame:
        text = self._evidence.text(Citation(article, at))
        return Frame("denies_back", words, Span(0, len(text)))

    def _is_apart(self, article: str, at: int) -> bool:
        """Whether a paragraph begins with the sentence, and nothing led on to it."""
        told = self._evidence.article(article)
        is_led_to = at > 0 and told.sentence(at - 1).rstrip().endswith(_LEADS_ON)
        return told.begins_paragraph(at) and not is_led_to


def _leaves(opening: Frame, passage: Passage) -> bool:
    """Whether the sentence is no longer of what the frame tells."""
    known = passage.lexicon
    dated = {*known.months} - known.irrealis  # `may`
    if passage.days or not dated.isdisjoint(passage.norms) or _has_speaker(passage):
        return True
    if any(quantity.kind == "year" for quantity in passage.quantities):
        return True
    match opening.kind:
        case "imagines":
            return has(passage.text, known.ends_fiction)
        case "dates_back":
            text = passage.text
            return has(text, known.ends_past) or not has(text, known.past_tense)
        case _:
            return False


def _has_speaker(passage: Passage) -> bool:
    """Whether somebody says something, or the writer speaks: `I`, `we`."""
    words = passage.lexicon.says | passage.lexicon.first_person
    return any(w.norm in words and at not in passage.said for at, w in enumerate(passage.tokens))


def _tells_of_telling(passage: Passage) -> bool:
    """`Rumours spread on Monday`, `The post claimed three things`."""
    return _has_speaker(passage) or not passage.lexicon.untruths.isdisjoint(passage.norms)


def _begins_spoken(passage: Passage) -> bool:
    """Whether a quotation goes on from the sentence before."""
    return bool(passage.quoted) and passage.quoted[0].start == 0


def _ends_spoken(passage: Passage) -> bool:
    """Whether a quotation goes on in the next sentence."""
    return bool(passage.quoted) and passage.quoted[-1].end == len(passage.text)


def _first_words(passage: Passage, patterns: tuple[str, ...]) -> str | None:
    """What of them the sentence opens with, outside quotation marks."""
    pattern = either(patterns)
    found = pattern.match(passage.text) if pattern else None
    if found is None or any(start < found.end() <= end for start, end in passage.quoted):
        return None
    return found.group()
