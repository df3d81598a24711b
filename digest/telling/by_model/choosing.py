"""A story told in its sources' own sentences, which a model chooses and orders by number.

For models that cannot be trusted to write: whatever they answer, what is printed are sentences and
a headline of the story's own articles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated

from pydantic import Field

from digest.errors import LlmError
from digest.grounding.evidence import Evidence
from digest.grounding.prove import prove
from digest.language.titles import clean
from digest.llm.answer_form import Form, at_most
from digest.llm.client import LlmClient
from digest.llm.prompts import Prompts, as_data
from digest.llm.request import Answer, Request, Unanswered, room_for
from digest.model import Citation, Point, Summary
from digest.progress import Event
from digest.telling.by_model.batch import Task, pack, shortened
from digest.telling.centrality import most_words, say_the_same
from digest.telling.extractive import (
    by_centrality,
    extract,
    fit_sentences,
    functional_terms,
    sentence_at,
)
from digest.telling.headline import headline, is_plain
from digest.telling.options import TellOptions

MOST_SHOWN = 24
"""Candidates of a story: more do not make a choice of five better, and all of them cost."""
LEAST = 2
"""Sentences that make a choice, where extraction finds as many."""
_LONGEST_LIST = 8
_TOKENS_PER_STORY, _TOKENS_PER_NUMBER = 20, 3

_Numbers = Annotated[list[int], at_most(_LONGEST_LIST), Field(max_length=_LONGEST_LIST)]


class Selection(Form):
    """An answer, of either form. Every integer in it is a number that the request gave out."""

    def of(self, number: int) -> "Chosen | None":
        """What was chosen of the story with that number in its request; None for nothing."""
        raise NotImplementedError


class Chosen(Selection):
    """What was chosen of one story; alone it is the answer for the only story of a request.

    A small model that is let would go on to choose for a second.
    """

    headline: int
    sentences: _Numbers

    def of(self, number: int) -> "Chosen | None":  # noqa: ARG002  # the only story has any
        return self


class Choice(Form):
    """What was chosen of one story among several; its number comes first, to choose from there."""

    story: int
    headline: int
    sentences: _Numbers


class Choices(Selection):
    """The answer for several stories. Some may be missing from it, or there twice."""

    stories: Annotated[list[Choice], at_most(8), Field(max_length=8)]

    def of(self, number: int) -> Chosen | None:
        return next(
            (
                Chosen(headline=choice.headline, sentences=choice.sentences)
                for choice in self.stories
                if choice.story == number
            ),
            None,
        )


@dataclass(frozen=True)
class _Shown:
    """What one request gives numbers to: each story's headlines, then its candidates."""

    tasks: tuple[Task, ...]

    @cached_property
    def numbers(self) -> tuple[tuple[Task, str | Citation], ...]:
        """The task, and its headline or sentence, of number n at place n - 1."""
        return tuple(
            (task, shown)
            for task in self.tasks
            for group in (titles(task.evidence), task.shown)
            for shown in group
        )

    def title(self, task: Task, number: int) -> str | None:
        """The task's own headline of that number; None where the number means anything else."""
        owned = self._owned(task, number)
        return owned if isinstance(owned, str) else None

    def citations(self, task: Task, numbers: Iterable[int]) -> tuple[Citation, ...]:
        """The task's own sentences among the numbers, each once; others point at nothing."""
        owned = (self._owned(task, number) for number in numbers)
        return tuple(dict.fromkeys(c for c in owned if isinstance(c, Citation)))

    def _owned(self, task: Task, number: int) -> str | Citation | None:
        if not 0 < number <= len(self.numbers):
            return None
        owner, shown = self.numbers[number - 1]
        return shown if owner is task else None


def choose(
    tasks: Sequence[Task], client: LlmClient, prompts: Prompts, options: TellOptions
) -> list[Summary | str]:
    """Each task's story as the model chose it, in order; or why it did not, for the reader."""
    choosable = [_choosable(task, options.input_tokens) for task in tasks]
    asked = [
        _Shown(batch.tasks)
        for batch in pack(
            [task for task in choosable if task.shown],
            options.input_tokens,
            options.stories_per_request,
        )
    ]
    client.report(Event(stage="ask", done=0, total=len(tasks)))
    answers = client.ask_all([request_for(shown, prompts, options) for shown in asked], "choose")
    client.report(Event(stage="ask", done=len(tasks), total=len(tasks)))
    told = {
        id(task): _outcome(number, task, shown, answer, options)
        for shown, answer in zip(asked, answers, strict=True)
        for number, task in enumerate(shown.tasks, start=1)
    }
    return [told.get(id(task), "none of its sentences can be printed") for task in choosable]


def _choosable(task: Task, budget_tokens: int) -> Task:
    """The task with nothing but its candidates shown."""
    task = replace(task, shown=candidates(task.evidence))
    return task if task.tokens <= budget_tokens else shortened(task, budget_tokens)


