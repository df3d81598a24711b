"""Which stories share a request, and which sentences of a long one the model sees."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from digest.grounding.evidence import Evidence
from digest.language.stems import content, terms
from digest.llm.prompts import as_data
from digest.llm.tokens import estimate_tokens
from digest.model import Article, Citation, Story

ALWAYS_SHOWN = 3
"""Sentences at the head of each article that are never dropped: news says first what matters."""
_NUMBER_TOKENS = 4
"""`[57] ` before a sentence and the line's end after it."""


@dataclass(frozen=True)
class Task:
    """One story to tell, and the sentences that the model is shown of it, in reading order."""

    story: Story
    evidence: Evidence
    shown: tuple[Citation, ...]
    wants_context: bool = False
    """Whether the model is to say why the story matters."""
    asks_differences: bool = False
    """Whether it is to say on what the outlets differ, where there are several."""

    @cached_property
    def tokens(self) -> int:
        return sum(_tokens(self.evidence.text(citation)) for citation in self.shown)

    @property
    def wants_differences(self) -> bool:
        outlets = {article.source for article in self.evidence.articles}
        return self.asks_differences and len(outlets) > 1

    @property
    def about(self) -> tuple[str, int]:
        """Its story's lead article and its tokens, for the bill."""
        return self.evidence.articles[0].id, self.tokens

    @property
    def language(self) -> str:
        """The language of the summary: that of the lead article."""
        return self.evidence.articles[0].language

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of every word in the articles of that language."""
        return frozenset(
            term
            for article in self.evidence.articles
            if article.language == self.language
            for sentence in article.sentence_texts()
            for term in terms(sentence, self.language)
        )

    @property
    def note(self) -> str | None:
        """What the reader should know when not all was shown."""
        left_out = len(self.evidence.whole) - len(self.shown)
        return (
            f"{left_out} less central sentences were not shown to the model" if left_out else None
        )

    def articles(self) -> list[tuple[Article, tuple[Citation, ...]]]:
        """Each article with its sentences that are shown; articles without any are left out."""
        return [
            (article, sentences)
            for article in self.evidence.articles
            if (sentences := tuple(c for c in self.shown if c.article == article.id))
        ]


@dataclass(frozen=True)
class Batch:
    """Stories that share a request. Their sentences are numbered from 1 through all of them."""

    tasks: tuple[Task, ...]

    @cached_property
    def numbers(self) -> tuple[tuple[Task, Citation], ...]:
        """The task and sentence of number n at place n - 1."""
        return tuple((task, citation) for task in self.tasks for citation in task.shown)

    def owner(self, number: int) -> Task | None:
        """Whose sentence has that number; None for a number that the request does not give."""
        return self.numbers[number - 1][0] if 0 < number <= len(self.numbers) else None

    def citations(self, task: Task, numbers: Sequence[int]) -> tuple[Citation, ...]:
        """The task's own sentences among the numbers, each once; others point at nothing."""
        meant = [self.numbers[number - 1] for number in numbers if 0 < number <= len(self.numbers)]
        return tuple(dict.fromkeys(citation for owner, citation in meant if owner is task))


def task_of(story: Story, evidence: Evidence, budget_tokens: int) -> Task:
    """The story with as many of its sentences as the budget holds, the most central ones."""
    task = Task(story, evidence, evidence.whole)
    return task if task.tokens <= budget_tokens else shortened(task, budget_tokens)


def tasks_of(
    stories: Sequence[Story],
    told: Sequence[Evidence],
    budget_tokens: int,
    *,
    context: int,
    differences: bool,
) -> list[Task]:
    """Each story with its evidence; of those that rank highest the model is to give context."""
    ranked = sorted(stories, key=lambda story: -story.rank.score)
    wanted = {story.id for story in ranked[:context]}
    return [
        replace(
            task_of(story, evidence, budget_tokens),
            wants_context=story.id in wanted,
            asks_differences=differences,
        )
        for story, evidence in zip(stories, told, strict=True)
    ]


def shortened(task: Task, budget_tokens: int) -> Task:
    """The task without its least central sentences, so that it fits the budget.

    The head of each article stays while it fits. At least one sentence is always shown.
    """
    evidence = task.evidence
    worth = _centrality(task)
    by_worth = sorted(task.shown, key=lambda c: (c.sentence >= ALWAYS_SHOWN, -worth[c], c.sentence))
    kept: set[Citation] = set()
    left = budget_tokens
    for citation in by_worth:
        size = _tokens(evidence.text(citation))
        if size <= left or not kept:
            kept.add(citation)
            left -= size
    return replace(task, shown=tuple(c for c in task.shown if c in kept))


def pack(tasks: Sequence[Task], budget_tokens: int, most_stories: int) -> list[Batch]:
    """The tasks, each once, in requests within the budget; a task beyond it goes alone.

    First fit in the order of the edition: no search saves more than a request or two.
    """
    packed: list[list[Task]] = []
    for task in tasks:
        for batch in packed:
            used = sum(other.tokens for other in batch)
            if used + task.tokens <= budget_tokens and len(batch) < most_stories:
                batch.append(task)
                break
        else:
            packed.append([task])
    return [Batch(tuple(batch)) for batch in packed]


def _tokens(sentence: str) -> int:
    return estimate_tokens(as_data(sentence)) + _NUMBER_TOKENS


def _centrality(task: Task) -> dict[Citation, float]:
    """How common a sentence's content is in its story: mean document frequency of its words."""
    evidence = task.evidence
    words = {
        citation: content(evidence.text(citation), evidence.article(citation.article).language)
        for citation in task.shown
    }
    frequency = Counter(word for of_sentence in words.values() for word in of_sentence)
    return {
        citation: sum(frequency[word] for word in own) / (len(own) + 5)
        for citation, own in words.items()
    }
