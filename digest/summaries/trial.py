"""Drafted sentences under trial: each proven, or faulty with its faults in plain words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digest.model import Citation, Point, Rejected
from digest.summaries.batch import MARKS, Batch, Task
from digest.summaries.check import Fault, Verdict, prove
from digest.summaries.checks.attribution import voice
from digest.summaries.checks.departures import MOST_DEPARTURES, TOO_FREE, departures
from digest.summaries.checks.form import Kind, whole
from digest.summaries.checks.lexicons import lexicon
from digest.summaries.checks.passage import Passage
from digest.summaries.checks.pronouns import opening_pronoun
from digest.summaries.draft import DraftStory
from digest.summaries.evidence import Evidence
from digest.summaries.mend import mended
from digest.summaries.prompt import language_name
from digest.summaries.standing import stands_alone
from digest.summaries.terms import content, terms

FAMILIAR = 0.35
"""Least share of a sentence's words that its story's articles use. Another language has a tenth,
the same one two thirds and more, however freely it is told."""
ENGLISH = "en"
LITTLE = 3
"""Letters of words that a headline may add: "to", "for", "set"."""
SAME = 0.65
"""Share of the shorter point's content in the longer one from which on both say the same."""

NEAR = 2
"""Sentences before one that say who its "he" is."""