def candidates(evidence: Evidence) -> tuple[Citation, ...]:
    """The sentences that extraction chooses from too, the most central first.

    Each can be proven as a copy. A small model takes the numbers that it sees first: shown in
    reading order, it told the first article alone.
    """
    found: list[Citation] = []
    for sentence in by_centrality(fit_sentences(evidence), evidence):
        if prove(sentence.text, (sentence.citation,), evidence).point is not None:
            found.append(sentence.citation)
        if len(found) == MOST_SHOWN:
            break
    return tuple(found)


def titles(evidence: Evidence) -> tuple[str, ...]:
    """The articles' headlines that an edition can print, each once, lead article first."""
    cleaned = ((clean(one.title, one), one.language) for one in evidence.articles)
    return tuple(
        dict.fromkeys(t for t, language in cleaned if _is_printable(t, language, evidence))
    )


def _is_printable(title: str, language: str, evidence: Evidence) -> bool:
    if not is_plain(title, language):
        return False
    return prove(title, (), evidence, kind="headline").point is not None


def chosen(
    evidence: Evidence,
    title: str | None,
    citations: Sequence[Citation],
    *,
    words: int,
    points: int,
) -> Summary | None:
    """The story in the chosen sentences, in their order; None where too few of them can be used.

    `title` is one of `titles`; None takes extraction's. `citations` are the story's. Dropped are
    sentences that cannot be proven, that say what an earlier one says, and that do not fit the
    budget, which is that of extraction.
    """
    proven = _proven(citations, evidence, words, points)
    if not proven or len(proven) < min(LEAST, len(extract(evidence, words=words).points)):
        return None
    return Summary(method="chosen", headline=title or headline(evidence, proven), points=proven)


def _proven(
    citations: Sequence[Citation], evidence: Evidence, words: int, most: int
) -> tuple[Point, ...]:
    lengths = [len(sentence.candidate.terms) for sentence in fit_sentences(evidence)]
    left = most_words(lengths, words)
    functional = functional_terms(evidence)
    said: list[frozenset[str]] = []
    points: list[Point] = []
    for citation in citations:
        sentence = sentence_at(citation, evidence)
        own = frozenset(sentence.candidate.terms) - functional
        length = len(sentence.candidate.terms)
        if len(points) == most or (points and length > left):
            continue
        if any(say_the_same(own, other) for other in said):
            continue
        point = prove(sentence.text, (citation,), evidence).point
        if point is not None:
            points.append(point)
            said.append(own)
            left -= length
    return tuple(points)


def _outcome(
    number: int,
    task: Task,
    shown: _Shown,
    answer: Answer[Selection] | Unanswered | LlmError,
    options: TellOptions,
) -> Summary | str:
    if isinstance(answer, Unanswered):
        return f"the model did not choose: {answer.why}"
    if isinstance(answer, LlmError):
        return "the model could not be used"
    choice = answer.value.of(number)
    if choice is None:
        return "the model did not choose: its answer left the story out"
    summary = chosen(
        task.evidence,
        shown.title(task, choice.headline),
        shown.citations(task, choice.sentences),
        words=options.words,
        points=options.points,
    )
    return summary or "too few of the sentences that the model chose can be printed together"


def most_sentences(task: Task, options: TellOptions) -> int:
    """How many of the task's candidates fit the budget of words, at a guess."""
    lengths = [len(sentence_at(c, task.evidence).candidate.terms) for c in task.shown]
    whole = [len(sentence.candidate.terms) for sentence in fit_sentences(task.evidence)]
    fitting = round(most_words(whole, options.words) * len(lengths) / max(1, sum(lengths)))
    return min(max(LEAST, fitting), options.points, len(lengths))


def request_for(shown: _Shown, prompts: Prompts, options: TellOptions) -> Request[Selection]:
    """The question which headline and sentences to print of each story."""
    first, expected, stories = 1, 0, []
    for task in shown.tasks:
        most = most_sentences(task, options)
        expected += _TOKENS_PER_STORY + _TOKENS_PER_NUMBER * most
        headlines = titles(task.evidence)
        texts = [sentence_at(citation, task.evidence).text for citation in task.shown]
        stories.append(
            {
                "sentences": most,
                "headlines": _numbered(headlines, first),
                "candidates": _numbered(texts, first + len(headlines)),
            }
        )
        first += len(headlines) + len(task.shown)
    prompt = prompts.fill("choose", stories=stories)
    return Request(
        name="choose",
        system=prompt.system,
        user=prompt.user,
        form=Choices if len(shown.tasks) > 1 else Chosen,
        highest=len(shown.numbers),
        expected_tokens=expected,
        room_tokens=room_for(expected),
        about=tuple(task.about for task in shown.tasks),
    )


def _numbered(texts: Iterable[str], first: int) -> list[dict[str, object]]:
    return [
        {"number": number, "text": as_data(text)} for number, text in enumerate(texts, start=first)
    ]
