"""Drafted sentences under trial: proven, open until a judge has read them, or faulty."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.findings.differences import Side
from digest.findings.proposed import accepted
from digest.grounding.judge import Claim
from digest.grounding.lines import language_name
from digest.grounding.prove import Fault, Kind, Opinion, doubted, prove
from digest.language.self_contained import opens_backwards
from digest.language.stems import content, terms
from digest.model import THRESHOLD, Citation, Difference, Point, Rejected
from digest.telling.by_model.batch import Batch, Task
from digest.telling.by_model.draft import DraftStory, FullStory

FAMILIAR = 0.2
"""Least share of a sentence's words that its story's articles use. Another language has a tenth,
the same one a third and more, however freely it is told."""
SAME = 0.65
"""Share of the shorter point's content in the longer one from which on both say the same."""
NEAR = 2
"""Sentences before one that say who its "he" is."""
DOUBTFUL = 20
"""Doubt from which on a sentence is written again, though it may be printed as it is: what a good
judge doubts so much of a true one is mostly loose somewhere (docs/grounding.md)."""
HEADLINE = -1
"""The place of a story's headline among its sentences."""
CONTEXT = -2
"""That of the sentence that says why it matters."""
NOT_PROVEN = 101
UNREAD = Fault("judge", "no judge has read it")

_SENTENCE_END = re.compile(
    r"(?<=[a-zß-ÿ\d)”’»]{2}[.!?])\s+(?=[A-ZÀ-Þ“«])|(?<=[.!?][”’»])\s+(?=[A-ZÀ-Þ“«])"
)
_LEAST_TERMS = 4
"""Of a sentence whose language can be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A drafted sentence, or headline, and what its trial has found so far."""

    text: str
    citations: tuple[Citation, ...]
    faults: tuple[Fault, ...]
    point: Point | None
    is_given_up: bool = False
    """The model has said that nothing can be said, or says the same again."""
    remarks: tuple[Fault, ...] = ()
    """What its judge found lacking in a sentence that is proven all the same."""

    @property
    def is_open(self) -> bool:
        """Whether only a judge can tell."""
        return self.point is None and not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A drafted story: its headline and sentences, in the order of the draft."""

    task: Task
    headline: Sentence
    sentences: tuple[Sentence, ...]
    context: Sentence | None = None
    """Why it matters; None where nothing was said of it."""
    differences: tuple[Difference, ...] = ()
    """Those on which it says the outlets differ, as far as the sentences do."""

    @property
    def everything(self) -> Mapping[int, Sentence]:
        """The sentences by their place, headline and context at their own."""
        own = {HEADLINE: self.headline, **dict(enumerate(self.sentences))}
        return own if self.context is None else {**own, CONTEXT: self.context}

    @property
    def points(self) -> tuple[Point, ...]:
        """The proven sentences that can be understood where they stand; a lost lead is followed.

        One that opens with "He" or "But" needs the point before it to tell what stands just before
        its own source: a judge reads it there, and so must the reader.
        """
        kept: list[Point] = []
        for sentence in self.sentences:
            point = sentence.point
            if point is not None and (
                not opens_backwards(point.text, self.task.language)
                or (kept and _leads_to(kept[-1], point))
            ):
                kept.append(point)
        return tuple(kept)

    @property
    def why(self) -> Point | None:
        """Why it matters, if that is proven, stands alone and is none of the points again."""
        point = self.context.point if self.context else None
        if point is None or opens_backwards(point.text, self.task.language):
            return None
        return (
            point if distinct((*self.points, point), self.task.language)[-1:] == (point,) else None
        )

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """What is withheld, with its reasons."""
        return tuple(
            Rejected(
                text=printable(sentence.text),
                reason=printable("; ".join(fault.message for fault in faults)),
                checks=tuple(dict.fromkeys(fault.check for fault in faults)),
            )
            for _, sentence in sorted(self.everything.items(), key=lambda one: one[0] < 0)
            if sentence.point is None and sentence.text
            for faults in (sentence.faults or (UNREAD,),)
        )

    def better_of(self, before: "Trial") -> "Trial":
        """The same trial with each sentence of before that was proven, and with no more doubt."""
        kept = {
            place: old
            for place, old in before.everything.items()
            if old.point is not None and _doubt(old) <= _doubt(self.everything[place])
        }
        return self.changed(kept)

    def changed(self, new: Mapping[int, Sentence]) -> "Trial":
        """The same trial with other sentences at those places."""
        sentences = tuple(new.get(at, old) for at, old in enumerate(self.sentences))
        return replace(
            self,
            headline=new.get(HEADLINE, self.headline),
            sentences=sentences,
            context=new.get(CONTEXT, self.context),
        )


def printable(text: str) -> str:
    """The text without characters that hide or turn what stands in a file or a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def trial(draft: DraftStory, task: Task, batch: Batch, most_points: int) -> Trial:
    """Every sentence of a draft, tried. Sentences past most_points are not looked at."""
    written: dict[str, tuple[Citation, ...]] = {}
    for point in draft.points:
        for sentence in split(point.text):
            written.setdefault(sentence, batch.citations(task, point.cites))
    sentences = tuple(tried(text, cites, task) for text, cites in [*written.items()][:most_points])
    cited = tuple(dict.fromkeys(c for sentence in sentences for c in sentence.citations))
    headline = tried(draft.headline, cited, task, "headline")
    context = _context(draft, task, batch)
    return Trial(
        task=task,
        headline=headline,
        sentences=sentences,
        context=context,
        differences=tuple(_differences(draft, task, batch)),
    )