_TORN = re.compile(
    r"\b(?:[A-Z]\. ){1,4}[A-Z]\.|\b\d{1,3}(?:, \d{3})+\b|\b(?P<number>[A-Z][a-z]\. \d{1,3})\b"
)
_SPACED_END = re.compile(r"([.!?,]) (['’”\"])$")
_LOST = re.compile(r"\b([A-Z])\. ([a-z]+)\b")
_LABEL = re.compile(r"(?:Draft|Fault|Sentence|Evidence|Text)(?: \d{1,2})?: (?=\S)")
"""What stands before the lines of our own requests: small models copy it."""
_SENTENCE_END = re.compile(
    r"(?:(?<=[a-zà-öø-ÿ]{4}[.!?])|(?<=\s[a-zà-öø-ÿ]{3}[.!?])(?<!\setc\.)|(?<=[\s-]\d{4}\.)|(?<=\d[ap]m\.)"
    r"|(?<=[.!?][”»])) (?=[“«]?[A-ZÀ-ÖØ-Þ])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One drafted sentence. It has a point, or faults."""

    text: str
    citations: tuple[Citation, ...]
    faults: tuple[Fault, ...]
    point: Point | None
    is_given_up: bool = False
    """The model itself found nothing that the evidence carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The draft of one story, sentence by sentence, the lead first."""

    task: Task
    headline: Sentence
    sentences: tuple[Sentence, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(sentence.point for sentence in self.sentences if sentence.point is not None)

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """What was drafted and is not printed, the headline last."""
        return tuple(
            Rejected(
                text=printable(sentence.text),
                reason=printable("; ".join(fault.message for fault in sentence.faults)),
                checks=tuple(dict.fromkeys(fault.check for fault in sentence.faults)),
            )
            for sentence in (*self.sentences, self.headline)
            if sentence.point is None and sentence.text
        )

    def with_sentences(self, changed: dict[int, Sentence]) -> "Trial":
        """The same trial with other sentences at those places."""
        new = (changed.get(place, old) for place, old in enumerate(self.sentences))
        return replace(self, sentences=tuple(anchored(new, self.task)))


def printable(text: str) -> str:
    """The text without characters that hide or turn what stands in a file or a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def trial(draft: DraftStory, task: Task, batch: Batch, most_points: int) -> Trial:
    """Every sentence of a draft, tried. Sentences past most_points are not looked at."""
    written: dict[str, tuple[Citation, ...]] = {}
    for point in draft.points:
        for sentence in split(point.text):
            cites = batch.citations(task, point.cites) if sentence == point.text else ()
            written.setdefault(sentence, cites)
    sentences = tuple(tried(text, cites, task) for text, cites in [*written.items()][:most_points])
    sentences = tuple(anchored(sentences, task))
    cited = tuple(dict.fromkeys(c for sentence in sentences for c in sentence.citations))
    headline = _plain(tried(recased(draft.headline, task), cited, task, "headline"), task)
    return Trial(task=task, headline=headline, sentences=sentences)


def anchored(sentences: Iterable[Sentence], task: Task) -> Iterator[Sentence]:
    """The sentences, those faulty whose "He" or "It" the printed one before does not explain.

    So is a first one that cannot be read alone. A point explains a pronoun when it cites what
    stands just before in the article, or names somebody who is named there or in the cited one.
    """
    before: Point | None = None
    for sentence in sentences:
        point = sentence.point
        why = _hanging(point, before, task) if point else None
        if why is None:
            before = point or before
            yield sentence
        else:
            yield replace(sentence, point=None, faults=(Fault("pronouns", why),))


def _hanging(point: Point, before: Point | None, task: Task) -> str | None:
    """Why the point cannot be understood where it stands, or None."""
    opening = opening_pronoun(point.text, task.language)
    if opening and not (before and _explains(before, point, task.evidence)):
        return f"it leaves open who or what {opening!r} is"
    if before is None and not stands_alone(point.text, task.language):
        return "it opens the story and cannot be read alone"
    return None


def _explains(before: Point, point: Point, evidence: Evidence) -> bool:
    near = {
        Citation(article, at)
        for article, cited in point.citations
        for at in range(max(0, cited - NEAR), cited + 1)
    }
    named = {part for c in near for name in evidence.passage(c).names for part in name.parts}
    words = {word.strip(MARKS).casefold() for word in before.text.split()}
    return bool(near.difference(point.citations) & set(before.citations)) or bool(named & words)


def _plain(headline: Sentence, task: Task) -> Sentence:
    """The headline, faulty when a word of it is not just so in the articles, or stands elsewhere.

    A sentence may turn its sources' words; a headline so short is easily turned into nonsense
    ("assembles" for "the assembly"), and the articles' own headlines are at hand.
    """
    if headline.point is None:
        return headline
    words = {word.strip(MARKS).lower() for word in headline.text.split()}
    known = task.own_words | lexicon(task.language).reporting
    turned = sorted(word for word in words - known if len(word) > LITTLE)
    evidence = task.evidence
    titles = [evidence.headline(article.id) for article in evidence.articles]
    passages = [*(evidence.passage(c) for c in headline.point.citations), *titles]
    if turned:
        fault = Fault("coverage", f"not a word of the articles: {', '.join(turned)}")
    elif departures(Passage.read(headline.text, task.language), passages) > MOST_DEPARTURES:
        fault = Fault("closeness", TOO_FREE)
    else:
        return headline
    return replace(headline, point=None, faults=(fault,))


def split(text: str) -> list[str]:
    """The sentences of a point that holds several; each then has to find its own evidence.

    Only sure ends count, after a small word, a year or a closing mark: "Mr. Quill" stays whole.
    """
    return _SENTENCE_END.sub("\n", " ".join(text.split())).split("\n")


def recased(headline: str, task: Task) -> str:
    """A Headline In Capitals as a sentence, so that its names can be told from its words.

    A word loses its capital where the articles write it small, unless they have it beside its
    neighbour just so: "White House". One that they do not know keeps it, and the check of names
    looks at it.
    """
    words = headline.split()
    if 2 * sum(word[:1].isupper() for word in words[1:]) <= len(words[1:]):
        return headline
    named = {
        place + offset
        for place, (one, other) in enumerate(pairwise(words))
        if one[:1].isupper() and other[:1].isupper() and task.says(f"{one} {other}".strip(MARKS))
        for offset in (0, 1)
    }
    return " ".join(
        word.lower()
        if place and place not in named and word.lower().strip(MARKS) in task.small_words
        else word
        for place, word in enumerate(words)
    )


def tried(
    text: str, citations: Sequence[Citation], task: Task, kind: Kind = "sentence"
) -> Sentence:
    """One sentence against its evidence."""
    text = tidied(text, task)
    if not _is_in_language(text, task):
        fault = Fault("language", f"it is not written in {language_name(task.language)}")
        return Sentence(text=text, citations=tuple(citations), faults=(fault,), point=None)
    verdict = prove(text, citations, task.evidence, kind=kind)
    if kind == "sentence":
        verdict = _fit(verdict, task)
        mend = mended(verdict, task.evidence) if verdict.point is None else None
        if mend is not None and _fit(mend, task).point is not None:
            verdict = mend
    pieces = split(verdict.text) if kind == "sentence" else []
    if verdict.point is not None and len(pieces) > 1:  # a false one may hide behind a true one
        alone = [(at, prove(piece, (), task.evidence).faults) for at, piece in enumerate(pieces)]
        # what a later "It" stands for was looked at in the whole
        faults = tuple(f for at, found in alone for f in found if not at or f.check != "pronouns")
        if faults:
            verdict = replace(verdict, faults=faults, point=None)
    return Sentence(
        text=verdict.text,
        citations=verdict.citations,
        faults=verdict.faults,
        point=verdict.point,
    )


def _fit(verdict: Verdict, task: Task) -> Verdict:
    """The verdict, faulty for a true copy that is none for an edition: a stump, a writer's "my"."""
    if verdict.point is None:
        return verdict
    faults = tuple(Fault("form", message) for message in whole(verdict.text, "sentence"))
    if why := voice(Passage.read(verdict.text, task.language)):
        faults += (Fault("attribution", why),)
    return replace(verdict, faults=faults, point=None) if faults else verdict


def tidied(text: str, task: Task) -> str:
    """Without what small models put into names and figures: "U. S.", "976, 000", "No. 10".

    A change that does not make what the articles have is not made.
    """

    def joined(match: re.Match[str]) -> str:
        whole = match[0].replace(". " if match["number"] else " ", "")
        return whole if task.says(whole) else match[0]

    text = _SPACED_END.sub(r"\1\2", text)
    label = _LABEL.match(text)
    if label is not None and not task.says(label[0]):
        text = text[label.end() :]
    return _LOST.sub(lambda lost: _found_again(lost, task), _TORN.sub(joined, text))


def _found_again(lost: re.Match[str], task: Task) -> str:
    """`the U.S. army` for a model's `the U. army`, where the articles have it so."""
    if task.says(lost[0]):
        return lost[0]
    whole = re.compile(rf"\b{lost[1]}\.(?:[A-Z]\.)+ {re.escape(lost[2])}\b")
    matches = (whole.search(article.text) for article in task.evidence.articles)
    return next((match[0] for match in matches if match), lost[0])


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
    if task.language != ENGLISH:
        said = {word.strip(MARKS).lower() for word in text.split()} - task.small_words
        if not said.isdisjoint(lexicon(ENGLISH).inverts):
            return False  # "..., said Bürgermeisterin Claasen": small models fall back into it
    own = terms(text, task.language)
    if len(own) < 4:
        return True
    known = task.vocabulary
    return sum(term in known for term in own) >= FAMILIAR * len(own)