def _differences(draft: DraftStory, task: Task, batch: Batch) -> Iterator[Difference]:
    """What the sentences bear out of the differences that it lists, where that was asked."""
    listed = draft.differences if task.wants_differences and isinstance(draft, FullStory) else ()
    for one in listed:
        sides = [Side(batch.citations(task, side.cites), side.value) for side in one.sides]
        found = accepted(one.about, sides, task.evidence, is_update=one.is_update)
        if found is not None:
            yield found


def _context(draft: DraftStory, task: Task, batch: Batch) -> Sentence | None:
    """The first sentence of what was said of why it matters, where that was asked."""
    said = draft.context if task.wants_context and isinstance(draft, FullStory) else ()
    return next(
        (tried(split(one.text)[0], batch.citations(task, one.cites), task) for one in said), None
    )


def tried(
    text: str, citations: Sequence[Citation], task: Task, kind: Kind = "sentence"
) -> Sentence:
    """One sentence against its evidence, before a judge has read it."""
    text = " ".join(text.split())
    if kind == "headline":
        text = text.removesuffix(".")
    if not _is_in_language(text, task):
        fault = Fault("language", f"it is not written in {language_name(task.language)}")
        return Sentence(text=text, citations=tuple(citations), faults=(fault,), point=None)
    return ruled(Sentence(text=text, citations=tuple(citations), faults=(), point=None), task, kind)


def ruled(
    sentence: Sentence,
    task: Task,
    kind: Kind,
    opinion: Opinion | None = None,
    threshold: int = THRESHOLD,
) -> Sentence:
    """The sentence with what its proof says, a judge's opinion heard."""
    verdict = prove(
        sentence.text,
        sentence.citations,
        task.evidence,
        kind=kind,
        language=task.language,
        opinion=opinion,
        threshold=threshold,
    )
    is_loose = verdict.point is not None and opinion is not None and opinion.doubt >= DOUBTFUL
    return replace(
        sentence,
        text=verdict.text,
        citations=verdict.citations,
        faults=verdict.faults,
        point=verdict.point,
        remarks=(Fault("judge", doubted(opinion)),) if opinion and is_loose else (),
    )


def _doubt(sentence: Sentence) -> int:
    """What its judge doubts of a proven sentence; more than all of one that is not proven."""
    if sentence.point is None:
        return NOT_PROVEN
    return sentence.point.proof.doubt or 0


def _leads_to(before: Point, point: Point) -> bool:
    """Whether one cites what stands at, or just before, what the other cites."""
    near = {
        Citation(article, at)
        for article, cited in point.citations
        for at in range(cited - NEAR, cited + 1)
    }
    return not near.isdisjoint(before.citations)


def kind_at(place: int) -> Kind:
    return "headline" if place == HEADLINE else "sentence"


def open_claims(trial: Trial) -> list[tuple[int, Claim]]:
    """What a judge has still to read, by its place, in the order of the story."""
    return [
        (place, Claim(sentence.text, sentence.citations, trial.task.evidence, kind_at(place)))
        for place, sentence in trial.everything.items()
        if sentence.is_open
    ]


def split(text: str) -> list[str]:
    """The sentences of a point that holds several; each is proven by itself.

    Only sure ends count, after a small word, a year or a closing mark: "Mr. Quill" stays whole.
    """
    return _SENTENCE_END.sub("\n", " ".join(text.split())).split("\n")


def distinct(points: Sequence[Point], language: str) -> tuple[Point, ...]:
    """The points without those that an earlier one already says."""
    kept: list[Point] = []
    for point in points:
        if not any(_says_the_same(point.text, other.text, language) for other in kept):
            kept.append(point)
    return tuple(kept)


def _says_the_same(text: str, earlier: str, language: str) -> bool:
    """Whether earlier has all numbers of text, and one has nearly all content of the other."""
    own, other = content(text, language), content(earlier, language)
    numbers = {word for word in own if word[:1].isdigit()}
    shorter = min(len(own), len(other))
    return bool(shorter) and numbers <= other and len(own & other) >= SAME * shorter


def _is_in_language(text: str, task: Task) -> bool:
    """Whether enough of the words are words of the story's own articles.

    No list of languages can be complete; the articles themselves show how theirs looks.
    """
    own = terms(text, task.language)
    if len(own) < _LEAST_TERMS:
        return True
    known = task.vocabulary
    return sum(term in known for term in own) >= FAMILIAR * len(own)
